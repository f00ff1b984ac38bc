"""Statements, the figures that they give, and the responses to them."""

from functools import cached_property
from typing import Annotated

from pydantic import Field

from generator import codes
from generator.schema.base import OR_ONE, Authored, short_for
from generator.schema.evidence import NOT_STATED, Accepted, Evidenced, Quote, Speaker
from generator.schema.rules import exactly_one, excludes, needs
from generator.schema.scalars import (
    ActorId,
    EntityRef,
    FormerStatement,
    Number,
    Slug,
    Stance,
    StatementId,
    Verb,
    Voice,
    Words,
)

_WHO_SAYS_IT = f"name the speaker, or write 'by: {NOT_STATED}'"


class Figure(Authored):
    """A number that a statement gives, as bounded as the source has it."""

    RULES = (exactly_one("exactly", "at_least", "at_most", "about", "words"),)

    measure: Words = Field(examples=["people killed", "ships held back"])
    """What is counted; figures of the same measure stand together."""
    exactly: Number | None = None
    """The number, where the source gives it without a bound."""
    at_least: Number | None = None
    """The number, where the source says "at least" or "more than"."""
    at_most: Number | None = None
    """The number, where the source says "at most" or "up to"."""
    about: Number | None = None
    """The number, where the source says "about" or "some"."""
    words: Words | None = Field(default=None, examples=["about twice as many", "dozens"])
    """The source's words, where one would have to compute the number."""
    note: Words | None = Field(
        default=None, examples=["The article does not say on which side.", "The two sources do not agree."]
    )
    """What a reader should know about the figure."""


class Response(Evidenced):
    """An actor's denial, confirmation or answer to a claim."""

    by: Speaker
    """Who answers."""
    stance: Stance
    """What the answer does: it denies, confirms, answers, condemns or supports the claim."""
    quote: Words = Field(examples=["denied that the ferry stopped", "“There was no strike,” she said"])
    """Words copied from one passage, letter for letter, in which the answer is given."""
    text: Words | None = Field(default=None, examples=["The ferry ran as usual.", "There was no strike."])
    """The answer in a sentence of yours; left out where the quote speaks for itself."""
    via: Annotated[tuple[ActorId, ...], OR_ONE] = ()
    """Who passes the answer on, nearest first."""
    accept: Accepted = Field(default_factory=dict)
    """Warnings about this response that you have looked at: each code with your reason."""


class AddressedResponse(Response):
    """A response written at the entity's level, to claims that it names."""

    to: tuple[StatementId, ...]
    """The ids of the statements that are answered."""


class Statement(Evidenced):
    """A sentence in the editor's words, with its evidence."""

    RULES = (
        exactly_one(
            "quote",
            "quotes",
            none="this statement has no quote",
            none_hint=(
                "add 'quote:' with words copied from the source; without evidence it cannot be published"
            ),
            both_hint="put all of them under 'quotes'",
        ),
        excludes("by", "voice", "'voice' is for what the article says itself"),
        *(needs(key, "by", _WHO_SAYS_IT, code=codes.BAD_VALUE) for key in ("via", "verb")),
    )

    text: Words = Field(
        examples=["The ferry to Brenna stopped running on Monday.", "At least 200 people were killed."]
    )
    """One sentence in your words that stands on its own and does not name its speaker."""
    quotes: tuple[Annotated[Quote, short_for("quote")], ...] = ()
    """Several quotes, where one alone does not hold all that the text says."""
    by: Speaker | None = None
    """Who says it; left out where the source says it in its own voice."""
    via: Annotated[tuple[ActorId, ...], OR_ONE] = ()
    """Who passes it on, nearest first."""
    verb: Verb | None = None
    """The verb of saying, three words at most; left out, it is "said"."""
    voice: Voice | None = None
    """Whose voice it is where nobody is named: the article's judgement, or the source's own report."""
    about: tuple[EntityRef, ...] = ()
    """The ids of entities that it is about and the text does not name."""
    figures: tuple[Figure, ...] = ()
    """Numbers that it gives."""
    responses: tuple[Response, ...] = ()
    """Who denies, confirms or answers it."""
    contradicts: tuple[StatementId, ...] = ()
    """The ids of statements that say otherwise."""
    id: Slug | None = None
    """A name to refer to it by; left out, it comes from its owner and the place of its first quote."""
    formerly: tuple[FormerStatement, ...] = ()
    """Ids that it had before; their addresses still lead to it."""
    note: Words | None = Field(
        default=None,
        examples=["The article does not say to whom he spoke.", "Which Monday is meant is not said."],
    )
    """What a reader should know before relying on it."""
    accept: Accepted = Field(default_factory=dict)
    """Warnings about this statement that you have looked at: each code with your reason."""

    @cached_property
    def evidence(self) -> tuple[Quote, ...]:
        """Its quotes; those that name no source or passage have the statement's."""
        if self.quote is not None:
            return super().evidence
        return tuple(
            Quote.model_construct(
                origin=quote.quote.origin,
                quote=quote.quote,
                source=quote.source or self.source,
                passage=self.passage if quote.passage is None else quote.passage,
            )
            for quote in self.quotes
        )
