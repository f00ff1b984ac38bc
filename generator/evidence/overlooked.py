"""What an editor may have overlooked: no mistakes, but worth a look."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Briefing, Entity, Span, Statement
from generator.text.languages import language_for
from generator.text.words import sentence_spans, words

_SPACE = re.compile(r"\s+")
_AROUND = 40  # characters of a passage that are shown on each side of words


@dataclass(frozen=True, slots=True)
class Bare:
    """Words of an article under no statement, with the words around them."""

    source: str
    passage: int
    before: str
    words: str
    after: str
    nth: int  # how often the same words stand before them in the passage


@dataclass(frozen=True, slots=True)
class Denial:
    """A sentence with a word of denial that no response quotes."""

    source: str
    passage: int
    word: str  # that denies
    sentence: str
    nth: int  # how often the same sentence stands before it in the passage


def bare_words(briefing: Briefing) -> Iterator[Bare]:
    """All words that are neither under a statement nor set aside."""
    for coverage, document in zip(briefing.coverages, briefing.documents, strict=True):
        for measured, passage in zip(coverage.passages, document.article, strict=True):
            text = passage.text
            for start, end in measured.places:
                yield Bare(
                    coverage.source,
                    measured.n,
                    _end_of(text[:start]),
                    " ".join(text[start:end].split()),
                    _start_of(text[end:]),
                    _times_before(text, start, end),
                )


def without_statement(briefing: Briefing) -> tuple[Entity, ...]:
    """Published entities that make no statement and are named nowhere."""
    graph = briefing.graph
    return tuple(
        entity
        for entity in briefing.catalog.published()
        if not any(index.get(entity.id) for index in (graph.owned, graph.about, graph.said, graph.named))
    )


def denials(briefing: Briefing) -> Iterator[Denial]:
    """All sentences with a word of denial that no response quotes."""
    answered: dict[tuple[str, int], list[Span]] = defaultdict(list)
    for statement in briefing.statements:
        for response in statement.responses:
            answered[response.quote.source, response.quote.passage] += response.quote.spans
    for document in briefing.documents:
        language = language_for(document.language)
        if language is None:
            continue
        for passage in document.article:
            spans = answered.get((document.id, passage.n), [])
            for start, end in sentence_spans(passage.text):
                sentence = passage.text[start:end]
                word = next((word for word in words(sentence) if word.casefold() in language.denials), None)
                if word and not any(first < end and last > start for first, last in spans):
                    nth = _times_before(passage.text, start, end)
                    yield Denial(document.id, passage.n, word, " ".join(sentence.split()), nth)


def on_one_source(briefing: Briefing) -> tuple[Statement, ...]:
    """Statements that rest on a single source, where there are several."""
    if len(briefing.documents) < 2:
        return ()
    return tuple(s for s in briefing.statements if len({quote.source for quote in s.quotes}) == 1)


def _times_before(text: str, start: int, end: int) -> int:
    return " ".join(text[:start].split()).count(" ".join(text[start:end].split()))


def _end_of(text: str) -> str:
    shown = _SPACE.sub(" ", text)
    return shown if len(shown) <= _AROUND else f"…{shown[-_AROUND:]}"


def _start_of(text: str) -> str:
    shown = _SPACE.sub(" ", text)
    return shown if len(shown) <= _AROUND else f"{shown[:_AROUND]}…"
