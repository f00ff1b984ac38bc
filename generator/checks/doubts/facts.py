"""Warn of names, roles, participants and places whose own quotes do not hold them."""

from collections.abc import Iterator

from generator import codes, schema
from generator.checks.doubts.nearby import is_anywhere, is_near, not_near_hint, not_near_sentence
from generator.checks.doubts.quoted import (
    Doubt,
    Reading,
    holds,
    quoted_sentences,
    quoted_words,
    words_missing,
)
from generator.model import Class, Entity
from generator.problems import Problem
from generator.text.english import ENGLISH
from generator.text.folding import fold
from generator.text.language import plain_words

_SHORTEST_STEM = 4  # letters; fewer begin too many words


def fact_doubts(entity: Entity, reading: Reading) -> Iterator[Problem]:
    """Look at an entity's names, roles and participants."""
    content = entity.content
    yield from _names_nowhere(entity, reading)
    yield from _aliases_not_quoted(entity, reading)
    if isinstance(content, schema.Actor):
        yield from _roles_not_quoted(content, reading)
    if isinstance(content, schema.Event):
        yield from _participants_not_quoted(content, reading)
        yield from _not_near(content, reading)


def _names_nowhere(entity: Entity, reading: Reading) -> Iterator[Problem]:
    """The name of an actor or a place with a word that no source has, where all are in one language.

    The name of an event is the editor's own, and so may be that of an entity with a metonym. An entity
    without any quote claims nothing yet.
    """
    is_quoted = any(reading.evidence.of(part) for part in entity.content.evidenced)
    is_named_here = entity.cls is Class.EVENT or any(alias.metonym for alias in entity.content.aliases)
    if is_named_here or not is_quoted or not reading.is_in_one_language:
        return
    for word in plain_words(entity.title):
        if ENGLISH.without_possessive(word) not in reading.vocabulary:
            sentence = f"the name '{entity.title}' has '{word}', and no source has that word"
            hint = "write the name as the sources do; if it has to be another: accept: {name-nowhere: why}"
            origin = entity.title.origin
            yield Problem(codes.NAME_NOWHERE, origin, sentence, hint, entity.content.origin)
            return


def _aliases_not_quoted(entity: Entity, reading: Reading) -> Iterator[Problem]:
    """An alias that its own quote does not have."""
    for alias in entity.content.aliases:
        quotes = reading.evidence.of(alias)
        if quotes and not holds(alias.name.casefold(), fold(quoted_words(quotes, reading)).text.casefold()):
            sentence = f"the quote of the alias '{alias.name}' does not have this name"
            hint = "quote words in which it stands, or write it as the quote has it"
            yield Problem(codes.FACT_NOT_QUOTED, alias.name.origin, sentence, hint, entity.content.origin)


def _roles_not_quoted(content: schema.Actor, reading: Reading) -> Iterator[Problem]:
    """A title of which the quote has no word."""
    for role in content.roles:
        quotes = reading.evidence.of(role)
        language = reading.languages[quotes[0].source] if quotes else None
        if language is None or language is not reading.language:
            continue
        held = plain_words(quoted_words(quotes, reading))
        title = plain_words(role.title)
        title = [word for word in title if len(word) >= _SHORTEST_STEM] or title  # "of the" is no title
        if not any(_is_of_one_stem(word, other) for word in title for other in held):
            sentence = f"the quote of the role '{role.title}' has no word of this title"
            hint = "quote words that give it, or write the title as the quote has it"
            yield Problem(codes.FACT_NOT_QUOTED, role.title.origin, sentence, hint, content.origin)


def _participants_not_quoted(content: schema.Event, reading: Reading) -> Iterator[Problem]:
    """Names and numbers in a participant's role that the sentences around its quotes do not have."""
    sentence = "the role of this participant has {}, and the sentence that is quoted does not"
    hint = "quote the words that give it (as 'quote:' of the participant), or leave it out"
    for participant in content.participants:
        quotes = reading.evidence.of(participant)
        if participant.role is None or not quotes:
            continue
        actor = reading.catalog.entities.get(participant.actor or "")
        names = actor.every_name if actor else ()
        said = "\n".join(quoted_sentences(quotes, reading))
        singular = (ENGLISH.singular(word) for word in plain_words(said))
        quoted = "\n".join([said, *singular, content.name, *names])
        yield from words_missing(participant.role, quoted, Doubt(sentence, content.origin, hint), reading)


def _not_near(content: schema.Event, reading: Reading) -> Iterator[Problem]:
    """A participant or a place that nothing near the quote names."""
    parties = [(p, p.actor, p.unnamed) for p in content.participants if not p.not_stated]
    for fact, entity_id, unnamed in (*parties, *((place, place.value, None) for place in content.places)):
        quotes, who = reading.evidence.of(fact), entity_id or unnamed
        if who is None or not quotes or any(is_near(entity_id, unnamed, q, reading) for q in quotes):
            continue
        if unnamed is None or is_anywhere(unnamed, reading):  # else it is an error of its own
            sentence = not_near_sentence(who, quotes[0])
            yield Problem(codes.FACT_NOT_QUOTED, who.origin, sentence, not_near_hint("one"), content.origin)


def _is_of_one_stem(word: str, other: str) -> bool:
    """Whether two words are equal, or one begins the other: who "heads" the office is its head."""
    shorter, longer = sorted((word, other), key=len)
    return word == other or (len(shorter) >= _SHORTEST_STEM and longer.startswith(shorter))
