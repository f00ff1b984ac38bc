"""Write what search and previews of links know into one file, which a page loads when it first needs it.

It is a script, not JSON: a page opened from disk may load scripts and nothing
else. It holds what the pages show and no more.
"""

import json
from collections.abc import Iterator, Sequence

from generator.layout import address, source_page
from generator.model import Briefing, Pending, Statement
from generator.pages.page import EntityPage, Page
from generator.pages.wording import Wording, statement_in_words


def make_search_index(pages: Sequence[Page], briefing: Briefing, wording: Wording) -> Pending:
    """Every entity, statement and shown passage."""
    return Pending("data/index.js", lambda: _index(pages, briefing, wording))


def _index(pages: Sequence[Page], briefing: Briefing, wording: Wording) -> bytes:
    data = {
        "entities": [_entity(page, wording) for page in pages if isinstance(page, EntityPage)],
        "statements": [_statement(statement, briefing, wording) for statement in briefing.statements],
        "passages": list(_passages(briefing, wording)),
    }
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # These two end a line in scripts, though not in JSON.
    written = written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"briefing.data={written};\n".encode()


def _entity(page: EntityPage, wording: Wording) -> dict[str, object]:
    entity = page.entity
    kind = entity.content.kind
    return {
        "page": address(entity.page),
        "title": entity.title,
        "icon": f"sign-{entity.cls} sign-{kind}" if kind else f"sign-{entity.cls}",  # the classes of its sign
        "kind": wording.kind(kind) if kind else wording.text("class", entity.cls),
        "aliases": [alias.name for alias in entity.content.aliases],
        "summary": page.description,
    }


def _statement(statement: Statement, briefing: Briefing, wording: Wording) -> dict[str, str]:
    owner = briefing.catalog.entities[statement.owner]
    return {
        "page": address(owner.page, statement.anchor),
        "where": owner.title,
        "text": statement_in_words(statement, briefing, wording),
    }


def _passages(briefing: Briefing, wording: Wording) -> Iterator[dict[str, str]]:
    for document in briefing.documents:
        for passage in document.article:
            if briefing.graph.shows(document, passage):
                yield {
                    "page": address(source_page(document.id), f"p{passage.n}"),
                    "where": wording.text("search.passage", n=str(passage.n), source=document.content.title),
                    "text": passage.text,
                }
