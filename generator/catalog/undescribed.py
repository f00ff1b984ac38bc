"""Report an article that quotes are copied from, while no file describes it.

Otherwise each of these quotes would be reported as not found, and words of
another source would be proposed.
"""

from collections.abc import Iterator, Sequence

from generator import codes
from generator.layout import stem
from generator.model import Catalog, Files
from generator.problems import Origin, Problem, command
from generator.reading.parse import decode
from generator.text.folding import Folded, fold
from generator.text.matching import find
from generator.text.spelling import meant_id
from generator.values import Text


def find_lost(catalog: Catalog, seeds: Files) -> tuple[frozenset[str], tuple[Problem, ...]]:
    """The ids of articles that have lost their descriptions, and a problem for each article."""
    if len(catalog.sources) != len(catalog.known_sources):
        return frozenset(), ()  # a description that cannot be read may be the one
    described = {str(source.content.file) for source in catalog.sources}
    undescribed = {
        seed: text for seed in seeds if seed not in described if (text := _text(seed, seeds[seed]))
    }
    if not undescribed:
        return frozenset(), ()
    there = [fold(source.text) for source in catalog.sources]
    lost = [words for words in _quotes(catalog) if not find(words, there)]
    names = sorted(set(_unknown_sources(catalog)))
    made = (_problem(seed, text, lost, names) for seed, text in undescribed.items())
    problems = tuple(problem for problem in made if problem is not None)
    ids = names or [stem(problem.origin.file) for problem in problems]
    return frozenset(ids if problems else ()), problems


def _text(seed: str, data: bytes) -> Folded | None:
    text, _ = decode(data, seed)
    return fold(text) if text else None


def _quotes(catalog: Catalog) -> Iterator[Text]:
    for entity in catalog.entities.values():
        for part in entity.content.evidenced:
            yield from (quote.quote for quote in part.evidence)


def _unknown_sources(catalog: Catalog) -> Iterator[str]:
    """The unknown ids of sources that are no misspellings."""
    known = catalog.known_sources
    for _, reference, classes in catalog.references():
        if classes == ("source",) and reference not in known and not meant_id(reference, known):
            yield str(reference)


def _problem(seed: str, text: Folded, lost: Sequence[str], names: Sequence[str]) -> Problem | None:
    count = sum(bool(find(words, [text])) for words in lost)
    if not count:
        return None
    copied = "a quote is copied" if count == 1 else f"{count} quotes are copied"
    sentence = f"no file in site_src/sources/ describes it, and {copied} from it"
    again = command(f"briefing new source {seed}" + (f" --id {names[0]}" if len(names) == 1 else ""))
    hint = f"bring its description back, if there was one (git knows it), or: {again}"
    return Problem(codes.MISSING_FILE, Origin(seed), sentence, hint)
