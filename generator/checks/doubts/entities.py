"""Warn of dates, summaries and names of events that no evidence gives, and of places that are disputed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator import codes, schema
from generator.checks.doubts.quoted import Doubt, Reading, quoted_words, words_missing
from generator.model import Entity, Evidence, Statement
from generator.problems import Problem
from generator.text.language import Language
from generator.values import DatePoint, distance_km

Telling = Mapping[str, Sequence[Statement]]
"""By the id of an entity, the statements that it makes, or that tell of it."""


def what_tells(evidence: Evidence, reading: Reading) -> Telling:
    """Look through all statements once, for every entity."""
    telling: dict[str, list[Statement]] = defaultdict(list)
    for statement in evidence.statements:
        content = statement.content
        named = [mention.entity for mention in reading.mentions.text(content.text).mentions]
        speaker = content.by.actor if content.by else None
        for entity_id in dict.fromkeys(filter(None, (speaker, *content.about, *named))):
            telling[str(entity_id)].append(statement)
    return telling


def entity_doubts(
    entity: Entity, evidence: Evidence, reading: Reading, telling: Telling
) -> Iterator[Problem]:
    """Look at an entity's date, summary, name, and place on the map."""
    yield from _dates_not_quoted(entity, evidence, reading)
    yield from _dates_after_source(entity, evidence, reading)
    yield from _texts_not_quoted(entity, evidence, reading, telling.get(entity.id, ()))
    yield from _disputed_places(entity, reading.catalog.site.disputed_areas)


# --- dates -----------------------------------------------------------------------------------------------


def _dates_not_quoted(entity: Entity, evidence: Evidence, reading: Reading) -> Iterator[Problem]:
    """A date that its own quote does not give, where nothing says how it was inferred."""
    fact = entity.date
    quotes = evidence.of(fact) if fact else ()
    if fact is None or fact.value is None or fact.because or not quotes:
        return
    language = reading.languages[quotes[0].source]
    if language is None:
        return
    words = "\n".join([quoted_words(quotes, reading), fact.words or ""])
    for point in dict.fromkeys(filter(None, (fact.value.start, fact.value.end))):
        if missing := _missing_from(point, words, language):
            sentence = f"the date has {missing}, and its quote does not"
            hint = "quote the words that give it, or say under 'because:' how you know"
            origin = fact.value.origin or fact.origin
            yield Problem(codes.DATE_NOT_QUOTED, origin, sentence, hint, entity.content.origin)


def _dates_after_source(entity: Entity, evidence: Evidence, reading: Reading) -> Iterator[Problem]:
    """A date after the day of every source that the event rests on, of an event that is told as past."""
    content = entity.content
    if not isinstance(content, schema.Event) or content.status == "announced":
        return
    start = content.date.value.start if content.date and content.date.value else None
    names = {quote.source for part in content.evidenced for quote in evidence.of(part)}
    sources = [source.content for source in reading.catalog.sources if source.id in names]
    days = [source.speaks_from or source.published for source in sources]
    ends = [day.end.last for day in days if day is not None and day.end is not None]
    if start is None or not ends or len(ends) < len(days) or start.first <= max(ends):
        return
    assert content.date is not None  # it has a start
    assert content.date.value is not None
    sentence = f"{content.date.value.text} lies after the day that the source speaks from"
    hint = "if it is still to come: 'status: announced'; else compare the date with the source's"
    origin = content.date.value.origin or content.date.origin
    yield Problem(codes.DATE_AFTER_SOURCE, origin, sentence, hint, content.origin)


def _missing_from(point: DatePoint, words: str, language: Language) -> str | None:
    """The part of a date that `words` do not have; a month or year is missed only where they name another."""
    numbers = {int(number) for number in language.numbers_in(words, with_one=True) if number.isdecimal()}
    months = language.months_in(words)
    years = {number for number in numbers if 1000 <= number <= 9999}
    if point.day is not None and point.day not in numbers:
        return f"the day {point.day}"
    if point.month is not None and months and point.month not in months:
        return f"the month {point.month}"
    if years and point.year not in years:
        return f"the year {point.year}"
    return None


# --- places ----------------------------------------------------------------------------------------------


def _disputed_places(entity: Entity, disputed: Sequence[schema.DisputedArea]) -> Iterator[Problem]:
    """A point on the map in a disputed area: the outlines around it take a side, whatever the page says."""
    at = entity.content.coordinates if isinstance(entity.content, schema.Place) else None
    for area in disputed:
        if at is None or area.coordinates is None or area.radius is None:
            continue
        middle = area.coordinates
        if distance_km(middle.lat, middle.lon, at.lat, at.lon) <= area.radius:
            sentence = f"{entity.title} lies in a disputed area on the map: {area.name}"
            hint = "look at the map; if it says no more than the sources: accept: {disputed-place: why}"
            yield Problem(codes.DISPUTED_PLACE, at.origin, sentence, hint, entity.content.origin)


# --- summaries and names of events -----------------------------------------------------------------------


def _texts_not_quoted(
    entity: Entity, evidence: Evidence, reading: Reading, told: Sequence[Statement]
) -> Iterator[Problem]:
    """Names and numbers in a summary or an event's name that the entity's own evidence does not hold."""
    content = entity.content
    own = "\n".join(_own_words(entity, evidence, reading, told))
    if content.summary and content.summary.from_ is None:
        sentence = "the summary has {}, and the entity's own evidence does not"
        hint = (
            "quote the words that give it in this file, or leave it out; for background: {value: …, from: …}"
        )
        quoted = "\n".join([*entity.names, own])
        doubt = Doubt(sentence, content.origin, hint)
        yield from words_missing(content.summary.value, quoted, doubt, reading)
    if isinstance(content, schema.Event) and own.strip():  # a stub claims nothing yet
        sentence = "the event's name has {}, and its own evidence does not"
        hint = "quote the words that give it in this file, as of 'date:' or a participant, or leave it out"
        yield from words_missing(content.name, own, Doubt(sentence, content.origin, hint), reading)


def _own_words(
    entity: Entity, evidence: Evidence, reading: Reading, told: Sequence[Statement]
) -> Iterator[str]:
    """What an entity rests on: every quote in its file, and those of statements by it or about it."""
    for part in entity.content.evidenced:
        yield quoted_words(evidence.of(part), reading)
    for statement in told:
        yield quoted_words(statement.quotes, reading)
        yield from (quoted_words((r.quote,), reading) for r in statement.responses)
