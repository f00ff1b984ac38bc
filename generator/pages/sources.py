"""Choose what stands on the page of each source: passages, cut where words are quoted or name somebody."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.layout import source_page
from generator.model import Briefing, Document, Found, Mention, Passage, Resting, Statement
from generator.pages.page import Segment, ShownPassage, SourcePage
from generator.pages.wording import Wording


def source_pages(briefing: Briefing, wording: Wording) -> Iterator[SourcePage]:
    for document in briefing.documents:
        coverage = next(c for c in briefing.coverages if c.source == document.id)
        yield SourcePage(
            path=source_page(document.id),
            template="source.md",
            title=document.content.title,
            made_from=f"site_src/sources/{document.id}.yml",
            formerly=document.content.formerly,
            type="Source",
            description=wording.text("description.source", title=document.content.title),
            document=document,
            passages=tuple(_shown(document, passage, briefing) for passage in document.article),
            coverage=coverage,
        )


def _shown(document: Document, passage: Passage, briefing: Briefing) -> ShownPassage:
    place = (document.id, passage.n)
    resting = briefing.graph.resting.get(place, ())
    quotes = {r.quote.key: r.quote for r in resting}
    is_shown = briefing.graph.shows(document, passage)
    segments = cut(passage.text, tuple(quotes.values()), briefing.mentions.in_sources[place])
    return ShownPassage(
        n=passage.n,
        is_shown=is_shown,
        segments=segments if is_shown else tuple(s for s in segments if s.quotes),
        resting=tuple({_said_once(item): item for item in reversed(resting)}.values())[::-1],
        set_aside=tuple(
            words
            for words in document.content.set_aside
            if (found := briefing.evidence.found.get(words.quote.origin)) and found.passage == passage.n
        ),
    )


def _said_once(item: Resting) -> tuple[str, ...]:
    """What is said once below a passage, however many of its quotes it rests on."""
    what = item.what
    return (item.entity.id, *((what.id,) if isinstance(what, Statement) else (what.sort, what.what)))


def cut(text: str, quotes: Sequence[Found], mentions: Sequence[Mention]) -> tuple[Segment, ...]:
    """Cut a passage where a quote or a mention starts or ends: no mark crosses a link or another mark."""
    numbered = list(enumerate(quotes, start=1))
    edges = {0, len(text)} | {edge for quote in quotes for span in quote.spans for edge in span}
    edges |= {edge for mention in mentions for edge in (mention.start, mention.end)}
    return tuple(
        Segment(
            text=text[start:end],
            starting=tuple((n, quote.key) for n, quote in numbered if quote.spans[0][0] == start),
            quotes=tuple(n for n, quote in numbered if any(a <= start < b for a, b in quote.spans)),
            entity=next((m.entity for m in mentions if m.start <= start < m.end), None),
        )
        for start, end in pairwise(sorted(edges))
    )
