"""``briefing check``."""

import sys
from pathlib import Path

import click

from generator.build import check as run_check
from generator.commands.options import ROOT
from generator.report import show_problems


@click.command()
@ROOT
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings, too.")
@click.option("--accepted", is_flag=True, help="List the warnings that were accepted, too.")
def check(*, root: Path, strict: bool, accepted: bool) -> None:
    """Report every problem; write nothing.

    Exits with 1 if a problem is an error, or with --strict a warning.

    \b
    Example:
        briefing check --strict
    """
    result = run_check(root)
    if accepted:
        for item in result.accepted:
            click.echo(f"{item.problem.origin}: accepted: {item.problem.sentence} [{item.problem.code.name}]")
            click.echo(f"    because: {item.reason}")
    show_problems(result.problems)
    if not result.is_publishable or (strict and result.problems):
        sys.exit(1)
