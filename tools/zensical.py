"""Render the same docs/ and theme by Zensical, too, and say where its pages differ from those in site/.

Compared are the text of the article, its links and its anchors. Zensical is
installed into a folder that goes away again. Run by hand: make zensical
"""

import shutil
import subprocess
import sys
import tempfile
import venv
from html.parser import HTMLParser
from pathlib import Path

VERSION = "0.0.73"


class Article(HTMLParser):
    """What stands in the article of a page: words, links and ids, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.depth = 0
        self.words: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links and ids."""
        self.depth += tag == "article"
        if self.depth:
            found = dict(attrs)
            self.links += [found["href"] or ""] if "href" in found else []
            self.ids += [found["id"] or ""] if "id" in found else []

    def handle_endtag(self, tag: str) -> None:
        """Leave the article."""
        self.depth -= tag == "article"

    def handle_data(self, data: str) -> None:
        """Note words."""
        if self.depth:
            self.words += data.split()


def main() -> None:
    """Render, compare, report."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        venv.create(work / "venv", with_pip=True)
        pip = [str(work / "venv/bin/python"), "-m", "pip", "install", "--quiet", f"zensical=={VERSION}"]
        subprocess.run(pip, check=True)
        shutil.copytree("docs", work / "docs")
        shutil.copyfile("mkdocs.yml", work / "mkdocs.yml")
        command = [str(work / "venv/bin/zensical"), "build", "--config-file", "mkdocs.yml"]
        subprocess.run(command, check=True, cwd=work)
        differing = list(_differences(Path("site"), work / "site"))
    print(*differing, sep="\n")
    print(f"{len(list(Path('site').rglob('*.html')))} pages compared, {len(differing)} differences")
    sys.exit(bool(differing))


def _differences(ours: Path, theirs: Path) -> list[str]:
    found = []
    for path in sorted(ours.rglob("*.html")):
        name = path.relative_to(ours)
        other = theirs / name
        if not other.is_file():
            found.append(f"{name}: not there")
            continue
        one, two = (Article(each.read_text(encoding="utf-8")) for each in (path, other))
        for what in ("words", "links", "ids"):
            here, there = getattr(one, what), getattr(two, what)
            if here != there:
                pairs = zip(here, there, strict=False)
                first = next((pair for pair in pairs if pair[0] != pair[1]), (here[-1:], there[-1:]))
                found.append(f"{name}: {what}: {first[0]} | {first[1]}")
    return found


if __name__ == "__main__":
    main()
