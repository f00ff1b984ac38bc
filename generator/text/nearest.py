"""Say why a quote was not found, and what to paste instead.

The nearest stretch of a passage is the one whose letters align best with the
quote's; the words that differ are named, for they are what the editor mistyped,
or what the source never said.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape

from rapidfuzz import fuzz

from generator.text.folding import Folded, fold
from generator.text.matching import Span, find, take_apart, widen
from generator.text.words import word_spans, words

_HTML = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#?\w{1,8});")
_LEAST_LIKENESS = 60.0  # of 100; below it, "did you mean" is a guess that misleads
_MOST_DIFFERENCES = 3
_A_LITTLE = 40  # characters around the nearest stretch
_SHORT = 3  # letters of words that stand anywhere
_EDGES_TRIED = 20  # on each side, the nearest first


@dataclass(frozen=True, slots=True)
class Near:
    """The stretch of a passage that is most like a quote."""

    index: int  # of the passage, in the sequence that was searched
    text: str  # whole words of the passage, as they stand
    likeness: float  # 0 to 100


def nearest(quote: str, passages: Sequence[Folded]) -> Near | None:
    """The stretch most like `quote`, or None where nothing resembles it."""
    wanted = fold(quote).text
    best: Near | None = None
    cutoff = _LEAST_LIKENESS
    for index, passage in enumerate(passages):
        if not wanted or not passage.text:
            continue
        likeness, aligned = _align(wanted, passage.text, cutoff)
        if aligned is None or (best and likeness <= best.likeness):
            continue
        closest = _with_both_ends(wanted, passage.text, _refined(wanted, passage.text, aligned))
        start, end = widen(passage.original, passage.span(*closest))
        best = Near(index, " ".join(passage.original[start:end].split()), likeness)
        cutoff = likeness
    return best


def _align(wanted: str, passage: str, cutoff: float) -> tuple[float, Span | None]:
    """Where `wanted` fits best, and how well; a passage shorter than it has to fit as a whole."""
    if len(passage) < len(wanted):  # else a single word of the quote would fit it perfectly
        likeness = fuzz.ratio(wanted, passage, score_cutoff=cutoff)
        return likeness, (0, len(passage)) if likeness else None
    found = fuzz.partial_ratio_alignment(wanted, passage, score_cutoff=cutoff)
    if found is None or found.dest_start == found.dest_end:
        return 0.0, None
    return found.score, (found.dest_start, found.dest_end)


def _refined(wanted: str, passage: str, aligned: Span) -> Span:
    """Move the edges by whole words: what was aligned is as long as a quote that may have dropped words."""
    pieces = [aligned, *word_spans(passage), *(match.span() for match in re.finditer(r"\S+", passage))]
    starts = sorted({start for start, _ in pieces}, key=lambda start: abs(start - aligned[0]))[:_EDGES_TRIED]
    ends = sorted({end for _, end in pieces}, key=lambda end: abs(end - aligned[1]))[:_EDGES_TRIED]
    spans = [(start, end) for start in starts for end in ends if passage[start:end].strip()]
    return max(spans, key=lambda s: (fuzz.ratio(wanted, passage[slice(*s)].strip()), -s[0], -s[1]))


def _with_both_ends(wanted: str, passage: str, span: Span) -> Span:
    """As far as the quote's first and last word, where these stand a little before and behind."""
    spoken = words(wanted)
    start, end = span
    if not spoken:
        return span
    for match in re.finditer(rf"\b{re.escape(spoken[-1])}\b", passage[end : end + _A_LITTLE]):
        if len(spoken[-1]) > _SHORT and spoken[-1] not in words(passage[start:end]):
            end += match.end()
            break
    before = max(start - _A_LITTLE, 0)
    for match in re.finditer(rf"\b{re.escape(spoken[0])}\b", passage[before:start]):
        if len(spoken[0]) > _SHORT and spoken[0] not in words(passage[start:end]):
            start = before + match.start()
            break
    return start, end


def differing(quote: str, near: str) -> tuple[str, ...]:
    """The words of `quote` that `near`, from the source, does not have there, as they are written."""
    spans = word_spans(quote)
    theirs = words(fold(near).text)
    ours = [fold(quote[start:end]).text for start, end in spans]
    changed = [
        (a, b)
        for kind, a, b, _, _ in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
        if kind in ("replace", "delete")
    ]
    return tuple(quote[spans[a][0] : spans[b - 1][1]] for a, b in changed)


def differences(quote: str, near: str) -> str:
    """The words in which `near`, from the source, differs from `quote`, as a phrase."""
    ours, theirs = words(fold(quote).text), words(fold(near).text)
    steps = [
        (kind, " ".join(ours[a:b]), " ".join(theirs[c:d]))
        for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    ]
    moved = {mine for kind, mine, _ in steps if kind == "delete"} & {
        its for kind, _, its in steps if kind == "insert"
    }
    said = []
    for kind, mine, its in steps:
        if kind == "replace":
            said.append(f"it has '{its}' where the quote has '{mine}'")
        elif kind == "delete":
            said.append(
                f"it has '{mine}' in another place" if mine in moved else f"it does not have '{mine}'"
            )
        elif kind == "insert" and its not in moved:
            said.append(f"the quote lacks '{its}'")
    if not said:
        return "only punctuation or spaces differ"
    if len(said) > _MOST_DIFFERENCES:
        return "; ".join([*said[:_MOST_DIFFERENCES], "and more"])
    return "; ".join(said)


def runs_over(quote: str, passage: Folded, following: Folded) -> bool:
    """Whether a quote, nothing of it left out, begins in a passage and ends in the one behind it."""
    return len(take_apart(quote).parts) == 1 and bool(
        find(quote, [fold(f"{passage.original} {following.original}")])
    )


def without_html(quote: str) -> str:
    """A quote as a browser would show it."""
    return unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", quote)) if _HTML.search(quote) else quote


def first_tag(quote: str) -> str:
    """The first mark of HTML in a quote."""
    return found.group() if (found := _HTML.search(quote)) else ""
