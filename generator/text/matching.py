"""Find a quote in passages: first literally and whole, then with what was left out or put in.

A quote that stands literally in a passage is found even if it holds an ellipsis
or brackets. Only then are ``[…]`` and `` … `` read as words left out, and
``[words]`` as the editor's. Its parts must then stand in order in one passage.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.text.folding import Folded, fold, fold_text
from generator.text.words import count_words, is_edge, words

Span = tuple[int, int]

_MARK = re.compile(r"\[(?:…|\.\.\.)\]|(?:(?<= )|^)(?:…|\.\.\.)(?= |$)|\[(?P<inserted>[^\[\]]+)\]")
_MOST_REPLACED_WORDS = 2
_FEWEST_WORDS_OF_A_PART = 2


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands in a quote between two of its parts."""

    omits: bool  # words are left out; False: the editor's words stand between or in place of a few


@dataclass(frozen=True, slots=True)
class Pattern:
    """A quote taken apart: at least one part, and a gap between each two."""

    parts: tuple[str, ...]  # folded
    gaps: tuple[Gap, ...]  # one fewer than parts
    put_in: tuple[str, ...]  # the editor's words, also those before the first part and behind the last
    spans: tuple[Span, ...] = ()  # of each part, in the folded quote

    @property
    def fewest_words(self) -> int:
        """How many words each part needs to be recognised, beside another part or words put in."""
        return _FEWEST_WORDS_OF_A_PART if self.gaps or self.put_in else 1

    @property
    def short_part(self) -> str | None:
        """The first part with too few words, or None; a hyphen may stand for a dash, and join no words."""
        return next((part for part in self.parts if count_words(part) < self.fewest_words), None)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a quote stands."""

    index: int  # of the passage, in the sequence that was searched
    spans: tuple[Span, ...]  # code points of the unfolded passage, one span to a part
    left_out: tuple[str, ...] = ()  # the passage's words between the parts
    put_in: tuple[str, ...] = ()  # the editor's words in brackets


def find(quote: str, passages: Sequence[Folded]) -> list[Hit]:
    """Every place where `quote` stands, at the edges of words; a mark without a word is no quote."""
    if not words(quote):
        return []
    return _find_literal(quote, passages) or find_parts(take_apart(quote), passages)


def find_parts(pattern: Pattern, passages: Sequence[Folded]) -> list[Hit]:
    """Every place where the parts stand in order in one passage."""
    return [hit for index, passage in enumerate(passages) for hit in _placements(pattern, index, passage)]


def _find_literal(quote: str, passages: Sequence[Folded]) -> list[Hit]:
    needle = fold_text(quote)
    return [
        Hit(index, (passage.span(start, end),))
        for index, passage in enumerate(passages)
        if needle in passage.text
        for start, end in _occurrences(needle, passage)
    ]


def find_inside_words(quote: str, passages: Sequence[Folded]) -> tuple[int, Span] | None:
    """Where `quote` starts or ends inside a word: the passage's index, and the span of the whole words."""
    needle = fold_text(quote)
    for index, passage in enumerate(passages):
        start = passage.text.find(needle)
        if needle and start >= 0:
            return index, widen(passage.original, passage.span(start, start + len(needle)))
    return None


def widen(text: str, span: Span) -> Span:
    """The smallest span around `span` that starts and ends at the edge of a word."""
    start, end = span
    while start > 0 and not is_edge(text, start):
        start -= 1
    while end < len(text) and not is_edge(text, end):
        end += 1
    return start, end


def take_apart(quote: str) -> Pattern:
    """Read the marks of omission and insertion in `quote`."""
    text = fold(quote).text
    marks = [mark for mark in _MARK.finditer(text) if not _is_inside_word(mark)]
    parts: list[str] = []
    spans: list[Span] = []
    gaps: list[Gap] = []
    omits = False
    position = 0
    for mark in [*marks, None]:
        piece = text[position : mark.start() if mark else len(text)]
        if part := piece.strip():
            start = position + len(piece) - len(piece.lstrip())
            spans.append((start, start + len(part)))
            if parts:
                gaps.append(Gap(omits))
            parts.append(part)
            omits = False
        if mark:
            omits = omits or mark["inserted"] is None
            position = mark.end()
    put_in = tuple(mark["inserted"] for mark in marks if mark["inserted"] is not None)
    return Pattern(tuple(parts), tuple(gaps), put_in, tuple(spans))


def _is_inside_word(mark: re.Match[str]) -> bool:
    """Whether a bracket makes another word of the one it touches: "[un]happy" is not the source's "happy"."""
    words_in = mark["inserted"]
    if words_in is None:
        return False
    before, after = mark.string[: mark.start()], mark.string[mark.end() :]
    return not (is_edge(before + words_in, len(before)) and is_edge(words_in + after, len(words_in)))


def with_omissions(quote: str) -> str:
    """`quote` with words left out wherever it has a mark, as if any number could be replaced."""
    return _MARK.sub(lambda mark: mark[0] if _is_inside_word(mark) else " […] ", fold(quote).text)


def _occurrences(words: str, passage: Folded, start: int = 0) -> Iterator[Span]:
    """Where folded `words` stand in the folded passage, from `start` on, at the edges of words."""
    if not words:
        return
    while (start := passage.text.find(words, start)) >= 0:
        end = start + len(words)
        first, last = passage.span(start, end)
        at_edges = is_edge(passage.original, first) and is_edge(passage.original, last)
        if at_edges and passage.is_whole(start, end):
            yield start, end
        start += 1


def _placements(pattern: Pattern, index: int, passage: Folded) -> Iterator[Hit]:
    """For each place where the last part can end, yield the placement that begins latest."""
    if not pattern.parts:
        return
    tightest: dict[int, tuple[Span, ...]] = {}
    dead: set[tuple[int, int]] = set()
    for first in _standing(pattern, 0, passage):
        rest = _place_rest(pattern, 1, first[1], passage, dead)
        if rest is not None:
            placed = (first, *rest)
            tightest[placed[-1][1]] = placed
    for placed in tightest.values():
        spans = tuple(passage.span(*span) for span in placed)
        left_out = tuple(passage.original[a[1] : b[0]].strip() for a, b in pairwise(spans))
        yield Hit(index, spans, left_out, pattern.put_in)


def _place_rest(
    pattern: Pattern, number: int, after: int, passage: Folded, dead: set[tuple[int, int]]
) -> tuple[Span, ...] | None:
    """The first way to place the parts from `number` on behind `after`, or None.

    What `dead` holds was tried in vain; without it the time would grow with a power of the parts.
    """
    if number == len(pattern.parts):
        return ()
    if (number, after) in dead:
        return None
    gap = pattern.gaps[number - 1]
    for span in _standing(pattern, number, passage, after):
        if not gap.omits and _count_words(passage, after, span[0]) > _MOST_REPLACED_WORDS:
            break
        rest = _place_rest(pattern, number + 1, span[1], passage, dead)
        if rest is not None:
            return (span, *rest)
    dead.add((number, after))
    return None


def _standing(pattern: Pattern, number: int, passage: Folded, start: int = 0) -> Iterator[Span]:
    """Where a part stands in the passage, from `start` on, with as many words as it needs."""
    for span in _occurrences(pattern.parts[number], passage, start):
        if _count_words(passage, *span) >= pattern.fewest_words:
            yield span


def _count_words(passage: Folded, start: int, end: int) -> int:
    """How many words the folded characters stand for; folded, a dash would join two as a hyphen does."""
    return count_words(passage.original[slice(*passage.span(start, end))]) if start < end else 0


def parts_apart(pattern: Pattern, passages: Sequence[Folded]) -> bool:
    """Whether every part stands somewhere, though not in order in one passage."""
    return bool(pattern.gaps) and all(
        any(next(_occurrences(part, passage), None) for passage in passages) for part in pattern.parts
    )
