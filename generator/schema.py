"""The YAML files as typed values: which keys there are, and what each may hold.

These models are what people write, and no more: whether an id exists or a quote
is true is for the stages to say. Where a short form is allowed (``within:
azerbaijan`` for ``within: {value: azerbaijan}``) a validator writes it out, so
that the rest of the program knows one form only.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Generic, Self, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, InstanceOf, model_validator

from generator import codes
from generator.problems import Origin
from generator.scalars import (
    ORIGIN,
    ActorId,
    Address,
    Count,
    Date,
    Day,
    EntityRef,
    EventId,
    Flag,
    Language,
    Latitude,
    Longitude,
    Number,
    PassageNumber,
    PlaceId,
    Published,
    Quotable,
    Refers,
    Sha256,
    Slug,
    SourceId,
    Stance,
    StatementId,
    Status,
    Verb,
    Voice,
    Words,
    refuse,
)
from generator.values import Text

NOT_STATED = "not-stated"
"""Written where a source gives a claim or an act without saying whose it is."""

ACTOR_KINDS = (
    "person",
    "state",
    "government-body",
    "organisation",
    "armed-force",
    "mission",
    "medium",
    "group",
)
PLACE_KINDS = ("country", "region", "city", "town", "village", "site", "area")
EVENT_KINDS = (
    "fighting",
    "talks",
    "agreement",
    "speech",
    "call",
    "meeting",
    "protest",
    "incident",
    "movement",
    "announcement",
)
# --- mappings --------------------------------------------------------------------------------------------


class Authored(BaseModel):
    """A mapping that somebody wrote, with the place it starts at."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    origin: InstanceOf[Origin] = Field(alias="\0origin")  # ORIGIN, written out for the type checker


def _short_for(key: str) -> BeforeValidator:
    """Let a scalar stand for a mapping that has it under `key`."""

    def write_out(value: Any) -> Any:
        return {ORIGIN: value.origin, key: value} if isinstance(value, Text) else value

    return BeforeValidator(write_out)


def _exactly_one(model: Authored, *keys: str) -> None:
    """Refuse a mapping that has none of `keys`, or more than one."""
    given = [key for key in keys if getattr(model, key) is not None]
    if not given:
        written = ", ".join(key.rstrip("_") for key in keys)
        refuse(codes.MISSING_KEY, f"one of these keys is missing: {written}", "add the one that fits")
    if len(given) > 1:
        first, second = (key.rstrip("_") for key in given[:2])
        refuse(codes.BAD_VALUE, f"'{first}' and '{second}' exclude each other", "keep one of them")


class Quote(Authored):
    """Words copied verbatim from one passage of a source."""

    quote: Words
    source: SourceId | None = None  # None: the only source that holds the words
    passage: PassageNumber | None = None  # None: the only passage that holds the words


class Evidenced(Authored):
    """Anything that may carry a quote of its own."""

    quote: Words | None = None
    source: SourceId | None = None
    passage: PassageNumber | None = None

    def evidence(self) -> tuple[Quote, ...]:
        """Its quotes, none where it has none."""
        if self.quote is None:
            return ()
        return (quote_of(self, self.quote),)


def quote_of(owner: Evidenced, words: Text) -> Quote:
    """Words as a quote that inherits the source and passage which `owner` names."""
    return Quote.model_construct(origin=words.origin, quote=words, source=owner.source, passage=owner.passage)


Accepted = Annotated[
    dict[Words, Words],
    BeforeValidator(
        lambda value: {k: v for k, v in value.items() if k != ORIGIN} if isinstance(value, dict) else value
    ),
]
"""Warnings that an editor has looked at: code and reason."""


T = TypeVar("T")


class Fact(Evidenced, Generic[T]):
    """A value with what it rests on."""

    value: T
    words: Words | None = None  # how the source puts it, verbatim; the quote, where there is no other
    because: Words | None = None  # how it was inferred
    # A reference outside the sources, or "background".
    from_: Words | None = Field(default=None, alias="from")

    def evidence(self) -> tuple[Quote, ...]:
        """Its quote, or else the words by which the source puts it."""
        if self.quote is None and self.words is not None:
            return (quote_of(self, self.words),)
        return super().evidence()


class DateFact(Fact[Date | None]):
    """When something happened; the value may be missing where the source gives none that can be written."""

    value: Date | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.value is None and self.words is None:
            refuse(codes.MISSING_KEY, "a date needs 'value:' or 'words:'", "or leave the whole date out")
        return self


class Summary(Fact[Words]):
    """What an entity is, in a sentence or two."""


class Within(Fact[PlaceId]):
    """The place that a place lies in."""


class Where(Fact[PlaceId]):
    """A place that an event happens at."""


class PartOf(Fact[EventId]):
    """The larger event that an event belongs to."""


class Follows(Fact[EventId]):
    """The event that led to an event, or came before it."""


class Party(Authored):
    """Who says or does something: an actor, somebody without a name, or nobody that is stated."""

    actor: ActorId | None = None
    unnamed: Words | None = None  # in the source's words
    key: Slug | None = None  # tells two unnamed persons with the same words apart
    not_stated: Flag | None = Field(default=None, alias="\0not-stated")

    @model_validator(mode="after")
    def _is_one_party(self) -> Self:
        if self.not_stated is None:
            _exactly_one(self, "actor", "unnamed")
        if self.key is not None and self.unnamed is None:
            refuse(codes.BAD_VALUE, "'key' is for somebody unnamed", "remove it")
        return self


def _party(value: Any) -> Any:
    if isinstance(value, Text):
        if value == NOT_STATED:
            return {ORIGIN: value.origin, "\0not-stated": Text("true", value.origin)}
        return {ORIGIN: value.origin, "actor": value}
    return value


Speaker = Annotated[Party, BeforeValidator(_party)]


class Alias(Evidenced):
    """Another name, and who uses it."""

    name: Words
    used_by: Speaker | None = None
    metonym: Flag = False  # a name of something else that stands for this entity: Baku for a government
    note: Words | None = None


class Role(Evidenced):
    """What somebody is: a title and, where one is given, whose or of what."""

    title: Words
    of: EntityRef | None = None


class Relation(Evidenced):
    """A tie to another entity."""

    to: EntityRef
    kind: Words  # in words that stand after the name: "part of", "supports"


class Coordinates(Authored):
    """A point on the globe, from a reference outside the sources."""

    lat: Latitude  # degrees north, WGS 84
    lon: Longitude  # degrees east, WGS 84
    from_: Words = Field(alias="from")


class Participant(Party, Evidenced):
    """Who took part in an event, in what role, and who says so."""

    role: Words | None = None
    by: Speaker | None = None
    status: Status | None = None


class Figure(Authored):
    """A number that a statement gives, as bounded as the source has it."""

    measure: Words  # what is counted: "people killed"
    exactly: Number | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    about: Number | None = None
    words: Words | None = None  # what one would have to compute: "about twice as many"
    note: Words | None = None

    @model_validator(mode="after")
    def _has_one_bound(self) -> Self:
        _exactly_one(self, "exactly", "at_least", "at_most", "about", "words")
        return self


def _speakers(value: Any) -> Any:
    """Let one actor's id stand for a list of one."""
    return [value] if isinstance(value, Text) else value


class Response(Evidenced):
    """An actor's denial, confirmation or answer to a claim."""

    by: Speaker
    stance: Stance
    quote: Words
    text: Words | None = None  # None: the quote speaks for itself
    via: Annotated[tuple[ActorId, ...], BeforeValidator(_speakers)] = ()
    accept: Accepted = {}


class AddressedResponse(Response):
    """A response written at the entity's level, to claims that it names."""

    to: tuple[StatementId, ...]


class Statement(Evidenced):
    """A sentence in the editor's words, with its evidence."""

    text: Words
    quotes: tuple[Annotated[Quote, _short_for("quote")], ...] = ()
    by: Speaker | None = None  # None: the source says it in its own voice
    via: Annotated[tuple[ActorId, ...], BeforeValidator(_speakers)] = ()  # who passes it on, nearest first
    verb: Verb | None = None
    voice: Voice | None = None
    about: tuple[EntityRef, ...] = ()
    figures: tuple[Figure, ...] = ()
    responses: tuple[Response, ...] = ()
    contradicts: tuple[StatementId, ...] = ()
    id: Slug | None = None
    note: Words | None = None
    accept: Accepted = {}

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.quote is None and not self.quotes:
            refuse(
                codes.MISSING_KEY,
                "this statement has no quote",
                "add 'quote:' with words copied from the source; without evidence it cannot be published",
            )
        if self.quote is not None and self.quotes:
            refuse(
                codes.BAD_VALUE, "'quote' and 'quotes' exclude each other", "put all of them under 'quotes'"
            )
        if self.by is not None and self.voice is not None:
            refuse(
                codes.BAD_VALUE,
                f"'by' and 'voice: {self.voice}' exclude each other",
                "'voice' is for what the article says itself",
            )
        if self.by is None and (self.via or self.verb):
            key = "via" if self.via else "verb"
            refuse(codes.BAD_VALUE, f"'{key}' needs 'by'", f"name the speaker, or write 'by: {NOT_STATED}'")
        return self

    def evidence(self) -> tuple[Quote, ...]:
        """Its quotes; those that name no source or passage have the statement's."""
        if self.quote is not None:
            return (quote_of(self, self.quote),)
        return tuple(
            quote.model_copy(
                update={
                    "origin": quote.quote.origin,
                    "source": quote.source or self.source,
                    "passage": self.passage if quote.passage is None else quote.passage,
                }
            )
            for quote in self.quotes
        )


# --- files -----------------------------------------------------------------------------------------------


class Entity(Authored):
    """What the files of actors, places and events have in common."""

    name: Words
    kind: Words | None = None
    summary: Annotated[Summary, _short_for("value")] | None = None
    aliases: tuple[Annotated[Alias, _short_for("name")], ...] = ()
    statements: tuple[Statement, ...] = ()
    responses: tuple[AddressedResponse, ...] = ()
    same_as: tuple[Address, ...] = ()
    draft: Flag = False  # checked, but not published
    accept: Accepted = {}


class Actor(Entity):
    """A person, state, body, organisation, armed force, mission, medium or group."""

    roles: tuple[Role, ...] = ()
    relations: tuple[Relation, ...] = ()


class Place(Entity):
    """A place that events happen at and articles mention."""

    within: Annotated[Within, _short_for("value")] | None = None
    coordinates: Coordinates | None = None  # None: no one point, or none looked up


class Event(Entity):
    """Something that happened, is announced or is alleged."""

    date: Annotated[DateFact, _short_for("value")] | None = None
    places: tuple[Annotated[Where, _short_for("value")], ...] = ()
    participants: tuple[Annotated[Participant, BeforeValidator(_party)], ...] = ()
    part_of: Annotated[PartOf, _short_for("value")] | None = None
    follows: Annotated[Follows, _short_for("value")] | None = None
    status: Status = "reported"


class Boilerplate(Authored):
    """A line of a source that is not part of the article, or the line from which on nothing is."""

    line: Words | None = None
    from_: Words | None = Field(default=None, alias="from")

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        _exactly_one(self, "line", "from_")
        return self


class SetAside(Quote):
    """Words of a source that carry no statement, and why."""

    reason: Words


class Source(Authored):
    """What is known of an input document."""

    file: Words  # from the briefing's folder: seeds/…
    sha256: Sha256  # of the file's bytes
    title: Words  # the headline, verbatim
    publisher: Words | None = None  # None: not stated
    author: Words | None = None  # None: not stated
    url: Address | None = None
    published: Date | None = None
    speaks_from: Day | None = None  # the day that is "today" in the text
    language: Language | None = None  # None: the briefing's
    rights: Words | None = None
    publish_text: Published = "cited"
    boilerplate: tuple[Annotated[Boilerplate, _short_for("line")], ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    notes: tuple[Words, ...] = ()
    accept: Accepted = {}

    @model_validator(mode="after")
    def _may_be_published(self) -> Self:
        if self.publish_text == "full" and self.rights is None:
            refuse(
                codes.RIGHTS_MISSING,
                "'publish_text: full' publishes the whole article, so it needs 'rights:'",
                "say under 'rights' why it may be published, or write 'publish_text: cited'",
            )
        return self


class Group(Authored):
    """Actors that the who-is-who shows together."""

    name: Words
    members: tuple[ActorId, ...]


class Development(Authored):
    """An event that the home page tells of, and by which statements."""

    event: EventId
    statements: tuple[StatementId, ...] = ()  # none: the first that the source makes in its own voice


class Kinds(Authored):
    """Kinds that this briefing needs besides the usual ones."""

    actor: tuple[Slug, ...] = ()
    place: tuple[Slug, ...] = ()
    event: tuple[Slug, ...] = ()


class DisputedArea(Authored):
    """A region of which the briefing draws no boundary, and why."""

    name: Words
    note: Words | None = None
    coordinates: Coordinates | None = None  # of about its middle; None: the map does not name it
    radius: Number | None = None  # km; within it borders are dashed, and places on the map looked at

    @model_validator(mode="after")
    def _lies_somewhere(self) -> Self:
        if self.radius is not None and self.coordinates is None:
            refuse(codes.MISSING_KEY, "'radius' needs 'coordinates'", "say of what place it is the radius")
        return self


class Expectations(Authored):
    """How much there is at least, so that a silently lost folder is noticed."""

    sources: Count = 0
    actors: Count = 0
    places: Count = 0
    events: Count = 0
    statements: Count = 0


class Site(Authored):
    """What is true of the briefing as a whole."""

    title: Words
    description: Words
    contact: Words  # whom to write about an error: an address for mail or the web
    language: Language = Field(default_factory=lambda: Text("en", Origin("site_src/site.yml")))
    url: Address | None = None  # where it is published; None: not known
    as_of: Day | None = None  # None: the latest day that a source speaks from
    lead: tuple[StatementId, ...] = ()  # what the home page says first: what happened, and to whom
    # The home page's events; none: those with most statements.
    developments: tuple[Annotated[Development, _short_for("event")], ...] = ()
    not_known: tuple[Words, ...] = ()  # what the sources leave open, a sentence each
    groups: tuple[Group, ...] = ()
    kinds: Kinds = Field(default_factory=lambda: Kinds.model_construct(origin=Origin("site_src/site.yml")))
    require_quotes: tuple[Quotable, ...] = ()
    disputed_areas: tuple[DisputedArea, ...] = ()
    expectations: Expectations = Field(
        default_factory=lambda: Expectations.model_construct(origin=Origin("site_src/site.yml"))
    )


class Ruling(Authored):
    """What a name means: everywhere, in a source, or in some passages of it."""

    name: Words
    means: EntityRef  # an id, or "nothing"
    source: SourceId | None = None
    passages: tuple[PassageNumber, ...] = ()

    @model_validator(mode="after")
    def _passages_have_a_source(self) -> Self:
        if self.passages and self.source is None:
            refuse(codes.MISSING_KEY, "'passages' needs 'source'", "say which source's passages these are")
        return self


# --- walking ---------------------------------------------------------------------------------------------


def walk(model: Authored) -> Iterator[Authored]:
    """Yield `model` and every mapping inside it, in the order of the keys."""
    yield model
    for name in type(model).model_fields:
        value = getattr(model, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Authored):
                yield from walk(item)


def references(model: Authored) -> Iterator[tuple[Text, Refers]]:
    """Yield every id that `model`, without the mappings inside it, refers to."""
    for name, refers in _reference_fields(type(model)).items():
        value = getattr(model, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Text):
                yield item, refers


@cache
def _reference_fields(model: type[Authored]) -> Mapping[str, Refers]:
    found = {}
    for name, field in model.model_fields.items():
        markers = [m for m in field.metadata if isinstance(m, Refers)] or list(_markers(field.annotation))
        if markers:
            found[name] = markers[-1]
    return found


def _markers(annotation: Any) -> Iterator[Refers]:
    for argument in get_args(annotation):
        if isinstance(argument, Refers):
            yield argument
        else:
            yield from _markers(argument)
    for marker in getattr(annotation, "__metadata__", ()):
        if isinstance(marker, Refers):
            yield marker
