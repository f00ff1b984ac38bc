"""Say what a run found: problems to stderr, results to stdout, and a last line that counts."""

from collections.abc import Sequence

import click

from generator.model import Briefing
from generator.problems import Problem


def show_problems(problems: Sequence[Problem], mendable: int = 0) -> None:
    """Write every problem to stderr, how many of them the tool can mend, and a line that counts them."""
    for problem in problems:
        click.echo(str(problem), err=True)
    if mendable:
        these = "1 of these" if mendable < len(problems) else "This"
        if mendable > 1:
            these = f"{mendable:,} of these" if mendable < len(problems) else "All of these"
        click.echo(f"{these} can be mended by: briefing check --fix", err=True)
    click.echo(counted(problems), err=True)


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
