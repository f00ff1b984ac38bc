"""``briefing build``."""

import sys
from pathlib import Path

import click

from generator.build import build as run_build
from generator.commands.shared import ROOT
from generator.editing.fix import find_fixes
from generator.reporting.report import show_problems, summary


@click.command()
@ROOT
@click.option("--overwrite", is_flag=True, help="Give up what was changed by hand in docs/.")
def build(*, root: Path, overwrite: bool) -> None:
    """Read every source, report every problem, write docs/ and site/.

    Exits with 1 if a problem is an error; docs/ and site/ are then left as they were.

    \b
    Example:
        briefing build
    """
    result = run_build(root, overwrite=overwrite)
    if not result.is_publishable or result.briefing is None:
        click.echo("Nothing was written; docs/ and site/ are as they were.", err=True)
        fixable = find_fixes(result.folder, result.problems).among(result.problems)
        show_problems(result.problems, result.folder.read, fixable)
        sys.exit(1)
    if result.problems:
        show_problems(result.problems, result.folder.read)
    pages = sum(file.path.endswith(".md") for file in result.docs)
    click.echo("The site is in site/; look at it with: make serve (or: briefing serve)")
    click.echo(summary(result.briefing, pages, result.problems))
