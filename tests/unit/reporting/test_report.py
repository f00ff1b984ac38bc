"""Problems as people and programs get them."""

import fcntl
import json
import os
import pty
import re
import struct
import termios
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from pathlib import Path

import click
import pytest

from generator.cli import main
from generator.codes import UNKNOWN_ENTITY
from generator.problems import Origin, Problem, command
from generator.reporting.excerpts import excerpt
from generator.reporting.report import block, folded
from tests.support.built import edit, run

SITE = "site_src/site.yml"
PLACE = "site_src/places/brenna.yml"
END = "[that was all]"
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


def test_its_place_is_that_of_its_first_mark() -> None:
    """Of a long quote an editor wants to see the word that is wrong, and not where the quote begins."""
    data = b"quote: >-\n  The ferry to\n  Brennan stopped\n"
    problem = Problem(UNKNOWN_ENTITY, Origin("a.yml", 1, 8), "no 'Brennan'", words=("Brennan",))

    assert block(problem, (), excerpt(problem, data), 80).splitlines() == [
        "a.yml:3:3: error: no 'Brennan' [unknown-entity]",
        "  3 |   Brennan stopped",
        "    |   ^^^^^^^",
    ]


def test_sentences_are_broken_between_words_and_what_is_to_be_pasted_is_not() -> None:
    """A window breaks a line where it ends, in the middle of a word and of what is copied from it."""
    hint = (
        f"did you mean 'brenna'? If it is new: {command('briefing new place brena')}; "
        "or say it in some other words:\n"
        "words that are there to be pasted, and stand on a line of their own"
    )
    problem = Problem(UNKNOWN_ENTITY, Origin("a.yml", 2, 10), SENTENCE, hint)
    places = [Origin("site_src/events/b.yml", n) for n in (1, 2)]

    shown = block(problem, places, LINES, 40, wraps=True, has_colours=True)

    assert click.unstyle(shown).splitlines() == [
        "a.yml:2:10: error: place 'brena' does",
        "    not exist [unknown-entity]",
        "  2 | places: [brena]",
        "    |          ^^^^^",
        "    also: site_src/events/b.yml:1,",
        "          site_src/events/b.yml:2",
        "    hint: did you mean 'brenna'? If it",
        "          is new:",
        "          briefing new place brena; or",
        "          say it in some other words:",
        "          words that are there to be pasted, and stand on a line of their own",
    ]


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


@contextmanager
def terminal(columns: int) -> Iterator[tuple[int, int]]:
    """Open a window of so many columns: what a program writes to the second, one reads from the first."""
    reader, writer = pty.openpty()
    fcntl.ioctl(writer, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    try:
        yield reader, writer
    finally:
        os.close(reader)
        os.close(writer)


def shown_on_a_terminal(root: Path, columns: int, **environment: str) -> str:
    """Check a briefing in a window, while results go elsewhere; returns what the window shows."""
    with (
        pytest.MonkeyPatch.context() as patch,
        terminal(columns) as (reader, writer),
        Path(os.devnull).open("w", encoding="utf-8") as elsewhere,
        open(writer, "w", encoding="utf-8", closefd=False) as window,
        redirect_stdout(elsewhere),
        redirect_stderr(window),
    ):
        for name in ("COLUMNS", "NO_COLOR"):
            patch.delenv(name, raising=False)
        for name, value in environment.items():
            patch.setenv(name, value)
        with suppress(SystemExit):
            main(["check", "--root", str(root)])
        print(END, file=window, end="", flush=True)
        shown = b""
        while not shown.endswith(END.encode()):
            shown += os.read(reader, 1 << 16)
        return shown.decode().removesuffix(END).replace("\r\n", "\n")


def test_lines_are_cut_to_the_width_of_the_window(small: Path) -> None:
    """A line that the window breaks has its mark under other words."""
    edit(small, PLACE, "quote: The ferry to Brenna stopped", "quote: The ferry to Brenna was stopped")

    wide, narrow = (shown_on_a_terminal(small, columns, NO_COLOR="1") for columns in (200, 50))

    line = "    quote: The ferry to Brenna was stopped running on Monday."
    assert f"  4 | {line}\n" in wide
    assert max(map(len, narrow[: narrow.index("paste:")].splitlines())) <= 50
    drawn = [line for line in narrow.splitlines() if re.match(r"  [ 4] \| ", line)]
    assert len(drawn) == 2
    assert max(map(len, drawn)) <= 50
    text, marks = drawn
    assert "…" in text
    assert text[marks.index("^") : marks.rindex("^") + 1] == "was"
    assert shown_on_a_terminal(small, 200, NO_COLOR="1", COLUMNS="50") == narrow


def test_colours_are_for_those_who_want_them(small: Path) -> None:
    """`NO_COLOR` is what people set who do not, whatever its value; an empty one says nothing."""
    edit(small, SITE, "title:", "titel:")
    coloured = shown_on_a_terminal(small, 80)
    plain = shown_on_a_terminal(small, 80, NO_COLOR="0")

    assert "\x1b[31m" in coloured
    assert shown_on_a_terminal(small, 80, NO_COLOR="") == coloured
    assert click.unstyle(coloured) == plain
    assert "\x1b" not in plain


def test_programs_get_every_problem_with_its_place(small: Path) -> None:
    """An editor of texts marks the very characters."""
    edit(small, SITE, "title:", "titel:")
    result = run("check", "--root", str(small), "--format", "json")

    assert result.exit_code == 1
    found = next(p for p in json.loads(result.stdout) if p["code"] == "unknown-key")
    assert found["file"] == SITE
    assert found["end_column"] - found["column"] == len("titel")
    assert found["line"] == found["end_line"]
    assert found["fixable"] is True
    assert f"{found['file']}:{found['line']}:{found['column']}: error" in run("check", "--root", small).stderr
    assert result.stderr.splitlines()[-1].endswith("warnings")
