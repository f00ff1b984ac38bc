"""Choose what stands on the page of each actor, place and event."""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from generator import schema
from generator.model import Briefing, Class, Entity, Mentions, Statement
from generator.pages.page import ActorPage, EventPage, GivenFigure, Page, Part, PlacePage, Quoting
from generator.text.names import sentence_case
from generator.text.words import sentence_around
from generator.values import Text


def entity_pages(briefing: Briefing) -> Iterator[Page]:
    """A page for each entity that is no draft."""
    for cls, plan in ((Class.ACTOR, _actor_page), (Class.PLACE, _place_page), (Class.EVENT, _event_page)):
        for entity in briefing.catalog.published(cls):
            yield plan(entity, briefing)


class _Common(TypedDict):
    """The fields that all pages of entities share."""

    path: str
    template: str
    made_from: str
    title: Text
    type: str
    description: str
    entity: Entity
    stated: tuple[Statement, ...]
    claimed: tuple[Statement, ...]
    named: tuple[Quoting, ...]


def _common(entity: Entity, briefing: Briefing) -> _Common:
    owned = briefing.graph.owned.get(entity.id, ())
    return {
        "path": entity.page,
        "template": f"{entity.cls}.md",
        "title": entity.title,
        "type": entity.cls.capitalize(),
        "description": _description(entity, owned, briefing.mentions),
        "made_from": entity.file,
        "entity": entity,
        "stated": tuple(s for s in owned if not s.is_claim),
        "claimed": tuple(s for s in owned if s.is_claim),
        "named": tuple(_quotings(entity, briefing)),
    }


def _description(entity: Entity, owned: Sequence[Statement], mentions: Mentions) -> str:
    if entity.content.summary:
        return mentions.text(entity.content.summary.value).text
    if isinstance(entity.content, schema.Actor) and entity.content.roles:
        return sentence_case("; ".join(role.title for role in entity.content.roles))
    first = next((s for s in owned if not s.is_claim), None)
    return mentions.text(first.content.text).text if first else ""


def _actor_page(entity: Entity, briefing: Briefing) -> ActorPage:
    graph = briefing.graph
    said = tuple(s for s in graph.said.get(entity.id, ()) if s.owner != entity.id)
    claimed = [s for s in graph.owned.get(entity.id, ()) if s.content.by]
    answered = graph.answered.get(entity.id, ())
    answered_ids = {s.id for s, _ in answered}
    shown = {s.id for s in said}
    return ActorPage(
        **_common(entity, briefing),
        own_claims=tuple(s for s in claimed if s.content.by and s.content.by.actor == entity.id),
        claimed_by_others=tuple(s for s in claimed if s.content.by and s.content.by.actor != entity.id),
        elsewhere=tuple(s for s in graph.about.get(entity.id, ()) if s.id not in shown),
        said=said,
        relayed=tuple(s for s in graph.relayed.get(entity.id, ()) if s.id not in answered_ids),
        answered=answered,
        parts=tuple(
            Part(event, participant)
            for event in graph.events
            if isinstance(event.content, schema.Event)
            for participant in event.content.participants
            if participant.actor == entity.id
        ),
        ties=graph.ties.get(entity.id, ()),
        events=_events_at(entity, briefing),
    )


def _place_page(entity: Entity, briefing: Briefing) -> PlacePage:
    return PlacePage(
        **_common(entity, briefing),
        elsewhere=briefing.graph.about.get(entity.id, ()),
        holds=tuple(e for e in briefing.catalog.published(Class.PLACE) if _within(e) == entity.id),
        events=_events_at(entity, briefing),
    )


def _within(place: Entity) -> str | None:
    content = place.content
    return str(content.within.value) if isinstance(content, schema.Place) and content.within else None


def _events_at(place: Entity, briefing: Briefing) -> tuple[Entity, ...]:
    return tuple(
        event
        for event in briefing.graph.events
        if isinstance(event.content, schema.Event) and any(p.value == place.id for p in event.content.places)
    )


def _event_page(entity: Entity, briefing: Briefing) -> EventPage:
    def referring(key: str) -> tuple[Entity, ...]:
        return tuple(
            e
            for e in briefing.graph.events
            if (fact := getattr(e.content, key)) is not None and fact.value == entity.id
        )

    date = entity.when
    others = [(e, d) for e in briefing.graph.events if (d := e.when) and date and e.id != entity.id]
    before = [e for e, d in others if date and d.order[1] < date.order[0]]
    after = [e for e, d in others if date and d.order[0] > date.order[1]]
    going_on = [
        e
        for e, d in others
        if date and d.is_interval and d.is_certain and d.order[0] < date.order[0] <= d.order[1]
    ]
    return EventPage(
        **_common(entity, briefing),
        elsewhere=briefing.graph.about.get(entity.id, ()),
        figures=tuple(
            GivenFigure(figure, statement)
            for statement in briefing.graph.owned.get(entity.id, ())
            for figure in statement.content.figures
        ),
        parts=referring("part_of"),
        sequels=referring("follows"),
        earlier=before[-1] if before else None,
        going_on=tuple(going_on),
        same_time=tuple(
            e for e, d in others if date and d.order == date.order and d.is_certain and date.is_certain
        ),
        later=after[0] if after else None,
    )


def _quotings(entity: Entity, briefing: Briefing) -> Iterator[Quoting]:
    """The sentences of the sources that name an entity, one for each passage whose text is published."""
    for source, n in briefing.graph.named.get(entity.id, ()):
        document = briefing.document(source)
        passage = document.passage(n)
        assert passage is not None  # the mentions were found in it
        if not briefing.graph.shows(document, passage):
            yield Quoting(source, n, "", "", "")
            continue
        mention = next(m for m in briefing.mentions.in_sources[source, n] if m.entity == entity.id)
        start, end = sentence_around(passage.text, mention.start, mention.end)
        yield Quoting(
            source,
            n,
            passage.text[start : mention.start].lstrip(),
            passage.text[mention.start : mention.end],
            passage.text[mention.end : end].rstrip(),
        )
