"""Guess what a misspelt word was meant to be.

`closest` is for the "did you mean" of messages, where a wrong guess does little
harm. `meant_word` and `meant_id` are for fixing: they answer only where a slip
of the finger explains the word, and one known word alone is that near.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from generator.text.ids import as_id

_LEAST_LIKENESS = 0.6  # of 1; below it, a guess misleads
_SHORTEST_WORD = 4  # letters; of a shorter one, a slip makes another word
_SHORTEST_ID = 8  # iran and iraq, niger and nigeria are no misspellings of each other


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


def with_words(reference: str, known: Collection[str], most: int = 3) -> list[str]:
    """Those ids of `known` that have all words of `reference` beside each other, the shortest first."""
    words = f"-{as_id(reference)}-"
    found = [each for each in known if words in f"-{each}-"] if words != "--" else []
    return sorted(found, key=lambda each: (len(each), each))[:most]


def meant_word(word: str, known: Collection[str]) -> str | None:
    """The one of `known` that `word` is but for capitals and hyphens, or for one letter."""
    return _same_letters(word, known) or _one_slip(word, known, _SHORTEST_WORD)


def meant_id(word: str, known: Collection[str]) -> str | None:
    """Likewise of ids, of which many are alike by nature: the slip must stand within a word of a long one.

    Letters in another order behind the first one are a slip also at the end: no two names differ by that.
    """
    found = _same_letters(word, known) or _one_slip(word, known, _SHORTEST_ID)
    if found is None or _edges(found) == _edges(word) or _bare(found) == _bare(word):
        return found
    return found if _letters(found) == _letters(word) else None


def _same_letters(word: str, known: Collection[str]) -> str | None:
    alike = [each for each in known if _bare(each) == _bare(word) != ""]
    return alike[0] if len(alike) == 1 else None


def _one_slip(word: str, known: Collection[str], shortest: int) -> str | None:
    """The only word with one letter more, less, changed, or exchanged with its neighbour; never a digit."""
    near = [each for each in known if DamerauLevenshtein.distance(word.lower(), each, score_cutoff=1) == 1]
    if len(near) != 1 or min(len(word), len(near[0])) < shortest:
        return None
    return near[0] if re.findall(r"\d", word) == re.findall(r"\d", near[0]) else None


def _bare(word: str) -> str:
    """Letters and digits alone, small and without accents."""
    return re.sub(r"[\W_]|[\u0300-\u036f]", "", unicodedata.normalize("NFKD", word).casefold())


def _edges(entity_id: str) -> list[tuple[str, str]]:
    """First and last letter of each word: ivanov is not ivanova, ida-morn not ada-morn."""
    return [(part[0], part[-1]) for part in entity_id.lower().split("-") if part]


def _letters(entity_id: str) -> list[tuple[str, list[str]]]:
    """First letter of each word, and the others in the order of the alphabet."""
    return [(part[0], sorted(part)) for part in entity_id.lower().split("-") if part]
