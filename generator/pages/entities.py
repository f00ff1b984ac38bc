"""Choose what stands on the page of each actor, place and event."""

from collections.abc import Iterator, Sequence
from typing import Any

from generator import schema
from generator.model import Briefing, Class, Entity, Mentions, Statement
from generator.pages.page import ActorPage, EventPage, Page, PlacePage, Quoting, given_figures
from generator.text.phrases import sentence_case
from generator.text.words import sentence_around

_Reference = schema.Within | schema.Where | schema.PartOf | schema.Follows


def entity_pages(briefing: Briefing) -> Iterator[Page]:
    """A page for each entity that is no draft."""
    for cls, plan in ((Class.ACTOR, _actor_page), (Class.PLACE, _place_page), (Class.EVENT, _event_page)):
        for entity in briefing.catalog.published(cls):
            yield plan(entity, briefing)


def _common(entity: Entity, briefing: Briefing) -> dict[str, Any]:
    """The fields that all pages of entities share."""
    graph = briefing.graph
    owned = graph.owned.get(entity.id, ())
    own_words = {s.id for s in graph.said.get(entity.id, ()) if s.owner != entity.id}
    stated = tuple(s for s in owned if not s.is_claim)
    return {
        "path": entity.page,
        "template": f"{entity.cls}.md",
        "title": entity.title,
        "type": entity.cls.capitalize(),
        "description": _description(entity, stated, briefing.mentions),
        "made_from": entity.file,
        "formerly": entity.content.formerly,
        "entity": entity,
        "stated": stated,
        "claimed": tuple(s for s in owned if s.is_claim),
        "elsewhere": tuple(s for s in graph.about.get(entity.id, ()) if s.id not in own_words),
        "named": tuple(_quotings(entity, briefing)),
    }


def _description(entity: Entity, stated: Sequence[Statement], mentions: Mentions) -> str:
    if entity.content.summary:
        return mentions.text(entity.content.summary.value).text
    if isinstance(entity.content, schema.Actor) and entity.content.roles:
        return sentence_case("; ".join(role.title for role in entity.content.roles))
    return mentions.text(stated[0].content.text).text if stated else ""


def _actor_page(entity: Entity, briefing: Briefing) -> ActorPage:
    graph = briefing.graph
    claimed = [(s, s.content.by.actor) for s in graph.owned.get(entity.id, ()) if s.content.by]
    answered = graph.answered.get(entity.id, ())
    answered_ids = {s.id for s, _ in answered}
    return ActorPage(
        **_common(entity, briefing),
        own_claims=tuple(s for s, actor in claimed if actor == entity.id),
        claimed_by_others=tuple(s for s, actor in claimed if actor != entity.id),
        said=tuple(s for s in graph.said.get(entity.id, ()) if s.owner != entity.id),
        relayed=tuple(s for s in graph.relayed.get(entity.id, ()) if s.id not in answered_ids),
        answered=answered,
        parts=tuple(
            (event, participant)
            for event, content in graph.each_event()
            for participant in content.participants
            if participant.actor == entity.id
        ),
        ties=graph.ties.get(entity.id, ()),
        events=_events_at(entity, briefing),
    )


def _place_page(entity: Entity, briefing: Briefing) -> PlacePage:
    return PlacePage(
        **_common(entity, briefing),
        holds=tuple(
            other
            for other in briefing.catalog.published(Class.PLACE)
            if isinstance(other.content, schema.Place) and _names(other.content.within, entity)
        ),
        events=_events_at(entity, briefing),
    )


def _events_at(place: Entity, briefing: Briefing) -> tuple[Entity, ...]:
    return tuple(
        event
        for event, content in briefing.graph.each_event()
        if any(_names(where, place) for where in content.places)
    )


def _event_page(entity: Entity, briefing: Briefing) -> EventPage:
    graph, when = briefing.graph, entity.when
    others = [(e, e.when, when) for e in graph.events if when and e.when and e.id != entity.id]
    before = [other for other, its, own in others if its.is_before(own)]
    after = [other for other, its, own in others if own.is_before(its)]
    return EventPage(
        **_common(entity, briefing),
        figures=given_figures(graph.owned.get(entity.id, ())),
        parts=tuple(event for event, content in graph.each_event() if _names(content.part_of, entity)),
        sequels=tuple(event for event, content in graph.each_event() if _names(content.follows, entity)),
        earlier=before[-1] if before else None,
        going_on=tuple(other for other, its, own in others if its.reaches_into(own)),
        same_time=tuple(other for other, its, own in others if its.is_surely(own)),
        later=after[0] if after else None,
    )


def _names(fact: _Reference | None, entity: Entity) -> bool:
    return fact is not None and fact.value == entity.id


def _quotings(entity: Entity, briefing: Briefing) -> Iterator[Quoting]:
    """The sentence of each passage that names an entity; without its words where they are not published."""
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
