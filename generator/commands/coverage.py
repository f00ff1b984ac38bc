"""``briefing coverage``."""

import sys
from pathlib import Path

import click

from generator.build import check as run_check
from generator.commands.options import ROOT
from generator.report import count, counted, show_problems


@click.command()
@ROOT
def coverage(*, root: Path) -> None:
    """Show how much of each article stands under statements, and which words do not.

    \b
    Example:
        briefing coverage
    """
    result = run_check(root)
    if result.briefing is None:
        show_problems(result.problems, root)
        sys.exit(1)
    for source in result.briefing.coverages:
        click.echo(f"{source.source}: {count(source.words, 'word')}")
        for passage in source.passages:
            stated = f"{passage.stated:>4} of {passage.words} stated"
            click.echo(f"  {passage.n:>4}  {stated}, {passage.set_aside} set aside")
            for words in passage.bare:
                click.echo(f"        neither: {words}")
        share = 100 * source.stated / source.words if source.words else 0
        click.echo(
            f"  {source.stated} words under statements ({share:.0f} %), {source.set_aside} set aside, "
            f"{source.bare} neither"
        )
    click.echo(counted(result.problems), err=True)
