"""Describe an unknown id of an entity in the same words wherever it is used, so that it is reported once."""

import re
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from generator import codes, layout, schema
from generator.model import Catalog, Class, Gone
from generator.problems import Origin, Problem, command
from generator.schema import placeholders
from generator.text.folding import fold_text
from generator.text.ids import bare_id
from generator.text.spelling import closest_few, meant_id, with_words
from generator.values import Text

_OTHERS = (("source",), ("statement",))


@dataclass(frozen=True, slots=True)
class Use:
    """A mapping that refers to an unknown id."""

    part: schema.Authored
    classes: tuple[str, ...]  # any of which it may be; "state" is an actor of that kind


@dataclass(frozen=True, slots=True)
class Missing:
    """What is reported of an unknown id."""

    reference: str
    sentence: str
    hint: str
    instead: str | None  # what can only have been meant

    def problem(self, origin: Origin) -> Problem:
        """The problem of a value that is this id."""
        words = (self.reference,)
        return Problem(
            codes.UNKNOWN_ENTITY, origin, self.sentence, self.hint, words=words, instead=self.instead
        )


def missing_ids(catalog: Catalog) -> Mapping[str, Sequence[Use]]:
    """The unknown ids of entities, each with what refers to it; links and rulings left out."""
    uses: dict[str, list[Use]] = defaultdict(list)
    for part, reference, classes in catalog.references():
        is_ruling = isinstance(part, schema.Ruling)  # may be "nothing", and asks for no class
        if classes not in _OTHERS and not is_ruling and reference not in catalog.known:
            uses[str(reference)].append(Use(part, classes))
    return uses


def describe_missing(reference: Text | str, uses: Sequence[Use], catalog: Catalog) -> Missing:
    """What to report of an unknown id; its class is the narrowest that a use of it allows."""
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
    """The classes that each use allows; uses that allow every class are left out."""
    return [use.classes for use in uses if len(use.classes) < len(Class)]


def _called(wanted: Sequence[tuple[str, ...]]) -> str:
    """The class of what is missing, where only one is allowed; else "entity"."""
    asked = {classes[0] for classes in wanted}
    return asked.pop() if len(asked) == 1 else "entity"


def _in_another_form(reference: str, catalog: Catalog) -> str | None:
    """A hint for known ids that are written in another form, or several in one value."""
    bare = bare_id(reference)
    if bare != reference and bare in catalog.known:
        return f"write '{bare}', without folder, extension or brackets"
    if all(part in catalog.known for part in re.split(r",\s*|\s+and\s+", reference)):
        return "these are several ids, and one stands here: write an entry for each"
    return None


def _if_new(reference: str, wanted_class: str, uses: Sequence[Use]) -> str:
    """How to begin a file for the id, or to write somebody whom the source does not name."""
    hint = f"If it is new: {_begun(wanted_class, reference)}"
    if any(isinstance(use.part, schema.Party) for use in uses) and " " in reference:
        hint += f"; if the source does not name them: {{unnamed: {reference}}}"
    return hint


def _guesses(reference: str, fitting: Sequence[str], known: Sequence[str]) -> list[str]:
    """Ids that may have been meant; an allowed class comes before others."""
    return (
        with_words(reference, fitting)
        or closest_few(reference, fitting, most=1)
        or closest_few(reference, known, most=1)
        or with_words(reference.rsplit(" ", 1)[-1], fitting)  # of "President Aliyev"
    )


def _brought_back(gone_id: str, gone: Gone) -> str:
    """How to restore a file that the last build had."""
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
    """The command that begins a file; an id goes with a placeholder for the name."""
    cls, others = (wanted_class, "") if wanted_class != "entity" else ("actor", " (or: new place, new event)")
    is_id = layout.ID.fullmatch(reference) is not None
    name = f"'{placeholders.NAME}' --id {reference}" if is_id else _quoted(reference)
    return command(f"briefing new {cls} {name}") + others


def by_name(words: str, catalog: Catalog) -> str | None:
    """The id of the first entity of this name."""
    return next(iter(_all_of_name(words, catalog)), None)


def _all_of_name(words: str, catalog: Catalog) -> list[str]:
    """The ids of the entities of this name, whatever the form of its apostrophe."""
    name = fold_text(words)
    return [e.id for e in catalog.entities.values() if name in map(fold_text, e.names)]


def _may_be(cls: Class, classes: Container[str]) -> bool:
    return cls in classes or (cls is Class.ACTOR and "state" in classes)


def _only_by_name(words: str, fitting: Container[str], catalog: Catalog) -> str | None:
    """The id of the only entity of this name, if its class is allowed."""
    named = _all_of_name(words, catalog)
    return named[0] if len(named) == 1 and named[0] in fitting else None


def _quoted(words: str) -> str:
    """Words as an argument in a shell."""
    if re.fullmatch(r"[\w-]+", words):
        return words
    return f"'{words}'" if "'" not in words else f'"{words}"'
