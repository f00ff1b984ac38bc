"""Report what a run found: problems to stderr, results to stdout, and a last line that counts."""

import json
import os
import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from textwrap import wrap

import click

from generator.model import Briefing
from generator.problems import GLUE, Origin, Problem, visible
from generator.reporting.excerpts import Line, drawn, excerpt

_COLOURS = {"error": "red", "warning": "yellow"}
_UNBOUNDED = 100  # columns, where there is no terminal
_MOST_PLACES = 5
_LEAST = 30  # columns that a line is broken to, however narrow the window is
_FIXED_BY = "fixed by: briefing check --fix"

Read = Callable[[str], bytes | None]
"""Says what a file of the briefing holds, by its path from there; None where it cannot be read."""


def on_disk(root: Path) -> Read:
    """Read files as they are when a problem is shown."""

    def read(file: str) -> bytes | None:
        try:
            return (root / file).read_bytes()
        except OSError:
            return None

    return read


def show_problems(problems: Sequence[Problem], read: Read, fixable: Collection[Problem] = ()) -> None:
    """Write every problem to stderr with its excerpt, then how many there are and how many can be fixed."""
    has_colours = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    width, wraps = _width(), sys.stderr.isatty()
    for problem, others in folded(problems):
        places = [place_of(replace(problem, origin=other), read) for other in others]
        lines = excerpt_of(problem, read)
        told = block(problem, places, lines, width, has_colours=has_colours, wraps=wraps)
        if problem in fixable and len(fixable) < len(problems):
            told += f"\n    {_FIXED_BY}"
        click.echo(told, err=True, color=has_colours)
    if fixable:
        click.echo(f"{_which(len(fixable), len(problems))} can be {_FIXED_BY}", err=True)
    click.echo(counted(problems), err=True)


def _width() -> int:
    """The width of the terminal that shows stderr, in columns; the variable COLUMNS comes first."""
    wanted = os.environ.get("COLUMNS", "")
    if not sys.stderr.isatty():
        return _UNBOUNDED
    if wanted.isdecimal() and int(wanted):
        return int(wanted)
    return os.get_terminal_size(sys.stderr.fileno()).columns or _UNBOUNDED  # some windows say 0


def _which(fixable: int, problems: int) -> str:
    if fixable < problems:
        return f"{fixable:,} of these"
    return "This" if problems == 1 else "All of these"


def folded(problems: Sequence[Problem]) -> list[tuple[Problem, tuple[Origin, ...]]]:
    """Each mistake once, with the other places where it was made."""
    same: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        same.setdefault((problem.code.name, problem.sentence, problem.advice), []).append(problem)
    return [(first, tuple(other.origin for other in others)) for first, *others in same.values()]


def excerpt_of(problem: Problem, read: Read) -> tuple[Line, ...]:
    """The lines of the file that a problem is about; none where it cannot be read."""
    data = read(problem.origin.file)
    return () if data is None else excerpt(problem, data)


def place_of(problem: Problem, read: Read) -> Origin:
    """Where the first marked words of a problem stand."""
    return _marked(problem.origin, excerpt_of(problem, read))


def _marked(origin: Origin, lines: tuple[Line, ...]) -> Origin:
    if not (origin.column and lines and lines[0].marked):
        return origin
    return Origin(origin.file, lines[0].number, lines[0].marked[0][0] + 1)


def block(  # noqa: PLR0913  # the problem, what belongs to it, and how it is shown
    problem: Problem,
    places: Sequence[Origin],
    lines: tuple[Line, ...],
    width: int,
    *,
    has_colours: bool = False,
    wraps: bool = False,
) -> str:
    """A problem as it is shown: the sentence, the excerpt, the other places, and the hint.

    With `wraps`, sentences are broken between words; lines to be pasted never are.
    """
    colour = _COLOURS[problem.code.severity] if has_colours else None
    problem = replace(problem, origin=_marked(problem.origin, lines))
    head, *rest = problem.lines if wraps else str(problem).split("\n")
    if wraps:
        head = _wrapped(head, width, "    ")
        rest = [*(_wrapped(line, width, " " * 10) for line in rest[:1]), *rest[1:]]
    if has_colours:
        place = visible(str(problem.origin))
        plain = f"{place}: {problem.code.severity}:"
        severity = click.style(f"{problem.code.severity}:", fg=colour, bold=True)
        head = head.replace(plain, f"{click.style(place, bold=True)}: {severity}", 1)
    shown = [head]
    for line, marks in drawn(lines, width):
        shown += [line, click.style(marks, fg=colour) if has_colours else marks]
    if places:
        more = f" and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else ""
        also = f"    also: {', '.join(visible(str(place)) for place in places[:_MOST_PLACES])}{more}"
        shown.append(_wrapped(also, width, " " * 10) if wraps else also)
    return "\n".join([*shown, *rest])


def _wrapped(line: str, width: int, indent: str) -> str:
    """A line broken between words, but never within a command that is to be pasted."""
    begins = len(line) - len(line.lstrip(" "))
    lines = wrap(
        line[begins:],
        max(width, _LEAST),
        initial_indent=line[:begins],
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines).replace(GLUE, " ")


def as_json(problems: Sequence[Problem], read: Read, fixable: Collection[Problem] = ()) -> str:
    """All problems for programs: a list of objects, whose lines and columns count from 1.

    `end_line` and `end_column` name the place behind the last marked character; they and
    `column` are missing where a whole line is meant.
    `fixable` says that `check --fix` fixes it.
    """
    fields = [_fields(problem, read) | {"fixable": problem in fixable} for problem in problems]
    return json.dumps(fields, ensure_ascii=False, indent=2)


def for_browsers(
    problems: Sequence[Problem], read: Read, fixable: Collection[Problem] = ()
) -> tuple[dict[str, object], ...]:
    """All problems as the live site shows them, errors first, each with its lines and the marks below."""
    return tuple(
        {
            "place": str(place_of(problem, read)),
            "severity": str(problem.code.severity),
            "code": problem.code.name,
            "sentence": problem.sentence,
            "lines": drawn(excerpt_of(problem, read), _UNBOUNDED),
            "also": [str(place_of(replace(problem, origin=other), read)) for other in others],
            "hint": problem.advice,
            "fixed": _FIXED_BY if problem in fixable else "",
        }
        for problem, others in sorted(folded(problems), key=lambda found: not found[0].is_error)
    )


def _fields(problem: Problem, read: Read) -> dict[str, object]:
    fields: dict[str, object] = {
        "file": problem.origin.file,
        "severity": str(problem.code.severity),
        "code": problem.code.name,
        "sentence": problem.said,
        "hint": problem.advice,
    }
    if problem.origin.line:
        fields["line"] = problem.origin.line
    lines = excerpt_of(problem, read)
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
    """The result of a build in one line."""
    statements, quotes = count(len(briefing.statements), "statement"), count(len(briefing.quotes), "quote")
    return f"{count(pages, 'page')}, {statements}, {quotes}, {counted(problems)}"
