"""Recover from mistakes of form, so that one run finds every mistake in a file.

A value that can mean only one thing is read as that thing. Any other wrong value is
left out, with its list item or its key; a placeholder can fill the gap. The mistakes
are still reported, and nothing is published while there is one.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from generator.problems import Origin
from generator.reading.nodes import Mapping as MappingNode
from generator.reading.nodes import Node, Path, Scalar, along, rebuilt
from generator.reading.nodes import Sequence as ListNode


def read_as(node: Node, keys: Mapping[Path, str], values: Mapping[Path, str]) -> Node:
    """The node with some keys and values replaced; each keeps its place in the file."""

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
    """The node with the value at `path` wrapped in a list."""
    return rebuilt(
        node, lambda at, within: ListNode((within,), within.origin, flow=False) if at == path else within
    )


def leave_out(node: Node, keys: Collection[Path], values: Collection[Path]) -> Node:
    """The node without these keys, and without the list items or keys that hold these wrong values."""
    gone = {*keys, *(_spoilt(node, path) for path in values)} - {()}
    return rebuilt(node, lambda at, within: None if at in gone else within)


def put_in(node: Node, texts: Mapping[str, str]) -> Node:
    """The node with these keys added where they are missing; they get the place of the node itself."""
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
    """The path of the innermost list item around a wrong value, or else of its top-level key."""
    way = path[: len(along(node, path)) - 1]  # a short form of a mapping ends it
    items = (end for end in range(len(way), 0, -1) if isinstance(way[end - 1], int))
    return way[: next(items, 1)]
