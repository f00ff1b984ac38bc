"""Find out whether a quote's passage, or one of the two before it, names an entity."""

from generator.checks.doubts.quoted import Reading
from generator.model import Class, Found
from generator.text.folding import fold
from generator.text.matching import find

_PASSAGES_BEFORE = 2  # how far from a quote it may be said who or what is meant


def is_near(entity_id: str | None, unnamed: str | None, quote: Found, reading: Reading) -> bool:
    """Whether an entity, or the words for somebody unnamed, is near a quote."""
    near = range(quote.passage - _PASSAGES_BEFORE, quote.passage + 1)
    return any(_is_in(entity_id, unnamed, quote.source, n, reading) for n in near)


def is_anywhere(unnamed: str, reading: Reading) -> bool:
    """Whether any source has the words for somebody unnamed."""
    return any(_is_in(None, unnamed, source, n, reading) for source, n in reading.passages)


def not_near_hint(what: str) -> str:
    """The hint for an entity that is not near its quote; `what` names its part there."""
    return (
        f"is it really this {what}? If so, the name that the source has may be missing "
        "under 'aliases:', or a ruling in decisions.yml"
    )


def not_near_sentence(who: str, quote: Found) -> str:
    """The sentence for an entity that is not near its quote."""
    return f"'{who}' is named neither in passage {quote.passage} of {quote.source} nor in the two before it"


def _is_in(entity_id: str | None, unnamed: str | None, source: str, n: int, reading: Reading) -> bool:
    passage = reading.passages.get((source, n))
    if passage is None:
        return False
    if unnamed is not None:
        return any(find(words, [fold(passage)]) for words in _in_both_cases(unnamed))
    mentions = reading.mentions.in_sources.get((source, n), ())
    if any(mention.entity == entity_id for mention in mentions):
        return True
    entity = reading.catalog.entities.get(entity_id or "")
    if entity is None:
        return True  # a file that cannot be read is a problem of its own
    if entity.content.draft:  # which no mention leads to
        return any(name in passage for name in entity.names)
    # The editor's own name of an event may hold somebody's, who is then named all the same.
    events = [m for m in mentions if reading.catalog.known[m.entity] is Class.EVENT]
    return any(name in passage[m.start : m.end] for m in events for name in entity.every_name)


def _in_both_cases(words: str) -> tuple[str, str]:
    """Words as they stand at the start of a sentence, and within it."""
    return words[:1].upper() + words[1:], words[:1].lower() + words[1:]
