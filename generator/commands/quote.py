"""``briefing quote``."""

import sys
from pathlib import Path

import click

from generator.build import examine
from generator.catalog.folder import read_folder
from generator.commands.shared import ROOT, briefing_of
from generator.editing.quote import find_places, quoted_in, statement_on
from generator.reporting.report import count

_MOST = 3  # sentences that are shown


@click.command()
@click.argument("words", nargs=-1, required=True)
@ROOT
def quote(*, words: tuple[str, ...], root: Path) -> None:
    """Find words that you remember in the articles, and print a statement on them to paste.

    Exits with 1 if nothing like them stands in a source.

    \b
    Example:
        briefing quote restored his sovereignty
    """
    briefing = briefing_of(examine(read_folder(root)))
    places = find_places(" ".join(words), briefing)
    with_source = len(briefing.documents) > 1
    for place in places[:_MOST]:
        click.echo(statement_on(place, with_source=with_source))
        if place.quoted:
            click.echo(quoted_in(place), err=True)
    if not places:
        click.echo("No source has these words, nor most of them; try fewer, or rarer ones.", err=True)
        sys.exit(1)
    how = "with these words" if places[0].is_exact else "with most of them, or nearly; the likeliest first"
    more = f"; the first {_MOST} are shown, more words find fewer" if len(places) > _MOST else ""
    click.echo(f"{count(len(places), 'sentence')} {how}{more}", err=True)
