"""What a state of a briefing tells its readers: things, each with its traits, ready to be compared.

A thing is what briefing.json has of it, and beside it what people wrote, for the data lacks what only
pages show. A key is named here where it needs words of its own or no reader sees it: whatever else is
added to the YAML or to the data is told by itself.
"""

import hashlib
import json
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from generator import schema
from generator.model import Briefing, Class, Document, Entity, Files, Found, Statement
from generator.output.export import Json, as_data
from generator.pages.wording import Wording, speaker_in_words, statement_in_words
from generator.problems import Origin
from generator.text.ids import LINK
from generator.values import PartialDate, Text

_UNSEEN = frozenset(
    {"accept", "draft", "expectations", "file", "formerly", "id", "kinds", "origin", "require_quotes"}
)
_EVIDENCE = frozenset({"quote", "quotes", "source", "passage"})
_ELSEWHERE = frozenset({"id", "owner", "page", "passages", "title"})  # in the data; told by other keys

_LABELS = {
    "aliases": "also called",
    "because": "inferred",
    "by": "speaker",
    "from_": "from",
    "not_known": "open question",
    "participants": "who was involved",
    "publish_text": "what is shown",
    "same_as": "background elsewhere",
    "sha256": "bytes with SHA-256",
    "url": "web address",
    "via": "according to",
    "within": "lies within",
}
_TABLES = {"publish_text": "source.shown"}  # of words.toml, where they are not called as the key
_ORDER: Sequence[str] = (Class.EVENT, Class.ACTOR, Class.PLACE)

Content = schema.Entity | schema.Statement | schema.Source | schema.Site


class Ref(NamedTuple):
    """An id in what is compared; that of a thing which was renamed is the same thing's."""

    sort: str  # "entity", "source", "statement", …
    id: str


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing that a reader is told of another."""

    what: str  # "date", "role", "also called": in plain words
    key: Hashable  # tells it from others of its sort; None where there is one at most
    value: Hashable  # by which two states are compared
    words: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Thing:
    """What a reader is told of: an entity, a statement, a source, a page."""

    ref: Ref
    sort: str  # "event", "statement", "source": in plain words
    words: str  # its name, or a statement's sentence
    origin: Origin
    traits: tuple[Trait, ...]
    address: str = ""  # from the site's root; "": it has none of its own
    formerly: Sequence[str] = ()
    marks: tuple[tuple[Any, ...], ...] = ()  # what else it is known by, the surest first
    owner: Ref | None = None  # the entity that a statement stands with


@dataclass(frozen=True)
class Teller:
    """Says what one state of a briefing tells."""

    briefing: Briefing
    wording: Wording
    site_src: Files

    @cached_property
    def things(self) -> tuple[Thing, ...]:
        """Everything, in the order of the pages."""
        briefing, data = self.briefing, as_data(self.briefing)
        time = {event.id: i for i, event in enumerate(briefing.graph.events)}
        entities = map(self._entity, briefing.catalog.published(), data["entities"])
        return (
            self._front_page(),
            *sorted(
                entities, key=lambda e: (_ORDER.index(e.sort), time.get(e.ref.id, 0), e.words.casefold())
            ),
            *map(self._statement, briefing.statements, data["statements"]),
            *map(self._source, briefing.documents, data["sources"]),
            *(self._page(page.name, page.text) for page in briefing.catalog.pages),
            self._looks(),
        )

    @cached_property
    def broken(self) -> frozenset[Hashable]:
        """The refs and marks of what is written, and kept from being published by a mistake."""
        catalog = self.briefing.catalog
        published = {statement.content.origin for statement in self.briefing.evidence.statements}
        read = {document.id for document in self.briefing.documents}
        entities = catalog.torn | (catalog.known.keys() - catalog.entities.keys())
        statements = [
            (Ref("entity", entity.id), content)
            for entity in catalog.entities.values()
            for content in entity.content.statements
            if content.origin not in published
        ]
        return frozenset(
            (
                *(Ref("source", source) for source in catalog.known_sources - read),
                *(Ref("entity", entity) for entity in entities),
                *(Ref("statement", str(content.id)) for _, content in statements),
                *((owner, self._read(content.text)) for owner, content in statements),
            )
        )

    def _front_page(self) -> Thing:
        site, as_of = self.briefing.catalog.site, self.briefing.catalog.as_of
        traits = tuple(self._written(site, {}, as_of=as_of))
        return Thing(Ref("front page", ""), "front page", str(site.title), site.origin, traits)

    def _looks(self) -> Thing:
        own = [f for f in self.site_src if f.startswith(("site_src/templates/", "site_src/theme/"))]
        files = (Trait("file", f, hashlib.sha256(self.site_src[f]).hexdigest(), f, Origin(f)) for f in own)
        words = "words, templates and theme of its own"
        return Thing(Ref("looks", ""), "looks", words, Origin("site_src"), tuple(files))

    def _entity(self, entity: Entity, data: Json) -> Thing:
        content, title = entity.content, str(entity.title)
        address = f"{entity.cls.folder}/{entity.id}.html"
        traits = (*self._written(content, data), *self._mentioned(entity))
        marks = ((entity.cls, title),)
        ref = Ref("entity", entity.id)
        return Thing(ref, entity.cls, title, content.origin, traits, address, content.formerly, marks)

    def _mentioned(self, entity: Entity) -> Iterator[Trait]:
        passages: dict[str, list[int]] = {}
        for source, n in self.briefing.graph.named.get(entity.id, ()):
            passages.setdefault(source, []).append(n)
        for source, numbers in passages.items():
            ref = Ref("source", source)
            words = f"passages {', '.join(map(str, numbers))} of “{self._name(ref)}”"
            yield Trait("mentioned in", ref, tuple(numbers), words, entity.content.origin)

    def _statement(self, statement: Statement, data: Json) -> Thing:
        content, owner, text = statement.content, Ref("entity", statement.owner), data["text"]
        answers = tuple(response.content for response in statement.responses)
        places = tuple(map(self._place, statement.quotes))
        traits = (
            *(
                Trait("quote", place, str(quote.words), self._quoted(quote), quote.words.origin)
                for place, quote in zip(places, statement.quotes, strict=True)
            ),
            *self._written(content, data, responses=answers),
            Trait("stands with", None, owner, self._name(owner), content.origin),
        )
        words = statement_in_words(statement, self.briefing, self.wording)
        marks = ((owner, text), (owner, places), (text, places))
        ref, address = Ref("statement", statement.id), f"#{statement.anchor}"
        formerly = data.get("formerly", ())
        return Thing(ref, "statement", words, content.origin, traits, address, formerly, marks, owner)

    def _source(self, document: Document, data: Json) -> Thing:
        content, ref = document.content, Ref("source", document.id)
        traits, marks = tuple(self._written(content, data)), ((str(content.file),),)
        address = f"sources/{document.id}.html"
        return Thing(
            ref, "source", str(content.title), content.origin, traits, address, content.formerly, marks
        )

    def _page(self, name: str, text: Text) -> Thing:
        """A page written by hand, paragraph by paragraph."""
        told = []
        for paragraph in filter(None, (part.strip() for part in text.split("\n\n"))):
            value = LINK.sub(lambda link: f"[[{link['words']}]]", paragraph), self._links(paragraph)
            told.append(Trait("paragraph", value, None, " ".join(paragraph.split()), text.origin))
        return Thing(Ref("page", name), "page", name, text.origin, tuple(told))

    def _written(self, content: Content, data: Json, **instead: object) -> Iterator[Trait]:
        """Each key, and of a list each item; ids alone are told together, for they stand in an order."""
        for name, value in {**dict(_keys(content)), **instead}.items():
            if isinstance(value, tuple) and not self._ref(next(iter(value), None)):
                for item in value:
                    first = next(_keys(item), ("", ""))[1] if isinstance(item, schema.Authored) else item
                    yield self._trait(_label(name).removesuffix("s"), self._value(first), name, item, content)
            elif value is not None:
                yield self._trait(_label(name), None, name, value, content)
        for key in sorted(data.keys() - type(content).model_fields.keys() - _ELSEWHERE):
            words = self._words(key, data[key]) if isinstance(data[key], str) else json.dumps(data[key])
            yield Trait(_label(key), None, words, words, content.origin)

    def _trait(self, what: str, key: Hashable, name: str, value: object, content: Content) -> Trait:
        first = value[0] if isinstance(value, tuple) else value
        origin = getattr(first, "origin", None) or content.origin
        return Trait(what, key, self._value(value), self._words(name, value), origin)

    def _value(self, value: object) -> Hashable:
        match value:
            case Text():
                return self._ref(value) or (self._read(value), self._links(value))
            case PartialDate():
                return value.text
            case schema.Authored():
                quotes = tuple((self._place(quote), str(quote.words)) for quote in self._found(value))
                return tuple((name, self._value(held)) for name, held in _keys(value)), quotes
            case tuple():
                return tuple(map(self._value, value))
        return value if isinstance(value, str | int | float) else str(value)

    def _words(self, name: str, value: object) -> str:
        match value:
            case Text():
                ref = self._ref(value)
                read = self.wording.kind(value) if name == "kind" else self._read(value)
                return self._name(ref) if ref else read
            case str():
                return self.wording.words.get(f"{_TABLES.get(name, name)}.{value}", value)
            case PartialDate():
                return self.wording.date(value)
            case schema.Authored():
                words, told = self._opening(value)
                parts = [words] if words else []
                for key, held in _keys(value):
                    if key not in told:
                        parts.append(
                            _label(key) if held is True else f"{_label(key)}: {self._words(key, held)}"
                        )
                return f"{' – '.join(parts)} {'; '.join(map(self._quoted, self._found(value)))}".strip()
            case tuple():
                return "; ".join(self._words(name, item) for item in value)
        return str(value)

    def _opening(self, model: schema.Authored) -> tuple[str, set[str]]:
        """The words that a mapping opens with, and the keys that are told by them."""
        match model:
            case schema.Party():
                words = speaker_in_words(model, self.briefing, self.wording)
                return words, {"actor", "unnamed", "key", "not_stated"}
            case schema.Response(by=by, stance=stance):
                return f"{self._words('stance', stance)} {self._words('by', by)}", {"by", "stance"}
            case schema.Relation(kind=kind, to=to):
                return f"{kind} {self._words('to', to)}", {"kind", "to"}
            case schema.Coordinates():
                return self.wording.degrees(model), {"lat", "lon"}
            case schema.Figure(measure=measure):
                bounds = {"exactly", "at_least", "at_most", "about", "words"}
                return f"{measure}: {self.wording.amount(model)}", {"measure", *bounds}
        name, value = next(_keys(model), ("", ""))
        return self._words(name, value), {name}

    @cached_property
    def _refs(self) -> Mapping[Origin, Ref]:
        """The ids in the YAML, by their places."""
        return {
            text.origin: Ref(
                sort if (sort := refers.to[0]) in ("source", "statement") else "entity", str(text)
            )
            for part in self.briefing.catalog.parts()
            for text, refers in schema.references(part)
        }

    def _ref(self, value: object) -> Ref | None:
        return self._refs.get(value.origin) if isinstance(value, Text) else None

    @cached_property
    def _names(self) -> Mapping[Ref, str]:
        briefing = self.briefing
        return {
            **{Ref("entity", entity.id): str(entity.title) for entity in briefing.catalog.entities.values()},
            **{Ref("source", document.id): str(document.content.title) for document in briefing.documents},
            **{Ref("statement", s.id): self._read(s.content.text) for s in briefing.evidence.statements},
        }

    def _name(self, ref: Ref) -> str:
        return self._names.get(ref, ref.id)

    def _read(self, text: Text) -> str:
        return self.briefing.mentions.text(text).text

    def _links(self, text: str) -> tuple[Ref, ...]:
        return tuple(Ref("entity", link["id"]) for link in LINK.finditer(text))

    def _found(self, model: schema.Authored) -> tuple[Found, ...]:
        return self.briefing.evidence.of(model) if isinstance(model, schema.Evidenced) else ()

    def _place(self, quote: Found) -> tuple[Hashable, ...]:
        return Ref("source", quote.source), quote.passage, quote.spans

    def _quoted(self, quote: Found) -> str:
        words = str(quote.words)
        marked = words if words[:1] in '“"' and words[-1:] in '”"' else f"“{words}”"
        return f"{marked} (passage {quote.passage} of “{self._name(Ref('source', quote.source))}”)"


def _keys(model: schema.Authored) -> Iterator[tuple[str, object]]:
    """The keys that have a value; left out are quotes, and statements and answers, which are told apart."""
    apart = _UNSEEN | (_EVIDENCE if isinstance(model, schema.Evidenced) else frozenset())
    if isinstance(model, schema.Fact) and model.quote is None:
        apart |= {"words"}  # they are the quote
    elif isinstance(model, schema.Response):
        apart |= {"to"}  # it is told with the statement
    elif isinstance(model, schema.Quote):
        apart |= {"source", "passage"}
    for name in type(model).model_fields:
        value = getattr(model, name)
        if name in apart or value is None or value is False or value in ((), {}):
            continue
        if not (isinstance(value, tuple) and isinstance(value[0], schema.Statement | schema.Response)):
            yield name, value


def _label(name: str) -> str:
    return _LABELS.get(name) or name.replace("_", " ")
