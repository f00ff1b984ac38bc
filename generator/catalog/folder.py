"""Read a briefing from disk, whole, before anything is done with it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from generator import layout
from generator.model import Files, Folder


def read_folder(root: Path) -> Folder:
    """Read what the editors wrote, what the last build wrote, and the package's own templates and theme."""
    mkdocs = root / layout.MKDOCS
    settings = {layout.MKDOCS: mkdocs.read_bytes()} if mkdocs.is_file() else {}
    written = _read(root, layout.DOCS, hidden=True)
    read = make_folder({**_read(root, layout.SEEDS), **_read(root, layout.SITE_SRC), **written, **settings})
    return replace(read, dead_links=_dead_links(root))


def make_folder(contents: Files) -> Folder:
    """A briefing of files that have been read already; the package's own templates and theme come with it."""
    site_src = _below(layout.SITE_SRC, contents)
    return Folder(
        seeds=_below(layout.SEEDS, contents),
        site_src=site_src,
        docs=_below(layout.DOCS, contents),
        templates=_overridden(_of_package("templates"), site_src, "site_src/templates/"),
        words=_of_package("templates")["words.toml"],
        theme=_overridden(_of_package("theme"), site_src, "site_src/theme/"),
        mkdocs=contents.get(layout.MKDOCS),
    )


def _read(root: Path, top: str, *, hidden: bool = False) -> Files:
    """Every file below a folder; editors' and systems' own files only where asked for."""
    found = sorted(path for path in (root / top).rglob("*") if path.is_file())
    named = ((path.relative_to(root).as_posix(), path) for path in found)
    return {name: path.read_bytes() for name, path in named if hidden or not layout.is_hidden(name)}


def _dead_links(root: Path) -> tuple[str, ...]:
    """What in site_src/ leads to a file that is not there; editors' own links never lead anywhere."""
    found = sorted(path for path in (root / layout.SITE_SRC).rglob("*") if path.is_symlink())
    named = (path.relative_to(root).as_posix() for path in found if not path.exists())
    return tuple(name for name in named if not layout.is_hidden(name))


def _below(top: str, contents: Files) -> Files:
    return {path: contents[path] for path in sorted(contents) if path.startswith(f"{top}/")}


@cache
def _of_package(name: str) -> Files:
    return dict(sorted(_walk(files("generator") / name, "")))


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
