"""The two briefings as sites on a host, for all tests that open them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.support import web

UNDER = "/briefings/this-one/"
KINDS = (
    *(
        "index.html",
        "about.html",
        "claims.html",
        "figures.html",
        "names.html",
        "relations.html",
        "timeline.html",
    ),
    *("actors/index.html", "events/index.html", "places/index.html", "sources/index.html"),
    *("actors/*-*.html", "events/*-*.html", "places/*.html", "sources/*-*.html"),
)
"""One page of each kind, by patterns."""


@dataclass(frozen=True)
class Site:
    """A briefing that is built and served below a path of its host."""

    folder: Path
    address: str

    def pages(self) -> list[str]:
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))

    def kinds(self) -> list[str]:
        """Name one page of each kind: the longest, for it has the most on it."""
        found = [list(self.folder.glob(pattern)) for pattern in KINDS]
        longest = [max(paths, key=lambda path: path.stat().st_size) for paths in found]
        return [path.relative_to(self.folder).as_posix() for path in longest]

    def text(self, page: str) -> str:
        return (self.folder / page).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def site(built: Path) -> Iterator[Site]:
    with web.serving(built / "site", UNDER) as address:
        yield Site(built / "site", address)


@pytest.fixture(scope="module")
def karabakh(build_once: Callable[[str], Path]) -> Iterator[Site]:
    folder = build_once("nagorno-karabakh") / "site"
    with web.serving(folder, UNDER) as address:
        yield Site(folder, address)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context() as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
