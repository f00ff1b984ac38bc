"""Each statement as plain text to copy: sentence, words that it rests on, source and its hash, address.

A file for each, so that a link leads to it without any script.
"""

from collections.abc import Iterator
from functools import partial

from generator.layout import address
from generator.model import Briefing, Found, Pending, Statement, former_ids
from generator.pages.page import citation_path
from generator.pages.wording import Wording, speaker_in_words, statement_in_words


def write_citations(briefing: Briefing, wording: Wording) -> Iterator[Pending]:
    """A file for each statement, with its whole address if site.yml says where the site is published.

    There is one under each former id, too: somebody may have sent that link. A byte order
    mark tells browsers the encoding, which few hosts say of plain text.
    """
    taken = {statement.id for statement in briefing.statements}
    for statement in briefing.statements:
        make = partial(_citation, statement, briefing, wording)
        former = [old for old in former_ids(statement, briefing.catalog) if old not in taken]
        for old in (None, *former):
            yield Pending(citation_path(statement, old), make)


def _citation(statement: Statement, briefing: Briefing, wording: Wording) -> bytes:
    lines = "\n".join(_lines(statement, briefing, wording))
    return f"{lines}\n".encode("utf-8-sig")


def _lines(statement: Statement, briefing: Briefing, wording: Wording) -> Iterator[str]:
    site = briefing.catalog.site
    owner = briefing.catalog.entities[statement.owner]
    yield statement_in_words(statement, briefing, wording)
    for quote in statement.quotes:
        yield from ("", *_quoted(quote, briefing, wording))
    for response in statement.responses:
        said = response.content
        stance, speaker = wording.text("stance", said.stance), speaker_in_words(said.by, briefing, wording)
        yield from ("", f"{stance} {speaker}:", *_quoted(response.quote, briefing, wording))
    base = f"{str(site.url).rstrip('/')}/" if site.url else ""
    where = f"{base}{address(owner.page, statement.anchor)}"
    yield from ("", wording.text("cite.in", site=site.title, page=owner.title), where)


def _quoted(quote: Found, briefing: Briefing, wording: Wording) -> Iterator[str]:
    source = briefing.catalog.source(quote.source)
    content = source.content
    day = content.published or content.speaks_from
    yield wording.text("statement.quoted", words=quote.words)
    yield wording.text(
        "cite.source",
        source=content.title,
        publisher=content.publisher or wording.text("sources.no_publisher"),
        date=wording.date(day) if day else wording.text("date.not_stated"),
        passage=str(quote.passage),
    )
    yield wording.text("cite.sha256", hash=source.sha256)
