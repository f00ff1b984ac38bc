"""What the stages hand to one another: frozen values, a type for each phase.

Nothing here is half-filled. A stage takes what the stages before it made and
returns a value of its own together with the problems that it found.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator import layout, schema
from generator.problems import Origin, Problem
from generator.values import PartialDate, Text

Files = Mapping[str, bytes]
"""Contents by path, relative to the briefing's folder, with forward slashes; sorted by path."""


class Class(StrEnum):
    """What an entity is; the value is its folder in site_src/ and docs/ without the s."""

    ACTOR = "actor"
    PLACE = "place"
    EVENT = "event"

    @property
    def folder(self) -> str:
        return f"{self.value}s"

    @property
    def model(self) -> type[schema.Actor | schema.Place | schema.Event]:
        return _MODELS[self]

    @property
    def usual_kinds(self) -> tuple[str, ...]:
        """The kinds that every briefing has."""
        return _KINDS[self]

    def kinds(self, site: schema.Site) -> tuple[str, ...]:
        """The usual kinds, and those that site.yml adds."""
        return (*self.usual_kinds, *getattr(site.kinds, self))


_MODELS: Mapping[Class, type[schema.Actor | schema.Place | schema.Event]] = {
    Class.ACTOR: schema.Actor,
    Class.PLACE: schema.Place,
    Class.EVENT: schema.Event,
}
_KINDS = {Class.ACTOR: schema.ACTOR_KINDS, Class.PLACE: schema.PLACE_KINDS, Class.EVENT: schema.EVENT_KINDS}


# --- read ------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Folder:
    """A briefing as it lies on disk; the package's own templates and theme come with it."""

    seeds: Files
    site_src: Files
    docs: Files  # as the last build, or somebody since, left them
    templates: Files  # by name; the briefing's own in place of the package's
    words: bytes  # the package's own words.toml, by which a briefing's own is checked
    theme: Files
    mkdocs: bytes | None  # mkdocs.yml; None: there is none
    dead_links: tuple[str, ...] = ()  # files of site_src/ that are links of the file system to nothing

    def read(self, file: str) -> bytes | None:
        """What a file of the briefing holds, by its path from there; None where it is none of these."""
        if file == layout.MKDOCS:
            return self.mkdocs
        return next((files[file] for files in (self.site_src, self.seeds, self.docs) if file in files), None)


# --- sources, documents ----------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class PinnedSource:
    """A source whose file has been read; its bytes may still differ from those pinned."""

    id: str
    content: schema.Source
    text: str
    sha256: str  # of the bytes as they are

    @property
    def is_changed(self) -> bool:
        return self.sha256 != self.content.sha256


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of a source."""

    n: int  # 0 is the headline
    text: str  # as it stands, line breaks inside it kept
    boilerplate: bool = False  # counted, but not shown and not quotable


@dataclass(frozen=True, slots=True)
class Document:
    """A source as its passages."""

    id: str
    content: schema.Source
    passages: tuple[Passage, ...]
    language: str

    @property
    def article(self) -> tuple[Passage, ...]:
        """The passages that are not boilerplate."""
        return tuple(passage for passage in self.passages if not passage.boilerplate)

    @property
    def ends(self) -> tuple[int, int]:
        """The numbers of the first and the last passage of the article."""
        numbers = [passage.n for passage in self.article]
        return min(numbers, default=0), max(numbers, default=0)

    def passage(self, n: int) -> Passage | None:
        return next((passage for passage in self.passages if passage.n == n), None)


# --- catalog ---------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, a place or an event."""

    id: str
    cls: Class
    content: schema.Actor | schema.Place | schema.Event
    file: str

    @property
    def title(self) -> Text:
        return self.content.name

    @property
    def names(self) -> tuple[Text, ...]:
        """Its name and those aliases that are not metonyms."""
        return (self.content.name, *(alias.name for alias in self.content.aliases if not alias.metonym))

    @property
    def every_name(self) -> tuple[Text, ...]:
        """Its name and all aliases, the metonyms too."""
        return (self.content.name, *(alias.name for alias in self.content.aliases))

    @property
    def date(self) -> schema.DateFact | None:
        """When it happened, with what says so; None where nothing does, and for actors and places."""
        return self.content.date if isinstance(self.content, schema.Event) else None

    @property
    def when(self) -> PartialDate | None:
        """When it happened, where that can be written as a date."""
        return self.date.value if self.date else None

    @property
    def page(self) -> str:
        return f"{self.cls.folder}/{self.id}.md"


@dataclass(frozen=True, slots=True)
class HandPage:
    """A page written by hand."""

    name: str
    text: Text
    file: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The missing file of an entity that has a page of the last build."""

    file: str
    renamed: str | None  # the id of the new file that has its name


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything that people wrote, read and typed."""

    site: schema.Site  # where it cannot be read, one that says nothing
    has_site: bool
    sources: tuple[PinnedSource, ...]  # by id
    entities: Mapping[str, Entity]  # by id, sorted; files that cannot be read are not among them
    torn: frozenset[str]  # ids of those that could be read in part only
    known: Mapping[str, Class]  # every id there is a file for, broken or not
    known_sources: frozenset[str]
    rulings: tuple[schema.Ruling, ...]
    pages: tuple[HandPage, ...]
    gone: Mapping[str, Gone]  # by id: files that the last build had
    misread: frozenset[str]  # files that cannot be read in full; each ruling of decisions.yml stands alone

    @property
    def is_whole(self) -> bool:
        """Whether all that people wrote of entities and sources could be read."""
        is_read = len(self.entities) == len(self.known) and len(self.sources) == len(self.known_sources)
        return is_read and not self.torn

    @property
    def as_of(self) -> PartialDate | None:
        """The day up to which the briefing knows anything: as site.yml says, or the latest source's."""
        days = [s.content.speaks_from for s in self.sources if s.content.speaks_from]
        return self.site.as_of or max(days, key=lambda day: day.order, default=None)

    def references(self) -> Iterator[tuple[schema.Authored, Text, tuple[str, ...]]]:
        """Each mapping in the briefing's files with each id that it refers to, and of what the id may be."""
        for part in self.parts():
            for reference, refers in schema.references(part):
                yield part, reference, refers.to

    def published(self, cls: Class | None = None) -> tuple[Entity, ...]:
        """The entities that are no drafts: of a class, or all of them."""
        return tuple(e for e in self.entities.values() if cls in (None, e.cls) and not e.content.draft)

    def source(self, source_id: str) -> PinnedSource:
        return next(source for source in self.sources if source.id == source_id)

    def parts(self) -> Iterator[schema.Authored]:
        """Every mapping in the briefing's files."""
        yield from self.site.parts
        for source in self.sources:
            yield from source.content.parts
        for entity in self.entities.values():
            yield from entity.content.parts
        for ruling in self.rulings:
            yield from ruling.parts


# --- evidence --------------------------------------------------------------------------------------------

Span = tuple[int, int]
"""Start and end in code points of a passage's text."""


@dataclass(frozen=True, slots=True)
class Found:
    """A quote and the one place where it stands."""

    words: Text  # as the editor wrote them
    source: str
    passage: int
    spans: tuple[Span, ...]  # one to each part of the quote
    left_out: tuple[str, ...]  # the passage's words between the parts
    put_in: tuple[str, ...]  # the editor's words in brackets

    @property
    def key(self) -> str:
        """Identifies it among the quotes of its passage, as long as the source is unchanged."""
        return "-".join(str(n) for span in self.spans for n in span)

    @property
    def label(self) -> str:
        """The name of its footnote, the same on every page."""
        return f"{self.source}-p{self.passage}-{self.key}"


@dataclass(frozen=True, slots=True)
class Response:
    """An answer to a claim, verified."""

    content: schema.Response
    quote: Found
    owner: str  # the entity whose file it stands in


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence whose every quote has been found."""

    id: str
    owner: str  # the entity whose file it stands in
    content: schema.Statement
    quotes: tuple[Found, ...]  # at least one
    responses: tuple[Response, ...]

    @property
    def is_claim(self) -> bool:
        """Whether somebody says it, and not the source in its own voice."""
        return self.content.by is not None

    @property
    def all_quotes(self) -> tuple[Found, ...]:
        """Its own quotes, and those of the responses to it."""
        return (*self.quotes, *(response.quote for response in self.responses))

    @property
    def anchor(self) -> str:
        """Its address on its owner's page."""
        return f"s-{self.id}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Every quote that was found, and the statements that rest on them."""

    found: Mapping[Origin, Found]  # by the place of the quote's words in the YAML
    statements: tuple[Statement, ...]  # by owner, in the order they were written
    same_ids: tuple[tuple[Statement, Statement], ...]  # one that is left out, and the one that has its id
    gone: tuple[schema.Quote, ...]  # not found, while a source that may have held them has changed

    def of(self, fact: schema.Evidenced) -> tuple[Found, ...]:
        """What a fact rests on."""
        return tuple(self.found[q.origin] for q in fact.evidence if q.origin in self.found)


def former_ids(statement: Statement, catalog: Catalog) -> tuple[str, ...]:
    """The ids that a statement had before it, its owner or its source was renamed."""
    if statement.content.id is not None:
        return tuple(str(former) for former in statement.content.formerly)
    first = statement.quotes[0]
    source = catalog.source(first.source)
    place = first.label.removeprefix(first.source)
    owners = (statement.owner, *catalog.entities[statement.owner].content.formerly)
    made = [f"{owner}--{name}{place}" for owner in owners for name in (source.id, *source.content.formerly)]
    return (*(str(former) for former in statement.content.formerly), *made[1:])


# --- mentions --------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A stretch of a text that names an entity."""

    start: int  # code points of the text it stands in
    end: int
    entity: str


@dataclass(frozen=True, slots=True)
class LinkedText:
    """A text of the editor's as a reader sees it, with the entities that it names."""

    text: str  # [[links]] replaced by their words
    mentions: tuple[Mention, ...]  # by start; they do not overlap


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name may stand for."""

    entity: str
    is_metonym: bool
    origin: Origin  # of the name, in the entity's file

    def __str__(self) -> str:
        return f"'{self.entity}'{' (a metonym)' if self.is_metonym else ''}"


@dataclass(frozen=True, slots=True)
class UnclearInSource:
    """A name in a source whose meaning nothing decides."""

    name: str  # folded
    meanings: tuple[Meaning, ...]
    source: str
    passages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UnclearInText:
    """A name in a text of the editor's whose meaning nothing decides."""

    name: str  # folded
    meanings: tuple[Meaning, ...]
    origin: Origin  # of the text
    subject: Origin  # what may accept it


@dataclass(frozen=True, slots=True)
class Mentions:
    """Every name in sources and in the editor's texts."""

    in_sources: Mapping[tuple[str, int], tuple[Mention, ...]]  # by source and passage
    in_texts: Mapping[Origin, LinkedText]  # by the text's place in the YAML
    unclear_in_sources: tuple[UnclearInSource, ...]
    unclear_in_texts: tuple[UnclearInText, ...]
    used_rulings: frozenset[Origin]  # those that decided what a name means

    def text(self, text: Text) -> LinkedText:
        """The text with its links resolved; unchanged where none are read in it."""
        return self.in_texts.get(text.origin) or LinkedText(str(text), ())


# --- graph -----------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True, order=True)
class Link:
    """How one entity is linked to another."""

    start: str  # the entity whose file says so
    end: str
    kind: str  # the key, such as "within"; a relation's own words


@dataclass(frozen=True, slots=True)
class Resting:
    """A quote, and the statement or the fact that rests on it."""

    quote: Found
    entity: Entity  # whose file it stands in
    what: Statement | schema.Evidenced  # a statement, or a fact of the entity: a role, a date, a name

    @property
    def statement(self) -> Statement | None:
        return self.what if isinstance(self.what, Statement) else None


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation of an actor to another entity, or its role there."""

    start: Entity
    words: Text
    end: Entity
    fact: schema.Role | schema.Relation


@dataclass(frozen=True, slots=True)
class Graph:
    """Who has to do with whom: what the files say, seen from both ends. Drafts are not in it."""

    links: tuple[Link, ...]
    events: tuple[Entity, ...]  # by date; those without one come last
    ties: Mapping[
        str, tuple[Tie, ...]
    ]  # by entity: relations from both ends, and roles that others have there
    owned: Mapping[str, tuple[Statement, ...]]  # by the entity whose file they stand in
    about: Mapping[str, tuple[Statement, ...]]  # by entity: those in other files that are about it or name it
    said: Mapping[str, tuple[Statement, ...]]  # by actor: its claims
    relayed: Mapping[str, tuple[Statement, ...]]  # by actor: the claims that it passes on
    answered: Mapping[str, tuple[tuple[Statement, Response], ...]]  # by actor: the claims it responds to
    named: Mapping[str, tuple[tuple[str, int], ...]]  # by entity: the source passages that name it
    against: Mapping[str, tuple[Statement, ...]]  # by statement: those that contradict it
    resting: Mapping[tuple[str, int], tuple[Resting, ...]]  # by passage, in the order of the quotes

    def each_event(self) -> Iterator[tuple[Entity, schema.Event]]:
        """The events in their order, each with what its file says."""
        for event in self.events:
            assert isinstance(event.content, schema.Event)  # there are no others among them
            yield event, event.content

    def shows(self, document: Document, passage: Passage) -> bool:
        """Whether the whole text of a passage may be published."""
        if passage.boilerplate or document.content.publish_text == "none":
            return False
        return document.content.publish_text == "full" or (document.id, passage.n) in self.resting


# --- coverage, acceptance --------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class PassageCoverage:
    """A passage by its words."""

    n: int
    words: int
    stated: int  # under a statement or a response
    set_aside: int  # under none, and set aside with a reason
    bare: tuple[str, ...]  # the stretches that are neither
    places: tuple[Span, ...]  # where they stand in the passage


@dataclass(frozen=True, slots=True)
class Coverage:
    """A source by its words, boilerplate left out."""

    source: str
    passages: tuple[PassageCoverage, ...]

    @property
    def words(self) -> int:
        return sum(p.words for p in self.passages)

    @property
    def stated(self) -> int:
        return sum(p.stated for p in self.passages)

    @property
    def set_aside(self) -> int:
        return sum(p.set_aside for p in self.passages)

    @property
    def bare(self) -> int:
        return self.words - self.stated - self.set_aside


@dataclass(frozen=True, slots=True)
class Accepted:
    """A warning that stays as it is, and why."""

    problem: Problem
    reason: Text


# --- all of it -------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Briefing:
    """All that the articles and the YAML say; checks and pages are made from it."""

    catalog: Catalog
    documents: tuple[Document, ...]
    evidence: Evidence
    mentions: Mentions
    graph: Graph
    coverages: tuple[Coverage, ...]

    def document(self, source: str) -> Document:
        return next(document for document in self.documents if document.id == source)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The published ones."""
        return tuple(s for owned in self.graph.owned.values() for s in owned)

    @property
    def quotes(self) -> frozenset[str]:
        """The labels of the quotes of published statements and of the responses to them."""
        return frozenset(quote.label for statement in self.statements for quote in statement.all_quotes)


Check = Callable[[Briefing], Iterable[Problem]]
"""Looks at all of a briefing for one kind of mistake."""


# --- Markdown --------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Written:
    """A file of docs/, ready to be written."""

    path: str  # from docs/
    data: bytes


@dataclass(frozen=True, slots=True)
class Pending:
    """A file of docs/ that is made when it is asked for."""

    path: str  # from docs/
    make: Callable[[], bytes]

    @property
    def written(self) -> Written:
        return Written(self.path, self.make())
