"""``briefing schema``."""

import sys
from pathlib import Path

import click

from generator import layout
from generator.build import write_for_editors
from generator.commands.shared import ROOT
from generator.reporting.report import count, on_disk, show_problems


@click.command()
@ROOT
def schema(*, root: Path) -> None:
    """Let your text editor complete, explain and check the YAML while you type.

    Writes JSON Schemas with the briefing's ids into .schemas/, and a first line that leads there into each
    YAML file that lacks it. Builds then keep .schemas/ up to date.

    \b
    Example:
        briefing schema
    """
    changed, problems = write_for_editors(root, lines=True)
    for file in changed:
        click.echo(file)
    if problems:
        show_problems(problems, on_disk(root))
        sys.exit(1)
    schemas = sum(file.startswith(f"{layout.SCHEMAS}/") for file in changed)
    lines = count(len(changed) - schemas, "schema line")
    click.echo(f"{count(schemas, 'schema')} written, {lines} added")
