"""Warn of two files that tell of one thing: entities with one name, statements in one wording."""

from collections.abc import Collection, Iterator

from generator import codes
from generator.folding import fold_text
from generator.model import Catalog, Class, Entity, Evidence, Statement
from generator.problems import Problem


def check_twins(catalog: Catalog, evidence: Evidence) -> tuple[Problem, ...]:
    """Look at the entities of each class, and at all statements."""
    twins = list(_entities(catalog))
    pairs = {frozenset((entity.id, other.id)) for entity, other, _ in twins}
    return (*(problem for *_, problem in twins), *_statements(evidence, pairs))


def _entities(catalog: Catalog) -> Iterator[tuple[Entity, Entity, Problem]]:
    """Entities of one class of which one has the other's name, where no ruling tells them apart."""
    ruled = {_alike(ruling.name) for ruling in catalog.rulings}
    first: dict[tuple[Class, str], Entity] = {}
    entities = [entity for entity in catalog.entities.values() if entity.id not in catalog.torn]
    for entity in entities:
        first.setdefault((entity.cls, _alike(entity.title)), entity)
    for entity in entities:
        for name in entity.names:
            other = first.get((entity.cls, _alike(name)))
            if other is None or other is entity or _alike(name) in ruled:
                continue
            sentence = f"'{name}' is the name of {other.file}, too"
            hint = (
                f"if both are one {entity.cls}, keep one of the files; else give them names that differ, "
                "or a ruling in decisions.yml"
            )
            yield entity, other, Problem(codes.TOLD_TWICE, name.origin, sentence, hint, entity.content.origin)


def _statements(evidence: Evidence, twins: Collection[frozenset[str]]) -> Iterator[Problem]:
    """Statements in two files with the same sentence, speaker and quote; of twins it is told already."""
    first: dict[tuple[object, ...], Statement] = {}
    for statement in evidence.statements:
        content, quote = statement.content, statement.quotes[0]
        by = (content.by.actor, content.by.unnamed) if content.by else None
        other = first.setdefault(
            (_alike(content.text), by, quote.source, quote.passage, quote.spans), statement
        )
        owners = frozenset((statement.owner, other.owner))
        if len(owners) > 1 and owners not in twins:
            sentence = f"the statement in {other.content.origin} says the same, by the same quote"
            hint = "keep one of them; 'about:' shows it on other pages, too"
            yield Problem(codes.TOLD_TWICE, content.text.origin, sentence, hint, content.origin)


def _alike(words: str) -> str:
    return fold_text(words).casefold()
