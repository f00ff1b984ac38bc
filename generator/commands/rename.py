"""``briefing rename``."""

from pathlib import Path

import click

from generator.build import compile_briefing
from generator.catalog.folder import read_folder
from generator.commands.shared import ROOT, ask, briefing_of
from generator.editing.rename import Plan, plan_renaming
from generator.output.saving import save
from generator.reporting.report import count


@click.command()
@click.argument("old")
@click.argument("new")
@ROOT
@click.option("--yes", is_flag=True, help="Write it without asking.")
def rename(*, old: str, new: str, root: Path, yes: bool) -> None:
    """Give an actor, place, event, source or statement another id, everywhere at once.

    Shows every line that changes and asks before it writes; without a terminal to ask on, and without
    --yes, it only shows them and exits with 1. The old address on the site leads to the new one. Where an
    id stands for two things, name the folder: events/ceasefire, sources/ceasefire, statements/ceasefire.

    \b
    Example:
        briefing rename un united-nations
    """
    folder = read_folder(root)
    compiled = compile_briefing(folder)
    briefing = briefing_of(compiled)
    plan = plan_renaming(folder, briefing, compiled.problems, old, new)
    _show(plan)
    ask("Write this?", yes=yes)
    save(root, plan.changes)
    click.echo("Written. The pages follow with: briefing build")


def _show(plan: Plan) -> None:
    for change in plan.changes:
        if change.moved_to:
            click.echo(f"{change.file} becomes {change.moved_to}")
        click.echo(change.difference())
    for origin in plan.left:
        click.echo(f"{origin}: '{plan.old}' stands here, too, and is left as it is: look whether it is meant")
    for problem in plan.problems:
        click.echo(str(problem), err=True)
    click.echo(f"{plan.what} '{plan.old}' becomes '{plan.new}': {count(len(plan.changes), 'file')} changed")
