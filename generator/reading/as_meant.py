"""Read on past mistakes of form, so that what stands beside them is looked at in the same run.

What can have been meant in one way only is read as that. Anything else that is
wrong is left out: of a list the item, elsewhere the key; for what is missing
then, something can stand in. The mistakes themselves are reported all the same,
and nothing is published while there is one.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from generator.problems import Origin
from generator.reading.nodes import Mapping as MappingNode
from generator.reading.nodes import Node, Path, Scalar, along, rebuilt
from generator.reading.nodes import Sequence as ListNode


def read_as(node: Node, keys: Mapping[Path, str], values: Mapping[Path, str]) -> Node:
    """The node with other words for some keys and some values; all stay where they were written."""

    def change(at: Path, within: Node) -> Node:
        match within:
            case Scalar():
                return replace(within, text=values.get(at, within.text))
            case MappingNode():
                return replace(within, entries=tuple(_keys_read_as(within, keys, at)))
        return within

    return rebuilt(node, change)


def _keys_read_as(node: MappingNode, keys: Mapping[Path, str], at: Path) -> Iterator[tuple[Scalar, Node]]:
    for key, value in node.entries:
        meant = keys.get((*at, key.text), key.text)
        if meant == key.text or node.get(meant) is None:  # where both are there, the right one stands
            yield replace(key, text=meant), value


def in_a_list(node: Node, path: Path) -> Node:
    """The node with the value that a path leads to as the only item of a list."""
    return rebuilt(
        node, lambda at, within: ListNode((within,), within.origin, flow=False) if at == path else within
    )


def leave_out(node: Node, keys: Collection[Path], values: Collection[Path]) -> Node:
    """The node without these keys, and without what these values spoil."""
    gone = {*keys, *(_spoilt(node, path) for path in values)} - {()}
    return rebuilt(node, lambda at, within: None if at in gone else within)


def put_in(node: Node, texts: Mapping[str, str]) -> Node:
    """The node with those of these keys that it does not have; they stand where it begins."""
    if not isinstance(node, MappingNode):
        return node
    added = (
        (_scalar(key, node.origin), _scalar(text, node.origin))
        for key, text in texts.items()
        if node.get(key) is None
    )
    return replace(node, entries=(*node.entries, *added))


def _scalar(text: str, origin: Origin) -> Scalar:
    return Scalar(text, origin, plain=True, start=0, end=0)


def _spoilt(node: Node, path: Path) -> Path:
    """The innermost item of a list that is on the way, or the key at its beginning."""
    way = path[: len(along(node, path)) - 1]  # a short form of a mapping ends it
    items = (end for end in range(len(way), 0, -1) if isinstance(way[end - 1], int))
    return way[: next(items, 1)]
