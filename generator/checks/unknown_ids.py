"""Say of an id that no entity has, in one way wherever it stands, so that it is told once."""

import re
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from generator import codes, layout, schema
from generator.model import Catalog, Class, Entity, Gone
from generator.problems import Origin, Problem, command
from generator.schema import placeholders
from generator.text.folding import fold_text
from generator.text.ids import bare_id
from generator.text.spelling import closest_few, meant_id, with_words
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

    reference: str
    sentence: str
    hint: str
    instead: str | None  # what can only have been meant

    def problem(self, origin: Origin) -> Problem:
        """The problem of a value that is this id."""
        return Problem(
            codes.UNKNOWN_ENTITY,
            origin,
            self.sentence,
            self.hint,
            words=(self.reference,),  # which may have an apostrophe
            instead=self.instead,
        )


def missing_ids(catalog: Catalog) -> Mapping[str, Sequence[Use]]:
    """The ids that no entity has, each with all that asks for it but links and rulings."""
    uses: dict[str, list[Use]] = defaultdict(list)
    for part in catalog.parts():
        for reference, refers in schema.references(part):
            is_ruling = isinstance(part, schema.Ruling)  # may be "nothing", and says nothing of a class
            if refers.to not in _OTHERS and not is_ruling and reference not in catalog.known:
                uses[str(reference)].append(Use(part, refers.to))
    return uses


def tell_missing(reference: Text | str, uses: Sequence[Use], catalog: Catalog) -> Missing:
    """What is said of a missing id; its class is the narrowest that anything asks for."""
    wanted = _wanted(uses)
    fitting = [i for i, cls in catalog.known.items() if all(_may_be(cls, classes) for classes in wanted)]
    sentence = f"{_called(wanted)} '{reference}' does not exist"
    if gone := catalog.gone.get(reference):
        return Missing(str(reference), sentence, _brought_back(reference, gone), None)
    instead = meant_id(reference, fitting) or _only_by_name(reference, fitting, catalog)
    hint = _in_another_form(reference, catalog)
    if hint is None and (sure := instead or by_name(reference, catalog)):
        hint = f"did you mean '{sure}'?"
    if hint is None:
        guesses = _guesses(reference, fitting, list(catalog.known))
        named = " or ".join(f"'{guess}'" for guess in guesses)
        hint = (f"did you mean {named}? " if guesses else "") + _if_new(reference, _called(wanted), uses)
    return Missing(str(reference), sentence, hint, instead)


def _wanted(uses: Sequence[Use]) -> list[tuple[str, ...]]:
    """The classes that are asked for, each time that not every class will do."""
    return [use.classes for use in uses if len(use.classes) < len(Class)]


def _called(wanted: Sequence[tuple[str, ...]]) -> str:
    """What to call the thing that is missing: by its class, where only one is asked for."""
    asked = {classes[0] for classes in wanted}
    return asked.pop() if len(asked) == 1 else "entity"


def _in_another_form(reference: str, catalog: Catalog) -> str | None:
    """What to write in place of ids that are known, and stand here with something around them."""
    bare = bare_id(reference)
    if bare != reference and bare in catalog.known:
        return f"write '{bare}', without folder, extension or brackets"
    if all(part in catalog.known for part in re.split(r",\s*|\s+and\s+", reference)):
        return "these are several ids, and one stands here: write an entry for each"
    return None


def _if_new(reference: str, wanted_class: str, uses: Sequence[Use]) -> str:
    """How to begin a file for the id; somebody whom the source does not name has none."""
    hint = f"If it is new: {_begun(wanted_class, reference)}"
    if any(isinstance(use.part, schema.Party) for use in uses) and " " in reference:
        hint += f"; if the source does not name them: {{unnamed: {reference}}}"
    return hint


def _guesses(reference: str, fitting: Sequence[str], known: Sequence[str]) -> list[str]:
    """Ids that may have been meant, those first that are of the class that is asked for."""
    return (
        with_words(reference, fitting)
        or closest_few(reference, fitting, most=1)
        or closest_few(reference, known, most=1)
        or with_words(reference.rsplit(" ", 1)[-1], fitting)  # of "President Aliyev"
    )


def _brought_back(gone_id: str, gone: Gone) -> str:
    """How to have a file again that the last build had."""
    if gone.renamed:
        return f"was {gone_id}.yml renamed to {gone.renamed}.yml? Give it its name back, then: " + command(
            f"briefing rename {gone_id} {gone.renamed}"
        )
    restore = command(f"git restore --source=HEAD {gone.file}")
    return (
        f"the last build had {gone.file}. If it is gone by mistake: {restore}; "
        "if it is to go, take away what refers to it, too"
    )


def _begun(wanted_class: str, reference: str) -> str:
    """The command that begins a file: for an id, with a name still to be written."""
    cls, others = (wanted_class, "") if wanted_class != "entity" else ("actor", " (or: new place, new event)")
    is_id = layout.ID.fullmatch(reference) is not None
    name = f"'{placeholders.NAME}' --id {reference}" if is_id else _quoted(reference)
    return command(f"briefing new {cls} {name}") + others


def by_name(words: str, catalog: Catalog) -> str | None:
    """The id of the entity that somebody wrote by its name."""
    return next((e.id for e in catalog.entities.values() if _bears(e, words)), None)


def _bears(entity: Entity, words: str) -> bool:
    """Whether an entity has a name, whatever the form of its apostrophe."""
    return fold_text(words) in map(fold_text, entity.names)


def _may_be(cls: Class, classes: Container[str]) -> bool:
    return cls in classes or (cls is Class.ACTOR and "state" in classes)


def _only_by_name(words: str, fitting: Container[str], catalog: Catalog) -> str | None:
    """The id of the one entity that bears a name, where it is of the class that is asked for."""
    named = [e.id for e in catalog.entities.values() if _bears(e, words)]
    return named[0] if len(named) == 1 and named[0] in fitting else None


def _quoted(words: str) -> str:
    """Words as a shell takes them, in the marks that need no others within."""
    if re.fullmatch(r"[\w-]+", words):
        return words
    return f"'{words}'" if "'" not in words else f'"{words}"'
