"""Sentences and hints are for people: other words change nothing of what the program does."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.editing.fix import find_fixes
from generator.problems import Code, Origin, Problem
from generator.reporting.excerpts import Line, excerpt
from tests.support.briefing import fill_in, make_folder
from tests.support.golden import CASES, PATHS, read_case

Outcome = tuple[frozenset[tuple[object, ...]], tuple[tuple[str, bytes], ...]]
"""The problems by place, code and marked lines; and what `check --fix` makes of the files."""


def outcome(path: Path) -> Outcome:
    case = read_case(path)
    files = fill_in(case.given)
    compiled = case.compile(case.given)
    problems = frozenset((p.origin, p.code, marks(p, files)) for p in compiled.problems)
    changes = find_fixes(make_folder(case.given), compiled.problems).changes
    return problems, tuple((change.file, change.after) for change in changes)


def marks(problem: Problem, files: dict[str, bytes]) -> tuple[Line, ...]:
    data = files.get(problem.origin.file)
    return excerpt(problem, data) if data is not None else ()


@pytest.fixture
def reworded() -> Iterator[None]:
    """Every sentence and hint is in capitals; what is remembered of other words is forgotten."""
    plain: Any = Problem.__init__

    def in_capitals(
        self: Problem,
        code: Code,
        origin: Origin,
        sentence: str,
        hint: str = "",
        *more: object,
        **named: object,
    ) -> None:
        plain(self, code, origin, sentence.upper(), hint.upper(), *more, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Problem, "__init__", in_capitals)
        forget()
        yield
    forget()


def forget() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("generator."):
            for value in vars(module).values():
                getattr(value, "cache_clear", lambda: None)()


@pytest.mark.parametrize(
    "folder", sorted({path.parent for path in PATHS}), ids=lambda f: f.relative_to(CASES).as_posix()
)
def test_other_words_change_no_mark_no_fix_and_no_consequence(
    folder: Path, request: pytest.FixtureRequest
) -> None:
    """A message can be said better without anybody asking what reads it."""
    paths = [path for path in PATHS if path.parent == folder]
    expected = [outcome(path) for path in paths]

    request.getfixturevalue("reworded")

    assert [outcome(path) for path in paths] == expected
