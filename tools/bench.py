"""Measure how long a briefing takes: make bench. Ratios count, not seconds, for machines differ.

Three questions: how long a hundred broken quotes take to be named; how a briefing
of a thousand entities divides between our pipeline and MkDocs; and what MkDocs
takes for the same pages by itself.
"""

import hashlib
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from generator.build import build, check

_ENTITIES = 1_000
_PASSAGES = 500
_BROKEN = 100

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
