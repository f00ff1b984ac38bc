"""What a first visit costs: bytes, requests, and whether the page stands still."""

import gzip
import mimetypes
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.support import web
from tests.support.sites import UNDER, Site

MOST_BYTES = 80 * 1024  # compressed, as a host sends them
MOST_REQUESTS = 10
SOURCE = "sources/nk-2023-09-21.html"
SHIFTS = """
window.shifts = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def _visit(site: Site, page: Page, path: str) -> dict[str, int]:
    """The files that a browser asks for, with their sizes as sent."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.address + path, wait_until="networkidle")
    files = {}
    for url in asked:
        if not url.startswith("data:"):
            name = urlsplit(url).path.removeprefix(UNDER)
            data = (site.folder / name).read_bytes()
            is_text = (mimetypes.guess_type(name)[0] or "").startswith(("text/", "application/javascript"))
            files[name] = len(gzip.compress(data, 6)) if is_text else len(data)
    return files


@pytest.mark.parametrize("width", [390, 1280])
def test_no_kind_of_page_is_heavy_or_moves(karabakh: Site, page: Page, width: int) -> None:
    """A phone far from any mast has to be enough; and what one is about to tap may not jump away."""
    page.set_viewport_size({"width": width, "height": 844})
    page.add_init_script(SHIFTS)
    found = []
    for path in karabakh.kinds():
        files = _visit(karabakh, page, path)
        if sum(files.values()) > MOST_BYTES or len(files) > MOST_REQUESTS:
            found.append(f"{path}: {sum(files.values())} bytes in {len(files)} requests: {files}")
        if shifts := page.evaluate("window.shifts"):
            found.append(f"{path} moves: {shifts}")
        page = page.context.new_page()
        page.set_viewport_size({"width": width, "height": 844})
        page.add_init_script(SHIFTS)

    assert found == []


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["index.html", "claims.html", "events/2023-09-20-ceasefire.html", SOURCE])
def test_a_page_that_arrives_slowly_does_not_move(karabakh: Site, page: Page, path: str, width: int) -> None:
    """Each state between nothing and the whole page is painted: a bar or a table that grew would be seen."""
    page.set_viewport_size({"width": width, "height": 844})
    page.add_init_script(SHIFTS)
    with web.serving(karabakh.folder, slowly=True) as address:
        page.goto(address + path, wait_until="networkidle")

    assert page.evaluate("window.shifts") == 0
    assert page.locator(".bar__name").is_visible()


def test_what_the_search_knows_is_not_asked_for_before_the_search(karabakh: Site, page: Page) -> None:
    """Most readers never search."""
    assert "data/index.js" not in _visit(karabakh, page, "index.html")

    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("/")
    page.wait_for_function("briefing.data !== undefined")
    assert [url for url in asked if url.endswith("data/index.js")]
