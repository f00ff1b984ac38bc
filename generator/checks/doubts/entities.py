"""Warn of dates, summaries and names of events that no evidence gives, and of disputed places."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator import codes, schema
from generator.checks.doubts.quoted import Doubt, Reading, quoted_words, words_missing
from generator.model import Entity, Statement
from generator.problems import Problem
from generator.text.language import Language
from generator.values import DatePoint, distance_km

ByEntity = Mapping[str, Sequence[Statement]]
"""The statements by an entity or about it, by its id."""


def statements_by_entity(reading: Reading) -> ByEntity:
    """Sort the statements by the entities that make them or are named in them."""
    by_entity: dict[str, list[Statement]] = defaultdict(list)
    for statement in reading.evidence.statements:
        content = statement.content
        named = [mention.entity for mention in reading.mentions.text(content.text).mentions]
        speaker = content.by.actor if content.by else None
        for entity_id in dict.fromkeys(filter(None, (speaker, *content.about, *named))):
            by_entity[str(entity_id)].append(statement)
    return by_entity


def entity_doubts(entity: Entity, reading: Reading, by_entity: ByEntity) -> Iterator[Problem]:
    """Look at an entity's date, summary, name, and place on the map."""
    yield from _dates_not_quoted(entity, reading)
    yield from _dates_after_source(entity, reading)
    yield from _texts_not_quoted(entity, reading, by_entity.get(entity.id, ()))
    yield from _disputed_places(entity, reading.catalog.site.disputed_areas)


def _dates_not_quoted(entity: Entity, reading: Reading) -> Iterator[Problem]:
    """A date that its own quote does not give, without a reason under 'because:'."""
    fact = entity.date
    quotes = reading.evidence.of(fact) if fact else ()
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


def _dates_after_source(entity: Entity, reading: Reading) -> Iterator[Problem]:
    """A past event whose date lies after all sources that it rests on."""
    content = entity.content
    if not isinstance(content, schema.Event) or content.status == "announced":
        return
    fact = content.date
    if fact is None or fact.value is None or fact.value.start is None:
        return
    names = {quote.source for part in content.evidenced for quote in reading.evidence.of(part)}
    sources = [source.content for source in reading.catalog.sources if source.id in names]
    days = [source.speaks_from or source.published for source in sources]
    ends = [day.end.last for day in days if day is not None and day.end is not None]
    if ends and len(ends) == len(days) and fact.value.start.first > max(ends):
        sentence = f"{fact.value.text} lies after the day that the source speaks from"
        hint = "if it is still to come: 'status: announced'; else compare the date with the source's"
        origin = fact.value.origin or fact.origin
        yield Problem(codes.DATE_AFTER_SOURCE, origin, sentence, hint, content.origin)


def _missing_from(point: DatePoint, words: str, language: Language) -> str | None:
    """The part of a date that `words` lack; a month or year counts only where they name another one."""
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


def _disputed_places(entity: Entity, disputed: Sequence[schema.DisputedArea]) -> Iterator[Problem]:
    """A point in a disputed area, where the outlines on the map take a side."""
    at = entity.content.coordinates if isinstance(entity.content, schema.Place) else None
    for area in disputed:
        if at is None or area.coordinates is None or area.radius is None:
            continue
        middle = area.coordinates
        if distance_km(middle.lat, middle.lon, at.lat, at.lon) <= area.radius:
            sentence = f"{entity.title} lies in a disputed area on the map: {area.name}"
            hint = "look at the map; if it says no more than the sources: accept: {disputed-place: why}"
            yield Problem(codes.DISPUTED_PLACE, at.origin, sentence, hint, entity.content.origin)


def _texts_not_quoted(
    entity: Entity, reading: Reading, own_statements: Sequence[Statement]
) -> Iterator[Problem]:
    """Names and numbers in a summary or an event's name that the entity's own evidence does not hold."""
    content = entity.content
    own = "\n".join(_own_words(entity, reading, own_statements))
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


def _own_words(entity: Entity, reading: Reading, own_statements: Sequence[Statement]) -> Iterator[str]:
    """The words of every quote in an entity's file, and of statements by it or about it."""
    for part in entity.content.evidenced:
        yield quoted_words(reading.evidence.of(part), reading)
    for statement in own_statements:
        yield quoted_words(statement.quotes, reading)
        yield from (quoted_words((r.quote,), reading) for r in statement.responses)
