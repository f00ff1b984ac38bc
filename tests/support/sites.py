"""The two briefings as sites on a host, for all tests that open them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.support import web
from tests.support.built import BRIEFINGS

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


@pytest.fixture(scope="session")
def sites(build_once: Callable[[str], Path]) -> Iterator[Mapping[str, Site]]:
    """Yield both briefings."""
    with ExitStack() as stack:
        folders = {name: build_once(name) / "site" for name in BRIEFINGS}
        yield {
            name: Site(folder, stack.enter_context(web.serving(folder, UNDER)))
            for name, folder in folders.items()
        }


@pytest.fixture(params=BRIEFINGS)
def site(request: pytest.FixtureRequest, sites: Mapping[str, Site]) -> Site:
    """Give each of the two."""
    return sites[request.param]


@pytest.fixture
def karabakh(sites: Mapping[str, Site]) -> Site:
    """Give the one that is of this repository."""
    return sites["nagorno-karabakh"]


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Yield what a browser keeps for a reader; to begin with nothing takes as long as to open four pages."""
    with browser.new_context() as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Yield an empty window; all that a test opens or has the browser remember is gone after it."""
    page = context.new_page()
    yield page
    if not page.is_closed():
        context.new_cdp_session(page).send(
            "Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "local_storage"}
        )
    for each in context.pages:
        each.close()
    context.clear_permissions()
