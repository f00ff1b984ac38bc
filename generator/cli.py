"""The commands. Verb first; results on stdout, problems on stderr; exit 1 for errors, 2 for wrong usage."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from generator import __version__
from generator.build import build as run_build
from generator.build import check as run_check
from generator.model import Class
from generator.pin import PinError, accept_change, find_change
from generator.report import count, counted, show_problems, summary
from generator.scaffold import ScaffoldError, new_entity, new_source
from generator.serve import serve as run_serve

_ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    show_default="this folder",
    help="The briefing's folder.",
)
_ID = click.option("--id", "id_", help="The new file's id, where the one made of the name is not wanted.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefing")
def main() -> None:
    """Turn articles and hand-kept YAML into a site whose every statement rests on quoted words.

    \b
    Example:
        briefing build
    """


@main.command()
@_ROOT
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
        show_problems(result.problems)
        sys.exit(1)
    if result.problems:
        show_problems(result.problems)
    pages = sum(file.path.endswith(".md") for file in result.docs)
    click.echo("The site is in site/; look at it with: make serve (or: briefing serve)")
    click.echo(summary(result.briefing, pages, result.problems))


@main.command()
@_ROOT
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


@main.command()
@_ROOT
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port.")
def serve(*, root: Path, host: str, port: int) -> None:
    """Show the site in the browser, and again after each change.

    A change with an error in it is reported, and the last good site stays.

    \b
    Example:
        briefing serve --port 8080
    """
    run_serve(root, host, port)


@main.group()
def new() -> None:
    """Write the stub of a new file, never over another.

    \b
    Example:
        briefing new actor 'Gegham Stepanian'
    """


@new.command("source")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_ROOT
@_ID
def new_source_(*, file: Path, root: Path, id_: str | None) -> None:
    """Describe an article of seeds/: its hash, its headline, and what is still to fill in.

    \b
    Example:
        briefing new source seeds/2024-03-11-talks.txt
    """
    _write_new(lambda: new_source(root, file, id_))


def _new_entity_command(cls: Class, example: str) -> None:
    article = "a place" if cls is Class.PLACE else f"an {cls}"

    @new.command(cls.value, help=f"Write a file for {article}.\n\n\b\nExample:\n    {example}")
    @click.argument("name")
    @_ROOT
    @_ID
    def command(*, name: str, root: Path, id_: str | None) -> None:
        _write_new(lambda: new_entity(root, cls, name, id_))


_new_entity_command(Class.ACTOR, "briefing new actor 'Gegham Stepanian'")
_new_entity_command(Class.PLACE, "briefing new place Stepanakert")
_new_entity_command(Class.EVENT, "briefing new event 'Talks in Yevlax'")


def _write_new(write: Callable[[], str]) -> None:
    try:
        click.echo(write())
    except ScaffoldError as error:
        raise click.ClickException(str(error)) from None


@main.command()
@click.argument("source")
@_ROOT
@click.option("--yes", is_flag=True, help="Accept the new bytes without asking.")
def pin(*, source: str, root: Path, yes: bool) -> None:
    """Accept the changed bytes of a source, after showing which quotes they no longer hold.

    \b
    Example:
        briefing pin nk-2023-09-21
    """
    result = run_check(root)
    if result.briefing is None:
        show_problems(result.problems)
        sys.exit(1)
    try:
        found = find_change(result.briefing, source)
    except PinError as error:
        raise click.ClickException(str(error)) from None
    if found.sha256 == found.pinned:
        click.echo(f"{found.seed} is as it was pinned; nothing to do.")
        return
    for quote in found.gone:
        click.echo(f"{quote.origin}: no longer there: {quote.quote}")
    click.echo(f"{found.seed} has changed; {count(len(found.gone), 'quote')} no longer found in it.")
    if not yes and not click.confirm("Pin it as it is now?"):
        click.echo("Nothing was changed.", err=True)
        sys.exit(1)
    try:
        accept_change(root, found)
    except PinError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{found.file} now pins {found.sha256}")


@main.command()
@_ROOT
def coverage(*, root: Path) -> None:
    """Show how much of each article stands under statements, and which words do not.

    \b
    Example:
        briefing coverage
    """
    result = run_check(root)
    if result.briefing is None:
        show_problems(result.problems)
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
