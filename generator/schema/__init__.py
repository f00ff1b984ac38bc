"""The YAML files as typed values: which keys there are, and what each may hold.

These models are what people write, and no more: whether an id exists or a quote
is true is for the stages to say. Where a short form is allowed (``within:
azerbaijan`` for ``within: {value: azerbaijan}``) a validator writes it out, so
that the rest of the program knows one form only.

The sentence below each key is for editors: their text editors show it, with the
values that are allowed, or with examples. There are two examples at least, for
a lone one would be written into the file as if somebody had thought of it.
"""

from generator.schema.base import Authored, references
from generator.schema.entities import ACTOR_KINDS, EVENT_KINDS, PLACE_KINDS, Actor, Entity, Event, Place
from generator.schema.evidence import (
    NOT_STATED,
    Alias,
    Coordinates,
    DateFact,
    Evidenced,
    Fact,
    Follows,
    Participant,
    PartOf,
    Party,
    Quote,
    Relation,
    Role,
    Where,
    Within,
    keys_with_words,
)
from generator.schema.site import NOTHING, DisputedArea, Ruling, Site
from generator.schema.sources import Boilerplate, SetAside, Source
from generator.schema.statements import Figure, Response, Statement
