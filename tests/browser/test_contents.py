"""The way to the headings of a long page, where there is no room beside it."""

import pytest
from playwright.sync_api import Browser, Page

from tests.support.sites import Site

JUMP = "details.jump"


def _open(site: Site, page: Page, path: str, width: int = 390) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(site.address + path)


@pytest.mark.parametrize("path", ["index.html", "claims.html", "events/2023-09-20-ceasefire.html"])
def test_a_heading_is_two_taps_away_on_a_phone(karabakh: Site, page: Page, path: str) -> None:
    """Pages are as long as thirty screens; the list folds itself up, so that the heading can be seen."""
    _open(karabakh, page, path)
    headings = page.locator("article h2").all_inner_texts()
    page.click(f"{JUMP} summary")

    links = page.locator(f"{JUMP} a")
    assert [words.strip() for words in links.all_inner_texts()] == headings
    links.nth(1).click()
    page.wait_for_url("**#*")
    assert not page.locator(f"{JUMP} ul").is_visible()
    top = page.locator("article h2").nth(1).bounding_box()
    assert top
    assert 0 <= top["y"] < 844 / 2


def test_esc_and_a_tap_beside_it_fold_the_list_up(karabakh: Site, page: Page) -> None:
    """It lies over the page; the focus goes back to what opened it."""
    _open(karabakh, page, "index.html")
    summary = page.locator(f"{JUMP} summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not page.locator(f"{JUMP} ul").is_visible()
    assert summary.evaluate("e => e === document.activeElement")

    summary.click()
    page.mouse.click(380, 800)
    assert not page.locator(f"{JUMP} ul").is_visible()


def test_where_the_list_stands_beside_the_page_it_is_not_in_the_bar(karabakh: Site, page: Page) -> None:
    """Nobody needs the same list twice."""
    _open(karabakh, page, "claims.html", width=1280)
    assert page.locator("nav.contents").is_visible()
    assert not page.locator(JUMP).is_visible()


def test_the_list_needs_no_script(karabakh: Site, browser: Browser) -> None:
    """It is a fold of the browser's own."""
    with browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(karabakh.address + "claims.html")
        page.click(f"{JUMP} summary")
        page.locator(f"{JUMP} a").first.click()
        page.wait_for_url("**#*")
