"""Guess what a misspelt word was meant to be, for the "did you mean" of messages."""

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein


def closest(word: str, known: Sequence[str]) -> str | None:
    """The one of `known` that `word` is likely a misspelling of."""
    best = process.extractOne(
        word, sorted(known), scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=0.6
    )
    return best[0] if best else None
