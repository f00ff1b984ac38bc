"""Write all that the briefing says as data: docs/data/briefing.json, as its schema beside it has it."""

import json
from typing import Any

from generator import schema
from generator.model import (
    Briefing,
    Document,
    Entity,
    Files,
    Found,
    Graph,
    Mentions,
    Pending,
    Response,
    Statement,
    former_ids,
)

_SCHEMA = "briefing.schema.json"

Json = dict[str, Any]


def export(briefing: Briefing, templates: Files) -> tuple[Pending, ...]:
    """The data file and its schema; keys without a value are left out."""
    return (
        Pending("data/briefing.json", lambda: _written(as_data(briefing))),
        Pending(f"data/{_SCHEMA}", lambda: templates[_SCHEMA]),
    )


def _written(data: Json) -> bytes:
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def as_data(briefing: Briefing) -> Json:
    """All that the briefing says, as it stands in briefing.json."""
    mentions, graph = briefing.mentions, briefing.graph
    return {
        "entities": [_entity(entity, mentions) for entity in briefing.catalog.published()],
        "statements": [_statement(statement, briefing) for statement in briefing.statements],
        "sources": [_source(document, graph) for document in briefing.documents],
        "mentions": [
            {"entity": m.entity, "source": source, "passage": n, "start": m.start, "end": m.end}
            for (source, n), found in mentions.in_sources.items()
            for m in found
        ],
        "links": [{"from": link.start, "to": link.end, "kind": link.kind} for link in graph.links],
    }


def _given(**values: object) -> Json:
    """A mapping of what is there: no None, no empty list, no empty text."""
    return {key: value for key, value in values.items() if value not in (None, [], "", {})}


def _party(party: schema.Party | None) -> str | Json | None:
    """An actor's id, ``{unnamed, key?}``, or ``not-stated``."""
    if party is None:
        return None
    if party.unnamed is not None:
        return _given(unnamed=party.unnamed, key=party.key)
    return party.actor or schema.NOT_STATED


def _entity(entity: Entity, mentions: Mentions) -> Json:
    content = entity.content
    return {
        "id": entity.id,
        "class": entity.cls.value,
        **_given(kind=content.kind, formerly=[*content.formerly]),
        "title": entity.title,
        "aliases": [
            {"name": alias.name, **_given(used_by=_party(alias.used_by))} for alias in content.aliases
        ],
        **_given(summary=mentions.text(content.summary.value).text if content.summary else None),
        **_own_fields(content),
        "page": entity.page,
    }


def _own_fields(content: schema.Entity) -> Json:
    """What only actors, only places or only events have."""
    if isinstance(content, schema.Actor):
        return _given(
            roles=[_given(title=role.title, of=role.of) for role in content.roles],
            relations=[{"to": relation.to, "kind": relation.kind} for relation in content.relations],
        )
    if isinstance(content, schema.Place):
        point = content.coordinates
        return _given(
            within=content.within and content.within.value,
            coordinates={"lat": point.lat, "lon": point.lon, "from": point.from_} if point else None,
        )
    assert isinstance(content, schema.Event)  # there are three classes
    return _given(
        date=content.date.value.text if content.date and content.date.value else None,
        status=content.status,
        places=[place.value for place in content.places],
        participants=[_participant(participant) for participant in content.participants],
        part_of=content.part_of and content.part_of.value,
        follows=content.follows and content.follows.value,
    )


def _participant(participant: schema.Participant) -> Json:
    return _given(
        actor=participant.actor,
        unnamed=participant.unnamed,
        role=participant.role,
        by=_party(participant.by),
        status=participant.status,
    )


def _statement(statement: Statement, briefing: Briefing) -> Json:
    content = statement.content
    linked = briefing.mentions.text(content.text)
    return {
        "id": statement.id,
        **_given(formerly=[*former_ids(statement, briefing.catalog)]),
        "owner": statement.owner,
        "about": list(dict.fromkeys([*(m.entity for m in linked.mentions), *content.about])),
        "text": linked.text,
        **_given(
            by=_party(content.by),
            via=[*content.via],
            verb=(content.verb or "said") if content.by else None,
            voice=content.voice,
        ),
        "quotes": [_quote(quote) for quote in statement.quotes],
        "responses": [_response(response, briefing.mentions) for response in statement.responses],
        "figures": [_figure(figure) for figure in content.figures],
        **_given(contradicts=[*content.contradicts]),
    }


def _response(response: Response, mentions: Mentions) -> Json:
    content = response.content
    text = mentions.text(content.text).text if content.text else None
    return {
        "by": _party(content.by),
        "stance": content.stance,
        **_given(text=text, via=[*content.via]),
        "quotes": [_quote(response.quote)],
    }


def _quote(quote: Found) -> Json:
    return {
        "source": quote.source,
        "passage": quote.passage,
        "spans": [list(span) for span in quote.spans],
        "text": quote.words,
    }


def _figure(figure: schema.Figure) -> Json:
    return _given(
        measure=figure.measure,
        exactly=figure.exactly,
        at_least=figure.at_least,
        at_most=figure.at_most,
        about=figure.about,
        words=figure.words,
        note=figure.note,
    )


def _source(document: Document, graph: Graph) -> Json:
    content = document.content
    return {
        "id": document.id,
        **_given(formerly=[*content.formerly]),
        "title": content.title,
        **_given(
            publisher=content.publisher,
            speaks_from=content.speaks_from.text if content.speaks_from else None,
        ),
        "sha256": content.sha256,
        "passages": [
            {"n": p.n, **_given(text=p.text if graph.shows(document, p) else None)} for p in document.passages
        ],
    }
