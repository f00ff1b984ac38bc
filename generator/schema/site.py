"""site.yml and decisions.yml."""

from typing import Annotated

from pydantic import Field

from generator.problems import Origin
from generator.schema.base import Authored, short_for
from generator.schema.evidence import Coordinates
from generator.schema.rules import needs
from generator.schema.scalars import (
    ActorId,
    Address,
    Count,
    Day,
    EntityRef,
    EventId,
    Language,
    Number,
    PassageNumber,
    Quotable,
    Slug,
    SourceId,
    StatementId,
    Words,
)
from generator.values import Text

_SITE = Origin("site_src/site.yml")


class Group(Authored):
    """Actors that the who-is-who shows together."""

    name: Words = Field(examples=["On the ferry", "In the port"])
    """The heading above them."""
    members: tuple[ActorId, ...]
    """The ids of the actors, in the order in which they are shown."""


class Development(Authored):
    """An event that the home page tells of, and by which statements."""

    event: EventId
    """The id of the event."""
    statements: tuple[StatementId, ...] = ()
    """The ids of the statements that tell it; left out, the first that the source makes in its own voice."""


class Kinds(Authored):
    """Kinds that this briefing needs besides the usual ones."""

    actor: tuple[Slug, ...] = Field(default=(), examples=[["vessel"], ["vessel", "court"]])
    """More kinds of actors."""
    place: tuple[Slug, ...] = Field(default=(), examples=[["harbour"], ["harbour", "river"]])
    """More kinds of places."""
    event: tuple[Slug, ...] = Field(default=(), examples=[["strike"], ["strike", "election"]])
    """More kinds of events."""


class DisputedArea(Authored):
    """A region of which the briefing draws no boundary, and why."""

    RULES = (needs("radius", "coordinates", "say of what place it is the radius"),)

    name: Words = Field(examples=["The shoal", "The islands in the strait"])
    """The name, as the map writes it."""
    note: Words | None = Field(
        default=None, examples=["Both ports claim it.", "It has been claimed by two states since 1921."]
    )
    """Why no boundary is drawn."""
    coordinates: Coordinates | None = None
    """About its middle, where the map writes the name; left out, the map does not name it."""
    radius: Number | None = None
    """Kilometres around the middle, within which borders are dashed and places on the map are warned of."""


class Expectations(Authored):
    """How much there is at least, so that a silently lost folder is noticed."""

    sources: Count = 0
    """The least number of sources."""
    actors: Count = 0
    """The least number of published actors."""
    places: Count = 0
    """The least number of published places."""
    events: Count = 0
    """The least number of published events."""
    statements: Count = 0
    """The least number of statements."""


class Site(Authored):
    """What is true of the briefing as a whole."""

    title: Words = Field(examples=["The strike at the harbour", "The ferry to Brenna"])
    """The title of the site."""
    description: Words = Field(
        examples=[
            "Who stays away, since when, and who says why.",
            "What is known of the ferry, and who says so.",
        ]
    )
    """What the site is about, in a sentence or two; it opens the home page."""
    contact: Words = Field(examples=["corrections@example.org", "https://example.org/corrections"])
    """Whom to write about an error: an address for mail or of the web."""
    language: Language = Field(default_factory=lambda: Text("en", _SITE))
    """The language of the site; left out, it is English."""
    url: Address | None = None
    """Where the site is published; left out where that is not known yet."""
    as_of: Day | None = None
    """The day up to which the site speaks; left out, the latest that a source speaks from."""
    lead: tuple[StatementId, ...] = ()
    """The ids of the statements that open the home page: what happened, and to whom."""
    developments: tuple[Annotated[Development, short_for("event")], ...] = ()
    """The events that the home page tells of, in order; left out, those with most statements."""
    not_known: tuple[Words, ...] = Field(
        default=(),
        examples=[
            ["When the ferry will run again."],
            ["When the ferry will run again.", "Who closed the office."],
        ],
    )
    """What the sources leave open, a sentence each."""
    groups: tuple[Group, ...] = ()
    """Who stands together in the who-is-who."""
    kinds: Kinds = Field(default_factory=lambda: Kinds.model_construct(origin=_SITE))
    """Kinds of actors, places and events that this briefing needs besides the usual ones."""
    require_quotes: tuple[Quotable, ...] = ()
    """The sorts of facts that need a quote, a `because` or a `from`."""
    disputed_areas: tuple[DisputedArea, ...] = ()
    """Regions of which no boundary is drawn."""
    expectations: Expectations = Field(default_factory=lambda: Expectations.model_construct(origin=_SITE))
    """How much there is at least; less is an error, for something got lost."""


NOTHING = "nothing"
"""What a ruling says of a name that means no entity of the briefing."""


class Ruling(Authored):
    """What a name means: everywhere, in a source, or in some passages of it."""

    RULES = (needs("passages", "source", "say which source's passages these are"),)

    name: Words = Field(examples=["Baku", "Georgia"])
    """The name that may mean more than one entity."""
    means: EntityRef
    """The id of the entity that is meant, or `nothing`."""
    source: SourceId | None = None
    """The source in which this holds; left out, in all."""
    passages: tuple[PassageNumber, ...] = ()
    """The numbers of the passages in which this holds; left out, in all."""
