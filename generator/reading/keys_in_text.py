"""Find keys and list items that YAML reads as text, because they are indented too deep."""

from collections.abc import Iterator, Sequence

from generator import codes
from generator.problems import Key, Problem
from generator.reading.nodes import Mapping, Node, Path, Scalar
from generator.reading.nodes import Sequence as NodeList
from generator.schema import Authored
from generator.schema.keys import keys_of, model_at

_DASH = 2  # columns from a dash to what stands behind it


def swallowed(model: type[Authored], node: Node) -> Iterator[tuple[Path, Problem]]:
    """Each text that has swallowed a key or a list item, with its problem."""
    yield from _below(model, node, (), [], 0)


def _below(
    model: type[Authored], node: Node, at: Path, known: Sequence[str], column: int
) -> Iterator[tuple[Path, Problem]]:
    """`known` are the keys of the surrounding mapping; they start in `column`."""
    match node:
        case Scalar():
            if problem := _in_text(node, known, column):
                yield at, problem
        case NodeList():
            for i, item in enumerate(node.items):
                if isinstance(item, Scalar) and (problem := _item_in_text(item)):
                    yield (*at, i), problem
                yield from _below(model, item, (*at, i), known, column)
        case Mapping():
            if inner := model_at(model, at):
                known = () if node.flow else keys_of(inner)
                column = min((key.origin.column for key, _ in node.entries), default=column)
            for key, value in node.entries:
                yield from _below(model, value, (*at, key.text), known, column)


def _in_text(text: Scalar, known: Sequence[str], column: int) -> Problem | None:
    found = [(key, origin) for key, origin in text.like_keys if key in known]
    if not found:
        return None
    *others, last = [f"'{key}:'" for key, _ in found]
    sentence, it = f"{last} looks like a key, but is read as part of the text above", "it"
    if others:
        keys = f"{', '.join(others)} and {last}"
        sentence, it = f"{keys} look like keys, but are read as part of the text above", "them"
    return Problem(
        codes.KEY_IN_TEXT,
        found[0][1],
        sentence,
        _hint(it, found[0][1].column - column),
        keys=tuple(Key(text.origin, key) for key, _ in found),
    )


def _item_in_text(text: Scalar) -> Problem | None:
    """A list item inside the item above it; inside a block a dash may belong to the text."""
    origin = next((origin for key, origin in text.like_keys if key == "-"), None)
    if origin is None or not text.plain:
        return None
    sentence = "'-' looks like the next item, but is read as part of the text above"
    spaces = origin.column - text.origin.column + _DASH
    return Problem(codes.KEY_IN_TEXT, origin, sentence, _hint("it", spaces))


def _hint(what: str, spaces: int) -> str:
    to_the_left = f"move {what} {spaces} {'space' if spaces == 1 else 'spaces'} to the left"
    return f"{to_the_left}; words of the text itself go to the end of the line above"
