"""Index what the files say from both ends: who said it, and whom it is about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    Resting,
    Span,
    Statement,
    Tie,
)
from generator.values import LAST, Instant

K = TypeVar("K", str, tuple[str, int])
T = TypeVar("T")


def build_graph(catalog: Catalog, evidence: Evidence, mentions: Mentions) -> Graph:
    """Index everything that is published."""
    published = {entity.id: entity for entity in catalog.published()}
    statements = [s for s in evidence.statements if s.owner in published]
    about = [
        (entity, s)
        for s in statements
        for entity in _concerned(s, mentions)
        if entity in published and entity != s.owner
    ]
    said = [(str(s.content.by.actor), s) for s in statements if s.content.by and s.content.by.actor]
    relayed = [(str(medium), s) for s in statements for medium in dict.fromkeys(s.content.via)]
    answered = [
        (str(r.content.by.actor), (s, r)) for s in statements for r in s.responses if r.content.by.actor
    ]
    links = {
        *_structure(published),
        *(Link(s.owner, entity, "states") for entity, s in about),
        *(Link(s.owner, actor, "speaker") for actor, s in said),
        *(Link(s.owner, actor, r.content.stance) for actor, (s, r) in answered),
    }
    events = (e for e in published.values() if e.cls is Class.EVENT)
    resting = sorted(_resting(published, statements, evidence), key=_by_quote)
    return Graph(
        links=tuple(sorted(links)),
        events=tuple(sorted(events, key=lambda e: _in_time(e, published))),
        ties=_grouped(_ties(published)),
        owned=_grouped((s.owner, s) for s in statements),
        about=_grouped(about),
        said=_grouped(said),
        relayed=_grouped(relayed),
        answered=_grouped(answered),
        named=_grouped(_named(mentions)),
        against=_grouped(_against(statements)),
        resting=_grouped(((item.quote.source, item.quote.passage), item) for item in resting),
    )


def _grouped(pairs: Iterable[tuple[K, T]]) -> dict[K, tuple[T, ...]]:
    """The values of each key, in the order of the pairs; the keys are sorted."""
    groups: dict[K, list[T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(groups[key]) for key in sorted(groups)}


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


def _ties(published: Mapping[str, Entity]) -> Iterator[tuple[str, Tie]]:
    """Each tie at the entities that show it: a relation at both ends, a role where it is held."""
    for actor in published.values():
        if not isinstance(actor.content, schema.Actor):
            continue
        for relation in actor.content.relations:
            if other := published.get(relation.to):
                tie = Tie(actor, relation.kind, other, relation)
                yield from ((actor.id, tie), (other.id, tie))
        for role in actor.content.roles:
            if (of := published.get(role.of or "")) and of is not actor:
                yield of.id, Tie(actor, role.title, of, role)


def _in_time(event: Entity, published: Mapping[str, Entity]) -> tuple[Instant, Instant, bool, int, str]:
    """The key for sorting: by date; of one date, announced events are last, others after what they follow."""
    start, end = _date_of(event)
    announced = isinstance(event.content, schema.Event) and event.content.status == "announced"
    return start, end, announced, len(_leading_to(event, published)), event.id


def _leading_to(event: Entity, published: Mapping[str, Entity]) -> set[str]:
    """The events of the same date that it follows, directly or not; it stops at a circle."""
    found: set[str] = set()
    at = event
    while isinstance(at.content, schema.Event) and at.content.follows:
        before = published.get(at.content.follows.value)
        if before is None or before.id in found or _date_of(before) != _date_of(event):
            break
        found.add(before.id)
        at = before
    return found


def _date_of(event: Entity) -> tuple[Instant, Instant]:
    """The date that an event is sorted by; events without one come last."""
    return event.when.order if event.when else (LAST, LAST)


def _resting(
    published: Mapping[str, Entity], statements: Sequence[Statement], evidence: Evidence
) -> Iterator[Resting]:
    """What rests on quotes: statements with their responses, and the facts of entities."""
    for statement in statements:
        for quote in statement.all_quotes:
            yield Resting(quote, published[statement.owner], statement)
    for entity in published.values():
        for fact in entity.content.evidenced:
            if fact.sort:
                yield from (Resting(quote, entity, fact) for quote in evidence.of(fact))


def _by_quote(item: Resting) -> tuple[tuple[Span, ...], bool, str]:
    """The key for sorting: by place in the passage; statements come before facts."""
    return item.quote.spans, item.statement is None, item.entity.id


def _against(statements: Sequence[Statement]) -> Iterator[tuple[str, Statement]]:
    """Contradictions from both ends, whichever of two statements names the other."""
    by_id = {statement.id: statement for statement in statements}
    named = ((s.id, str(other)) for s in statements for other in s.content.contradicts if other in by_id)
    for one, other in dict.fromkeys(pair for a, b in named for pair in ((a, b), (b, a))):
        yield one, by_id[other]


def _named(mentions: Mentions) -> Iterator[tuple[str, tuple[str, int]]]:
    """Each entity with the passages that name it, each once."""
    for place in sorted(mentions.in_sources):
        for entity in dict.fromkeys(mention.entity for mention in mentions.in_sources[place]):
            yield entity, place
