"""Check that sources are as they were pinned, and that words shown as theirs are theirs."""

from collections.abc import Iterator

from generator import codes, schema
from generator.model import Briefing, Check
from generator.problems import Problem, command
from generator.text.folding import fold
from generator.text.matching import find
from generator.text.nearest import nearest
from generator.text.typography import exact_words
from generator.values import Text


def changed_sources(briefing: Briefing) -> Iterator[Problem]:
    """Changed sources, with the quotes that are gone."""
    for source in briefing.catalog.sources:
        if not source.is_changed:
            continue
        gone = [quote for quote in briefing.evidence.gone if quote.source in (None, source.id)]
        listed = "".join(f"\n{quote.quote.origin}: {quote.quote}" for quote in gone)
        pin = command(f"briefing pin {source.id}")
        hint = f"bring the old file back, or accept the new one with: {pin}\n"
        hint += (
            f"no longer there: {len(gone)} of the quotes:{listed}" if gone else "every quote is still there"
        )
        sentence = f"the bytes of {source.content.file} are not those that were pinned"
        yield Problem(codes.CHANGED_SOURCE, source.content.sha256.origin, sentence, hint)


def words_apart(briefing: Briefing) -> Iterator[Problem]:
    """Words of a fact or a figure that pages show as quoted, and that the passage does not have."""
    for part in briefing.catalog.parts():
        if isinstance(part, schema.Fact):
            yield from _words_apart(part.words, part, briefing)
        elif isinstance(part, schema.Statement):
            for figure in part.figures:
                yield from _words_apart(figure.words, part, briefing)


def _words_apart(words: Text | None, owner: schema.Evidenced, briefing: Briefing) -> Iterator[Problem]:
    quotes = briefing.evidence.of(owner)
    if words is None or not quotes or len(quotes) < len(owner.evidence):
        return
    quoted = {(quote.source, quote.passage) for quote in quotes}
    folded = [fold(p.text) for d in briefing.documents for p in d.article if (d.id, p.n) in quoted]
    if not find(words, folded):
        near = nearest(words, folded)
        hint = f"did you mean '{near.text}'?" if near else "copy them from the passage that the quote is in"
        sentence = f"the passage that is quoted does not have the words '{words}'"
        exact = exact_words(words, folded)
        yield Problem(codes.QUOTE_NOT_FOUND, words.origin, sentence, hint, instead=exact)


def unnamed_nowhere(briefing: Briefing) -> Iterator[Problem]:
    """Words for somebody without a name that no source has."""
    read = {document.id for document in briefing.documents}
    if not read or not briefing.catalog.known_sources <= read:
        return  # the words may be in a source that cannot be read
    folded = [fold(passage.text) for document in briefing.documents for passage in document.article]
    for part in briefing.catalog.parts():
        words = part.unnamed if isinstance(part, schema.Party) else None
        if words is None:
            continue
        variants = {words, words[:1].upper() + words[1:], words[:1].lower() + words[1:]}
        if not any(find(variant, folded) for variant in variants):
            near = nearest(words, folded)
            hint = f"did you mean '{near.text}'?" if near else "copy the words by which the source calls them"
            sentence = f"no source calls anybody '{words}'"
            yield Problem(codes.UNNAMED_NOT_FOUND, words.origin, sentence, hint)


CHECKS: tuple[Check, ...] = (changed_sources, words_apart, unnamed_nowhere)
