"""``briefing serve``."""

from pathlib import Path

import click

from generator.commands.shared import ROOT
from generator.live.loop import serve as run_serve


@click.command()
@ROOT
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
