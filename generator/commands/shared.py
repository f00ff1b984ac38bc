"""What several commands take, how they ask, and what they do where a briefing cannot be read."""

import sys
from pathlib import Path

import click

from generator.build import Examined
from generator.model import Briefing
from generator.reporting.report import show_problems

ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    show_default="this folder",
    help="The briefing's folder.",
)


def briefing_of(examined: Examined) -> Briefing:
    """What could be read; where that is nothing, show the problems and exit with 1."""
    if examined.briefing is None:
        show_problems(examined.problems, examined.folder.read)
        sys.exit(1)
    return examined.briefing


def ask(question: str, *, yes: bool) -> None:
    """Go on only where somebody agrees, here or by ``--yes``; where nobody can be asked, nobody does."""
    try:
        agrees = yes or click.confirm(question, err=True)
    except click.Abort:
        click.echo(err=True)
        agrees = False
    if not agrees:
        click.echo("Nothing was written; --yes writes it without asking.", err=True)
        sys.exit(1)
