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
from functools import lru_cache

SINGLE_MARKS = "\u2018\u2019\u201a\u201b"  # ‘ ’ ‚ ‛ become '
DOUBLE_MARKS = "\u201c\u201d\u201e\u201f"  # “ ” „ ‟ become "
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015"  # hyphens and dashes become -
IGNORED = "\u00ad\u200b\ufeff\u2060"  # soft hyphen, zero-width space, byte order mark, word joiner

_TABLE = str.maketrans(
    {**dict.fromkeys(SINGLE_MARKS, "'"), **dict.fromkeys(DOUBLE_MARKS, '"'), **dict.fromkeys(DASHES, "-")}
)
_GAP = re.compile(r"\s+")


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

    def is_whole(self, start: int, end: int) -> bool:
        """Whether the folded characters from `start` to `end` leave no accent of the original behind."""
        return (start == 0 or self.ends[start - 1] <= self.starts[start]) and (
            end == len(self.text) or self.ends[end - 1] <= self.starts[end]
        )


def fold(text: str) -> Folded:
    """Fold `text`; gaps at its ends are dropped."""
    return _fold(str(text))


@lru_cache(maxsize=20_000)  # the same names and passages are compared again and again
def _fold(text: str) -> Folded:
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    # Dropped first, so that an accent behind a soft hyphen still meets its letter.
    kept = [i for i, character in enumerate(text) if character not in IGNORED]
    visible = text if len(kept) == len(text) else "".join(text[i] for i in kept)
    for piece, start, end, is_one_to_one in _pieces(visible):
        folded.append(piece)
        if is_one_to_one:
            starts.extend(kept[start:end])
            ends.extend(i + 1 for i in kept[start:end])
        else:
            starts.extend([kept[start]] * len(piece))
            ends.extend([kept[end - 1] + 1] * len(piece))
    joined = "".join(folded).translate(_TABLE)
    first = len(joined) - len(joined.lstrip(" "))
    last = len(joined.rstrip(" "))
    return Folded(joined[first:last], text, tuple(starts[first:last]), tuple(ends[first:last]))


def fold_text(text: str) -> str:
    """The folded text alone, for comparing."""
    return fold(text).text


def caseless(words: str) -> str:
    """What two texts have in common that differ in typography and case alone."""
    return fold_text(words).casefold()


_Piece = tuple[str, int, int, bool]
"""What a stretch becomes, its start and end, and whether it is taken over character by character."""


def _pieces(text: str) -> Iterator[_Piece]:
    """Yield what each stretch of `text` becomes; gaps become one space."""
    position = 0
    for gap in _GAP.finditer(text):
        yield from _clusters(text, position, gap.start())
        yield " ", gap.start(), gap.end(), False
        position = gap.end()
    yield from _clusters(text, position, len(text))


def _clusters(text: str, start: int, end: int) -> Iterator[_Piece]:
    """Yield a stretch as it is, or the NFC of those characters that are composed together."""
    if unicodedata.is_normalized("NFC", text[start:end]):
        yield text[start:end], start, end, True
        return
    while start < end:
        stop = start + 1
        while stop < end and _is_composed(text[start:stop], text[stop]):
            stop += 1
        yield unicodedata.normalize("NFC", text[start:stop]), start, stop, False
        start = stop


def _is_composed(before: str, after: str) -> bool:
    """Whether `after` belongs to the characters before it: a combining mark, or a part of a syllable."""
    apart = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", after)
    return unicodedata.combining(after) != 0 or unicodedata.normalize("NFC", before + after) != apart
