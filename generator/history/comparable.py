"""What a reader is told of each thing in a briefing, one trait at a time, ready to be compared.

A trait has a value, by which two states of a briefing are compared, and words,
by which a reader is told of it. Ids in values are those of today, so that a
thing that was renamed does not change whatever refers to it.
"""

import hashlib
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator import schema
from generator.model import Briefing, Document, Entity, Files, Found, HandPage, Response, Statement
from generator.pages.wording import Wording, speaker_in_words
from generator.problems import Origin
from generator.text.ids import LINK
from generator.values import Text

_Referring = schema.Within | schema.Where | schema.PartOf | schema.Follows

_VOICES = {"source": "the source itself says it", "judgement": "the source’s own judgement"}


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing that a reader is told."""

    what: str  # "date", "role", "also called": in plain words
    key: Hashable  # tells it from others of its sort; None where there is one at most
    value: Hashable
    words: str
    origin: Origin
    rests_on: tuple[tuple[Hashable, str], ...] = ()  # the quotes: what is compared, and the words


@dataclass(frozen=True, slots=True)
class Names:
    """How ids of an earlier state are to be read today; empty for the state of today."""

    entities: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    statements: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Teller:
    """Says what one state of a briefing tells."""

    briefing: Briefing
    wording: Wording
    names: Names = field(default_factory=Names)

    # --- entities ----------------------------------------------------------------------------------------

    def entity(self, entity: Entity) -> Iterator[Trait]:
        """What is told of an actor, a place or an event, its statements apart."""
        content, say = entity.content, self.wording
        yield self._plain("name", content.name)
        yield Trait("class", None, entity.cls, say.text("class", entity.cls), content.origin)
        if content.kind:
            yield Trait("kind", None, str(content.kind), say.kind(content.kind), content.kind.origin)
        if content.summary:
            summary = content.summary
            value, words = self._linked(summary.value)
            yield self._fact("summary", None, (value, str(summary.from_)), words, summary)
        for alias in content.aliases:
            yield self._alias(alias)
        for url in content.same_as:
            yield self._plain("background elsewhere", url, key=str(url))
        if isinstance(content, schema.Actor):
            yield from self._actor(content)
        elif isinstance(content, schema.Place):
            yield from self._place(content)
        elif isinstance(content, schema.Event):
            yield from self._event(content)
        yield from self._mentioned(entity)

    def _alias(self, alias: schema.Alias) -> Trait:
        words = str(alias.name)
        user: Hashable = None
        if alias.used_by:
            user, name = self._party(alias.used_by)
            words += f", {self.wording.text('entity.used_by', party=name)}"
        if alias.metonym:
            words += ", a metonym"
        note, note_words = self._linked(alias.note) if alias.note else (None, "")
        words += f" – {note_words}" if note_words else ""
        return self._fact("also called", str(alias.name), (user, alias.metonym, note), words, alias)

    def _actor(self, content: schema.Actor) -> Iterator[Trait]:
        for role in content.roles:
            of = self._today(role.of) if role.of else None
            words = f"{role.title}, {self._name(role.of)}" if role.of else str(role.title)
            yield self._fact("role", (str(role.title), of), None, words, role)
        for relation in content.relations:
            key = (str(relation.kind), self._today(relation.to))
            yield self._fact("relation", key, None, f"{relation.kind} {self._name(relation.to)}", relation)

    def _place(self, content: schema.Place) -> Iterator[Trait]:
        if content.within:
            yield self._referring("lies within", content.within)
        if point := content.coordinates:
            value = (point.lat, point.lon, str(point.from_))
            yield Trait(
                "coordinates", None, value, f"{self.wording.degrees(point)} ({point.from_})", point.origin
            )

    def _event(self, content: schema.Event) -> Iterator[Trait]:
        if content.date:
            yield self._date(content.date)
        yield Trait(
            "status", None, content.status, self.wording.text("status", content.status), content.origin
        )
        for place in content.places:
            yield self._referring("place", place, key=self._today(place.value))
        for participant in content.participants:
            yield self._participant(participant)
        if content.part_of:
            yield self._referring("part of", content.part_of)
        if content.follows:
            yield self._referring("follows", content.follows)

    def _date(self, date: schema.DateFact) -> Trait:
        parts = [self.wording.date(date.value)] if date.value else []
        parts += [f"“{date.words}”"] if date.words else []
        parts += [self.wording.text("fact.inferred", because=date.because)] if date.because else []
        value = (date.value.text if date.value else None, str(date.words), str(date.because))
        return self._fact("date", None, value, ", ".join(parts), date)

    def _participant(self, participant: schema.Participant) -> Trait:
        party, words = self._party(participant)
        words += f" – {participant.role}" if participant.role else ""
        teller: Hashable = None
        if participant.by:
            teller, name = self._party(participant.by)
            words += f", {self.wording.text('statement.according_to', party=name)}"
        words += f" ({self.wording.text('status', participant.status)})" if participant.status else ""
        key = (party, str(participant.role))
        return self._fact("who was involved", key, (teller, participant.status), words, participant)

    def _mentioned(self, entity: Entity) -> Iterator[Trait]:
        passages: dict[str, list[int]] = {}
        for source, n in self.briefing.graph.named.get(entity.id, ()):
            passages.setdefault(source, []).append(n)
        for source, numbers in passages.items():
            words = f"passages {', '.join(str(n) for n in numbers)} of {self._title(source)}"
            key = self.names.sources.get(source, source)
            yield Trait("mentioned in", key, tuple(numbers), words, entity.content.origin)

    # --- statements --------------------------------------------------------------------------------------

    def statement(self, statement: Statement) -> Iterator[Trait]:
        """What is told by a statement."""
        content = statement.content
        value, words = self._linked(content.text)
        yield Trait("text", None, value, words, content.text.origin)
        speaker, name = self._party(content.by)
        yield Trait("speaker", None, speaker, name, content.by.origin if content.by else content.origin)
        if content.via:
            names = self.wording.text("statement.by_way_of").join(self._name(actor) for actor in content.via)
            via = tuple(self._today(actor) for actor in content.via)
            yield Trait("according to", None, via, names, content.via[0].origin)
        if content.verb:
            yield self._plain("verb", content.verb)
        if content.voice:
            yield Trait("voice", None, content.voice, _VOICES[content.voice], content.origin)
        for quote in statement.quotes:
            yield Trait(
                "quote", self._quote(quote), str(quote.words), self._quoted(quote), quote.words.origin
            )
        for figure in content.figures:
            words = f"{figure.measure}: {self.wording.amount(figure)}" + (
                f" ({figure.note})" if figure.note else ""
            )
            yield Trait("figure", str(figure.measure), words, words, figure.origin)
        for response in statement.responses:
            yield self._response(response)
        if content.note:
            note, words = self._linked(content.note)
            yield Trait("note", None, note, words, content.note.origin)
        for other in content.contradicts:
            key = self.names.statements.get(other, str(other))
            yield Trait("contradicts", key, None, self._statement_text(other), other.origin)
        for about in content.about:
            yield Trait("about", self._today(about), None, self._name(about), about.origin)

    def _response(self, response: Response) -> Trait:
        content = response.content
        speaker, name = self._party(content.by)
        value, words = self._linked(content.text) if content.text else (None, "")
        said = f"{self.wording.text('stance', content.stance)} {name}: {words} {self._quoted(response.quote)}"
        via = tuple(self._today(actor) for actor in content.via)
        key = (speaker, self._quote(response.quote))
        return Trait("response", key, (content.stance, value, via), " ".join(said.split()), content.origin)

    # --- sources, the front page, pages written by hand --------------------------------------------------

    def source(self, document: Document) -> Iterator[Trait]:
        """What is told of a source."""
        content = document.content
        yield self._plain("title", content.title)
        yield Trait(
            "text",
            None,
            str(content.sha256),
            f"the bytes with SHA-256 {content.sha256}",
            content.sha256.origin,
        )
        texts = {
            "publisher": content.publisher,
            "author": content.author,
            "address": content.url,
            "rights": content.rights,
        }
        yield from (self._plain(what, text) for what, text in texts.items() if text is not None)
        days = {"published": content.published, "speaks from": content.speaks_from}
        for what, day in days.items():
            if day is not None:
                yield Trait(what, None, day.text, self.wording.date(day), content.origin)
        yield Trait("language", None, document.language, document.language, content.origin)
        shown = self.wording.text("source.shown", content.publish_text)
        yield Trait("what is shown", None, content.publish_text, shown, content.origin)
        for note in content.notes:
            value, words = self._linked(note)
            yield Trait("note", value, None, words, note.origin)
        for aside in content.set_aside:
            words = f"{_in_marks(aside.quote)} – {aside.reason}"
            yield Trait("set aside", str(aside.quote), str(aside.reason), words, aside.origin)
        for passage in document.passages:
            if passage.boilerplate:
                yield Trait("left out as boilerplate", passage.text, None, passage.text, content.origin)

    def front_page(self) -> Iterator[Trait]:
        """What the front page and the frame say of the briefing as a whole."""
        catalog = self.briefing.catalog
        site = catalog.site
        yield self._plain("title", site.title)
        value, description = self._linked(site.description)
        yield Trait("description", None, value, description, site.description.origin)
        yield self._plain("contact", site.contact)
        yield self._plain("language", site.language)
        if site.url:
            yield self._plain("address", site.url)
        if catalog.as_of:
            yield Trait("as of", None, catalog.as_of.text, self.wording.date(catalog.as_of), site.origin)
        for told in site.developments:
            chosen = tuple(self.names.statements.get(s, str(s)) for s in told.statements)
            words = ": ".join(
                [self._name(told.event), *([self._statements(told.statements)] if chosen else [])]
            )
            yield Trait("development", self._today(told.event), chosen, words, told.origin)
        for open_question in site.not_known:
            value, words = self._linked(open_question)
            yield Trait("open question", value, None, words, open_question.origin)
        for group in site.groups:
            members = tuple(self._today(member) for member in group.members)
            words = f"{group.name}: {', '.join(self._name(member) for member in group.members)}"
            yield Trait("group", str(group.name), members, words, group.origin)
        for area in site.disputed_areas:
            words = str(area.name) + (f" – {area.note}" if area.note else "")
            point = area.coordinates
            drawn = (point.lat, point.lon, area.radius) if point else None
            yield Trait("disputed area", str(area.name), (str(area.note), drawn), words, area.origin)

    def page(self, page: HandPage) -> Iterator[Trait]:
        """A page written by hand, paragraph by paragraph."""
        for paragraph in filter(None, (part.strip() for part in page.text.split("\n\n"))):
            value = LINK.sub(lambda m: f"[[{self._today(m['id'])}|{m['words'] or ''}]]", paragraph)
            yield Trait("paragraph", value, None, " ".join(paragraph.split()), page.text.origin)

    # --- words -------------------------------------------------------------------------------------------

    def _today(self, entity: str) -> str:
        return self.names.entities.get(entity, str(entity))

    def _name(self, entity: str) -> str:
        found = self.briefing.catalog.entities.get(entity)
        return str(found.title) if found else str(entity)

    def _title(self, source: str) -> str:
        found = next((s for s in self.briefing.catalog.sources if s.id == source), None)
        return f"“{found.content.title}”" if found else source

    def _party(self, party: schema.Party | None) -> tuple[Hashable, str]:
        words = speaker_in_words(party, self.briefing, self.wording)
        if party is None:
            return None, words
        if party.actor is not None:
            return ("actor", self._today(party.actor)), words
        return ("unnamed", str(party.unnamed), str(party.key)), words

    def _linked(self, text: Text) -> tuple[Hashable, str]:
        """A text as it is read, compared also by what its explicit links lead to."""
        words = self.briefing.mentions.text(text).text
        return (words, tuple(self._today(link["id"]) for link in LINK.finditer(text))), words

    def _statement_text(self, statement: str) -> str:
        found = next((s for s in self.briefing.evidence.statements if s.id == statement), None)
        return self._linked(found.content.text)[1] if found else str(statement)

    def _statements(self, statements: Sequence[str]) -> str:
        return " ".join(self._statement_text(statement) for statement in statements)

    def _quote(self, quote: Found) -> Hashable:
        return self.names.sources.get(quote.source, quote.source), quote.passage, quote.spans

    def _quoted(self, quote: Found) -> str:
        return f"{_in_marks(quote.words)} (passage {quote.passage} of {self._title(quote.source)})"

    def _plain(self, what: str, text: Text, key: Hashable = None) -> Trait:
        return Trait(what, key, str(text), str(text), text.origin)

    def _referring(self, what: str, fact: _Referring, key: Hashable = None) -> Trait:
        value = (self._today(fact.value), str(fact.words), str(fact.because))
        words = self._name(fact.value) + (f", “{fact.words}”" if fact.words else "")
        return self._fact(what, key, value, words, fact)

    def _fact(self, what: str, key: Hashable, value: Hashable, words: str, fact: schema.Evidenced) -> Trait:
        quotes = tuple((self._quote(q), self._quoted(q)) for q in self.briefing.evidence.of(fact))
        return Trait(what, key, value, words, fact.origin, quotes)


def looks(site_src: Files) -> Iterator[Trait]:
    """The briefing's own words, templates and theme, by file."""
    for file, data in site_src.items():
        if file.startswith(("site_src/templates/", "site_src/theme/")):
            yield Trait("file", file, hashlib.sha256(data).hexdigest(), file, Origin(file))


def _in_marks(words: str) -> str:
    """Words in quotation marks, unless they bring some at both ends."""
    return words if words[:1] in '“"' and words[-1:] in '”"' else f"“{words}”"
