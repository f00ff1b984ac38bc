"""Compare two states of a briefing by what a reader sees: what is new, gone, or says something else.

Things are paired first (by id, by a former id, by name; statements also by their
words and quotes), then compared trait by trait.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from generator.history.comparable import Names, Teller, Trait, looks
from generator.history.pairing import Pairing
from generator.model import Briefing, Class, Document, Entity, Files, HandPage, Statement, former_ids
from generator.pages.wording import Wording, statement_in_words
from generator.problems import Origin

_ALIKE = 60  # of 100: two sentences of one entity that share so much are one, reworded
_SAME_WORDS = 25  # more, where they rest on words of one place
_IN_HEADING = frozenset({"name", "class", "title", "text", "speaker", "verb", "mentioned in"})
_ORDER = (Class.EVENT, Class.ACTOR, Class.PLACE)


class State(StrEnum):
    """What has become of a thing."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    UNREADABLE = "unreadable"
    """It is written there still, and a mistake keeps it from being published."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A trait that differs."""

    what: str
    was: str  # "": it is new
    now: str  # "": it is gone
    origin: Origin  # of what is gone, in the earlier state


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A thing that differs, and how."""

    state: State
    sort: str  # "event", "statement", "source", …
    words: str  # its name, or a statement's sentence
    origin: Origin  # of what is removed, in the earlier state
    differences: tuple[Difference, ...] = ()
    statements: tuple["Change", ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two states."""

    briefing: Briefing
    site_src: Files
    wording: Wording


@dataclass(frozen=True, slots=True)
class _Told:
    """A thing as one state tells of it."""

    words: str
    origin: Origin
    traits: tuple[Trait, ...]
    address: str = ""  # from the site's root; "": it has none of its own


def compare(then: Side, now: Side) -> tuple[Change, ...]:
    """Every change: front page, events in order of time, actors, places, sources, pages by hand, looks."""
    return tuple(_Comparison(then, now).changes())


def differences(then: Iterable[Trait], now: Iterable[Trait]) -> tuple[Difference, ...]:
    """Trait by trait; a single one of a sort that is gone, and a single one that is new, are a change."""
    return tuple(_differences(_by_sort(then), _by_sort(now)))


_Sorted = dict[str, list[Trait]]


def _by_sort(traits: Iterable[Trait]) -> _Sorted:
    sorted_: _Sorted = defaultdict(list)
    for trait in traits:
        sorted_[trait.what].append(trait)
    return sorted_


def _differences(then: _Sorted, now: _Sorted) -> Iterator[Difference]:
    for what in dict.fromkeys([*now, *then]):
        pairing = Pairing(then.get(what, ()), now.get(what, ()))
        pairing.by(lambda t: [(t.key, t.value)], lambda t: [(t.key, t.value)])
        pairing.by(lambda t: [t.key], lambda t: [t.key])
        if len(pairing.then) == len(pairing.now) == 1:
            pairing.by(lambda _: [None], lambda _: [None])
        for a, b in pairing.pairs:
            if (a.key, a.value) != (b.key, b.value):
                yield Difference(what, a.words, b.words, b.origin)
            elif {key for key, _ in a.rests_on} != {key for key, _ in b.rests_on}:
                yield Difference(f"evidence of {what} “{b.words}”", _quotes(a), _quotes(b), b.origin)
        yield from (Difference(what, t.words, "", t.origin) for t in pairing.then)
        yield from (Difference(what, "", t.words, t.origin) for t in pairing.now)


def _quotes(trait: Trait) -> str:
    return "; ".join(words for _, words in trait.rests_on) or "no quote"


# --- what is what ----------------------------------------------------------------------------------------


def _entities(then: Briefing, now: Briefing) -> Pairing[Entity]:
    pairing = Pairing(then.catalog.published(), now.catalog.published())
    pairing.by(lambda e: [e.id], lambda e: [e.id])
    pairing.by(lambda e: [e.id], lambda e: e.content.formerly)
    pairing.by(lambda e: e.content.formerly, lambda e: [e.id])
    pairing.by(lambda e: [(e.cls, e.title)], lambda e: [(e.cls, e.title)])
    return pairing


def _documents(then: Briefing, now: Briefing) -> Pairing[Document]:
    pairing = Pairing(then.documents, now.documents)
    pairing.by(lambda d: [d.id], lambda d: [d.id])
    pairing.by(lambda d: [d.id], lambda d: d.content.formerly)
    pairing.by(lambda d: d.content.formerly, lambda d: [d.id])
    pairing.by(lambda d: [d.content.file], lambda d: [d.content.file])
    return pairing


def _statements(then: Briefing, now: Briefing, names: Names) -> Pairing[Statement]:
    def owner(statement: Statement) -> str:
        return names.entities.get(statement.owner, statement.owner)

    def id_today(statement: Statement) -> str:
        first = statement.quotes[0]
        if statement.content.id is not None:
            return statement.id
        source = names.sources.get(first.source, first.source)
        return f"{owner(statement)}--{source}{first.label.removeprefix(first.source)}"

    def quotes(statement: Statement) -> frozenset[tuple[object, ...]]:
        return frozenset(
            (names.sources.get(q.source, q.source), q.passage, q.spans) for q in statement.quotes
        )

    def text(statement: Statement, briefing: Briefing) -> str:
        return briefing.mentions.text(statement.content.text).text

    def likeness(a: Statement, b: Statement) -> float:
        if owner(a) != b.owner:
            return 0
        score = fuzz.ratio(text(a, then), text(b, now))
        places = [{(source, passage) for source, passage, _ in quotes(s)} for s in (a, b)]
        return score + (0 if places[0].isdisjoint(places[1]) else _SAME_WORDS)

    pairing = Pairing(then.statements, now.statements)
    pairing.by(lambda s: [id_today(s)], lambda s: [s.id])
    pairing.by(lambda s: [s.id], lambda s: former_ids(s, now.catalog))
    pairing.by(lambda s: former_ids(s, then.catalog), lambda s: [s.id])
    pairing.by(lambda s: [(owner(s), text(s, then))], lambda s: [(s.owner, text(s, now))])
    pairing.by(lambda s: [(owner(s), quotes(s))], lambda s: [(s.owner, quotes(s))])
    pairing.by(lambda s: [(text(s, then), quotes(s))], lambda s: [(text(s, now), quotes(s))])
    pairing.by_likeness(likeness, _ALIKE)
    return pairing


# --- all of it -------------------------------------------------------------------------------------------


class _Comparison:
    """The two states, and which things of them are one."""

    def __init__(self, then: Side, now: Side) -> None:
        self.sides = (then, now)
        self.entities = _entities(then.briefing, now.briefing)
        self.documents = _documents(then.briefing, now.briefing)
        entities = {a.id: b.id for a, b in self.entities.pairs}
        sources = {a.id: b.id for a, b in self.documents.pairs}
        self.statements = _statements(then.briefing, now.briefing, Names(entities, sources))
        statements = {a.id: b.id for a, b in self.statements.pairs}
        self.then = Teller(then.briefing, then.wording, Names(entities, sources, statements))
        self.now = Teller(now.briefing, now.wording)

    def changes(self) -> Iterator[Change]:
        """Each thing that differs, in the order of the pages."""
        then, now = self.sides
        fronts = (self._front(self.then), self._front(self.now))
        yield from _change("front page", *fronts)
        yield from self._of_entities()
        documents = self.documents
        told = [(a, b) for a, b in documents.pairs] + [(None, d) for d in documents.now]
        for was, document in told:
            yield from _change("source", self._source(was, self.then), self._source(document, self.now))
        for gone in documents.then:
            state = State.UNREADABLE if gone.id in now.briefing.catalog.known_sources else State.REMOVED
            yield from _change("source", self._source(gone, self.then), None, gone=state)
        pages = Pairing(then.briefing.catalog.pages, now.briefing.catalog.pages)
        pages.by(lambda p: [p.name], lambda p: [p.name])
        hand = [*pages.pairs, *((None, p) for p in pages.now), *((p, None) for p in pages.then)]
        for page_was, page in hand:
            yield from _change("page", _page(page_was, self.then), _page(page, self.now))
        if differing := differences(looks(then.site_src), looks(now.site_src)):
            yield Change(
                state=State.CHANGED,
                sort="looks",
                words="words, templates and theme of its own",
                origin=differing[0].origin,
                differences=differing,
            )

    def _front(self, teller: Teller) -> _Told:
        site = teller.briefing.catalog.site
        return _Told(str(site.title), site.origin, tuple(teller.front_page()))

    def _source(self, document: Document | None, teller: Teller) -> _Told | None:
        if document is None:
            return None
        content = document.content
        return _Told(
            str(content.title), content.origin, tuple(teller.source(document)), f"sources/{document.id}.html"
        )

    # --- entities and their statements -------------------------------------------------------------------

    def _of_entities(self) -> Iterator[Change]:
        of_owner = self._of_statements()
        now = self.sides[1].briefing
        pairs = [*self.entities.pairs, *((None, e) for e in self.entities.now)]
        in_time = {event.id: i for i, event in enumerate(now.graph.events)}
        pairs.sort(key=lambda p: (_ORDER.index(p[1].cls), in_time.get(p[1].id, 0), p[1].title.casefold()))
        for was, entity in pairs:
            statements = tuple(of_owner.pop(entity.id, ()))
            if entity.id in now.catalog.torn:  # nobody knows what it will say once it can be read
                yield from _change(entity.cls, _entity(was, self.then), None, gone=State.UNREADABLE)
                continue
            yield from _change(entity.cls, _entity(was, self.then), _entity(entity, self.now), statements)
        for gone in sorted(self.entities.then, key=lambda e: (_ORDER.index(e.cls), e.title.casefold())):
            broken = gone.id in now.catalog.known and gone.id not in now.catalog.entities
            state = State.UNREADABLE if broken else State.REMOVED
            statements = () if broken else tuple(of_owner.pop(gone.id, ()))
            yield from _change(gone.cls, _entity(gone, self.then), None, statements, gone=state)

    def _of_statements(self) -> dict[str, list[Change]]:
        """The changes of statements, by the entity that they stand with."""
        found: dict[str, list[Change]] = defaultdict(list)
        pairs = [*self.statements.pairs, *((None, s) for s in self.statements.now)]
        order = {s.id: i for i, s in enumerate(self.sides[1].briefing.statements)}
        pairs.sort(key=lambda pair: order[pair[1].id])
        for was, statement in pairs:
            told_then = self._statement(was, self.then, statement) if was else None
            found[statement.owner] += _change(
                "statement", told_then, self._statement(statement, self.now, statement)
            )
        for gone in self.statements.then:
            owner = self.then.names.entities.get(gone.owner, gone.owner)
            state = State.UNREADABLE if self._is_written_still(gone, owner) else State.REMOVED
            found[owner] += _change("statement", self._statement(gone, self.then, None), None, gone=state)
        return found

    def _statement(self, statement: Statement, teller: Teller, becomes: Statement | None) -> _Told:
        """A statement; where it stands, and what it is called, only if that differs from what it becomes."""
        briefing, content = teller.briefing, statement.content
        traits = list(teller.statement(statement))
        owner = briefing.catalog.entities[statement.owner].title
        today = teller.names.entities.get(statement.owner, statement.owner)
        traits.append(Trait("stands with", None, today, str(owner), content.origin))
        address = ""
        if becomes is not None and statement.id not in former_ids(becomes, self.sides[1].briefing.catalog):
            address = f"#{statement.anchor}"
        return _Told(
            statement_in_words(statement, briefing, teller.wording), content.origin, tuple(traits), address
        )

    def _is_written_still(self, gone: Statement, owner: str) -> bool:
        """Whether a statement that is no longer published stands in its file, its quote not found."""
        briefing = self.sides[1].briefing
        entity = briefing.catalog.entities.get(owner)
        published = {statement.content.origin for statement in briefing.evidence.statements}
        written = entity.content.statements if entity else ()
        return any(
            content.origin not in published
            and (
                content.text == gone.content.text
                or (content.id is not None and content.id == gone.content.id)
            )
            for content in written
        )


def _entity(entity: Entity | None, teller: Teller) -> _Told | None:
    if entity is None:
        return None
    address = f"{entity.cls.folder}/{entity.id}.html"
    return _Told(str(entity.title), entity.content.origin, tuple(teller.entity(entity)), address)


def _page(page: HandPage | None, teller: Teller) -> _Told | None:
    return None if page is None else _Told(page.name, page.text.origin, tuple(teller.page(page)))


def _change(
    sort: str,
    then: _Told | None,
    now: _Told | None,
    statements: Sequence[Change] = (),
    *,
    gone: State = State.REMOVED,
) -> Iterator[Change]:
    """What has become of a thing; nothing where it says what it said."""
    if now is None:
        if then is not None:
            yield Change(
                state=gone, sort=sort, words=then.words, origin=then.origin, statements=tuple(statements)
            )
        return
    if then is None:
        traits = [trait for trait in now.traits if trait.what not in {*_IN_HEADING, "stands with"}]
        yield Change(
            state=State.NEW,
            sort=sort,
            words=now.words,
            origin=now.origin,
            differences=differences((), traits),
            statements=tuple(statements),
        )
        return
    differing = differences(then.traits, now.traits)
    if then.address != now.address and then.address and now.address:
        differing = (Difference("address", then.address, now.address, now.origin), *differing)
    if differing or statements:
        yield Change(
            state=State.CHANGED,
            sort=sort,
            words=now.words,
            origin=now.origin,
            differences=differing,
            statements=tuple(statements),
        )
