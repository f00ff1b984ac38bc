"""``briefing explain``."""

import shutil

import click

from generator.codes import BY_NAME
from generator.problems import RefusedError
from generator.reporting import explain as explanations
from generator.reporting.report import count

_WIDEST = 100  # columns; longer lines are hard to read


@click.command()
@click.argument("code", required=False)
def explain(*, code: str | None) -> None:
    """Tell what a problem means, why it matters and how it is mended; without CODE, list them all.

    CODE stands in [brackets] at the end of each message.

    \b
    Example:
        briefing explain quote-not-found
    """
    if code is None:
        click.echo(explanations.overview())
        click.echo(f"{count(len(BY_NAME), 'code')}; to read of one: briefing explain CODE")
        return
    try:
        click.echo(explanations.explain(code, min(_WIDEST, shutil.get_terminal_size().columns)))
    except RefusedError as error:
        raise click.BadParameter(str(error), param_hint="CODE") from None
