"""Report what is there twice: ids of statements, entities, statements or responses on the same words."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import combinations

from generator import codes, layout, schema
from generator.model import Briefing, Catalog, Class, Entity, Evidence, Found, Statement
from generator.problems import Origin, Problem
from generator.text.folding import caseless

_MOST = 0.8  # of the longer of two quotes: what both have


def check_duplicates(briefing: Briefing) -> Iterator[Problem]:
    """Look at the entities of each class, and at all statements."""
    twins = list(_entities(briefing.catalog))
    pairs = {frozenset((entity.id, other.id)) for entity, other, _ in twins}
    yield from _same_ids(briefing.evidence)
    yield from (problem for *_, problem in twins)
    yield from _statements(briefing.evidence, pairs)
    yield from _responses(briefing.evidence)


def _same_ids(evidence: Evidence) -> Iterator[Problem]:
    """Statements with the id of another one."""
    for statement, other in evidence.same_ids:
        content, first = statement.content, other.content.origin
        if layout.unfit(statement.owner):
            continue  # most likely a copy, which is refused as a whole
        if content.id is not None:
            sentence = f"the id '{statement.id}' is taken by the statement in {first}"
            hint = "give one of them another id"
        else:
            sentence = f"this statement starts with the same quote as the one in line {first.line}"
            hint = "a statement's id comes from its first quote: quote more narrowly, "
            hint += "or give one of them an 'id:'"
        origin = content.id.origin if content.id is not None else content.origin
        yield Problem(codes.DUPLICATE_STATEMENT, origin, sentence, hint)


def _entities(catalog: Catalog) -> Iterator[tuple[Entity, Entity, Problem]]:
    """Entities of one class and one name, unless a ruling decides what the name means."""
    ruled = {caseless(ruling.name) for ruling in catalog.rulings}
    first: dict[tuple[Class, str], Entity] = {}
    entities = [entity for entity in catalog.entities.values() if entity.id not in catalog.torn]
    for entity in entities:
        first.setdefault((entity.cls, caseless(entity.title)), entity)
    for entity in entities:
        for name in entity.names:
            other = first.get((entity.cls, caseless(name)))
            if other is None or other is entity or caseless(name) in ruled:
                continue
            sentence = f"'{name}' is the name of {other.file}, too"
            hint = (
                f"if both are one {entity.cls}, keep one of the files; else give them names that differ, "
                "or a ruling in decisions.yml"
            )
            yield entity, other, Problem(codes.TOLD_TWICE, name.origin, sentence, hint, entity.content.origin)


def _statements(evidence: Evidence, twins: Collection[frozenset[str]]) -> Iterator[Problem]:
    """Statements of one speaker on the same words; those of twins have been reported.

    In one file the same quote gives two statements one id, which is an error of its own. The article itself
    may say two things in the same words, so there the quotes have to be the very same.
    """
    there: dict[object, list[Statement]] = defaultdict(list)  # by speaker, source and passage
    for statement in evidence.statements:
        content, quote = statement.content, statement.quotes[0]
        others = there[_speaker(content.by), quote.source, quote.passage]
        other = next((other for other in others if _rest_on_the_same(statement, other)), None)
        others.append(statement)
        owners = frozenset((statement.owner, other.owner)) if other else frozenset()
        if other is None or owners in twins:
            continue
        is_alike = caseless(content.text) == caseless(other.content.text)
        same = "says the same, by" if is_alike else "may say the same: it rests on"
        sentence = f"the statement in {other.content.origin} {same} the same quote"
        hint = "keep one of them; 'about:' shows it on other pages, too"
        if len(owners) == 1:
            if content.by is None or statement.id == other.id:
                continue
            hint = "keep one of them; if they say two things, quote for each the words that say it"
        yield Problem(codes.TOLD_TWICE, content.text.origin, sentence, hint, content.origin)


def _rest_on_the_same(statement: Statement, other: Statement) -> bool:
    """Whether two statements of one speaker have the same quotes, or nearly the same."""
    if len(statement.quotes) != len(other.quotes):
        return False
    if statement.content.by is None:
        return [quote.label for quote in statement.quotes] == [quote.label for quote in other.quotes]
    return all(map(_nearly_same, statement.quotes, other.quotes))


def _responses(evidence: Evidence) -> Iterator[Problem]:
    """Answers of one speaker to one claim, in the same words."""
    reported: set[Origin] = set()
    for statement in evidence.statements:
        for response, other in combinations(statement.responses, 2):
            content, first = response.content, other.content
            if (
                (_speaker(content.by), content.stance) == (_speaker(first.by), first.stance)
                and _nearly_same(response.quote, other.quote)
                and first.origin not in reported
            ):
                reported.add(first.origin)
                sentence = f"the response in {content.origin} may be the same: it rests on the same quote"
                yield Problem(codes.TOLD_TWICE, first.origin, sentence, "keep one of them", first.origin)


def _speaker(by: schema.Party | None) -> tuple[str | None, str | None] | None:
    return (by.actor, by.unnamed) if by else None


def _nearly_same(quote: Found, other: Found) -> bool:
    """Whether two quotes have most of their words from the same place."""
    if (quote.source, quote.passage) != (other.source, other.passage):
        return False
    (start, end), (first, last) = ((q.spans[0][0], q.spans[-1][1]) for q in (quote, other))
    return min(end, last) - max(start, first) > _MOST * max(end - start, last - first)
