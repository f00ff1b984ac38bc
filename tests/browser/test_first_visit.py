"""What a first visit costs: bytes, requests, and whether the page stands still."""

import gzip
import mimetypes
from collections.abc import Sequence
from functools import partial
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request

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


def _visits(page: Page, addresses: Sequence[str], width: int) -> dict[str, tuple[Page, list[Request]]]:
    """Each address in a window of its own, all at once, with what it asked for until nothing more came."""
    windows: dict[str, tuple[Page, list[Request]]] = {}
    for address in addresses:
        window, asked = page.context.new_page(), list[Request]()
        window.set_viewport_size({"width": width, "height": 844})
        window.add_init_script(SHIFTS)
        window.on("request", partial(asked.append))
        window.goto(address, wait_until="commit")
        windows[address] = (window, asked)
    for window, _ in windows.values():
        window.wait_for_load_state("networkidle")
    return windows


def _sizes(site: Site, asked: Sequence[Request]) -> dict[str, int]:
    """The files that a browser asked for, with their sizes as sent."""
    files = {}
    for url in (request.url for request in asked):
        if not url.startswith("data:"):
            name = urlsplit(url).path.removeprefix(UNDER)
            data = (site.folder / name).read_bytes()
            is_text = (mimetypes.guess_type(name)[0] or "").startswith(("text/", "application/javascript"))
            files[name] = len(gzip.compress(data, 6)) if is_text else len(data)
    return files


@pytest.mark.parametrize("width", [390, 1280])
def test_no_kind_of_page_is_heavy_or_moves(karabakh: Site, page: Page, width: int) -> None:
    """A phone far from any mast has to be enough; and what one is about to tap may not jump away."""
    found = []
    addresses = [karabakh.address + path for path in karabakh.kinds()]
    for path, (window, asked) in _visits(page, addresses, width).items():
        files = _sizes(karabakh, asked)
        if sum(files.values()) > MOST_BYTES or len(files) > MOST_REQUESTS:
            found.append(f"{path}: {sum(files.values())} bytes in {len(files)} requests: {files}")
        if shifts := window.evaluate("window.shifts"):
            found.append(f"{path} moves: {shifts}")

    assert found == []


@pytest.mark.parametrize("width", [390, 1280])
def test_a_page_that_arrives_slowly_does_not_move(karabakh: Site, page: Page, width: int) -> None:
    """Each state between nothing and the whole page is painted: a bar or a table that grew would be seen."""
    paths = ("index.html", "claims.html", "events/2023-09-20-ceasefire.html", SOURCE)
    with web.serving(karabakh.folder, slowly=True) as address:
        windows = _visits(page, [address + path for path in paths], width)

    moved = {address: window.evaluate("window.shifts") for address, (window, _) in windows.items()}
    assert {address: shifts for address, shifts in moved.items() if shifts} == {}
    assert all(window.locator(".bar__name").is_visible() for window, _ in windows.values())


def test_what_the_search_knows_is_not_asked_for_before_the_search(karabakh: Site, page: Page) -> None:
    """Most readers never search."""
    [(window, asked)] = _visits(page, [f"{karabakh.address}index.html"], 1280).values()
    assert "data/index.js" not in _sizes(karabakh, asked)

    window.keyboard.press("/")
    window.wait_for_function("briefing.data !== undefined")
    assert "data/index.js" in _sizes(karabakh, asked)
