"""Find remembered words in the sources, and write a statement that rests on them.

Words that stand somewhere as they were typed come first. Else sentences are
ranked by how many of the words they have, rare ones counting more, and a word
that is nearly one of theirs counting nearly as much.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rapidfuzz import fuzz, process

from generator.model import Briefing, Class, Passage, Span
from generator.problems import Origin
from generator.schema import placeholders
from generator.text.folding import caseless, fold
from generator.text.matching import find
from generator.text.words import sentence_around, sentence_spans, words

_MOST_LIKELY = 3
_LEAST_LIKENESS = 75.0  # of 100, for a word that may have been meant
_LEAST_FOUND = 0.5  # of what the words together count
_WIDTH = 100  # columns of the YAML that is written


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of a source, or those in which the words stand."""

    source: str
    passage: int
    text: str  # as it stands there, on one line
    is_exact: bool  # whether it has the words as they were typed
    occurrences: int  # of the sentence in its source
    quoted: tuple[Origin, ...]  # the quotes that have words of it already
    actors: tuple[str, ...] = ()  # ids of those whom it names, any of whom may be the speaker


def find_places(remembered: str, briefing: Briefing) -> tuple[Place, ...]:
    """Every sentence with the words; else the few with most of them, the likeliest first, or none."""
    return tuple(_exact(remembered, briefing)) or tuple(islice(_ranked(remembered, briefing), _MOST_LIKELY))


def _exact(remembered: str, briefing: Briefing) -> Iterator[Place]:
    for document in briefing.documents:
        for passage in document.article:
            for hit in find(remembered, [fold(passage.text)]):
                sentence = sentence_around(passage.text, hit.spans[0][0], hit.spans[-1][1])
                yield _place(document.id, passage, sentence, briefing, is_exact=True)


def _ranked(remembered: str, briefing: Briefing) -> Iterator[Place]:
    sentences = [
        (document.id, passage, span)
        for document in briefing.documents
        for passage in document.article
        for span in sentence_spans(passage.text)
    ]
    held = [_plain(passage.text[start:end]) for _, passage, (start, end) in sentences]
    sought = list(dict.fromkeys(_plain(remembered)))
    worth = {word: 1 / (1 + sum(word in each for each in held)) for word in sought}
    scores = [sum(worth[word] * _likeness(word, each) for word in sought) for each in held]
    most = sum(worth.values())
    for index in sorted(range(len(sentences)), key=lambda i: (-scores[i], i)):
        if most and scores[index] >= _LEAST_FOUND * most:
            yield _place(*sentences[index], briefing, is_exact=False)


def _plain(text: str) -> list[str]:
    return words(caseless(text))


def _likeness(word: str, held: Sequence[str]) -> float:
    """How well a sentence holds a word, from 0 to 1."""
    found = process.extractOne(word, held, scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS)
    return found[1] / 100 if found else 0.0


def _place(source: str, passage: Passage, span: Span, briefing: Briefing, *, is_exact: bool) -> Place:
    start, end = span
    sentence = " ".join(passage.text[start:end].split())
    document = briefing.document(source)
    return Place(
        source=source,
        passage=passage.n,
        text=sentence,
        is_exact=is_exact,
        occurrences=len(find(sentence, [fold(each.text) for each in document.article])),
        quoted=tuple(
            sorted(
                found.words.origin
                for found in briefing.evidence.found.values()
                if (found.source, found.passage) == (source, passage.n)
                and any(a < end and start < b for a, b in found.spans)
            )
        ),
        actors=tuple(
            dict.fromkeys(
                mention.entity
                for mention in briefing.mentions.in_sources.get((source, passage.n), ())
                if start <= mention.start < end and briefing.catalog.known[mention.entity] is Class.ACTOR
            )
        ),
    )


def quoted_in(place: Place) -> str:
    """Where words of a sentence are quoted already, a line for each file."""
    lines: dict[str, list[str]] = {}
    for origin in place.quoted:
        lines.setdefault(origin.file, []).append(str(origin.line))
    shown = [f"  {file}:{first}" + "".join(f", {n}" for n in more) for file, (first, *more) in lines.items()]
    return "\n".join([f"Words of passage {place.passage} of {place.source} are quoted already:", *shown])


def statement_on(place: Place, *, with_source: bool) -> str:
    """A statement that rests on a sentence, as YAML to be pasted below ``statements:``.

    `with_source` names the source, too, which a briefing with one of them does not need.
    """
    words = textwrap.fill(place.text, _WIDTH - 6, break_long_words=False, break_on_hyphens=False)
    block = textwrap.indent(words, "      ")
    speaker, *others = place.actors or (placeholders.ACTOR,)
    lines = [
        f"  # Passage {place.passage} of {place.source}: say it in your own words, and who says it.",
        "  - text: >-",
        block,
        f"    # by: {speaker}" + (f"  # or: {', '.join(others)}" if others else ""),
        "    quote: >-",
        block,
    ]
    if with_source:
        lines.append(f"    source: {place.source}")
    if place.occurrences > 1:
        lines.append(f"    passage: {place.passage}")
    return "\n".join(lines)
