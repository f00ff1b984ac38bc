"""Measure how long a briefing takes: make bench. Ratios count, not seconds, for machines differ.

Four questions: how long a hundred broken quotes take to be named; how a briefing
of a thousand entities divides between our pipeline and MkDocs; what MkDocs takes
for the same pages by itself; and how long after a save the changed page of this
repository's briefing is there in `briefing serve`, beside what MkDocs takes to
render all of its pages.
"""

import hashlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TypeVar
from urllib.request import urlopen

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from generator import layout
from generator.build import build, check

ROOT = Path(__file__).parents[1]

_ENTITIES = 1_000
_PASSAGES = 500
_BROKEN = 100
_SAVES = 10
_PORT = 8765

T = TypeVar("T")

_TREES = ("Alder", "Birch", "Cedar", "Elder", "Hazel", "Larch", "Maple", "Rowan", "Thorn", "Willow")


def main() -> None:
    """Make the briefings in a temporary folder, measure, print."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        broken = _briefing(root / "broken", entities=_BROKEN, passages=_BROKEN, is_broken=True)
        result, seconds = _timed(lambda: check(broken))
        named = sum(problem.code.name == "quote-not-found" for problem in result.problems)
        print(f"check, {_BROKEN} broken quotes: {seconds:.2f} s, {named} named")

        large = _briefing(root / "large", entities=_ENTITIES, passages=_PASSAGES)
        _, checking = _timed(lambda: check(large))
        built, building = _timed(lambda: build(large))
        if not built.is_publishable:
            sys.exit("\n".join(str(problem) for problem in built.problems[:5]))
        config = load_config(str(large / "mkdocs.yml"))
        _, rendering = _timed(lambda: mkdocs_build(config))
        print(f"check, {_ENTITIES} entities: {checking:.2f} s")
        print(f"build, {_ENTITIES} entities, {len(built.docs)} files: {building:.2f} s")
        print(
            f"MkDocs alone on the same pages: {rendering:.2f} s; build / MkDocs = {building / rendering:.2f}"
        )
        _live(root / "live")


def _live(root: Path) -> None:
    """Save an event again and again while the site is served, and wait for its page each time."""
    for name in (layout.SEEDS, layout.SITE_SRC):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / layout.MKDOCS, root)
    built = build(root)
    if not built.is_publishable:
        sys.exit("\n".join(str(problem) for problem in built.problems[:5]))
    config = load_config(str(root / layout.MKDOCS))
    _, rendering = _timed(lambda: mkdocs_build(config))
    event = min((root / layout.SITE_SRC / "events").glob("*.yml"))
    text = event.read_text(encoding="utf-8")
    address = f"http://127.0.0.1:{_PORT}/events/{event.stem}.html"
    command = [sys.executable, "-m", "generator", "serve", "--root", str(root), "--port", str(_PORT)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _wait_for(address, "<h1")
        seconds = []
        for n in range(_SAVES):
            time.sleep(1)
            begin, kind, rest = text.partition("\nkind:")
            event.write_text(f"{begin} {'x' * (n + 1)}{kind}{rest}", encoding="utf-8")
            _, taken = _timed(lambda n=n: _wait_for(address, f" {'x' * (n + 1)}</h1>"))  # type: ignore[misc]
            seconds.append(taken)
        process.send_signal(signal.SIGINT)
        process.wait()
    print(
        f"serve, {len(built.docs)} files: a saved page after {median(seconds):.2f} s, "
        f"at worst {max(seconds):.2f} s; MkDocs alone on all pages: {rendering:.2f} s; "
        f"page / MkDocs = {median(seconds) / rendering:.2f}"
    )


def _wait_for(address: str, words: str) -> None:
    while True:
        try:
            with urlopen(address) as answer:  # noqa: S310  # our own server
                if words in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.02)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    began = time.perf_counter()
    value = work()
    return value, time.perf_counter() - began


def _name(number: int) -> str:
    return f"{_TREES[number % 10]} {_TREES[number // 10 % 10]}ford {_TREES[number // 100 % 10]}"


def _briefing(root: Path, *, entities: int, passages: int, is_broken: bool = False) -> Path:
    """An invented briefing: one article, entities with a statement each."""
    text = "\n\n".join(
        [
            "A long report on many rivers",
            *(
                f"{_name(n)} was seen at the ford number {n} on a morning in spring; {_name(n + 1)} was not."
                for n in range(passages)
            ),
        ]
    )
    _write(root / "seeds/report.txt", text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    _write(
        root / "site_src/sources/report.yml",
        f"file: seeds/report.txt\nsha256: {digest}\ntitle: A long report on many rivers\n",
    )
    _write(root / "site_src/site.yml", "title: Rivers\ndescription: Fords.\ncontact: nobody@example.org\n")
    _write(
        root / "mkdocs.yml",
        "site_name: Rivers\nsite_description: Fords.\nuse_directory_urls: false\n"
        "theme: {name: material, custom_dir: docs/.theme, language: en, font: false}\n"
        "plugins: []\nmarkdown_extensions: [footnotes, md_in_html]\nnav: [index.md]\nnot_in_nav: '*'\n",
    )
    for number in range(entities):
        where = number % passages
        seen = "was never seen" if is_broken else "was seen"
        _write(
            root / f"site_src/actors/actor-{number}.yml",
            f"name: {_name(number)}\nkind: person\nstatements:\n"
            f"  - text: {_name(where)} was seen at a ford.\n"
            f"    quote: {_name(where)} {seen} at the ford number {where} on a morning\n",
        )
    return root


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
