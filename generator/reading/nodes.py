"""A YAML file as nodes that know where they stand: values, lists, mappings, and the walks over them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from generator.problems import Origin
from generator.schema.scalars import ORIGIN
from generator.values import Text


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value."""

    text: str
    origin: Origin
    plain: bool  # written without quotation marks, and not as a block
    start: int  # of its first character in the file's text, in code points
    end: int
    like_keys: tuple[tuple[str, Origin], ...] = ()  # what begins a line further down as a key does, or a dash

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is written where a value belongs."""
        return self.plain and not self.text


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    origin: Origin
    flow: bool  # written as […]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values, in the order they were written."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    origin: Origin
    flow: bool  # written as {…}

    def get(self, key: str) -> "Node | None":
        """The value of `key`, or None."""
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping
Path = tuple[str | int, ...]
"""Keys and indices that lead from a node to one within it."""


def along(node: Node, path: Iterable[str | int]) -> list[Node]:
    """The nodes along a path, from the first one to the last that exists."""
    way = [node]
    for step in path:
        following: Node | None = None
        if isinstance(node, Mapping) and isinstance(step, str):
            following = node.get(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            following = node.items[step]
        if following is None:
            break
        node = following
        way.append(node)
    return way


def scalars(node: Node | None) -> Iterator[Scalar]:
    """Every key and value within a node, in the order of the file."""
    match node:
        case Scalar():
            yield node
        case Sequence():
            for item in node.items:
                yield from scalars(item)
        case Mapping():
            for key, value in node.entries:
                yield key
                yield from scalars(value)


def mappings(node: Node | None, at: Path = ()) -> Iterator[tuple[Path, Mapping]]:
    """Every mapping within a node, with its path."""
    match node:
        case Sequence():
            for i, item in enumerate(node.items):
                yield from mappings(item, (*at, i))
        case Mapping():
            yield at, node
            for key, value in node.entries:
                yield from mappings(value, (*at, key.text))


def rebuilt(node: Node, change: Callable[[Path, Node], Node | None], at: Path = ()) -> Node:
    """The node after `change` of each node within it and then of itself; None removes a node."""
    found = _rebuilt(node, change, at)
    assert found is not None  # only what is within a node can be left out
    return found


def _rebuilt(node: Node, change: Callable[[Path, Node], Node | None], at: Path) -> Node | None:
    match node:
        case Sequence():
            items = (_rebuilt(item, change, (*at, i)) for i, item in enumerate(node.items))
            node = replace(node, items=tuple(item for item in items if item is not None))
        case Mapping():
            values = ((key, _rebuilt(value, change, (*at, key.text))) for key, value in node.entries)
            node = replace(node, entries=tuple((key, value) for key, value in values if value is not None))
    return change(at, node)


def to_data(node: Node) -> object:
    """Turn nodes into the input of the models in `schema`: `Text`, lists, and dicts with their place."""
    match node:
        case Scalar():
            return Text(node.text, node.origin)
        case Sequence():
            return [to_data(item) for item in node.items]
        case Mapping():
            data: dict[str, object] = {
                Text(key.text, key.origin): to_data(value) for key, value in node.entries
            }
            data[ORIGIN] = node.origin
            return data
