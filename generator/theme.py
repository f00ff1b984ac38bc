"""Compose docs/.theme/, which mkdocs.yml names as its custom_dir: MkDocs knows one such folder only."""

from generator.model import Files, Written


def compose_theme(theme: Files) -> tuple[Written, ...]:
    """The package's theme, with the briefing's own files of the same name in their place."""
    return tuple(Written(f".theme/{name}", data) for name, data in theme.items())
