"""Quotes, and whatever may carry one: facts, names, roles, people who speak or act."""

from collections.abc import Mapping
from functools import cache, cached_property
from typing import Annotated, ClassVar, Generic, TypeVar, get_args, get_origin

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, GetPydanticSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from generator import codes
from generator.problems import Code, Severity
from generator.schema.base import Authored, short_form
from generator.schema.rules import exactly_one, needs, one_or_more
from generator.schema.scalars import (
    ORIGIN,
    ActorId,
    Date,
    EntityRef,
    EventId,
    Flag,
    Latitude,
    Longitude,
    PassageNumber,
    PlaceId,
    Slug,
    SourceId,
    Status,
    Words,
    named,
    read_by,
)
from generator.values import Text

NOT_STATED = "not-stated"
"""Written where a source gives a claim or an act without saying whose it is."""

_QUOTES = ["The ferry to Brenna stopped running on Monday", "The ferry to Brenna […] on Monday"]


class Quote(Authored):
    """Words copied verbatim from one passage of a source."""

    quote: Words = Field(examples=_QUOTES)
    """Words copied from one passage, letter for letter; what is left out is shown by […]."""
    source: SourceId | None = None
    """The source that holds the words; left out where only one does."""
    passage: PassageNumber | None = None
    """The number of the passage that holds the words; left out where only one does. The headline is 0."""


class Evidenced(Authored):
    """Anything that may carry a quote of its own."""

    sort: ClassVar[str] = ""
    """What sort of fact it is; "": none, but a statement or a response."""
    told_by: ClassVar[str] = ""
    """The key whose words tell a fact from others of its sort; "": there are no others."""

    quote: Words | None = Field(default=None, examples=_QUOTES)
    """Words copied from one passage, letter for letter; what is left out is shown by […]."""
    source: SourceId | None = None
    """The source that holds the quote; left out where only one does."""
    passage: PassageNumber | None = None
    """The number of the passage that holds the quote; left out where only one does. The headline is 0."""

    @cached_property
    def evidence(self) -> tuple[Quote, ...]:
        """The quotes that it rests on."""
        return () if self.quote is None else (quote_of(self, self.quote),)

    @property
    def what(self) -> str:
        """What tells a fact from others of its sort; "": nothing does."""
        words: Text | None = getattr(self, self.told_by) if self.told_by else None
        return words or ""


def quote_of(owner: Evidenced, words: Text) -> Quote:
    """Words as a quote; its source and passage are those of `owner`."""
    return Quote.model_construct(origin=words.origin, quote=words, source=owner.source, passage=owner.passage)


def _without_origin(value: object) -> object:
    return {k: v for k, v in value.items() if k != ORIGIN} if isinstance(value, dict) else value


def _warnings(schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
    """The codes of all warnings, each with its meaning."""
    reason = handler(schema)["additionalProperties"]
    known = (code for code in vars(codes).values() if isinstance(code, Code))
    warnings = {
        code.name: {**reason, "description": f"Why this is right in spite of the warning: {code.meaning}"}
        for code in known
        if code.severity is Severity.WARNING and code is not codes.UNUSED_ACCEPT
    }
    return named("accepted", {"type": "object", "properties": warnings, "additionalProperties": False})


Accepted = Annotated[dict[Words, Words], BeforeValidator(_without_origin), GetPydanticSchema(None, _warnings)]
"""Warnings that an editor has looked at: code and reason."""


T = TypeVar("T")


class Fact(Evidenced, Generic[T]):
    """A value with what it rests on."""

    value: T
    """The fact itself."""
    words: Words | None = Field(default=None, examples=["in the pre-dawn hours", "late on Monday"])
    """How the source puts it, letter for letter; the quote, where there is no other."""
    because: Words | None = Field(
        default=None, examples=["reported among the events of this day", "the article calls it yesterday"]
    )
    """How it was inferred, where no source says it."""
    from_: Words | None = Field(default=None, alias="from", examples=["background", "GeoNames (CC BY 4.0)"])
    """A reference outside the sources, or "background"; the page says that no source gives it."""

    @cached_property
    def evidence(self) -> tuple[Quote, ...]:
        """Its quote, or else the words by which the source puts it."""
        if self.quote is None and self.words is not None:
            return (quote_of(self, self.words),)
        return super().evidence


class DateFact(Fact[Date | None]):
    """When something happened, and what says so."""

    sort = "date"
    RULES = (
        one_or_more(
            "value",
            "words",
            none="a date needs 'value:' or 'words:'",
            none_hint="or leave the whole date out",
        ),
    )

    value: Date | None = None
    """As precise as the source and no more; left out where the source gives no date that can be written."""


class Summary(Fact[Words]):
    """What an entity is, in a sentence or two, and what it rests on."""

    sort = "summary"

    value: Words = Field(
        examples=[
            "Brenna is a fishing port at the end of the ferry line.",
            "Ada Morn is the harbour master of Brenna.",
        ]
    )
    """What it is, in a sentence or two, by names and numbers that its own evidence holds."""


class Within(Fact[PlaceId]):
    """The place that a place lies in, and what says so."""

    sort = "within"

    value: PlaceId
    """The id of the place, or of a state."""


class Where(Fact[PlaceId]):
    """A place that an event happens at, and what says so."""

    sort = "where"

    value: PlaceId
    """The id of the place, or of a state."""


class PartOf(Fact[EventId]):
    """The larger event that an event belongs to, and what says so."""

    sort = "part_of"

    value: EventId
    """The id of the larger event."""


class Follows(Fact[EventId]):
    """The event that led to an event or came before it, and what says so."""

    sort = "follows"

    value: EventId
    """The id of the earlier event."""


class Party(Authored):
    """Who says or does something: an actor, or somebody without a name."""

    RULES = (
        exactly_one("actor", "unnamed", "\0not-stated"),
        needs("key", "unnamed", "remove it", code=codes.BAD_VALUE, sentence="'key' is for somebody unnamed"),
    )

    actor: ActorId | None = None
    """The id of an actor."""
    unnamed: Words | None = Field(default=None, examples=["two sailors", "a resident of the city"])
    """Somebody without a name, in the source's words."""
    key: Slug | None = None
    """Tells two unnamed persons with the same words apart."""
    not_stated: Flag | None = Field(default=None, alias="\0not-stated")


def _party(text: Text) -> Mapping[str, object]:
    if text == NOT_STATED:
        return {ORIGIN: text.origin, "\0not-stated": Text("true", text.origin)}
    return {ORIGIN: text.origin, "actor": text}


def _forms_of_party(schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
    meaning = "the source gives it without saying whose it is"
    nobody = {"enum": [NOT_STATED], "enumDescriptions": [meaning]}
    return {"anyOf": [nobody, short_form("actor", schema, handler), handler(schema)]}


_PARTY_IN_SHORT = read_by(_party, _forms_of_party)
"""Lets an actor's id stand for a party, and `not-stated` for nobody that is stated."""

Speaker = Annotated[Party, _PARTY_IN_SHORT]


class Participant(Party, Evidenced):
    """Who took part in an event, in what role, and who says so."""

    sort = "part"
    told_by = "role"

    role: Words | None = Field(default=None, examples=["chaired the talks", "stayed away"])
    """What they did, in words that stand behind the name."""
    by: Speaker | None = None
    """Who says that they took part; left out where the source says so itself."""
    status: Status | None = None
    """Whether it is reported, announced or alleged that they took part; left out, it is as the event."""


Taking = Annotated[Participant, _PARTY_IN_SHORT]
"""A participant, or an actor's id in its place."""


class Alias(Evidenced):
    """Another name, and who uses it."""

    sort = "name"
    told_by = "name"

    name: Words = Field(examples=["the ferry port", "Old Brenna"])
    """The other name, as texts write it."""
    used_by: Speaker | None = None
    """Who uses this name; left out where the source itself does."""
    metonym: Flag = False
    """Whether it is the name of something else that stands for this entity, as a capital for a government."""
    note: Words | None = Field(
        default=None,
        examples=["That both names mean one port is our reading.", "The article spells it in two ways."],
    )
    """What a reader should know about the name."""


class Role(Evidenced):
    """What somebody is: a title and, where one is given, whose or of what."""

    sort = "role"
    told_by = "title"

    title: Words = Field(examples=["harbour master", "President"])
    """The title, without whose it is."""
    of: EntityRef | None = None
    """The id of what the role belongs to: a state, a body, a place."""


class Relation(Evidenced):
    """A tie to another entity."""

    sort = "relation"
    told_by = "kind"

    to: EntityRef
    """The id of the other entity."""
    kind: Words = Field(examples=["part of", "supports"])
    """What ties the two, in words that stand between their names."""


class Coordinates(Authored):
    """A point on the globe, from a reference outside the sources."""

    lat: Latitude
    """Degrees north (WGS 84); south is negative."""
    lon: Longitude
    """Degrees east (WGS 84); west is negative."""
    from_: Words = Field(alias="from", examples=["GeoNames (CC BY 4.0)", "Atlas of the Coast"])
    """The reference that gives the point."""


@cache
def keys_with_words(model: type[Authored], *, are_words: bool = True) -> Mapping[str, str]:
    """The keys that hold words or a list of words, each with the name of its field.

    Or else the other keys: those that hold an id, a number, a date or a mapping.
    """
    fields = {field.alias or name: (name, field) for name, field in model.model_fields.items()}
    return {
        key: name
        for key, (name, field) in fields.items()
        if _are_words(field.rebuild_annotation()) is are_words
    }


def _are_words(annotation: object) -> bool:
    if annotation == Words or annotation is Summary:
        return True
    return get_origin(annotation) is not dict and any(map(_are_words, get_args(annotation)))
