"""Let a value or key of a YAML file say something else, in the style that it is written in.

Only the words that differ are exchanged, so that quotation marks, line breaks
and indentation stay as the editor has them. Whatever is proposed is read again:
it holds only if the one value has changed as wanted, and nothing else has.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.editing.edits import Edit, apply
from generator.reading.blocks import block
from generator.reading.nodes import Scalar
from generator.reading.parse import YamlEvent, read_events

Edits = tuple[Edit, ...]

_KEY = r"[^\s:#'\"\[\]{}-][^:#]*: +"
_HEAD = re.compile(rf"(?P<lead> *(?:- +)*)(?P<key>{_KEY})?")


def say(text: str, scalar: Scalar, new: str) -> Edits | None:
    """The edits by which `scalar` says `new`; None where it cannot without changing anything else."""
    before = read_events(text)
    for edits in _ways(text, scalar, new):
        if _holds(before, read_events(after(text, edits)), scalar.start, new):
            return edits
    return None


def after(text: str, edits: Edits) -> str:
    """The text with all edits made."""
    return apply(text.encode(), edits).decode()


def _holds(before: tuple[YamlEvent, ...], now: tuple[YamlEvent, ...], start: int, new: str) -> bool:
    if len(before) != len(now):
        return False
    return all(
        a.kind == b.kind
        and (
            b.text.split() == new.split()
            if a.start == start and a.kind == "ScalarEvent"
            else a.text == b.text
        )
        for a, b in zip(before, now, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Marks:
    """How words are written between quotation marks, and read again."""

    mark: str
    write: Callable[[str], str]
    read: Callable[[str], str]

    def around(self, words: str) -> str:
        return f"{self.mark}{self.write(words)}{self.mark}"


_NONE = _Marks("", str, str)
_SINGLE = _Marks("'", lambda words: words.replace("'", "''"), lambda raw: raw.replace("''", "'"))
_DOUBLE = _Marks(
    '"',
    lambda words: words.replace("\\", "\\\\").replace('"', '\\"'),
    lambda raw: re.sub(r'\\(["\\])', r"\1", raw),
)


def _ways(text: str, scalar: Scalar, new: str) -> Iterator[Edits]:
    """How it may be written, what changes least first."""
    first = text[scalar.start]
    if scalar.plain:
        yield from _words_exchanged(text, scalar, new, _NONE)
        yield from _as_block(text, scalar, new)
        yield (Edit(scalar.start, scalar.end, _SINGLE.around(new)),)
    elif first in ">|":
        yield from _words_exchanged(text, scalar, new, _NONE)
    else:
        marks = _SINGLE if first == _SINGLE.mark else _DOUBLE
        yield from _words_exchanged(text, scalar, new, marks)
        yield (Edit(scalar.start, scalar.end, marks.around(new)),)


def _words_exchanged(text: str, scalar: Scalar, new: str, marks: _Marks) -> Iterator[Edits]:
    """Exchange the words that differ; where their number does too, all from the first to the last of them."""
    start, end = scalar.start + len(marks.mark), scalar.end - len(marks.mark)
    if text[scalar.start] in ">|" and not scalar.plain:
        start = text.index("\n", scalar.start)
    places = [(m.start() + start, m.end() + start) for m in re.finditer(r"\S+", text[start:end])]
    old, wanted = scalar.text.split(), new.split()
    if [marks.read(text[slice(*place)]) for place in places] != old or not old:
        return  # an escape or a broken line stands between words
    if len(old) == len(wanted):
        pairs = zip(places, old, wanted, strict=True)
        yield tuple(Edit(*place, marks.write(now)) for place, then, now in pairs if then != now)
        return
    shorter = min(len(old), len(wanted)) - 1  # one word at least is exchanged on either side
    first = next((i for i in range(shorter) if old[i] != wanted[i]), shorter)
    behind = next((i for i in range(shorter - first) if old[-1 - i] != wanted[-1 - i]), shorter - first)
    words = " ".join(marks.write(word) for word in wanted[first : len(wanted) - behind])
    yield (Edit(places[first][0], places[len(old) - behind - 1][1], words),)


def _as_block(text: str, scalar: Scalar, new: str) -> Iterator[Edits]:
    """A plain value that its new words do not fit in."""
    head = _HEAD.fullmatch(text, text.rfind("\n", 0, scalar.start) + 1, scalar.start)
    if head is None or not (head["key"] or "-" in head["lead"]):
        return
    line_end = text.find("\n", scalar.end)
    line_end = len(text) if line_end < 0 else line_end
    comment = text[scalar.end : line_end].rstrip()
    words = block(head["lead"], has_key=bool(head["key"]), lines=[new], comment=comment)
    yield (Edit(scalar.start, line_end, words),)
