"""Problems as people and programs get them."""

import json
from pathlib import Path

import click
import pytest

from generator.codes import UNKNOWN_ENTITY
from generator.excerpts import excerpt
from generator.problems import Origin, Problem
from generator.report import block, folded
from tests.built import edit, run

SITE = "site_src/site.yml"
SENTENCE = "place 'brena' does not exist"
PROBLEM = Problem(UNKNOWN_ENTITY, Origin("a.yml", 2, 10), SENTENCE, "did you mean 'brenna'?")
LINES = excerpt(PROBLEM, b"name: Stop\nplaces: [brena]\n")


def test_a_problem_is_one_block() -> None:
    """Place, severity, sentence and code; the line with its mark; what to do next."""
    assert block(PROBLEM, (), LINES, 80) == (
        "a.yml:2:10: error: place 'brena' does not exist [unknown-entity]\n"
        "  2 | places: [brena]\n"
        "    |          ^^^^^\n"
        "    hint: did you mean 'brenna'?"
    )


def test_a_mistake_that_was_made_often_is_told_once() -> None:
    """An entity that is gone is missed in many places; they are listed, not repeated."""
    others = [Problem(UNKNOWN_ENTITY, Origin("b.yml", n, 1), SENTENCE, PROBLEM.hint) for n in range(1, 8)]

    ((problem, places),) = folded([PROBLEM, *others])
    assert problem == PROBLEM
    shown = block(problem, places, (), 80)
    assert "    also: b.yml:1:1, b.yml:2:1, b.yml:3:1, b.yml:4:1, b.yml:5:1 and 2 more\n" in shown


def test_colours_only_add_to_what_is_written() -> None:
    """Who cannot see them, or looks at a log, loses nothing."""
    coloured = block(PROBLEM, (), LINES, 80, has_colours=True)

    assert coloured.count("\x1b[") > 4
    assert click.unstyle(coloured) == block(PROBLEM, (), LINES, 80)


@pytest.mark.parametrize("format_", ["text", "json"])
def test_no_colours_where_there_is_no_terminal(small: Path, format_: str) -> None:
    """A file or another program would get marks that mean nothing to it."""
    edit(small, SITE, "title:", "titel:")
    result = run("check", "--root", str(small), "--format", format_)

    assert "\x1b" not in result.stdout + result.stderr


def test_programs_get_every_problem_with_its_place(small: Path) -> None:
    """An editor of texts marks the very characters."""
    edit(small, SITE, "title:", "titel:")
    result = run("check", "--root", str(small), "--format", "json")

    assert result.exit_code == 1
    found = next(p for p in json.loads(result.stdout) if p["code"] == "unknown-key")
    assert found["file"] == SITE
    assert found["end_column"] - found["column"] == len("titel")
    assert found["line"] == found["end_line"]
    assert result.stderr.splitlines()[-1].endswith("warnings")
