"""``briefing check``."""

import sys
from pathlib import Path

import click

from generator.build import check as run_check
from generator.commands.shared import ROOT, ask
from generator.editing.fix import Fixed, find_fixes
from generator.output.saving import save
from generator.problems import visible
from generator.reporting.report import as_json, count, counted, show_problems


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
@click.option("--fix", is_flag=True, help="Fix what can have been meant in one way only, after showing it.")
@click.option("--yes", is_flag=True, help="With --fix: write without asking.")
def check(  # noqa: PLR0913  # one for each option
    *, root: Path, strict: bool, format_: str, accepted: bool, fix: bool, yes: bool
) -> None:
    """Report every problem; write nothing, but with --fix what it fixes.

    Exits with 1 if a problem is an error, or with --strict a warning.

    \b
    Example:
        briefing check --strict
        briefing check --fix
    """
    if yes and not fix:
        raise click.UsageError("--yes says yes to what --fix asks; add --fix")
    result = run_check(root)
    fixed = find_fixes(result.folder, result.problems)
    fixable = fixed.among(result.problems)
    if fix and fixed.changes:
        _write(root, fixed, yes=yes, to_stderr=format_ == "json")
        result, fixable = run_check(root), ()
    if accepted:
        for item in result.accepted:
            where = visible(str(item.problem.origin))
            click.echo(f"{where}: accepted: {item.problem.said} [{item.problem.code.name}]")
            click.echo(f"    because: {visible(item.reason)}")
    if format_ == "json":
        click.echo(as_json(result.problems, result.folder.read, fixable))
        click.echo(counted(result.problems), err=True)
    else:
        show_problems(result.problems, result.folder.read, fixable)
    if not result.is_publishable or (strict and result.problems):
        sys.exit(1)


def _write(root: Path, fixed: Fixed, *, yes: bool, to_stderr: bool) -> None:
    """Show what is fixed, ask, and write it; where nobody agrees, end here with 1."""
    for change in fixed.changes:
        click.echo(_shown(change.difference(), is_err=to_stderr), err=to_stderr)
    what = f"{count(len(fixed.problems), 'problem')} in {count(len(fixed.changes), 'file')}"
    ask(f"Fix {what} as shown?", yes=yes)
    save(root, fixed.changes)
    click.echo(f"Fixed {what}.", err=to_stderr)


def _shown(text: str, *, is_err: bool) -> str:
    """Text as a terminal may show it; a file gets it as it is."""
    return visible(text) if (sys.stderr if is_err else sys.stdout).isatty() else text
