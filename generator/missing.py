"""Say of an id that no entity has, in one way wherever it stands, so that it is told once."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import schema
from generator.model import Catalog, Class
from generator.spelling import bare_id, closest, meant_id
from generator.values import Text

_OTHERS = (("source",), ("statement",))


@dataclass(frozen=True, slots=True)
class Use:
    """A place where an id that no entity has is asked for."""

    part: schema.Authored
    classes: tuple[str, ...]  # any of which it may be; "state" is an actor of that kind


@dataclass(frozen=True, slots=True)
class Missing:
    """What is said of an id that no entity has."""

    sentence: str
    hint: str
    instead: str | None  # what can only have been meant


def authored(catalog: Catalog) -> Iterator[schema.Authored]:
    """Every mapping in the briefing's files."""
    yield from schema.walk(catalog.site)
    for source in catalog.sources:
        yield from schema.walk(source.content)
    for entity in catalog.entities.values():
        yield from schema.walk(entity.content)
    for ruling in catalog.rulings:
        yield from schema.walk(ruling)


def missing_ids(catalog: Catalog) -> Mapping[str, Sequence[Use]]:
    """The ids that no entity has, each with all that asks for it but links and rulings."""
    uses: dict[str, list[Use]] = defaultdict(list)
    for part in authored(catalog):
        for reference, refers in schema.references(part):
            is_ruling = isinstance(part, schema.Ruling)  # may be "nothing", and says nothing of a class
            if refers.to not in _OTHERS and not is_ruling and reference not in catalog.known:
                uses[str(reference)].append(Use(part, refers.to))
    return uses


def tell_missing(reference: Text | str, uses: Sequence[Use], catalog: Catalog) -> Missing:
    """What is said of a missing id; its class is the narrowest that anything asks for."""
    wanted = [use.classes for use in uses if len(use.classes) < len(Class)] or [tuple(Class)]
    named = {classes[0] for classes in wanted}
    wanted_class = named.pop() if len(named) == 1 and len(wanted[0]) < len(Class) else "entity"
    fitting = [i for i, cls in catalog.known.items() if all(_may_be(cls, classes) for classes in wanted)]
    guess = (
        closest(reference, fitting) or closest(reference, list(catalog.known)) or by_name(reference, catalog)
    )
    hint = f"If it is new: briefing new {wanted_class} {_quoted(reference)}"
    if wanted_class == "entity":
        hint = f"If it is new: briefing new actor {_quoted(reference)} (or: new place, new event)"
    hint = f"did you mean '{guess}'? {hint}" if guess else hint
    if any(isinstance(use.part, schema.Party) for use in uses) and " " in reference and not guess:
        hint += f"\nIf the source does not name them: unnamed: {reference}"
    if (bare := bare_id(reference)) != reference and bare in catalog.known:
        hint = f"write '{bare}', without folder, extension or brackets"
    if new := catalog.renamed.get(reference):
        hint = (
            f"was {reference}.yml renamed to {new}.yml? Give it its name back, then: "
            f"briefing rename {reference} {new}"
        )
    sentence = f"{wanted_class} '{reference}' does not exist"
    instead = meant_id(reference, fitting) or _only_by_name(reference, fitting, catalog)
    return Missing(sentence, hint, instead)


def by_name(words: str, catalog: Catalog) -> str | None:
    """The id of the entity that somebody wrote by its name."""
    return next((e.id for e in catalog.entities.values() if words in e.names), None)


def _may_be(cls: Class, classes: Container[str]) -> bool:
    return cls in classes or (cls is Class.ACTOR and "state" in classes)


def _only_by_name(words: str, fitting: Container[str], catalog: Catalog) -> str | None:
    """The id of the one entity that bears a name, where it is of the class that is asked for."""
    named = [e.id for e in catalog.entities.values() if words in e.names]
    return named[0] if len(named) == 1 and named[0] in fitting else None


def _quoted(words: str) -> str:
    return f"'{words}'" if " " in words else words
