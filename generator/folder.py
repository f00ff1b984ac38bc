"""Read a briefing from disk, whole, before anything is done with it."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from generator import layout
from generator.model import Files, Folder


def read_folder(root: Path) -> Folder:
    """Read what the editors wrote, what the last build wrote, and the package's own templates and theme."""
    package = files("generator")
    site_src = _read(root, layout.SITE_SRC)
    mkdocs = root / layout.MKDOCS
    return Folder(
        seeds=_read(root, layout.SEEDS),
        site_src=site_src,
        docs=_read(root, layout.DOCS, hidden=True),
        templates=_overridden(_of_package(package / "templates"), site_src, "site_src/templates/"),
        theme=_overridden(_of_package(package / "theme"), site_src, "site_src/theme/"),
        mkdocs=mkdocs.read_bytes() if mkdocs.is_file() else None,
    )


def _read(root: Path, top: str, *, hidden: bool = False) -> Files:
    """Every file below a folder; editors' and systems' own files only where asked for."""
    found = sorted(path for path in (root / top).rglob("*") if path.is_file())
    named = ((path.relative_to(root).as_posix(), path) for path in found)
    return {name: path.read_bytes() for name, path in named if hidden or not layout.is_hidden(name)}


def _of_package(folder: Traversable) -> Files:
    return dict(sorted(_walk(folder, "")))


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _walk(item, f"{prefix}{item.name}/")
        else:
            yield f"{prefix}{item.name}", item.read_bytes()


def _overridden(package: Files, site_src: Files, prefix: str) -> Files:
    """The package's files, with the briefing's own of the same name in their place."""
    own = {name.removeprefix(prefix): data for name, data in site_src.items() if name.startswith(prefix)}
    return dict(sorted({**package, **own}.items()))
