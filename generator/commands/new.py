"""``briefing new``: a source, an actor, a place, an event."""

from collections.abc import Callable
from pathlib import Path

import click

from generator.build import write_for_editors
from generator.commands.shared import ROOT
from generator.editing.new import new_entity, new_source
from generator.model import Class
from generator.text.phrases import with_article

_ID = click.option("--id", "id_", help="The new file's id, where the one made of the name is not wanted.")


class _New(click.Group):
    """Says what there is to begin, where somebody asks for something else."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command for what is to be begun. Raises UsageError."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            kinds = "source, actor (a person, a group, a state), place and event"
            raise click.UsageError(
                f"'{args[0]}' is nothing that can be begun; these are: {kinds}", ctx
            ) from None


@click.group(cls=_New)
def new() -> None:
    """Write the stub of a new file, never over another.

    \b
    Example:
        briefing new actor 'Gegham Stepanian'
    """


@new.command("source")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@ROOT
@_ID
def new_source_(*, file: Path, root: Path, id_: str | None) -> None:
    """Describe an article of seeds/: its hash, its headline, and what is still to fill in.

    \b
    Example:
        briefing new source seeds/2024-03-11-talks.txt
    """
    _write_new(root, lambda: new_source(root, file, id_))


def _new_entity_command(cls: Class, example: str) -> None:
    @new.command(cls.value, help=f"Write a file for {with_article(cls)}.\n\n\b\nExample:\n    {example}")
    @click.argument("name", nargs=-1, required=True)
    @ROOT
    @_ID
    def command(*, name: tuple[str, ...], root: Path, id_: str | None) -> None:
        _write_new(root, lambda: new_entity(root, cls, " ".join(name), id_))


_new_entity_command(Class.ACTOR, "briefing new actor 'Gegham Stepanian'")
_new_entity_command(Class.PLACE, "briefing new place Stepanakert")
_new_entity_command(Class.EVENT, "briefing new event 'Talks in Yevlax'")


def _write_new(root: Path, write: Callable[[], str]) -> None:
    file = write()
    write_for_editors(root)  # the new id completes at once; what stands in the way is for the check to say
    click.echo(file)
