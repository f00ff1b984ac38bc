"""What the search and the previews of links know, as one file that pages load when it is first asked for.

It is a script, not JSON: a page opened from disk may load scripts and nothing
else. It holds what the pages show and no more.
"""

import json
from collections.abc import Iterator, Sequence
from typing import TypedDict

from generator.model import Briefing, Entity, Statement, Written
from generator.page_model import EntityPage, Page
from generator.wording import kind_in_words, sentence_case


class _Entity(TypedDict):
    page: str  # from the site's root
    title: str
    icon: str  # the classes of its sign
    kind: str  # in words
    aliases: list[str]
    summary: str


class _Sentence(TypedDict):
    page: str  # with the place on it
    where: str
    text: str


def make_lookup(pages: Sequence[Page], briefing: Briefing) -> Written:
    """Every entity, statement and shown passage."""
    data = {
        "entities": [_entity(page) for page in pages if isinstance(page, EntityPage)],
        "statements": [_statement(statement, briefing) for statement in briefing.statements],
        "passages": list(_passages(briefing)),
    }
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # These two end a line in scripts, though not in JSON.
    written = written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Written("data/index.js", f"briefing.data={written};\n".encode())


def _entity(page: EntityPage) -> _Entity:
    entity = page.entity
    kind = kind_in_words(entity.content.kind or entity.cls)
    return {
        "page": _address(entity.page),
        "title": str(entity.title),
        "icon": f"sign-{entity.cls} sign-{entity.content.kind}" if entity.content.kind else f"sign-{entity.cls}",
        "kind": kind,
        "aliases": [str(alias.name) for alias in entity.content.aliases],
        "summary": page.description,
    }


def _statement(statement: Statement, briefing: Briefing) -> _Sentence:
    owner = briefing.catalog.entities[statement.owner]
    said = briefing.mentions.text(statement.content.text).text
    return {
        "page": _address(owner.page, statement.anchor),
        "where": f"{_speaker(statement, briefing)}: {owner.title}" if statement.is_claim else str(owner.title),
        "text": said,
    }


def _speaker(statement: Statement, briefing: Briefing) -> str:
    by = statement.content.by
    assert by is not None  # it is a claim
    entity: Entity | None = briefing.catalog.entities.get(by.actor or "")
    return sentence_case(str(entity.title if entity else by.unnamed or "")) 


def _passages(briefing: Briefing) -> Iterator[_Sentence]:
    for document in briefing.documents:
        for passage in document.article:
            if briefing.graph.shows(document, passage):
                yield {
                    "page": _address(f"sources/{document.id}.md", f"p{passage.n}"),
                    "where": f"¶{passage.n} {document.content.title}" if passage.n else str(document.content.title),
                    "text": passage.text,
                }


def _address(page: str, anchor: str = "") -> str:
    target = f"{page.removesuffix('.md')}.html"
    return f"{target}#{anchor}" if anchor else target
