"""The pages as values: all that a template shows, already chosen and in order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from generator import schema
from generator.model import (
    Accepted,
    Class,
    Coverage,
    Document,
    Entity,
    HandPage,
    Response,
    Resting,
    Statement,
    Tie,
)
from generator.values import PartialDate, Text

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every page has."""

    path: str  # from docs/
    template: str
    title: Text | str
    type: str = ""  # for the front matter; "": an index page, which has none
    description: str = ""
    made_from: str = "site_src/"  # where its words are edited
    formerly: tuple[Text, ...] = ()  # the names that its file had before


@dataclass(frozen=True, slots=True)
class Quoting:
    """A sentence of a source that names an entity."""

    source: str
    passage: int
    before: str
    name: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPage(Page):
    """What the pages of actors, places and events have in common."""

    entity: Entity
    stated: tuple[Statement, ...]  # of this file, in the source's own voice
    claimed: tuple[Statement, ...]  # of this file, said by somebody
    elsewhere: tuple[Statement, ...]  # of other files, about this entity; without what it said itself
    named: tuple[Quoting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPage(EntityPage):
    """An actor: roles, what it said, what is said of it, events, relations."""

    said: tuple[Statement, ...]  # its claims in other files
    own_claims: tuple[Statement, ...]  # its claims in its own file
    claimed_by_others: tuple[Statement, ...]  # of this file, said by somebody else
    relayed: tuple[Statement, ...]  # claims of others that it passes on and does not answer
    answered: tuple[tuple[Statement, Response], ...]
    parts: tuple[tuple[Entity, schema.Participant], ...]  # the events that it took part in
    ties: tuple[Tie, ...]  # relations from both ends, and the roles that others have of it
    events: tuple[Entity, ...]  # that happened in it, where it is a state


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePage(EntityPage):
    """A place: its names and who uses which, and the events there."""

    holds: tuple[Entity, ...]  # places within it
    events: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class GivenFigure:
    """A number and the statement that gives it."""

    figure: schema.Figure
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage(EntityPage):
    """An event: when, where, who, what is stated, who says and who denies."""

    figures: tuple[GivenFigure, ...]
    parts: tuple[Entity, ...]  # events that are part of it
    sequels: tuple[Entity, ...]  # events that follow it
    earlier: Entity | None  # the nearest one that is surely over before
    going_on: tuple[Entity, ...]  # those that surely began before, and were not over
    same_time: tuple[Entity, ...]  # those of the very same date, where both are certain
    later: Entity | None  # the nearest one that surely begins after


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a passage within which no quote and no mention starts or ends."""

    text: str
    starting: tuple[tuple[int, str], ...]  # the quotes that start here: number in the passage, and address
    quotes: tuple[int, ...]  # the numbers of the quotes that hold it; none: it is not marked
    entity: str | None


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage as the source page shows it."""

    n: int
    is_shown: bool  # whether the whole text may be published; else only what is quoted
    segments: tuple[Segment, ...]
    resting: tuple[Resting, ...]
    set_aside: tuple[schema.SetAside, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage(Page):
    """A source: its text with every mention linked and every quote marked."""

    document: Document
    passages: tuple[ShownPassage, ...]
    coverage: Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPage(Page):
    """All entities of a class, by kind."""

    cls: Class
    kinds: tuple[tuple[str, tuple[Entity, ...]], ...]  # the last may be "": of no kind


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceIndexPage(Page):
    """All sources."""

    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Contested:
    """A claim with its responses and the statements that contradict it."""

    statement: Statement
    contradicted_by: tuple[Statement, ...]

    @property
    def is_answered(self) -> bool:
        """Whether anybody responds to it or tells it otherwise."""
        return bool(self.statement.responses or self.contradicted_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsPage(Page):
    """Claims and responses side by side, then the claims that nobody answers."""

    answered: tuple[Contested, ...]
    unanswered: tuple[tuple[Entity, tuple[Statement, ...]], ...]  # under the entity whose file has them


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresPage(Page):
    """Numbers by measure with who gives them."""

    measures: tuple[tuple[str, tuple[GivenFigure, ...]], ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name or alias of an entity."""

    name: Text
    entity: Entity
    alias: schema.Alias | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesPage(Page):
    """Every name, from A to Z."""

    letters: tuple[tuple[str, tuple[Name, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationsPage(Page):
    """Who has to do with whom."""

    ties: tuple[tuple[Entity, tuple[Tie, ...]], ...]  # each tie once, under the actor whose file has it


@dataclass(frozen=True, slots=True, kw_only=True)
class WholePage(Page):
    """The whole briefing on one page, to print."""

    parts: tuple[Page, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage(Page):
    """Every event by date."""

    dated: tuple[Entity, ...]
    undated: tuple[Entity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPage(Page):
    """Method, limits, coverage, accepted warnings."""

    site: schema.Site
    counts: Mapping[str, int]  # of what the briefing holds, by name
    coverages: tuple[Coverage, ...]
    accepted: tuple[Accepted, ...]
    hand_pages: tuple[HandPage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(Page):
    """The front page."""

    site: schema.Site
    as_of: PartialDate | None
    counts: Mapping[str, int]  # of what the briefing holds, by name
    lead: tuple[Statement, ...]
    developments: tuple[tuple[Entity, tuple[Statement, ...]], ...]  # events, and what is told of each
    is_whole: bool  # whether the developments are all events
    who: tuple[tuple[str, tuple[Entity, ...]], ...]  # under headings of site.yml; "": the most named actors
    contested: tuple[Contested, ...]  # what is answered; who is named comes first
    open_claims: tuple[Statement, ...]  # of the developments, claims that nobody answers
    figures: tuple[GivenFigure, ...]  # those of the developments' statements first
    undated: tuple[Entity, ...]
    inferred: tuple[Entity, ...]
    unanswered: int
    documents: tuple[Document, ...]
    hand_pages: tuple[HandPage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPage(Page):
    """A page that somebody wrote by hand, not checked against sources."""

    page: HandPage


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedPage(Page):
    """What stands at the address of an id that was given up: the way to the new one."""

    target: str  # the page that took its place, from docs/


def given_figures(statements: Iterable[Statement]) -> tuple[GivenFigure, ...]:
    return tuple(GivenFigure(figure, s) for s in statements for figure in s.content.figures)


def grouped(pairs: Iterable[tuple[str, _Value]]) -> dict[str, tuple[_Value, ...]]:
    """Values under their keys, in the order in which each is met."""
    groups: dict[str, list[_Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def citation_path(statement: Statement, former: str | None = None) -> str:
    """Where a statement lies as plain text to copy, from docs/; also under an id that it had before."""
    return f"data/cite/{former or statement.id}.txt"


def hand_path(page: HandPage) -> str:
    """Where a page written by hand lies, from docs/."""
    return f"pages/{page.name}.md"


def hand_title(page: HandPage) -> str:
    """The first heading of a page written by hand, or its file's name."""
    heading = page.text.lstrip("\n").partition("\n")[0]
    return heading.removeprefix("# ").strip() if heading.startswith("# ") else page.name
