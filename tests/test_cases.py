"""The golden cases: what a few given files say, and what the editor is told of them.

A case is a YAML file in tests/cases/. `why` says in a sentence what holds;
`given` maps paths to texts (`{hex: …}` for bytes; nothing for a file that is not
there); `problems` are all the messages, as they are printed; `mended`, where it is given, are the
files that `check --fix` changes, and what stands in them then; `written` names pages of
docs/ and what stands in them, or nothing for a page that must not be there.
`pytest --update` rewrites `problems`: read the difference before you commit it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import codes
from generator.mending import mend
from generator.problems import Code
from tests.briefing import check_folder, make_folder

CASES = Path(__file__).parent / "cases"
CASE_FILES = sorted(CASES.rglob("*.yml"))
_KEYS = {"why", "given", "problems", "mended", "written"}

COVERED_ELSEWHERE = {
    "cannot-write": ("test_publish.py", "test_what_the_system_refuses_is_an_error_and_both_folders_stay"),
    "rendering": ("test_publish.py", "test_a_dead_anchor_stops_the_build_however_quiet_mkdocs_is"),
}
"""Codes that only MkDocs or the disk can give, with the file and the name of the test that sees them."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case as it is written."""

    given: Mapping[str, str | bytes | None]
    problems: Sequence[str]
    mended: Mapping[str, str] | None
    written: Mapping[str, Sequence[str] | None]


def read_case(path: Path) -> Case:
    """Read a case strictly, for a misspelt key would expect nothing."""
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(case) <= _KEYS, f"unknown keys: {set(case) - _KEYS}"
    assert case["why"].endswith("."), "'why' is a sentence"
    return Case(
        given={name: _content(value) for name, value in (case.get("given") or {}).items()},
        problems=case.get("problems") or [],
        mended=case.get("mended"),
        written=case.get("written") or {},
    )


def _content(value: Any) -> str | bytes | None:  # noqa: ANN401 - whatever YAML holds
    if isinstance(value, dict):
        return bytes.fromhex(value["hex"])
    assert value is None or isinstance(value, str), "a file's content is text, {hex: …} or nothing"
    return value


@pytest.mark.parametrize("path", CASE_FILES, ids=lambda p: p.relative_to(CASES).with_suffix("").as_posix())
def test_case(path: Path, pytestconfig: pytest.Config) -> None:
    """An editor who writes what is given is told what is expected, all of it and nothing else."""
    case = read_case(path)

    compiled = check_folder(make_folder(case.given))

    problems = [str(problem) for problem in compiled.problems]
    if pytestconfig.getoption("--update"):
        _update(path, problems)
    else:
        assert "\n".join(problems) == "\n".join(case.problems)
    if case.mended is not None:
        changes = mend(make_folder(case.given), compiled.problems).changes
        assert {change.file: change.after.decode() for change in changes} == case.mended
    pages = {f"docs/{file.path}": file.data for file in compiled.docs}
    for name, expected in case.written.items():
        if expected is None:
            assert name not in pages
            continue
        page = pages[name].decode()
        for words in expected:
            assert words in page, f"{words!r} does not stand in {name}:\n{page}"


def test_every_code_has_a_case() -> None:
    """A kind of problem that no case shows may never be reported, or be reported in words nobody has read."""
    shown = {code for path in CASE_FILES for code in _codes_in(read_case(path).problems)}
    known = {code.name for code in vars(codes).values() if isinstance(code, Code)}

    assert sorted(known - shown - COVERED_ELSEWHERE.keys()) == []


@pytest.mark.parametrize(("file", "test"), COVERED_ELSEWHERE.values(), ids=COVERED_ELSEWHERE)
def test_a_code_without_a_case_has_a_test_elsewhere(file: str, test: str) -> None:
    """A note that another test covers a code is worth as much as that test."""
    text = (Path(__file__).parent / file).read_text(encoding="utf-8")

    assert f"\ndef {test}(" in text


def _codes_in(problems: Sequence[str]) -> Iterator[str]:
    """Yield the code at the end of each message's first line."""
    for problem in problems:
        if match := re.search(r"\[([a-z0-9-]+)\]$", problem.split("\n", 1)[0]):
            yield match[1]


def _update(path: Path, problems: Sequence[str]) -> None:
    """Write the problems as literal blocks in place of those that stand in the case."""
    text = path.read_text(encoding="utf-8")
    items = "".join(f"  - |-\n{_indented(problem)}\n" for problem in problems)
    block = f"problems:\n{items}" if items else "problems: []\n"
    stands = re.compile(r"^problems:.*\n(?:(?: .*)?\n)*", re.MULTILINE)
    if stands.search(text):
        text = stands.sub(lambda _: block, text, count=1)
    elif "\nwritten:" in text:
        text = text.replace("\nwritten:", f"\n{block}written:", 1)
    else:
        text = f"{text.rstrip()}\n{block}"
    path.write_text(text, encoding="utf-8")


def _indented(problem: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in problem.split("\n"))
