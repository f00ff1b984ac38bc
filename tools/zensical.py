"""Render docs/ by Zensical, and tell where its pages differ from those in site/: make zensical.

MkDocs 1 and Material are kept alive, not developed; Zensical, by Material's
makers, is where the pages could go. Of each page the article counts: its text,
its links and its anchors. What differs and is not listed below makes it exit
with 1. It is run by hand, and installs Zensical into a temporary folder.

Another version: make zensical ARGS=0.1.3
"""

import difflib
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).parents[1]

# The newest that is whole by itself: those since need zensical-ui.
VERSION = "0.0.73"

_AT_MOST = 8
"""Differences that are shown of one page; the first say what is the matter."""

KNOWN_FILES = frozenset({"search.json", "search/search_index.json", "sitemap.xml", "sitemap.xml.gz"})
"""Files that only one of the two writes: the search's index has another name, and there is no sitemap."""

KNOWN: tuple[re.Pattern[str], ...] = ()
"""Differences within articles that are known: none today."""

_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


@dataclass
class Article(HTMLParser):
    """What a page says, where it leads, and where others can lead to."""

    text: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    depth: int = 0
    is_tag: bool = False  # the text that comes next is one of the page's tags

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article" or self.depth:
            given = dict(attrs)
            self.depth += tag not in _VOID
            self.is_tag = "md-tag" in (given.get("class") or "").split()
            self.links += [given[name] or "" for name in ("href", "src") if name in given]
            self.anchors += [given["id"] or ""] if "id" in given else []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.depth and tag not in _VOID:
            self.depth -= 1
            self.is_tag = False

    def handle_data(self, data: str) -> None:
        if self.depth and data.strip():
            self.text.append(("tag: " if self.is_tag else "") + " ".join(data.split()))


def main() -> None:
    """Render, compare, print what differs."""
    version = sys.argv[1] if len(sys.argv) > 1 else VERSION
    with tempfile.TemporaryDirectory() as folder:
        theirs = _render(Path(folder), version)
        differences = list(compare(ROOT / "site", theirs))
    unknown = [line for line in differences if not any(known.fullmatch(line) for known in KNOWN)]
    print(*unknown, sep="\n")
    print(f"Zensical {version}: {len(differences)} differences, {len(unknown)} of them not known")
    sys.exit(1 if unknown else 0)


def _render(folder: Path, version: str) -> Path:
    """Let Zensical render a copy of docs/; returns the folder with its pages."""
    venv.create(folder / "venv", with_pip=True)
    program = folder / "venv/bin"
    quiet = ("--quiet", "--quiet", "--disable-pip-version-check")
    _run(folder, program / "python", "-m", "pip", "install", *quiet, f"zensical=={version}")
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    _run(folder, program / "zensical", "build", "--strict")
    return folder / "site"


def _run(folder: Path, *command: str | Path) -> None:
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # ours
    if ended.returncode:
        sys.exit(f"{Path(command[0]).name} failed:\n{ended.stdout}{ended.stderr}")


def compare(ours: Path, theirs: Path) -> Iterator[str]:
    """Name each difference in a line that begins with the file."""
    files = [_files(ours), _files(theirs)]
    for file in sorted((files[0] ^ files[1]) - KNOWN_FILES):
        yield f"{file}: only {'MkDocs' if file in files[0] else 'Zensical'} writes it"
    for file in sorted(files[0] & files[1]):
        if file.endswith(".html"):
            articles = _article(ours / file), _article(theirs / file)
            for what in ("text", "links", "anchors"):
                yield from _differences(file, what, *(getattr(article, what) for article in articles))
        elif (ours / file).read_bytes() != (theirs / file).read_bytes():
            yield f"{file}: other bytes"


def _files(folder: Path) -> set[str]:
    """All files of a site but the theme's own, whose names hold the hash of their release."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and (path.relative_to(folder).parts[0] != "assets" or path.stem == "briefing")
    }


def _article(page: Path) -> Article:
    article = Article()
    article.feed(page.read_text(encoding="utf-8"))
    article.close()
    return article


def _differences(file: str, what: str, ours: list[str], theirs: list[str]) -> Iterator[str]:
    lines = [
        line
        for line in difflib.unified_diff(ours, theirs, lineterm="", n=0)
        if line[:2] not in {"--", "++", "@@"}
    ]
    for line in lines[:_AT_MOST]:
        yield f"{file}: {what}: {'MkDocs' if line[0] == '-' else 'Zensical'} has {line[1:]!r}"
    if len(lines) > _AT_MOST:
        yield f"{file}: {what}: {len(lines) - _AT_MOST} more"


if __name__ == "__main__":
    main()
