"""Check that every id exists and is of the right class, and that no chain is a circle."""

from collections.abc import Container, Iterator, Mapping

from generator import codes, schema
from generator.checks.unknown_ids import describe_missing, missing_ids
from generator.layout import stem
from generator.model import Briefing, Catalog, Check, Class
from generator.problems import Origin, Problem
from generator.schema.scalars import NEW_SOURCE
from generator.text.phrases import with_article
from generator.text.spelling import closest, meant_id
from generator.values import Text, origin_of

_MOST_NAMED = 5  # ids, in a hint


def unknown_ids(briefing: Briefing) -> Iterator[Problem]:
    """Ids that no file has, or whose class is not allowed in their place."""
    catalog = briefing.catalog
    missing = missing_ids(catalog)
    for part, reference, classes in catalog.references():
        if isinstance(part, schema.Ruling) and reference is part.means:
            continue  # may be "nothing"; `rulings` checks it
        if classes == ("source",):
            yield from _unknown_source(reference, catalog)
        elif classes != ("statement",):
            if reference in missing:
                described = describe_missing(reference, missing[reference], catalog)
                yield described.problem(reference.origin)
            else:
                yield from _wrong_class(reference, classes, catalog)


def _unknown_source(reference: Text, catalog: Catalog) -> Iterator[Problem]:
    if reference not in catalog.known_sources:
        known = catalog.known_sources
        named = (s.id for s in catalog.sources if reference in (s.content.title, s.content.publisher))
        guess = stem(reference) if stem(reference) in known else closest(reference, list(known))
        guess = guess or next(named, None)
        hint = f"name one of: {', '.join(sorted(known)[:_MOST_NAMED])}; or {NEW_SOURCE}"
        hint = f"did you mean '{guess}'?" if guess else hint
        sentence = f"source '{reference}' does not exist"
        instead = meant_id(stem(reference), known)
        yield Problem(codes.UNKNOWN_SOURCE, reference.origin, sentence, hint, instead=instead)


def _wrong_class(reference: Text, wanted: tuple[str, ...], catalog: Catalog) -> Iterator[Problem]:
    cls = catalog.known[reference]
    if cls not in wanted and not ("state" in wanted and _may_be_state(reference, cls, catalog)):
        another = with_article(wanted[0] if len(wanted) < len(Class) else "entity")
        sentence = f"'{reference}' is {with_article(cls)}; {another} is asked for here"
        also = "; a state may stand for a place, if its 'kind' is state" if "state" in wanted else ""
        yield Problem(codes.WRONG_CLASS, reference.origin, sentence, f"name {another}{also}")


def _may_be_state(entity_id: str, cls: Class, catalog: Catalog) -> bool:
    """Whether an actor is a state, or may be one because its file cannot be read."""
    entity = catalog.entities.get(entity_id)
    is_known = entity is not None and entity_id not in catalog.torn
    return cls is Class.ACTOR and (not is_known or (entity is not None and entity.content.kind == "state"))


def unknown_statements(briefing: Briefing) -> Iterator[Problem]:
    """Unknown ids of statements; a statement whose quote is not found counts as known."""
    catalog = briefing.catalog
    if not catalog.is_whole:
        return  # the statement may be in a file that cannot be read
    contents = [content for entity in catalog.entities.values() for content in entity.content.statements]
    ids = filter(None, (content.id for content in contents))
    known = list({*(statement.id for statement in briefing.evidence.statements), *ids})
    for _, reference, classes in catalog.references():
        if classes != ("statement",) or reference in known:
            continue
        guess = closest(reference, known)
        hint = f"did you mean '{guess}'?" if guess else "give the statement an 'id:' and name that"
        if origin := next((content.origin for content in contents if content.text == reference), None):
            hint = f"give the statement in {origin.file}:{origin.line} an 'id:' and name that"
            guess = None
        sentence = f"there is no statement with the id '{reference}'"
        instead = meant_id(reference, known)
        yield Problem(codes.UNKNOWN_STATEMENT, reference.origin, sentence, hint, guess=guess, instead=instead)


def circles(briefing: Briefing) -> Iterator[Problem]:
    """Chains of within, part_of or follows that lead back to their start."""
    for key in ("within", "part_of", "follows"):
        steps: dict[str, Text] = {}
        for entity in briefing.catalog.entities.values():
            fact = getattr(entity.content, key, None)
            if fact is not None:
                steps[entity.id] = fact.value
        for circle in _circles_in(steps):
            shown = " → ".join([*circle, circle[0]])
            sentence, hint = f"'{key}' goes round in a circle: {shown}", f"remove '{key}' from one of them"
            yield Problem(codes.CIRCLE, steps[circle[0]].origin, sentence, hint)


def _circles_in(steps: Mapping[str, str]) -> Iterator[list[str]]:
    """Each circle once, starting with its first id by the alphabet."""
    done: set[str] = set()
    for start in sorted(steps):
        path: list[str] = []
        at = start
        while at in steps and at not in done and at not in path:
            path.append(at)
            at = str(steps[at])
        if at in path:
            circle = path[path.index(at) :]
            first = circle.index(min(circle))
            yield circle[first:] + circle[:first]
        done.update(path)


def own_contradictions(briefing: Briefing) -> Iterator[Problem]:
    """Statements that contradict themselves."""
    for statement in briefing.evidence.statements:
        for other in statement.content.contradicts:
            if other == statement.id:
                sentence = f"the statement '{other}' contradicts itself"
                yield Problem(codes.SELF_REFERENCE, other.origin, sentence, "name the other statement")


def own_answers(briefing: Briefing) -> Iterator[Problem]:
    """Actors that respond to a claim of their own."""
    claims = {statement.id: statement.content for statement in briefing.evidence.statements}
    for entity in briefing.catalog.entities.values():
        for claim in entity.content.statements:
            for response in claim.responses:
                yield from _own_answer(claim, response, response.origin)
        for addressed in entity.content.responses:
            for to in addressed.to:
                if to in claims:
                    yield from _own_answer(claims[to], addressed, to.origin)


def _own_answer(claim: schema.Statement, answer: schema.Response, origin: Origin) -> Iterator[Problem]:
    if claim.by and claim.by.actor and claim.by.actor == answer.by.actor:
        sentence = f"'{answer.by.actor}' answers a claim of its own"
        hint = "a response comes from somebody else; a second claim is a statement of its own"
        yield Problem(codes.SELF_REFERENCE, origin, sentence, hint)


def own_relations(briefing: Briefing) -> Iterator[Problem]:
    """Actors that are related to themselves."""
    for entity in briefing.catalog.entities.values():
        for relation in entity.content.relations if isinstance(entity.content, schema.Actor) else ():
            if relation.to == entity.id:
                sentence = f"'{entity.id}' is related to itself"
                yield Problem(codes.SELF_REFERENCE, relation.to.origin, sentence, "name the other side")


def drafts(briefing: Briefing) -> Iterator[Problem]:
    """References to a draft, which has no page, from what is published."""
    catalog = briefing.catalog
    drafts = {entity.id for entity in catalog.entities.values() if entity.content.draft}
    for reference in _entities_in(catalog.site, drafts):
        sentence = f"'{reference}' is a draft, and the home page would show it"
        hint = f"take 'draft: true' out of '{reference}', or take it out of site.yml"
        yield Problem(codes.DRAFT_REFERENCE, reference.origin, sentence, hint)
    for entity in catalog.published():
        for reference in _entities_in(entity.content, drafts):
            sentence = f"'{reference}' is a draft, and '{entity.id}' is published"
            hint = f"take 'draft: true' out of '{reference}', or put it into '{entity.id}'"
            yield Problem(codes.DRAFT_REFERENCE, reference.origin, sentence, hint)


def _entities_in(content: schema.Authored, wanted: Container[str]) -> Iterator[Text]:
    """The references to one of the wanted entities."""
    for part in content.parts:
        for reference, refers in schema.references(part):
            if reference in wanted and refers.to not in (("source",), ("statement",)):
                yield reference


def expectations(briefing: Briefing) -> Iterator[Problem]:
    """Fewer things than site.yml expects, so that nothing is lost unnoticed."""
    catalog = briefing.catalog
    expected = catalog.site.expectations
    if not catalog.is_whole:
        return  # what is missing has been reported
    counted = {
        "sources": len(catalog.sources),
        "actors": len(catalog.published(Class.ACTOR)),
        "places": len(catalog.published(Class.PLACE)),
        "events": len(catalog.published(Class.EVENT)),
        "statements": sum(len(entity.content.statements) for entity in catalog.entities.values()),
    }
    for what, count in counted.items():
        if count < (least := getattr(expected, what)):
            there = "there is 1" if count == 1 else f"there are {count}"
            sentence = f"site.yml expects at least {least} {what}, and {there}"
            origin = origin_of(least, expected.origin)
            yield Problem(codes.EXPECTATION, origin, sentence, "bring them back, or lower the expectation")


CHECKS: tuple[Check, ...] = (
    unknown_ids,
    unknown_statements,
    circles,
    own_contradictions,
    own_answers,
    own_relations,
    drafts,
    expectations,
)
