"""Check the rulings of decisions.yml, and the ambiguous names that need one."""

from collections.abc import Iterator, Sequence

from generator import codes, schema
from generator.checks.unknown_ids import by_name, describe_missing, missing_ids
from generator.model import Briefing, Check, Document, Meaning
from generator.problems import Problem
from generator.text.spelling import closest, meant_id
from generator.values import origin_of


def unclear_in_sources(briefing: Briefing) -> Iterator[Problem]:
    """Ambiguous names in the sources; a ruling decides them."""
    for unclear in briefing.mentions.unclear_in_sources:
        name, source, first = unclear.name, unclear.source, unclear.meanings[0]
        listed = ", ".join(str(n) for n in unclear.passages)
        hint = (
            "say which in site_src/decisions.yml; until then it is not linked there:\n"
            f"- name: {name}\n  means: {first.entity}\n  source: {source}\n  passages: [{listed}]"
        )
        number = "passage" if len(unclear.passages) == 1 else "passages"
        sentence = f"'{name}' may mean {_any_of(unclear.meanings)} in {number} {listed} of {source}"
        yield Problem(codes.AMBIGUOUS_NAME, first.origin, sentence, hint)


def unclear_in_texts(briefing: Briefing) -> Iterator[Problem]:
    """Ambiguous names in the editor's texts; a link decides them."""
    for unclear in briefing.mentions.unclear_in_texts:
        name, subject = unclear.name, unclear.subject
        sentence = f"'{name}' may mean {_any_of(unclear.meanings)}"
        entities = dict.fromkeys(meaning.entity for meaning in unclear.meanings)
        hint = f"say which: {' or '.join(f'[[{entity}|{name}]]' for entity in entities)}"
        yield Problem(codes.AMBIGUOUS_NAME, unclear.origin, sentence, hint, subject=subject, words=(name,))


def _any_of(meanings: Sequence[Meaning]) -> str:
    return " or ".join(dict.fromkeys(str(meaning) for meaning in meanings))


def unknown_meanings(briefing: Briefing) -> Iterator[Problem]:
    """Rulings that give a name an unknown meaning."""
    catalog = briefing.catalog
    missing = missing_ids(catalog)
    for ruling in catalog.rulings:
        means = ruling.means
        if means == schema.NOTHING or means in catalog.known:
            continue
        if means in missing or means in catalog.gone:  # reported once, with its other uses
            yield describe_missing(means, missing.get(means, ()), catalog).problem(means.origin)
            continue
        guess = closest(means, list(catalog.known)) or by_name(means, catalog)
        hint = f"did you mean '{guess}'?" if guess else f"write an id, or '{schema.NOTHING}'"
        sentence, instead = f"'{means}' is not an entity", meant_id(means, catalog.known)
        yield Problem(codes.UNKNOWN_ENTITY, means.origin, sentence, hint, instead=instead)


def unused_rulings(briefing: Briefing) -> Iterator[Problem]:
    """Rulings that decide nothing, and passages that their sources do not have."""
    catalog, mentions = briefing.catalog, briefing.mentions
    by_id = {document.id: document for document in briefing.documents}
    for ruling in catalog.rulings:
        unread = ruling.source is not None and ruling.source not in by_id
        unknown = ruling.means != schema.NOTHING and ruling.means not in catalog.known  # an error of its own
        nowhere = list(_unknown_passages(ruling, by_id.get(str(ruling.source))))
        yield from nowhere
        if ruling.origin not in mentions.used_rulings and not unread and not unknown and not nowhere:
            sentence = f"the ruling on '{ruling.name}' applies nowhere"
            hint = "compare the name with the source's words, and the passages; or delete it"
            yield Problem(codes.UNUSED_RULING, ruling.origin, sentence, hint)


def _unknown_passages(ruling: schema.Ruling, document: Document | None) -> Iterator[Problem]:
    """Passages of a ruling that its source does not have."""
    if document is None:
        return
    numbers = {passage.n for passage in document.article}
    for n in ruling.passages:
        if n not in numbers:
            sentence = f"{document.id} has no passage {n}"
            hint = "it has passages {} to {}".format(*document.ends)
            yield Problem(codes.UNKNOWN_PASSAGE, origin_of(n, ruling.origin), sentence, hint)


CHECKS: tuple[Check, ...] = (unclear_in_sources, unclear_in_texts, unknown_meanings, unused_rulings)
