"""Check that every id exists, is of the right class, and that no chain closes to a circle."""

from collections.abc import Iterator, Mapping

from generator import codes, schema
from generator.checks.unknown_ids import missing_ids, tell_missing
from generator.layout import stem
from generator.model import Briefing, Catalog, Check, Class
from generator.problems import Origin, Problem
from generator.schema.scalars import NEW_SOURCE
from generator.text.phrases import with_article
from generator.text.spelling import closest, meant_id
from generator.values import Text, origin_of

_MOST_NAMED = 5  # ids, in a hint


def check_references(briefing: Briefing) -> Iterator[Problem]:
    """Run every check below."""
    for check in CHECKS:
        yield from check(briefing)


def unknown_ids(briefing: Briefing) -> Iterator[Problem]:
    """Ids that no file has, or that are of another class than is asked for."""
    catalog = briefing.catalog
    missing = missing_ids(catalog)
    for part in catalog.parts():
        for reference, refers in schema.references(part):
            if isinstance(part, schema.Ruling) and reference is part.means:
                continue  # may be "nothing"; the rulings are looked at by themselves
            if refers.to == ("source",):
                yield from _unknown_source(reference, catalog)
            elif reference in missing and refers.to != ("statement",):
                told = tell_missing(reference, missing[reference], catalog)
                yield told.problem(reference.origin)
            elif refers.to != ("statement",):
                yield from _wrong_class(reference, refers.to, catalog)


def _unknown_source(reference: Text, catalog: Catalog) -> Iterator[Problem]:
    if reference not in catalog.known_sources:
        known = catalog.known_sources
        guess = stem(reference) if stem(reference) in known else closest(reference, list(known))
        guess = guess or _source_by_name(reference, catalog)
        hint = f"name one of: {', '.join(sorted(known)[:_MOST_NAMED])}; or {NEW_SOURCE}"
        hint = f"did you mean '{guess}'?" if guess else hint
        sentence = f"source '{reference}' does not exist"
        instead = meant_id(stem(reference), known)
        yield Problem(codes.UNKNOWN_SOURCE, reference.origin, sentence, hint, instead=instead)


def _source_by_name(words: str, catalog: Catalog) -> str | None:
    """The id of the source that somebody called by its title or publisher."""
    return next((s.id for s in catalog.sources if words in (s.content.title, s.content.publisher)), None)


def _wrong_class(reference: Text, wanted: tuple[str, ...], catalog: Catalog) -> Iterator[Problem]:
    cls = catalog.known[reference]
    if cls not in wanted and not ("state" in wanted and _may_be_state(reference, cls, catalog)):
        also = "; a state may stand for a place, if its 'kind' is state" if "state" in wanted else ""
        wanted_class = wanted[0] if len(wanted) < len(Class) else "entity"
        sentence = f"'{reference}' is {with_article(cls)}; {with_article(wanted_class)} is asked for here"
        yield Problem(
            codes.WRONG_CLASS, reference.origin, sentence, f"name {with_article(wanted_class)}{also}"
        )


def _may_be_state(entity_id: str, cls: Class, catalog: Catalog) -> bool:
    """Whether an actor may stand where a place is asked for; of a broken file that is not known."""
    entity = catalog.entities.get(entity_id)
    is_known = entity is not None and entity_id not in catalog.torn
    return cls is Class.ACTOR and (not is_known or (entity is not None and entity.content.kind == "state"))


def unknown_statements(briefing: Briefing) -> Iterator[Problem]:
    """Ids of statements that none has; one whose quote is false is a mistake already told."""
    catalog = briefing.catalog
    if not catalog.is_whole:
        return  # something cannot be read, which is said already, and nobody knows what statements it has
    ids = (content.id for entity in catalog.entities.values() for content in entity.content.statements)
    known = list({*(statement.id for statement in briefing.evidence.statements), *filter(None, ids)})
    for part in catalog.parts():
        for reference, refers in schema.references(part):
            if refers.to != ("statement",) or reference in known:
                continue
            guess = closest(reference, known)
            hint = f"did you mean '{guess}'?" if guess else "give the statement an 'id:' and name that"
            if origin := _by_its_text(reference, catalog):
                hint = f"give the statement in {origin.file}:{origin.line} an 'id:' and name that"
            sentence = f"there is no statement with the id '{reference}'"
            yield Problem(
                codes.UNKNOWN_STATEMENT,
                reference.origin,
                sentence,
                hint,
                guess=None if origin else guess,
                instead=meant_id(reference, known),
            )


def _by_its_text(words: str, catalog: Catalog) -> Origin | None:
    """Where the statement stands that somebody named by its sentence."""
    statements = (s for entity in catalog.entities.values() for s in entity.content.statements)
    return next((s.origin for s in statements if s.text == words), None)


def circles(briefing: Briefing) -> Iterator[Problem]:
    """Chains of within, part_of and follows that come back to their beginning."""
    for key in ("within", "part_of", "follows"):
        steps: dict[str, Text] = {}
        for entity in briefing.catalog.entities.values():
            fact = getattr(entity.content, key, None)
            if fact is not None:
                steps[entity.id] = fact.value
        for circle in _circles_in(steps):
            shown = " → ".join([*circle, circle[0]])
            hint = f"remove '{key}' from one of them"
            yield Problem(
                codes.CIRCLE, steps[circle[0]].origin, f"'{key}' goes round in a circle: {shown}", hint
            )


def _circles_in(steps: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield each circle once, from its first id in order of the alphabet."""
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
    """Actors that answer a claim of their own, below it or in a file of theirs."""
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
    """Published entities that rest on a draft, which has no page."""
    catalog = briefing.catalog
    drafts = {entity.id for entity in catalog.entities.values() if entity.content.draft}
    for part in catalog.site.parts:
        for reference, refers in schema.references(part):
            if reference in drafts and refers.to != ("statement",):
                sentence = f"'{reference}' is a draft, and the home page would show it"
                hint = f"take 'draft: true' out of '{reference}', or take it out of site.yml"
                yield Problem(codes.DRAFT_REFERENCE, reference.origin, sentence, hint)
    for entity in catalog.entities.values():
        if entity.id in drafts:
            continue
        for part in entity.content.parts:
            for reference, refers in schema.references(part):
                if reference in drafts and refers.to not in (("source",), ("statement",)):
                    sentence = f"'{reference}' is a draft, and '{entity.id}' is published"
                    hint = f"take 'draft: true' out of '{reference}', or put it into '{entity.id}'"
                    yield Problem(codes.DRAFT_REFERENCE, reference.origin, sentence, hint)


def expectations(briefing: Briefing) -> Iterator[Problem]:
    """Fewer things than site.yml expects: something got lost in silence."""
    catalog = briefing.catalog
    expected = catalog.site.expectations
    if not catalog.is_whole:
        return  # what is missing is missing for a reason that is given
    statements = sum(len(entity.content.statements) for entity in catalog.entities.values())
    counted = {
        "sources": len(catalog.sources),
        "actors": len(catalog.published(Class.ACTOR)),
        "places": len(catalog.published(Class.PLACE)),
        "events": len(catalog.published(Class.EVENT)),
        "statements": statements,
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
