"""Decide which pages there are, and what stands on each.

Everything is chosen and ordered here; the templates only write it down. Links,
marks and footnotes come with the writing, in `render`.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypedDict

from generator import schema
from generator.model import (
    Briefing,
    Class,
    Document,
    Entity,
    Found,
    Mention,
    Mentions,
    Passage,
    Resting,
    Statement,
)
from generator.page_model import (
    AboutPage,
    ActorPage,
    ClaimsPage,
    Contested,
    Counts,
    Development,
    EventPage,
    FiguresPage,
    GivenFigure,
    HomePage,
    IndexPage,
    Kind,
    Letter,
    Measure,
    Name,
    NamesPage,
    Page,
    Part,
    PlacePage,
    Quoting,
    Ranked,
    Segment,
    ShownPassage,
    SourceIndexPage,
    SourcePage,
    TimelinePage,
    WrittenPage,
    hand_path,
    hand_title,
)
from generator.values import PartialDate, Text
from generator.wording import fact_in_words
from generator.words import sentence_around

_MOST_DEVELOPMENTS = 12  # on the home page; the timeline has them all
_MOST_ACTORS = 12


def plan_pages(briefing: Briefing) -> tuple[Page, ...]:
    """Every page of the site, in the order of their paths."""
    pages = [
        _home(briefing),
        *_entity_pages(briefing),
        *_source_pages(briefing),
        *_indexes(briefing),
        _timeline(briefing),
        _claims(briefing),
        _figures(briefing),
        _names(briefing),
        _about(briefing),
        *(
            WrittenPage(
                made_from=page.file,
                path=hand_path(page),
                template="written.md",
                title=hand_title(page),
                type="Page",
                page=page,
            )
            for page in briefing.catalog.pages
        ),
    ]
    return tuple(sorted(pages, key=lambda page: page.path))


# --- entities --------------------------------------------------------------------------------------------


def _entity_pages(briefing: Briefing) -> Iterator[Page]:
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

    date = event_date(entity)
    others = [(e, d) for e in briefing.graph.events if (d := event_date(e)) and date and e.id != entity.id]
    before = [e for e, d in others if date and d.order[1] < date.order[0]]
    after = [e for e, d in others if date and d.order[0] > date.order[1]]
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
        same_time=tuple(e for e, d in others if date and d.order == date.order),
        later=after[0] if after else None,
    )


def event_date(event: Entity) -> PartialDate | None:
    """When an event happened, or None."""
    content = event.content
    return content.date.value if isinstance(content, schema.Event) and content.date else None


def _quotings(entity: Entity, briefing: Briefing) -> Iterator[Quoting]:
    """The sentences of the sources that name an entity, one for each passage whose text is published."""
    for source, n in briefing.graph.named.get(entity.id, ()):
        document = next(d for d in briefing.documents if d.id == source)
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


# --- sources ---------------------------------------------------------------------------------------------


def _source_pages(briefing: Briefing) -> Iterator[SourcePage]:
    for document in briefing.documents:
        coverage = next(c for c in briefing.coverages if c.source == document.id)
        yield SourcePage(
            path=f"sources/{document.id}.md",
            template="source.md",
            title=document.content.title,
            made_from=f"site_src/sources/{document.id}.yml",
            type="Source",
            description=f"Passage by passage, with what rests on it: {document.content.title}",
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


def _said_once(item: Resting) -> tuple[str, str]:
    """What stands below a passage once, though it may rest on several of its quotes."""
    what = item.what
    return item.entity.id, what.id if isinstance(what, Statement) else fact_in_words(what)


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


# --- lists -----------------------------------------------------------------------------------------------


def _indexes(briefing: Briefing) -> Iterator[Page]:
    for cls in Class:
        entities = briefing.catalog.published(cls)
        kinds = sorted({str(e.content.kind) for e in entities if e.content.kind})
        grouped = [
            Kind(kind, tuple(sorted((e for e in entities if e.content.kind == kind), key=_by_name)))
            for kind in kinds
        ]
        if rest := tuple(sorted((e for e in entities if not e.content.kind), key=_by_name)):
            grouped.append(Kind(None, rest))
        if cls is Class.EVENT:
            grouped = [Kind(None, briefing.graph.events)] if briefing.graph.events else []
        title = f"{cls.value.capitalize()}s"
        yield IndexPage(
            path=f"{cls.folder}/index.md", template="index.md", title=title, cls=cls, kinds=tuple(grouped)
        )
    yield SourceIndexPage(
        path="sources/index.md", template="sources.md", title="Sources", documents=briefing.documents
    )


def _by_name(entity: Entity) -> tuple[str, str]:
    return entity.title.casefold(), entity.id


def _timeline(briefing: Briefing) -> TimelinePage:
    events = briefing.graph.events
    return TimelinePage(
        path="timeline.md",
        template="timeline.md",
        title="Timeline",
        type="Timeline",
        description="Every event of the briefing in the order of time, each as precise as its source.",
        dated=tuple(e for e in events if event_date(e)),
        undated=tuple(e for e in events if not event_date(e)),
    )


def _contested(briefing: Briefing) -> tuple[Contested, ...]:
    """Every claim, and whatever else is contradicted, in the order of its owner's date."""
    against = briefing.graph.against
    order = {e.id: i for i, e in enumerate(briefing.graph.events)}
    chosen = [s for s in briefing.statements if s.is_claim or s.responses or s.id in against]
    chosen.sort(key=lambda s: (order.get(s.owner, len(order)), s.owner))
    return tuple(Contested(s, against.get(s.id, ())) for s in chosen)


def _claims(briefing: Briefing) -> ClaimsPage:
    contested = _contested(briefing)
    return ClaimsPage(
        path="claims.md",
        template="claims.md",
        title="Claims and responses",
        type="Claims",
        description="Who says what, and who denies, confirms or answers it.",
        answered=tuple(c for c in contested if c.is_answered),
        unanswered=tuple(c for c in contested if not c.is_answered),
    )


def _figures(briefing: Briefing) -> FiguresPage:
    measures: dict[str, list[GivenFigure]] = {}
    for statement in briefing.statements:
        for figure in statement.content.figures:
            measures.setdefault(str(figure.measure), []).append(GivenFigure(figure, statement))
    return FiguresPage(
        path="figures.md",
        template="figures.md",
        title="Figures",
        type="Figures",
        description="The numbers that the sources give, with who gives them.",
        measures=tuple(Measure(name, tuple(given)) for name, given in sorted(measures.items())),
    )


def _names(briefing: Briefing) -> NamesPage:
    names = [
        name
        for entity in briefing.catalog.entities.values()
        if not entity.content.draft
        for name in (
            Name(entity.title, entity, None),
            *(Name(alias.name, entity, alias) for alias in entity.content.aliases),
        )
    ]
    names.sort(key=lambda n: (n.name.casefold(), n.entity.id, n.alias is not None))
    letters: dict[str, list[Name]] = {}
    for name in names:
        letters.setdefault(name.name[:1].upper(), []).append(name)
    return NamesPage(
        path="names.md",
        template="names.md",
        title="Names",
        type="Names",
        description="Every name in the briefing from A to Z, with who uses it.",
        letters=tuple(Letter(letter, tuple(found)) for letter, found in sorted(letters.items())),
    )


def _counts(briefing: Briefing) -> Counts:
    catalog = briefing.catalog
    statements = briefing.statements
    quotes = {
        (q.source, q.passage, q.key)
        for s in statements
        for q in (*s.quotes, *(response.quote for response in s.responses))
    }
    return Counts(
        actors=len(catalog.published(Class.ACTOR)),
        places=len(catalog.published(Class.PLACE)),
        events=len(catalog.published(Class.EVENT)),
        sources=len(briefing.documents),
        statements=len(statements),
        claims=sum(s.is_claim for s in statements),
        unnamed=sum(s.content.by is not None and s.content.by.actor is None for s in statements),
        quotes=len(quotes),
    )


def _about(briefing: Briefing) -> AboutPage:
    return AboutPage(
        path="about.md",
        template="about.md",
        title="About this briefing",
        type="About",
        description="How the briefing was made, what it rests on, and where its limits are.",
        site=briefing.catalog.site,
        counts=_counts(briefing),
        coverages=briefing.coverages,
        accepted=briefing.accepted,
        hand_pages=briefing.catalog.pages,
    )


# --- home ------------------------------------------------------------------------------------------------


def _home(briefing: Briefing) -> HomePage:
    graph = briefing.graph
    site = briefing.catalog.site
    dated = [e for e in graph.events if event_date(e)]
    weight = {e.id: len(graph.owned.get(e.id, ())) for e in dated}
    chosen = set(sorted(weight, key=lambda i: (-weight[i], i))[:_MOST_DEVELOPMENTS])
    contested = [c for c in _contested(briefing) if c.is_answered]
    claims = [s for s in briefing.statements if s.is_claim]
    return HomePage(
        path="index.md",
        template="home.md",
        made_from="site_src/site.yml",
        title=site.title,
        site=site,
        as_of=briefing.catalog.as_of,
        counts=_counts(briefing),
        developments=tuple(_development(e, briefing) for e in dated if e.id in chosen),
        is_whole=len(chosen) == len(graph.events),
        who=_who(briefing),
        contested=tuple(contested),
        undated=tuple(e for e in graph.events if not event_date(e)),
        inferred=tuple(
            e
            for e in dated
            if isinstance(e.content, schema.Event) and e.content.date and e.content.date.because
        ),
        unanswered=sum(not s.responses for s in claims),
        documents=briefing.documents,
        hand_pages=briefing.catalog.pages,
    )


def _development(event: Entity, briefing: Briefing) -> Development:
    """The first thing that the source itself states of an event, or else the first claim."""
    owned = briefing.graph.owned.get(event.id, ())
    return Development(event, next((s for s in owned if not s.is_claim), owned[0] if owned else None))


def _who(briefing: Briefing) -> tuple[Ranked, ...]:
    groups = briefing.catalog.site.groups
    entities = briefing.catalog.entities
    if groups:
        return tuple(Ranked(g.name, tuple(entities[m] for m in g.members if m in entities)) for g in groups)
    graph = briefing.graph
    actors = briefing.catalog.published(Class.ACTOR)
    weight = {
        a.id: sum(len(index.get(a.id, ())) for index in (graph.said, graph.about, graph.owned, graph.named))
        for a in actors
    }
    first = sorted(actors, key=lambda a: (-weight[a.id], a.title.casefold()))[:_MOST_ACTORS]
    return (Ranked(None, tuple(first)),) if first else ()
