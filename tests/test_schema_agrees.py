import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator import schema
from generator.authoring import read, read_nodes
from generator.build import write_for_editors
from generator.model import Class
from generator.scaffold import new_entity
from generator.schema_files import schema_line
from generator.yaml_nodes import Mapping as MappingNode
from generator.yaml_nodes import Node, Scalar
from generator.yaml_nodes import Sequence as ListNode
from tests.briefing import make_folder
from tests.built import BRIEFINGS, write_small
from tests.checked import by_schema, check_jsonschema
from tests.golden import CASES, read_case
from tests.values import VALUES

MODELS: Mapping[str, type[schema.Authored]] = {
    "site": schema.Site,
    "source": schema.Source,
    "actor": schema.Actor,
    "place": schema.Place,
    "event": schema.Event,
}


@pytest.mark.parametrize("briefing", BRIEFINGS.values(), ids=BRIEFINGS)
def test_no_file_of_the_briefings_is_refused(briefing: Path) -> None:
    """A schema that marks what is right as wrong gets switched off."""
    files = [path.relative_to(briefing).as_posix() for path in briefing.glob("site_src/**/*.yml")]

    for name, checked in by_schema(briefing, files).items():
        assert check_jsonschema(briefing / ".schemas" / name, checked) == []


@pytest.mark.parametrize("cls", Class)
def test_a_new_file_is_not_refused_nor_what_it_proposes(cls: Class, tmp_path: Path) -> None:
    """An editor who takes the comment marks away should see nothing marked as wrong."""
    root = write_small(tmp_path)
    write_for_editors(root)
    path = root / new_entity(root, cls, "Ada Morn")
    filled = path.with_name("filled.yml")
    filled.write_text(path.read_text().replace("\n# ", "\n"))

    assert check_jsonschema(root / f".schemas/{cls}.json", [path, filled]) == []


# --- schema and build agree ------------------------------------------------------------------------------

SAID_BY_A_SCHEMA = {
    "bad-date",
    "bad-value",
    "duplicate-key",
    "empty-file",
    "empty-value",
    "merge-mark",
    "missing-key",
    "multi-line",
    "rights-missing",
    "unknown-key",
    "wrong-type",
    "yaml-syntax",
    "yaml-tab",
}
"""The codes of mistakes in a file by itself. All others need a second file, an article, or the bytes."""

PASSED_OVER = {
    "dates/an-interval-that-ends-before-it-starts: site_src/events/a.yml:2": "a schema cannot compare dates",
    "dates/an-interval-that-ends-before-it-starts: site_src/events/b.yml:2": "likewise",
    "dates/dates-that-do-not-exist: site_src/events/a.yml:2": "nor does it know the lengths of months",
    "keys/a-figure-has-one-bound: site_src/events/stop.yml:15": "1e5 is a number to a schema",
    "keys/values-of-a-list: site_src/actors/morn.yml:2": "site.yml may have got that kind just now",
    "keys/values-of-a-list: site_src/places/brenna.yml:2": "likewise",
    "yaml/json: site_src/actors/morn.yml:1": "likewise",
    "sources/an-empty-seed: site_src/sources/article.yml:1": "it is the article that is empty",
    "yaml/carriage-returns-alone: site_src/actors/morn.yml:2": "site.yml may have got that kind just now",
}
"""Errors with one of those codes that a schema passes over, and why."""

REFUSED_ALONE = {
    "sources/a-seed-that-is-not-there: site_src/sources/article.yml": "a checksum of mere digits is a number",
    "sources/a-seed-without-its-folder: site_src/sources/article.yml": "likewise; no real one is",
    "yaml/values-that-yaml-would-change: site_src/sources/article.yml": "'null' and no value are one to it",
    "yaml/a-tab-inside-a-value: site_src/actors/morn.yml": "check-jsonschema reads no tab behind a colon",
}
"""Files that a schema refuses and the build takes, and why."""


@dataclass(frozen=True, slots=True)
class Said:
    """An error that the build reports."""

    case: str
    file: str
    line: int
    column: int
    code: str

    def __str__(self) -> str:
        return f"{self.case}: {self.file}:{self.line}"


def errors_of(case: str, problems: Sequence[str]) -> Iterator[Said]:
    for problem in problems:
        first = problem.split("\n", 1)[0]
        if match := re.match(r"([^:]+)(?::(\d+))?(?::(\d+))?: error: .*\[([a-z0-9-]+)\]$", first):
            yield Said(case, match[1], int(match[2] or 0), int(match[3] or 0), match[4])


@dataclass(frozen=True, slots=True)
class Cases:
    """The files of all golden cases on disk, what the build says of them, and what the schemas say."""

    root: Path
    errors: Sequence[Said]
    refused: Mapping[Path, Sequence[tuple[str | int, ...]]]


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Cases:
    root = tmp_path_factory.mktemp("cases")
    write_small(root / "schemas")
    write_for_editors(root / "schemas")
    errors: list[Said] = []
    files: dict[str, list[Path]] = {}
    for path in sorted(CASES.rglob("*.yml")):
        name = path.relative_to(CASES).with_suffix("").as_posix()
        case = read_case(path)
        errors += errors_of(name, case.problems)
        given = {file: data for file, data in make_folder(case.given).site_src.items() if file in case.given}
        for file, data in given.items():
            (root / name / file).parent.mkdir(parents=True, exist_ok=True)
            (root / name / file).write_bytes(data)
        for schema_file, checked in by_schema(root / name, list(given)).items():
            files.setdefault(schema_file, []).extend(checked)
    refused: dict[Path, list[tuple[str | int, ...]]] = {}
    for schema_file, checked in files.items():
        for found in check_jsonschema(root / "schemas/.schemas" / schema_file, checked):
            refused.setdefault(found.file, []).append(found.at)
    return Cases(root, errors, refused)


def test_what_the_build_refuses_in_a_file_by_itself_the_schema_refuses_in_the_same_place(
    cases: Cases,
) -> None:
    """An editor sees a mistake while typing it; what is left to the build stands here with its reason."""
    passed_over = {
        str(said)
        for said in cases.errors
        if said.code in SAID_BY_A_SCHEMA
        and schema_line(said.file)
        and not any(same_branch(at, place(cases, said)) for at in refused_in(cases, said))
    }

    assert sorted(passed_over) == sorted(PASSED_OVER)


def test_what_a_schema_refuses_the_build_refuses_in_the_same_place(cases: Cases) -> None:
    """Nobody is kept from writing what the build takes."""
    places: dict[Path, list[tuple[str | int, ...]]] = {}
    for said in cases.errors:
        if schema_line(said.file):
            places.setdefault(cases.root / said.case / said.file, []).append(place(cases, said))

    alone = {
        ": site_src/".join(file.relative_to(cases.root).as_posix().split("/site_src/"))
        for file, found in cases.refused.items()
        for at in found
        if not any(same_branch(at, other) for other in places.get(file, []))
    }

    assert sorted(alone) == sorted(REFUSED_ALONE)


def refused_in(cases: Cases, said: Said) -> Sequence[tuple[str | int, ...]]:
    return cases.refused.get(cases.root / said.case / said.file, ())


def same_branch(one: tuple[str | int, ...], other: tuple[str | int, ...]) -> bool:
    """Whether one place lies in the other; a schema may see a mistake from further out."""
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]


def place(cases: Cases, said: Said) -> tuple[str | int, ...]:
    """Where in the file's data an error lies; nowhere in particular, where it cannot be read."""
    path = cases.root / said.case / said.file
    node, _ = read_nodes(path.read_bytes(), said.file) if path.exists() else (None, ())
    found = list(places_in(node, (said.line, said.column), ())) if node else []
    return max(found, key=len, default=())


def places_in(
    node: Node, wanted: tuple[int, int], at: tuple[str | int, ...]
) -> Iterator[tuple[str | int, ...]]:
    if (node.origin.line, node.origin.column) == wanted:
        # A mapping is complained of as a whole, not its first key that stands in the same place.
        yield at
        if not isinstance(node, Scalar):
            return
    if isinstance(node, MappingNode):
        for key, value in node.entries:
            if (key.origin.line, key.origin.column) == wanted:
                yield at
            yield from places_in(value, wanted, (*at, key.text))
    elif isinstance(node, ListNode):
        for position, item in enumerate(node.items):
            yield from places_in(item, wanted, (*at, position))


def test_schema_and_build_agree_on_every_form_of_a_value(tmp_path: Path) -> None:
    """To text editors NO and 2023 are no text; to the build all is text."""
    write_for_editors(write_small(tmp_path))
    differ = []
    for kind, texts in VALUES.items():
        files = {tmp_path / kind / f"{n}.yml": text for n, text in enumerate(texts)}
        for path, text in files.items():
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"{text}\n", encoding="utf-8")
        found = check_jsonschema(tmp_path / ".schemas" / f"{kind}.json", list(files))
        refused = {refusal.file for refusal in found}
        for path, text in files.items():
            _, problems = read(MODELS[kind], path.read_bytes(), path.name)
            if (path in refused) != bool(problems):
                differ.append((kind, text, [str(problem) for problem in problems]))

    assert differ == []
