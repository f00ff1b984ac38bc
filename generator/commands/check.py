"""``briefing check``."""

import sys
from pathlib import Path

import click

from generator.build import check as run_check
from generator.commands.options import ROOT
from generator.report import as_json, counted, show_problems


@click.command()
@ROOT
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings, too.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
@click.option("--accepted", is_flag=True, help="List the warnings that were accepted, too.")
def check(*, root: Path, strict: bool, format_: str, accepted: bool) -> None:
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
    if format_ == "json":
        click.echo(as_json(result.problems, root))
        click.echo(counted(result.problems), err=True)
    else:
        show_problems(result.problems, root)
    if not result.is_publishable or (strict and result.problems):
        sys.exit(1)
