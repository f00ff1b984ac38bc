"""The files that describe sources."""

from typing import Annotated

from pydantic import Field

from generator import codes
from generator.schema.base import Authored, short_for
from generator.schema.evidence import Accepted, Quote
from generator.schema.rules import exactly_one, needs
from generator.schema.scalars import Address, Date, Day, Language, Published, Sha256, Slug, Words


class Boilerplate(Authored):
    """A line of a source that is not part of the article, or the line from which on nothing is."""

    RULES = (exactly_one("line", "from"),)

    line: Words | None = Field(default=None, examples=["Skip to content", "Share this article"])
    """A line that is not part of the article, letter for letter."""
    from_: Words | None = Field(default=None, alias="from", examples=["Leave a Reply", "Related stories"])
    """The line from which on nothing is part of the article, letter for letter."""


class SetAside(Quote):
    """Words of a source that carry no statement, and why."""

    reason: Words = Field(examples=["garbled; who is meant cannot be told", "a caption"])
    """Why nothing is said by these words."""


class Source(Authored):
    """What is known of an input document."""

    RULES = (
        needs(
            "publish_text",
            "rights",
            "say under 'rights' why it may be published, or write 'publish_text: cited'",
            value="full",
            code=codes.RIGHTS_MISSING,
            sentence="'publish_text: full' publishes the whole article, so it needs 'rights:'",
        ),
    )

    file: Words = Field(examples=["seeds/2023-09-21-talks.txt", "seeds/letter.md"])
    """The article's file, from the briefing's folder on."""
    sha256: Sha256
    """The checksum of the article's bytes; `briefing new source` and `briefing pin` write it."""
    title: Words = Field(examples=["Ferry stops running to Brenna", "“We shall not load a crate”"])
    """The headline, letter for letter."""
    publisher: Words | None = Field(
        default=None, examples=["The Brenna Post", "Harbour Office, press service"]
    )
    """Who published it; left out where the article does not say."""
    author: Words | None = Field(default=None, examples=["Ada Morn", "Ada Morn and Bo Lind"])
    """Who wrote it; left out where the article does not say."""
    url: Address | None = None
    """Where it is on the web."""
    published: Date | None = None
    """When it was published; left out where the article does not say."""
    speaks_from: Day | None = None
    """The day that is "today" in the text."""
    language: Language | None = None
    """The language of the text; left out where it is the briefing's."""
    rights: Words | None = Field(
        default=None,
        examples=["CC BY 4.0, as its publisher says", "by permission of the publisher, 3 May 2024"],
    )
    """Why the whole text may be published."""
    publish_text: Published = "cited"
    """What the site shows of it: cited passages (else left out), the full text, or none but the quotes."""
    boilerplate: tuple[Annotated[Boilerplate, short_for("line")], ...] = ()
    """Lines that are not part of the article, letter for letter; they are counted, but not shown."""
    set_aside: tuple[SetAside, ...] = ()
    """Words that carry no statement, each with the reason."""
    notes: tuple[Words, ...] = Field(
        default=(), examples=[["No author is stated."], ["No author is stated.", "No year is stated."]]
    )
    """What a reader should know before relying on it, a sentence or two each."""
    formerly: tuple[Slug, ...] = ()
    """Ids that it had before; their pages lead to its own."""
    accept: Accepted = Field(default_factory=dict)
    """Warnings about this source that you have looked at: each code with your reason."""
