"""Say what a run found: problems to stderr, results to stdout, and a last line that counts."""

import json
import os
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

import click

from generator.excerpts import Line, drawn, excerpt
from generator.model import Briefing
from generator.problems import Origin, Problem

_COLOURS = {"error": "red", "warning": "yellow"}
_UNBOUNDED = 100  # columns, where there is no terminal
_MOST_PLACES = 5
_MENDED_BY = "mended by: briefing check --fix"


def show_problems(problems: Sequence[Problem], root: Path, mendable: Collection[Problem] = ()) -> None:
    """Write every problem to stderr with its lines, which the tool can mend, and how many there are."""
    has_colours = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    width = _width()
    for problem, places in folded(problems):
        told = block(problem, places, excerpt_of(problem, root), width, has_colours=has_colours)
        if problem in mendable and len(mendable) < len(problems):
            told += f"\n    {_MENDED_BY}"
        click.echo(told, err=True, color=has_colours)
    if mendable:
        click.echo(f"{_which(len(mendable), len(problems))} can be {_MENDED_BY}", err=True)
    click.echo(counted(problems), err=True)


def _width() -> int:
    """Columns of the window that shows stderr, wherever stdout goes; COLUMNS goes before them."""
    wanted = os.environ.get("COLUMNS", "")
    if not sys.stderr.isatty():
        return _UNBOUNDED
    if wanted.isdecimal() and int(wanted):
        return int(wanted)
    return os.get_terminal_size(sys.stderr.fileno()).columns or _UNBOUNDED  # some windows say 0


def _which(mendable: int, problems: int) -> str:
    if mendable < problems:
        return f"{mendable:,} of these"
    return "This" if problems == 1 else "All of these"


def folded(problems: Sequence[Problem]) -> list[tuple[Problem, tuple[Origin, ...]]]:
    """Each mistake once, with the other places where it was made as well."""
    same: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        same.setdefault((problem.code.name, problem.sentence, problem.hint), []).append(problem)
    return [(first, tuple(other.origin for other in others)) for first, *others in same.values()]


def excerpt_of(problem: Problem, root: Path) -> tuple[Line, ...]:
    """The lines of the file that a problem is about; none where it cannot be read."""
    try:
        return excerpt(problem, (root / problem.origin.file).read_bytes())
    except OSError:
        return ()


def block(
    problem: Problem,
    places: Sequence[Origin],
    lines: tuple[Line, ...],
    width: int,
    *,
    has_colours: bool = False,
) -> str:
    """A problem as it is shown: the sentence, the lines with marks below, where else, and the hint."""
    colour = _COLOURS[problem.code.severity] if has_colours else None
    head, *rest = str(problem).split("\n")
    if has_colours:
        place = click.style(str(problem.origin), bold=True)
        severity = click.style(f"{problem.code.severity}:", fg=colour, bold=True)
        head = f"{place}: {severity} {problem.sentence} [{problem.code.name}]"
    shown = [head]
    for line, marks in drawn(lines, width):
        shown += [line, click.style(marks, fg=colour) if has_colours else marks]
    if places:
        more = f" and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else ""
        shown.append(f"    also: {', '.join(str(place) for place in places[:_MOST_PLACES])}{more}")
    return "\n".join([*shown, *rest])


def as_json(problems: Sequence[Problem], root: Path) -> str:
    """All problems for programs: a list of objects, whose lines and columns count from 1.

    `end_line` and `end_column` name the place behind the last character that is
    meant; they, and `column`, are missing where a line as a whole is meant.
    """
    return json.dumps([_fields(problem, root) for problem in problems], ensure_ascii=False, indent=2)


def for_browsers(
    problems: Sequence[Problem], root: Path, mendable: Collection[Problem] = ()
) -> tuple[dict[str, object], ...]:
    """All problems as the live site shows them, errors first, each with its lines and the marks below."""
    return tuple(
        {
            "place": str(problem.origin),
            "severity": str(problem.code.severity),
            "code": problem.code.name,
            "sentence": problem.sentence,
            "lines": drawn(excerpt_of(problem, root), _UNBOUNDED),
            "also": [str(place) for place in places],
            "hint": problem.hint,
            "mended": _MENDED_BY if problem in mendable else "",
        }
        for problem, places in sorted(folded(problems), key=lambda found: not found[0].is_error)
    )


def _fields(problem: Problem, root: Path) -> dict[str, object]:
    fields: dict[str, object] = {
        "file": problem.origin.file,
        "severity": str(problem.code.severity),
        "code": problem.code.name,
        "sentence": problem.sentence,
        "hint": problem.hint,
    }
    if problem.origin.line:
        fields["line"] = problem.origin.line
    lines = excerpt_of(problem, root)
    if problem.origin.column and lines:
        first, last = lines[0], lines[-1]
        fields |= {
            "line": first.number,
            "column": first.marked[0][0] + 1,
            "end_line": last.number,
            "end_column": last.marked[-1][1] + 1,
        }
    return fields


def counted(problems: Sequence[Problem]) -> str:
    """``2 errors, 1 warning``."""
    errors = sum(problem.is_error for problem in problems)
    return f"{count(errors, 'error')}, {count(len(problems) - errors, 'warning')}"


def count(number: int, what: str) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{number:,} {what if number == 1 else f'{what}s'}"


def summary(briefing: Briefing, pages: int, problems: Sequence[Problem]) -> str:
    """What a build made, in one line."""
    return ", ".join(
        [
            count(pages, "page"),
            count(len(briefing.statements), "statement"),
            count(len(briefing.quotes), "quote"),
            counted(problems),
        ]
    )
