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
from generator.reading.nodes import Node, Path, Scalar, along
from generator.reading.nodes import Sequence as ListNode


def read_as(node: Node, keys: Mapping[Path, str], values: Mapping[Path, str], at: Path = ()) -> Node:
    """The node with other words for some keys and some values; all stay where they were written."""
    match node:
        case Scalar():
            return replace(node, text=values.get(at, node.text))
        case ListNode():
            items = (read_as(item, keys, values, (*at, i)) for i, item in enumerate(node.items))
            return replace(node, items=tuple(items))
        case MappingNode():
            return replace(node, entries=tuple(_entries_read_as(node, keys, values, at)))


def _entries_read_as(
    node: MappingNode, keys: Mapping[Path, str], values: Mapping[Path, str], at: Path
) -> Iterator[tuple[Scalar, Node]]:
    for key, value in node.entries:
        place = (*at, key.text)
        meant = keys.get(place, key.text)
        if meant == key.text or node.get(meant) is None:  # where both are there, the right one stands
            yield replace(key, text=meant), read_as(value, keys, values, place)


def in_a_list(node: Node, path: Path) -> Node:
    """The node with the value that a path leads to as the only item of a list."""
    if not path:
        return ListNode((node,), node.origin, flow=False)
    step, *rest = path
    match node:
        case ListNode():
            items = (in_a_list(x, tuple(rest)) if i == step else x for i, x in enumerate(node.items))
            return replace(node, items=tuple(items))
        case MappingNode():
            entries = ((k, in_a_list(v, tuple(rest)) if k.text == step else v) for k, v in node.entries)
            return replace(node, entries=tuple(entries))
    return node


def leave_out(node: Node, keys: Collection[Path], values: Collection[Path]) -> Node:
    """The node without these keys, and without what these values spoil."""
    return _without(node, {*keys, *(_spoilt(node, path) for path in values)})


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


def _without(node: Node, gone: Collection[Path], at: Path = ()) -> Node:
    match node:
        case Scalar():
            return node
        case ListNode():
            placed = ((item, (*at, i)) for i, item in enumerate(node.items))
            return replace(
                node, items=tuple(_without(item, gone, place) for item, place in placed if place not in gone)
            )
        case MappingNode():
            entries = ((key, value, (*at, key.text)) for key, value in node.entries)
            kept = ((key, _without(value, gone, place)) for key, value, place in entries if place not in gone)
            return replace(node, entries=tuple(kept))
