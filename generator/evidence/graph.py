"""Turn what the files say into what can be asked from both ends: who said it, what is about whom."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from generator import schema
from generator.model import (
    Catalog,
    Class,
    Entity,
    Evidence,
    Graph,
    Link,
    Mentions,
    Response,
    Resting,
    Span,
    Statement,
    Tie,
)
from generator.values import LAST, Moment

T = TypeVar("T")


def build_graph(catalog: Catalog, evidence: Evidence, mentions: Mentions) -> Graph:
    """Index everything that is published."""
    published = {entity.id: entity for entity in catalog.published()}
    statements = [s for s in evidence.statements if s.owner in published]
    owned: dict[str, list[Statement]] = defaultdict(list)
    about: dict[str, list[Statement]] = defaultdict(list)
    said: dict[str, list[Statement]] = defaultdict(list)
    relayed: dict[str, list[Statement]] = defaultdict(list)
    answered: dict[str, list[tuple[Statement, Response]]] = defaultdict(list)
    links = set(_structure(published))
    for statement in statements:
        content = statement.content
        owned[statement.owner].append(statement)
        for entity in _concerned(statement, mentions):
            if entity in published and entity != statement.owner:
                about[entity].append(statement)
                links.add(Link(statement.owner, entity, "states"))
        if content.by and content.by.actor:
            said[str(content.by.actor)].append(statement)
            links.add(Link(statement.owner, str(content.by.actor), "speaker"))
        for medium in dict.fromkeys(content.via):
            relayed[str(medium)].append(statement)
        for response in statement.responses:
            if response.content.by.actor:
                answered[str(response.content.by.actor)].append((statement, response))
                links.add(Link(statement.owner, str(response.content.by.actor), response.content.stance))
    events = sorted(
        (e for e in published.values() if e.cls is Class.EVENT), key=lambda e: _in_time(e, published)
    )
    return Graph(
        links=tuple(sorted(links)),
        events=tuple(events),
        ties=_frozen(_ties(published)),
        owned=_frozen(owned),
        about=_frozen(about),
        said=_frozen(said),
        relayed=_frozen(relayed),
        answered=_frozen(answered),
        named=_named(mentions),
        against=_against(statements),
        resting=_resting(published, statements, evidence),
    )


def _frozen(lists: Mapping[str, Sequence[T]]) -> dict[str, tuple[T, ...]]:
    return {key: tuple(values) for key, values in sorted(lists.items())}


def _concerned(statement: Statement, mentions: Mentions) -> list[str]:
    """The entities that a statement names or is said to be about, each once, in order."""
    named = [mention.entity for mention in mentions.text(statement.content.text).mentions]
    return list(dict.fromkeys([*named, *(str(entity) for entity in statement.content.about)]))


def _structure(published: Mapping[str, Entity]) -> Iterator[Link]:
    for entity in published.values():
        content = entity.content
        if isinstance(content, schema.Actor):
            yield from (Link(entity.id, str(role.of), "role") for role in content.roles if role.of)
            yield from (Link(entity.id, str(r.to), str(r.kind)) for r in content.relations)
        if isinstance(content, schema.Place) and content.within:
            yield Link(entity.id, str(content.within.value), "within")
        if isinstance(content, schema.Event):
            yield from (Link(entity.id, str(place.value), "place") for place in content.places)
            yield from (Link(entity.id, str(p.actor), "participant") for p in content.participants if p.actor)
            if content.part_of:
                yield Link(entity.id, str(content.part_of.value), "part of")
            if content.follows:
                yield Link(entity.id, str(content.follows.value), "follows")


def _ties(published: Mapping[str, Entity]) -> dict[str, list[Tie]]:
    ties: dict[str, list[Tie]] = defaultdict(list)
    for actor in published.values():
        if not isinstance(actor.content, schema.Actor):
            continue
        for relation in actor.content.relations:
            if other := published.get(relation.to):
                tie = Tie(actor, relation.kind, other, relation)
                ties[actor.id].append(tie)
                ties[other.id].append(tie)
        for role in actor.content.roles:
            if (of := published.get(role.of or "")) and of is not actor:
                ties[of.id].append(Tie(actor, role.title, of, role))
    return ties


def _in_time(event: Entity, published: Mapping[str, Entity]) -> tuple[Moment, Moment, bool, int, str]:
    """By date as precise as it is; of one date, what is only announced comes last, and what follows after."""
    start, end = _date_of(event)
    announced = isinstance(event.content, schema.Event) and event.content.status == "announced"
    return start, end, announced, len(_leading_to(event, published)), event.id


def _leading_to(event: Entity, published: Mapping[str, Entity]) -> set[str]:
    """The events of the same date that it follows, one after the other; a circle is for `references`."""
    found: set[str] = set()
    at = event
    while isinstance(at.content, schema.Event) and at.content.follows:
        before = published.get(at.content.follows.value)
        if before is None or before.id in found or _date_of(before) != _date_of(event):
            break
        found.add(before.id)
        at = before
    return found


def _date_of(event: Entity) -> tuple[Moment, Moment]:
    """What an event is sorted by; those without a date come last, all of them alike."""
    return event.when.order if event.when else (LAST, LAST)


def _resting(
    published: Mapping[str, Entity], statements: Sequence[Statement], evidence: Evidence
) -> dict[tuple[str, int], tuple[Resting, ...]]:
    """What rests on each passage: statements with their responses, and the facts of entities."""
    found: list[Resting] = []
    for statement in statements:
        owner = published[statement.owner]
        found.extend(Resting(quote, owner, statement) for quote in statement.all_quotes)
    for entity in published.values():
        for fact in entity.content.evidenced:
            if fact.sort:
                found.extend(Resting(quote, entity, fact) for quote in evidence.of(fact))
    resting: dict[tuple[str, int], list[Resting]] = defaultdict(list)
    for item in found:
        resting[item.quote.source, item.quote.passage].append(item)
    return {place: tuple(sorted(resting[place], key=_by_quote)) for place in sorted(resting)}


def _by_quote(item: Resting) -> tuple[tuple[Span, ...], bool, str]:
    """In the order of the words; statements before facts."""
    return item.quote.spans, item.statement is None, item.entity.id


def _against(statements: Sequence[Statement]) -> dict[str, tuple[Statement, ...]]:
    """Contrary accounts: whichever of two names the other, each stands against the other."""
    by_id = {statement.id: statement for statement in statements}
    against: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        for named in statement.content.contradicts:
            other = by_id.get(named)
            if other is not None and other not in against[statement.id]:
                against[statement.id].append(other)
                against[other.id].append(statement)
    return _frozen(against)


def _named(mentions: Mentions) -> dict[str, tuple[tuple[str, int], ...]]:
    named: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for place, found in mentions.in_sources.items():
        for entity in dict.fromkeys(mention.entity for mention in found):
            named[entity].append(place)
    return {entity: tuple(sorted(places)) for entity, places in sorted(named.items())}
