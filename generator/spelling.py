"""Guess what a misspelt word was meant to be, for the "did you mean" of messages."""

import re
from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

_LEAST_LIKENESS = 0.6  # of 1; below it, a guess misleads


def closest(word: str, known: Sequence[str]) -> str | None:
    """The one of `known` that `word` is likely a misspelling of."""
    return next(iter(closest_few(word, known, most=1)), None)


def closest_few(word: str, known: Sequence[str], most: int = 3) -> list[str]:
    """Those of `known` that `word` may be a misspelling of, the likeliest first."""
    found = process.extract(
        word,
        sorted(known),
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=_LEAST_LIKENESS,
        limit=most,
    )
    return [name for name, _, _ in found]


def bare_id(reference: str) -> str:
    """An id without what people write around it: ``places/brenna``, ``brenna.yml``, ``[[brenna]]``."""
    return re.sub(r"\.(yml|yaml|md)$", "", reference.strip("[] ").rsplit("/", 1)[-1])
