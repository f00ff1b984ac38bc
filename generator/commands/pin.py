"""``briefing pin``."""

from pathlib import Path

import click

from generator.build import check as run_check
from generator.commands.shared import ROOT, ask, briefing_of
from generator.editing.pin import compare_with_pin, repin
from generator.reporting.report import count


@click.command()
@click.argument("source")
@ROOT
@click.option("--yes", is_flag=True, help="Accept the new bytes without asking.")
def pin(*, source: str, root: Path, yes: bool) -> None:
    """Accept the changed bytes of a source, after showing which quotes they no longer hold.

    \b
    Example:
        briefing pin nk-2023-09-21
    """
    found = compare_with_pin(briefing_of(run_check(root)), source)
    if found.sha256 == found.pinned:
        click.echo(f"{found.seed} is as it was pinned; nothing to do.")
        return
    for quote in found.gone:
        click.echo(f"{quote.origin}: no longer there: {quote.quote}")
    click.echo(f"{found.seed} has changed; {count(len(found.gone), 'quote')} no longer found in it.")
    ask("Pin it as it is now?", yes=yes)
    repin(root, found)
    click.echo(f"{found.file} now pins {found.sha256}")
