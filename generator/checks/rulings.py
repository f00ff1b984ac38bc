"""Check the rulings of decisions.yml: what they mean is there, and each of them serves something."""

from collections.abc import Iterator, Sequence

from generator import codes, schema
from generator.checks.unknown_ids import by_name, missing_ids, tell_missing
from generator.model import Catalog, Document, Mentions
from generator.problems import Problem
from generator.text.spelling import closest, meant_id
from generator.values import place_of


def check_rulings(catalog: Catalog, documents: Sequence[Document], mentions: Mentions) -> tuple[Problem, ...]:
    """Look at every ruling."""
    return (*_unknown_meanings(catalog), *_unused_rulings(catalog, mentions, documents))


def _unknown_meanings(catalog: Catalog) -> Iterator[Problem]:
    missing = missing_ids(catalog)
    for ruling in catalog.rulings:
        means = ruling.means
        if means == schema.NOTHING or means in catalog.known:
            continue
        if means in missing or means in catalog.gone:  # told once, with whatever else asks for it
            told = tell_missing(means, missing.get(means, ()), catalog)
            yield told.problem(means.origin)
            continue
        guess = closest(means, list(catalog.known)) or by_name(means, catalog)
        hint = f"did you mean '{guess}'?" if guess else f"write an id, or '{schema.NOTHING}'"
        instead = meant_id(means, list(catalog.known))
        yield Problem(
            codes.UNKNOWN_ENTITY, means.origin, f"'{means}' is not an entity", hint, instead=instead
        )


def _unused_rulings(catalog: Catalog, mentions: Mentions, documents: Sequence[Document]) -> Iterator[Problem]:
    by_id = {document.id: document for document in documents}
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
            hint = f"it has passages {min(numbers, default=0)} to {max(numbers, default=0)}"
            yield Problem(codes.UNKNOWN_PASSAGE, place_of(n, ruling.origin), sentence, hint)
