"""Fold typography, and nothing else, so that a quote typed by hand meets the printed one.

The table below is the whole of it: curly and straight quotation marks, hyphens
and dashes, runs of white space, four invisible characters, and Unicode NFC.
Case, punctuation and dots stay. A folded text knows for each of its characters
which ones of the original it stands for.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

SINGLE_MARKS = "\u2018\u2019\u201a\u201b"  # ‘ ’ ‚ ‛ become '
DOUBLE_MARKS = "\u201c\u201d\u201e\u201f"  # “ ” „ ‟ become "
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015"  # hyphens and dashes become -
IGNORED = "\u00ad\u200b\ufeff\u2060"  # soft hyphen, zero-width space, byte order mark, word joiner

_TABLE = str.maketrans(
    {**dict.fromkeys(SINGLE_MARKS, "'"), **dict.fromkeys(DOUBLE_MARKS, '"'), **dict.fromkeys(DASHES, "-")}
)
_GAP = re.compile(rf"[\s{IGNORED}]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with its typography folded, and the way back."""

    text: str  # folded
    original: str
    starts: tuple[int, ...]  # for each folded character: where in `original` its first code point is
    ends: tuple[int, ...]  # and where its last one ends

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that the folded characters from `start` to `end` stand for."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Fold `text`; gaps at its ends are dropped."""
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece, start, end in _pieces(text):
        folded.append(piece)
        starts.extend([start] * len(piece))
        ends.extend([end] * len(piece))
    joined = "".join(folded).translate(_TABLE)
    first = len(joined) - len(joined.lstrip(" "))
    last = len(joined.rstrip(" "))
    return Folded(joined[first:last], text, tuple(starts[first:last]), tuple(ends[first:last]))


def fold_text(text: str) -> str:
    """The folded text alone, for comparing."""
    return fold(text).text


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield what each stretch of `text` becomes, with its start and end; gaps become one space or nothing."""
    position = 0
    for gap in _GAP.finditer(text):
        yield from _clusters(text, position, gap.start())
        # A gap of invisible characters alone is nothing; with any white space in it, it is one space.
        yield (" " if any(c.isspace() for c in gap.group()) else ""), gap.start(), gap.end()
        position = gap.end()
    yield from _clusters(text, position, len(text))


def _clusters(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield single characters, or the NFC of those that are composed together."""
    if unicodedata.is_normalized("NFC", text[start:end]):
        yield from ((text[i], i, i + 1) for i in range(start, end))
        return
    while start < end:
        stop = start + 1
        while stop < end and _is_composed(text[start:stop], text[stop]):
            stop += 1
        yield unicodedata.normalize("NFC", text[start:stop]), start, stop
        start = stop


def _is_composed(before: str, after: str) -> bool:
    """Whether `after` belongs to the characters before it: a combining mark, or a part of a syllable."""
    apart = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", after)
    return unicodedata.combining(after) != 0 or unicodedata.normalize("NFC", before + after) != apart
