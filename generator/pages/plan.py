"""Decide which pages there are, and what stands on each.

Everything is chosen and ordered here; the templates only write it down. Links,
marks and footnotes come with the writing, in `templates`.
"""

import posixpath
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from generator.model import Accepted, Briefing, Class, Entity, Statement
from generator.pages.entities import entity_pages
from generator.pages.page import (
    AboutPage,
    ClaimsPage,
    Contested,
    FiguresPage,
    HomePage,
    IndexPage,
    MovedPage,
    Name,
    NamesPage,
    Page,
    RelationsPage,
    SourceIndexPage,
    TimelinePage,
    WholePage,
    WrittenPage,
    given_figures,
    grouped,
    hand_path,
    hand_title,
)
from generator.pages.sources import source_pages
from generator.pages.wording import Wording
from generator.text.english import ENGLISH

_MOST_DEVELOPMENTS = 12  # on the home page; the timeline has them all
_MOST_ACTORS = 12
_MOST_CONTESTED = 12
_MOST_FIGURES = 6


def plan_pages(briefing: Briefing, accepted: tuple[Accepted, ...], wording: Wording) -> tuple[Page, ...]:
    """Every page of the site, in the order of their paths."""
    pages = [
        _home(briefing),
        *entity_pages(briefing),
        *source_pages(briefing, wording),
        *_indexes(briefing, wording),
        *(plan(_frame(name, wording), briefing) for name, plan in _KINDS),
        _about(_frame("about", wording), briefing, accepted),
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
    pages.append(_whole(pages, briefing, wording))
    pages += _moved(pages)
    return tuple(sorted(pages, key=lambda page: page.path))


_FOLDERS = ("actors/", "places/", "sources/", "pages/")


def _whole(pages: Sequence[Page], briefing: Briefing, wording: Wording) -> WholePage:
    """The front page, the events in the order of time, then everybody and everything, and how it was made."""
    of_path = {page.path: page for page in pages}
    events = [event.page for event in briefing.graph.events]
    rest = [p for folder in _FOLDERS for p in sorted(of_path) if p.startswith(folder)]
    wanted = ["index.md", *events, *rest, "figures.md", "about.md"]
    return WholePage(
        **_frame("whole", wording, "Document"),
        parts=tuple(of_path[p] for p in wanted if not p.endswith("/index.md")),
    )


def _moved(pages: Sequence[Page]) -> Iterator[MovedPage]:
    """At each address that a page had before, the way to where it is now."""
    for page in pages:
        for former in page.formerly:
            yield MovedPage(
                made_from=page.made_from,
                path=f"{posixpath.dirname(page.path)}/{former}.md",
                template="moved.md",
                title=page.title,
                type="Moved",
                target=page.path,
            )


_Frame = dict[str, Any]
"""The fields of a page whose path, template and words all have one name."""


def _frame(name: str, wording: Wording, kind: str = "") -> _Frame:
    return {
        "path": f"{name}.md",
        "template": f"{name}.md",
        "title": wording.text("title", name),
        "type": kind or name.capitalize(),
        "description": wording.text("description", name),
    }


def _indexes(briefing: Briefing, wording: Wording) -> Iterator[Page]:
    for cls in Class:
        if cls is Class.EVENT:
            kinds = grouped(("", event) for event in briefing.graph.events)
        else:
            entities = sorted(briefing.catalog.published(cls), key=_by_name)
            kinds = grouped((e.content.kind or "", e) for e in entities)
        yield IndexPage(
            path=f"{cls.folder}/index.md",
            template="index.md",
            title=wording.text("title", cls.folder),
            cls=cls,
            kinds=tuple(sorted(kinds.items(), key=lambda found: (not found[0], found[0]))),
        )
    yield SourceIndexPage(
        path="sources/index.md",
        template="sources.md",
        title=wording.text("title.sources"),
        documents=briefing.documents,
    )


def _by_name(entity: Entity) -> tuple[str, str]:
    return _filed(entity.title), entity.id


def _filed(name: str) -> str:
    return ENGLISH.filed_under(name).casefold()


def _timeline(frame: _Frame, briefing: Briefing) -> TimelinePage:
    events = briefing.graph.events
    return TimelinePage(
        **frame,
        dated=tuple(e for e in events if e.when),
        undated=tuple(e for e in events if not e.when),
    )


def _contested(briefing: Briefing) -> tuple[Contested, ...]:
    """Every claim, and whatever else is contradicted, in the order of its owner's date."""
    against = briefing.graph.against
    order = {e.id: i for i, e in enumerate(briefing.graph.events)}
    chosen = [s for s in briefing.statements if s.is_claim or s.responses or s.id in against]
    chosen.sort(key=lambda s: (order.get(s.owner, len(order)), s.owner))
    return tuple(Contested(s, against.get(s.id, ())) for s in chosen)


def _claims(frame: _Frame, briefing: Briefing) -> ClaimsPage:
    contested = _contested(briefing)
    unanswered = grouped((c.statement.owner, c.statement) for c in contested if not c.is_answered)
    return ClaimsPage(
        **frame,
        answered=tuple(c for c in contested if c.is_answered),
        unanswered=tuple((briefing.catalog.entities[owner], claims) for owner, claims in unanswered.items()),
    )


def _figures(frame: _Frame, briefing: Briefing) -> FiguresPage:
    given = given_figures(briefing.statements)
    measures = grouped((each.figure.measure, each) for each in given)
    return FiguresPage(**frame, measures=tuple(sorted(measures.items())))


def _relations(frame: _Frame, briefing: Briefing) -> RelationsPage:
    ties = (
        (actor, tuple(tie for tie in briefing.graph.ties.get(actor.id, ()) if tie.start.id == actor.id))
        for actor in sorted(briefing.catalog.published(Class.ACTOR), key=_by_name)
    )
    return RelationsPage(**frame, ties=tuple((actor, own) for actor, own in ties if own))


def _names(frame: _Frame, briefing: Briefing) -> NamesPage:
    """Every name once: an alias that differs in case or article only stands where its entity's name does."""
    names = [Name(entity.title, entity, None) for entity in briefing.catalog.published()]
    names += [
        Name(alias.name, entity, alias)
        for entity in briefing.catalog.published()
        for alias in entity.content.aliases
        if _filed(alias.name) != _filed(entity.title)
    ]
    names.sort(key=lambda n: (_filed(n.name), n.entity.id, n.alias is not None))
    letters = grouped((ENGLISH.filed_under(name.name)[:1].upper(), name) for name in names)
    return NamesPage(**frame, letters=tuple(sorted(letters.items())))


def _counts(briefing: Briefing) -> dict[str, int]:
    statements = briefing.statements
    return {
        **{cls.folder: len(briefing.catalog.published(cls)) for cls in Class},
        "sources": len(briefing.documents),
        "statements": len(statements),
        "claims": sum(s.is_claim for s in statements),
        "unnamed": sum(s.content.by is not None and s.content.by.actor is None for s in statements),
        "quotes": len(briefing.quotes),
    }


def _about(frame: _Frame, briefing: Briefing, accepted: tuple[Accepted, ...]) -> AboutPage:
    return AboutPage(
        **frame,
        site=briefing.catalog.site,
        counts=_counts(briefing),
        coverages=briefing.coverages,
        accepted=accepted,
        hand_pages=briefing.catalog.pages,
    )


_KINDS: tuple[tuple[str, Callable[[_Frame, Briefing], Page]], ...] = (
    ("timeline", _timeline),
    ("claims", _claims),
    ("figures", _figures),
    ("relations", _relations),
    ("names", _names),
)
"""Pages of which there is one each: the name of path, template and words, and what stands there."""


def _home(briefing: Briefing) -> HomePage:
    graph = briefing.graph
    site = briefing.catalog.site
    dated = [e for e in graph.events if e.when]
    weight = {e.id: len(graph.owned.get(e.id, ())) for e in dated}
    heaviest = sorted(weight, key=lambda i: (-weight[i], i))[:_MOST_DEVELOPMENTS]
    chosen = {str(d.event): d.statements for d in site.developments} or dict.fromkeys(heaviest, ())
    developments = tuple((e, _told(e, chosen[e.id], briefing)) for e in graph.events if e.id in chosen)
    told = {s.id for _, statements in developments for s in statements}
    disputed = _contested(briefing)
    contested = sorted((c for c in disputed if c.is_answered), key=lambda c: not _is_named(c.statement))
    unanswered = [c.statement for c in disputed if c.statement.is_claim and not c.is_answered]
    given = given_figures(s for event in chosen for s in graph.owned.get(event, ()))
    return HomePage(
        path="index.md",
        template="home.md",
        made_from="site_src/site.yml",
        title=site.title,
        site=site,
        as_of=briefing.catalog.as_of,
        counts=_counts(briefing),
        lead=_chosen(site.lead, briefing),
        developments=developments,
        is_whole=len(chosen) == len(graph.events),
        who=_who(briefing),
        contested=tuple(contested[:_MOST_CONTESTED]),
        open_claims=tuple(s for s in unanswered if s.id in told)[:_MOST_CONTESTED],
        figures=tuple(sorted(given, key=lambda g: g.statement.id not in told)[:_MOST_FIGURES]),
        undated=tuple(e for e in graph.events if not e.when),
        inferred=tuple(e for e in dated if e.date and e.date.because),
        unanswered=sum(s.is_claim and not s.responses for s in briefing.statements),
        documents=briefing.documents,
        hand_pages=briefing.catalog.pages,
    )


def _is_named(claim: Statement) -> bool:
    """Whether its source says who makes a claim."""
    return claim.content.by is not None and claim.content.by.actor is not None


def _told(event: Entity, chosen: Sequence[str], briefing: Briefing) -> tuple[Statement, ...]:
    """What is chosen of an event, or the first thing that the source itself states, or the first claim."""
    if chosen:
        return _chosen(chosen, briefing)
    owned = briefing.graph.owned.get(event.id, ())
    return tuple([s for s in owned if not s.is_claim][:1] or owned[:1])


def _chosen(statements: Sequence[str], briefing: Briefing) -> tuple[Statement, ...]:
    by_id = {statement.id: statement for statement in briefing.statements}
    return tuple(by_id[statement] for statement in statements if statement in by_id)


def _who(briefing: Briefing) -> tuple[tuple[str, tuple[Entity, ...]], ...]:
    """Actors under the headings that site.yml gives them; else those of whom most is said."""
    groups = briefing.catalog.site.groups
    entities = briefing.catalog.entities
    if groups:
        return tuple((g.name, tuple(entities[m] for m in g.members if m in entities)) for g in groups)
    graph = briefing.graph
    actors = briefing.catalog.published(Class.ACTOR)
    weight = {
        a.id: sum(len(index.get(a.id, ())) for index in (graph.said, graph.about, graph.owned, graph.named))
        for a in actors
    }
    first = sorted(actors, key=lambda a: (-weight[a.id], a.title.casefold()))[:_MOST_ACTORS]
    return (("", tuple(first)),) if first else ()
