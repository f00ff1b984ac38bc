"""The files of actors, places and events."""

from functools import cached_property
from typing import Annotated

from pydantic import Field

from generator.schema.base import Authored, short_for
from generator.schema.evidence import (
    Accepted,
    Alias,
    Coordinates,
    DateFact,
    Evidenced,
    Follows,
    PartOf,
    Relation,
    Role,
    Summary,
    Taking,
    Where,
    Within,
)
from generator.schema.scalars import ActorKind, Address, EventKind, Flag, PlaceKind, Slug, Status, Words
from generator.schema.statements import AddressedResponse, Statement

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


class Entity(Authored):
    """What the files of actors, places and events have in common."""

    name: Words = Field(examples=["Brenna", "The harbour office"])
    """The name, as pages show it and as texts write it."""
    kind: Words | None = None
    """What sort it is; more sorts can be added under `kinds` in site.yml."""
    summary: Annotated[Summary, short_for("value")] | None = None
    """What it is, in a sentence or two, by names and numbers that its own evidence holds."""
    aliases: tuple[Annotated[Alias, short_for("name")], ...] = ()
    """Other names by which texts call it; each is found and linked."""
    statements: tuple[Statement, ...] = ()
    """What the sources say of it, a sentence each."""
    responses: tuple[AddressedResponse, ...] = ()
    """Answers to statements that stand in other files."""
    same_as: tuple[Address, ...] = ()
    """Web addresses that are about the same person or thing."""
    formerly: tuple[Slug, ...] = ()
    """Ids that it had before; their pages lead to its own."""
    draft: Flag = False
    """Whether it is checked, but not published yet."""
    accept: Accepted = Field(default_factory=dict)
    """Warnings about this file that you have looked at: each code with your reason."""

    @cached_property
    def evidenced(self) -> tuple[Evidenced, ...]:
        """Whatever in it may carry a quote: facts, statements, responses."""
        return tuple(part for part in self.parts if isinstance(part, Evidenced))


class Actor(Entity):
    """A person, state, body, organisation, armed force, mission, medium or group."""

    kind: ActorKind | None = None
    """What sort of actor it is; more sorts can be added under `kinds` in site.yml."""
    roles: tuple[Role, ...] = ()
    """What the actor is: titles and offices."""
    relations: tuple[Relation, ...] = ()
    """Ties to other entities."""


class Place(Entity):
    """A place that events happen at and articles mention."""

    kind: PlaceKind | None = None
    """What sort of place it is; more sorts can be added under `kinds` in site.yml."""
    within: Annotated[Within, short_for("value")] | None = None
    """The place that it lies in: its id, or a mapping with what says so."""
    coordinates: Coordinates | None = None
    """Where the map shows it; left out where it has no one point, or nobody has looked it up."""


class Event(Entity):
    """Something that happened, is announced or is alleged."""

    kind: EventKind | None = None
    """What sort of event it is; more sorts can be added under `kinds` in site.yml."""
    date: Annotated[DateFact, short_for("value")] | None = None
    """When it happened: a date, or a mapping with what says so; left out where no source gives one."""
    places: tuple[Annotated[Where, short_for("value")], ...] = ()
    """Where it happened: ids of places or states."""
    participants: tuple[Taking, ...] = ()
    """Who took part, and in what role."""
    part_of: Annotated[PartOf, short_for("value")] | None = None
    """The larger event that it belongs to."""
    follows: Annotated[Follows, short_for("value")] | None = None
    """The event that led to it or came before it."""
    status: Status = "reported"
    """Whether it is reported (else left out), announced for a later day, or alleged by one side only."""
