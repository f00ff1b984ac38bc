"""Find where a briefing's files refer to an id, as stretches of their text.

Which values of the YAML are ids, and which texts may hold ``[[links]]``, is what
the models and the mentions say; a word that only looks like the id is no
reference to it, and words quoted from a source are never touched.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator import schema
from generator.editing.edits import Edit
from generator.model import Briefing, Class, Files
from generator.problems import Origin
from generator.reading.nodes import Scalar, scalars
from generator.reading.parse import decode, parse_file
from generator.schema.scalars import Refers
from generator.text.ids import LINK

STATEMENTS = "statements"
SOURCES = "sources"
_FREE_FOLDERS = ("site_src/templates/", "site_src/theme/")
_PAGES = "site_src/pages/"

_OF_ENTITIES = r"\b(?:link|in_sentence)\(\s*"
_OF_SOURCES = r"\b(?:source_link|passage_link|source_number|source_day|place)\(\s*"
_OF_PICTURES = r"\bpicture\(\s*[\"'][a-z-]+[\"']\s*,\s*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """What gets another id."""

    folder: str  # in site_src/ and docs/; STATEMENTS for a statement
    old: str
    new: str
    statements: Mapping[str, str]  # the ids of statements that change with it, to what they become

    @property
    def is_entity(self) -> bool:
        """Whether texts may link to it."""
        return self.folder not in (SOURCES, STATEMENTS)


@dataclass(frozen=True, slots=True)
class Places:
    """Where files refer to what is renamed."""

    edits: Mapping[str, tuple[Edit, ...]]  # by file
    unclear: tuple[Origin, ...]  # values that are written in such a way that the id cannot be replaced


def find_places(files: Files, briefing: Briefing, renamed: Renamed) -> Places:
    """Look through YAML, pages written by hand, templates, theme and mkdocs.yml."""
    edits: dict[str, list[Edit]] = defaultdict(list)
    unclear: list[Origin] = []
    values = _values(briefing, renamed)
    texts = briefing.mentions.in_texts.keys() if renamed.is_entity else ()
    for file, data in files.items():
        text, _ = decode(data, file)
        if text is None:
            continue
        if is_yaml(file):
            for scalar in scalars(parse_file(data, file).node):
                if replaced := values.get(scalar.origin):
                    found = _id_in(scalar, text, *replaced)
                elif scalar.origin in texts:
                    found = _links_in(scalar, text, renamed)
                else:
                    continue
                edits[file] += found or []
                unclear += [scalar.origin] if found is None else []
        else:
            edits[file] += sorted(set(_in_free_text(text, file, renamed)))
    return Places({file: tuple(found) for file, found in edits.items() if found}, tuple(unclear))


def left_alone(files: Files, old: str) -> Iterator[Origin]:
    """Where comments, pages, templates and the theme still have an id; people can tell if it is meant."""
    for file, data in files.items():
        text, _ = decode(data, file)
        if text is None or not (is_yaml(file) or file.startswith((*_FREE_FOLDERS, _PAGES))):
            continue
        known: list[range] = []
        if file.endswith(".yml"):
            known = [range(scalar.start, scalar.end) for scalar in scalars(parse_file(data, file).node)]
        for match in word(old).finditer(text):
            if not any(match.start() in stretch for stretch in known):
                line = text.count("\n", 0, match.start()) + 1
                yield Origin(file, line, match.start() - text.rfind("\n", 0, match.start()))


def word(words: str) -> re.Pattern[str]:
    """An id as a word of its own, not as a part of a longer one."""
    return re.compile(rf"(?<![\w-]){re.escape(words)}(?![\w-])")


def is_yaml(file: str) -> bool:
    """Whether a file is one of those that the models describe."""
    elsewhere = (*_FREE_FOLDERS, _PAGES)
    return file.startswith("site_src/") and file.endswith(".yml") and not file.startswith(elsewhere)


def _values(briefing: Briefing, renamed: Renamed) -> Mapping[Origin, tuple[str, str]]:
    """What stands in the place of each value that is an id to be replaced, and what is to."""
    found: dict[Origin, tuple[str, str]] = {}
    for part in briefing.catalog.parts():
        own = part.id if isinstance(part, schema.Statement) else None
        if own is not None and own in renamed.statements:
            found[own.origin] = (str(own), renamed.statements[own])
        for reference, refers in schema.references(part):
            old = str(reference)
            if refers.to == ("statement",):
                if old in renamed.statements:
                    found[reference.origin] = (old, renamed.statements[old])
            elif old == renamed.old and renamed.folder in _folders(refers):
                found[reference.origin] = (old, renamed.new)
    return found


def _folders(refers: Refers) -> tuple[str, ...]:
    """Where the files lie that such an id may mean; one of a wrong class is to follow, too."""
    return (SOURCES,) if refers.to == ("source",) else tuple(cls.folder for cls in Class)


def _id_in(scalar: Scalar, text: str, old: str, new: str) -> list[Edit] | None:
    """The id within a value, quotation marks and block signs left alone; None where it is not there once."""
    found = list(word(old).finditer(text, scalar.start, scalar.end))
    return [Edit(*found[0].span(), new)] if len(found) == 1 else None


def _links_in(scalar: Scalar, text: str, renamed: Renamed) -> list[Edit] | None:
    """The ids of the links within a text; None where they are not written as they are read."""
    wanted = sum(link["id"] == renamed.old for link in LINK.finditer(scalar.text))
    found = [
        Edit(*link.span("id"), renamed.new)
        for link in LINK.finditer(text, scalar.start, scalar.end)
        if link["id"] == renamed.old
    ]
    return found if len(found) == wanted else None


def _in_free_text(text: str, file: str, renamed: Renamed) -> Iterator[Edit]:
    """Links, addresses of pages and of statements, and what templates name by id."""
    old, new = re.escape(renamed.old), renamed.new
    patterns = []
    if renamed.folder != STATEMENTS:
        patterns.append(rf"(?<![\w-]){renamed.folder}/(?P<id>{old})(?=\.(?:md|html)\b)")
    if file.startswith("site_src/templates/"):
        before = f"(?:{_OF_ENTITIES}|{_OF_PICTURES})" if renamed.is_entity else _OF_SOURCES
        patterns.append(rf"{before}(?P<mark>[\"'])(?P<id>{old})(?P=mark)")
    if renamed.is_entity and file.startswith(_PAGES):
        yield from (Edit(*m.span("id"), new) for m in LINK.finditer(text) if m["id"] == renamed.old)
    for pattern in patterns:
        yield from (Edit(*m.span("id"), new) for m in re.finditer(pattern, text))
    for former, becomes in renamed.statements.items():
        address = rf"(?:#s-|\bdata/cite/)(?P<id>{re.escape(former)})(?![\w-])"
        yield from (Edit(*m.span("id"), becomes) for m in re.finditer(address, text))
