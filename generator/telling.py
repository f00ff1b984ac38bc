"""A statement as plain text: who speaks, and what is said; for whatever is no page."""

from generator import schema
from generator.model import Briefing, Statement
from generator.wording import Wording, sentence_case


def speaker_in_words(by: schema.Party | None, briefing: Briefing, wording: Wording) -> str:
    """Who speaks, as a line of its own would name them; the source itself where nobody does."""
    if by is None:
        return wording.text("event.source")
    entity = briefing.catalog.entities.get(by.actor or "")
    return sentence_case(str(entity.title if entity else by.unnamed or wording.text("statement.not_stated")))


def statement_in_words(statement: Statement, briefing: Briefing, wording: Wording) -> str:
    """The sentence, behind its speaker where it is a claim."""
    text = briefing.mentions.text(statement.content.text).text
    if statement.content.by is None:
        return text
    speaker = speaker_in_words(statement.content.by, briefing, wording)
    verb = statement.content.verb or wording.text("statement.verb")
    return f"{wording.text('statement.said', speaker=speaker, via='', verb=verb)} {text}"
