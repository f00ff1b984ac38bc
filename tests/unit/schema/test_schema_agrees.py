import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from generator import schema
from generator.build import write_for_editors
from generator.editing.new import new_entity
from generator.model import Class
from generator.output.schema_files import schema_line
from generator.reading.parse import decode
from generator.reading.typed import read
from tests.support.briefing import make_folder
from tests.support.built import BRIEFINGS, write_small
from tests.support.checked import Refused, by_schema, check_jsonschema
from tests.support.golden import CASES, read_case
from tests.support.values import VALUES

Place = tuple[str | int, ...]
"""Keys and positions that lead to a value; none: the mapping or list that the file is."""

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
    "keys/a-slip-hides-no-other-mistake: site_src/events/stop.yml:7": "it stands below a misspelt key",
    "keys/a-slip-hides-no-other-mistake: site_src/events/stop.yml:9": "likewise",
    "keys/an-unknown-key: site_src/actors/morn.yml:3": "likewise",
    "keys/values-of-a-list: site_src/actors/morn.yml:2": "site.yml may have got that kind just now",
    "keys/values-of-a-list: site_src/places/brenna.yml:2": "likewise",
    "yaml/json: site_src/actors/morn.yml:1": "likewise",
    "yaml/invisible-line-ends: site_src/actors/morn.yml:1": "check-jsonschema does not end a line there",
    "sources/an-empty-seed: site_src/sources/article.yml:1": "it is the article that is empty",
    "yaml/carriage-returns-alone: site_src/actors/morn.yml:2": "site.yml may have got that kind just now",
}
"""Errors with one of those codes that a schema passes over, and why."""

REFUSED_ALONE = {
    "sources/a-seed-that-is-not-there: site_src/sources/article.yml": "a checksum of mere digits is a number",
    "sources/a-seed-without-its-folder: site_src/sources/article.yml": "likewise; no real one is",
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
    refused: Mapping[Path, Sequence[Refused]]


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
    refused: dict[Path, list[Refused]] = {}
    for schema_file, checked in files.items():
        for found in check_jsonschema(root / "schemas/.schemas" / schema_file, checked):
            refused.setdefault(found.file, []).append(found)
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
        and not any(agree(refused, place(cases, said)) for refused in refused_in(cases, said))
    }

    assert sorted(passed_over) == sorted(PASSED_OVER)


def test_what_a_schema_refuses_the_build_refuses_in_the_same_place(cases: Cases) -> None:
    """Nobody is kept from writing what the build takes."""
    places: dict[Path, list[Place | None]] = {}
    for said in cases.errors:
        if schema_line(said.file):
            places.setdefault(cases.root / said.case / said.file, []).append(place(cases, said))

    alone = {
        ": site_src/".join(file.relative_to(cases.root).as_posix().split("/site_src/"))
        for file, found in cases.refused.items()
        for refused in found
        if not any(agree(refused, other) for other in places.get(file, []))
    }

    assert sorted(alone) == sorted(REFUSED_ALONE)


def refused_in(cases: Cases, said: Said) -> Sequence[Refused]:
    return cases.refused.get(cases.root / said.case / said.file, ())


def agree(refused: Refused, place: Place | None) -> bool:
    """Whether one place lies in the other; a schema may see a mistake from further out, not from outside."""
    if place is None or not refused.is_read:
        return True
    if not refused.at or not place:
        return refused.at == place
    shared = min(len(refused.at), len(place))
    return refused.at[:shared] == place[:shared]


def place(cases: Cases, said: Said) -> Place | None:
    """Where in the file's data an error lies; None where the file cannot be read, or not as it is meant."""
    if said.code in ("yaml-syntax", "cut-by-comment"):
        return None
    path = cases.root / said.case / said.file
    text, _ = decode(path.read_bytes(), said.file) if path.exists() else (None, ())
    try:
        node = yaml.compose(text or "", Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    return place_in(node, (said.line - 1, said.column - 1), said.code) if node else None


def place_in(node: yaml.Node, wanted: tuple[int, int], code: str) -> Place:
    """The keys and positions that lead to the innermost node around a line and column."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if wanted == (key.start_mark.line, key.start_mark.column):
                # A key is complained of in its mapping, of which it may be the first; its value where it is.
                return (key.value,) if code == "empty-value" else ()
            if has(value, wanted):
                return (key.value, *place_in(value, wanted, code))
    elif isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            if has(item, wanted):
                return (position, *place_in(item, wanted, code))
    return ()


def has(node: yaml.Node, wanted: tuple[int, int]) -> bool:
    start, end = ((mark.line, mark.column) for mark in (node.start_mark, node.end_mark))
    return start <= wanted < end or start == wanted


NUMBERS_TO_A_SCHEMA = {
    *(
        f"name: A\ncoordinates: {{lat: {number}, lon: 2, from: an atlas}}"
        for number in ("5.", "+5", "0x1F", "1_0")
    ),
    *(
        f"name: A\nstatements: [{{text: T, quote: Q, {rest}}}]"
        for rest in ("figures: [{measure: m, exactly: 1_000}]", "passage: 1e5", "id: +5")
    ),
    "name: A\ndate: 2023-02-29",
}
"""What the build refuses and a schema takes: it is not told how a number was written, and counts no years."""


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
                differ.append(text)

    assert sorted(differ) == sorted(NUMBERS_TO_A_SCHEMA)
