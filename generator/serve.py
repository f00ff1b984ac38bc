"""Show the site on this machine, and build it again whenever a file of the briefing changes."""

from pathlib import Path

import click
from mkdocs.livereload import LiveReloadServer

from generator import layout
from generator.build import build
from generator.report import show_problems


def serve(root: Path, host: str, port: int) -> None:
    """Serve site/ until interrupted; a build that fails leaves the last good site in place."""

    def rebuild() -> None:
        result = build(root)
        show_problems(result.problems, root)
        if not result.is_publishable:
            click.echo("The site stays as it was until this is mended.", err=True)

    def page_for(status: int) -> bytes | None:
        page = root / layout.SITE / f"{status}.html"
        return page.read_bytes() if page.is_file() else None

    rebuild()
    server = LiveReloadServer(builder=rebuild, host=host, port=port, root=str(root / layout.SITE))
    server.error_handler = page_for
    for watched in (layout.SEEDS, layout.SITE_SRC, layout.MKDOCS):
        if (root / watched).exists():
            server.watch(str(root / watched))
    click.echo(f"Look at {server.url} – stop with Ctrl-C")
    try:
        server.serve()  # type: ignore[no-untyped-call]  # MkDocs' own, without types
    except KeyboardInterrupt:
        click.echo("Stopped.")
    except OSError as error:  # raised before any of its threads has begun
        server.server_close()
        raise click.ClickException(
            f"cannot listen on {host}, port {port}: {error.strerror}; choose another: --port {port + 1}"
        ) from None
    server.shutdown(wait=True)
