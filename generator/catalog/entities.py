"""Turn the files of actors, places and events into entities.

A file whose content is wrong still gives its id, so that one mistake is not
reported again by everything that refers to it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import codes, layout, schema
from generator.catalog.files import CLASSES, Home
from generator.model import Class, Entity, Files
from generator.problems import Origin, Problem
from generator.reading.typed import read
from generator.text.spelling import closest, meant_word


@dataclass(frozen=True, slots=True)
class ReadEntities:
    """The entities whose files can be read, and the ids of all."""

    by_id: Mapping[str, Entity]  # sorted
    torn: frozenset[str]  # ids of those that could be read in part only
    known: Mapping[str, Class]  # every id there is a file for, broken or not


def read_entities(files: Files, homes: Sequence[Home]) -> tuple[ReadEntities, list[Problem]]:
    """Read the files of actors, places and events; of two with one id, the first."""
    entities: dict[str, Entity] = {}
    torn: set[str] = set()
    known: dict[str, Class] = {}
    problems: list[Problem] = []
    first: dict[str, str] = {}  # id in lower case: its first file
    for home in homes:
        cls = CLASSES.get(home.folder)
        if cls is None:
            continue
        if other := first.get(home.id.lower()):
            sentence = f"the id '{home.id}' is taken by {other}; ids are unique, in any folder and case"
            if home.is_there:  # else it is refused already
                hint = "rename one of the two files"
                problems.append(Problem(codes.DUPLICATE_ID, Origin(home.file), sentence, hint))
            continue
        first[home.id.lower()] = home.file
        known[home.id] = cls
        content, refused = read(cls.model, files[home.file], home.file, {"name": home.id})
        problems.extend(refused)
        if content is not None:
            entities[home.id] = Entity(home.id, cls, content, home.file)
            if refused or layout.unfit(home.id):  # whatever it says may be another's: of what it is a copy of
                torn.add(home.id)
    return ReadEntities(dict(sorted(entities.items())), frozenset(torn), known), problems


def unknown_kinds(site: schema.Site, entities: Iterable[Entity]) -> Iterator[Problem]:
    """Kinds that are neither usual nor added by site.yml."""
    for entity in entities:
        kind, allowed = entity.content.kind, entity.cls.kinds(site)
        if kind is not None and kind not in allowed:
            guess = closest(kind, allowed)
            hint = f"did you mean '{guess}'?" if guess else f"write one of: {', '.join(allowed)}."
            hint += " A new kind goes under 'kinds:' in site.yml"
            sentence, instead = f"'{kind}' is not a kind of {entity.cls}", meant_word(kind, allowed)
            yield Problem(codes.BAD_VALUE, kind.origin, sentence, hint, words=(kind,), instead=instead)
