"""Find the exact words for a quote that differs from its source in typography or capitals only.

What is taken for alike here proves nothing: it goes further than `folding`, so
that what people mistype can be replaced by what the source has. The words that
are found are the source's own, and they are looked up by the strict rule again.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from generator.text.folding import DASHES, DOUBLE_MARKS, IGNORED, SINGLE_MARKS, Folded, fold
from generator.text.matching import Hit, Pattern, find, find_parts, take_apart

_MARKS = f"{SINGLE_MARKS}{DOUBLE_MARKS}'\"`\u00b4\u02bc\u2032\u2033\u00ab\u00bb\u2039\u203a"
_ALIKE = {
    **dict.fromkeys(_MARKS, '"'),
    **dict.fromkeys(f"{DASHES}\u2212", "-"),  # the minus sign, too
    "\u2026": "...",
}
_ONCE = '"-'  # however often it is repeated: '' for ", -- for a dash

_NO_LETTERS = re.compile(r"[\W_]+")

_Piece = tuple[str, int, int]
"""A character, and where what it stands for starts and ends in the original."""


def exact_words(quote: str, passages: Sequence[Folded]) -> str | None:
    """`quote` in the source's own words; None where they differ in more, or stand in another place, too."""
    apart = take_apart(quote)
    folded = fold(quote)
    whole = Pattern((folded.text,), (), (), ((0, len(folded.text)),))
    for pattern in (whole, apart):
        alike = [i for i, passage in enumerate(passages) if _has_letters_of(pattern, passage.text)]
        loose = replace(pattern, parts=tuple(_loosen(fold(part)).text for part in pattern.parts))
        hits = find_parts(loose, [_loosen(passages[i]) for i in alike])
        if len(hits) == 1:
            index, spans = alike[hits[0].index], hits[0].spans
            words = _put_in_place(folded, pattern, hits[0], passages[index].original)
            is_there = [(hit.index, hit.spans) for hit in find(words, passages)] == [(index, spans)]
            return words if is_there else None
        if hits:
            return None
    return None


def _has_letters_of(pattern: Pattern, passage: str) -> bool:
    """Whether it is worth looking closer."""
    letters = _letters(passage)
    return all(_letters(part) in letters for part in pattern.parts)


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text.casefold())


def _put_in_place(quote: Folded, pattern: Pattern, hit: Hit, passage: str) -> str:
    """The quote with each of its parts as the passage has it; what stands between them stays."""
    written: list[str] = []
    position = 0
    for part, found in zip(pattern.spans, hit.spans, strict=True):
        start, end = quote.span(*part)
        written += [quote.original[position:start], passage[slice(*found)]]
        position = end
    joined = "".join([*written, quote.original[position:]])
    return " ".join("".join(c for c in joined if c not in IGNORED).split())


def _loosen(folded: Folded) -> Folded:
    """Small letters, one sort of quotation mark, and no space beside what is neither letter nor digit."""
    pieces = [
        (alike, start, end)
        for character, start, end in zip(folded.text, folded.starts, folded.ends, strict=True)
        for alike in _ALIKE.get(character, character.casefold())
    ]
    kept = [piece for at, piece in enumerate(pieces) if piece[0] != " " or _divides(pieces, at)]
    merged = [piece for run in groupby(kept, lambda piece: piece[0]) for piece in _run(*run)]
    text = "".join(character for character, _, _ in merged)
    return Folded(
        text, folded.original, tuple(start for _, start, _ in merged), tuple(end for _, _, end in merged)
    )


def _divides(pieces: Sequence[_Piece], at: int) -> bool:
    return pieces[at - 1][0].isalnum() and pieces[at + 1][0].isalnum()


def _run(character: str, run: Iterable[_Piece]) -> list[_Piece]:
    """The same character several times: as it is, or once where repeating it says nothing."""
    pieces = list(run)
    return [(character, pieces[0][1], pieces[-1][2])] if character in _ONCE else pieces
