"""``briefing merge``."""

import sys
from pathlib import Path

import click

from generator import layout
from generator.build import build
from generator.commands.options import ROOT
from generator.history.conflicts import settle, unmerged
from generator.history.git import GitError, check_repository, git
from generator.output.saving import SavingError, save
from generator.reporting.report import count, show_problems

_GENERATED = (layout.DOCS, layout.SCHEMAS)


@click.command()
@ROOT
def merge(*, root: Path) -> None:
    """End a merge that git could not: keep what both branches wrote, and make the pages anew.

    A statement is merged as a whole, never line by line. What both branches changed, each in its own way,
    stands between marks then; mend it, and call this again. Comes after git merge and before git commit.
    Exits with 1 while something is left to mend.

    \b
    Example:
        briefing merge
    """
    try:
        check_repository(root)
        _merge(root)
    except (GitError, SavingError) as error:
        raise click.ClickException(str(error)) from None


def _merge(root: Path) -> None:
    conflicts = unmerged(root)
    settled = {each.file: settle(root, each) for each in conflicts if not _is_generated(each.file)}
    save(root, [each.change for each in settled.values() if each.change])
    left = [line for each in settled.values() for line in each.left]
    if done := [file for file, each in settled.items() if not each.left]:
        git(root, "add", "--all", "--", *done)
    if left:
        click.echo("\n".join(left), err=True)
        click.echo(f"{count(len(left), 'place')} to mend; then again: briefing merge", err=True)
        sys.exit(1)
    made = build(root, overwrite=True)
    show_problems(made.problems, made.folder.read)
    if not made.is_publishable:
        click.echo("docs/ and site/ are as they were; mend this, then again: briefing merge", err=True)
        sys.exit(1)
    if conflicts:
        git(root, "add", "--all", "--", *(folder for folder in _GENERATED if (root / folder).is_dir()))
        click.echo(f"Merged {count(len(conflicts), 'file')}. See git diff --cached, and end with: git commit")
    else:
        click.echo("Nothing was left to merge; docs/ and site/ are made anew.")


def _is_generated(file: str) -> bool:
    return file.split("/", maxsplit=1)[0] in _GENERATED
