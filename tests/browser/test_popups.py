"""What stands behind a mark and a link, for the mouse, the keyboard and the finger."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.support.sites import Site

EVENT = "events/2023-09-21-gunfire-in-stepanakert.html"
MARK = "article li a.footnote-ref"
POPUP = ".popup"


def _open(site: Site, page: Page, path: str = EVENT) -> None:
    page.goto(site.address + path)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True) as context:
        yield context.new_page()


def _rests_on(page: Page, nth: int = 0) -> str:
    """The words of the footnote that a mark leads to."""
    label = (page.locator(MARK).nth(nth).get_attribute("href") or "").removeprefix("#")
    return page.locator(f"[id='{label}'] mark").first.inner_text()


def test_pointing_at_a_mark_shows_the_marked_words(karabakh: Site, page: Page) -> None:
    """To check a sentence takes no click at all; and the page does not move."""
    _open(karabakh, page)
    page.locator(MARK).first.hover()

    popup = page.locator(POPUP)
    popup.wait_for()
    assert _rests_on(page) in popup.locator("mark").all_inner_texts()
    assert page.url.endswith(EVENT)

    page.mouse.move(1, 1)
    popup.wait_for(state="detached")


def test_under_a_thumb_the_words_come_below_the_sentence(karabakh: Site, phone: Page) -> None:
    """Whoever doubts a sentence compares it with the words."""
    _open(karabakh, phone, "index.html")
    for nth in (0, 3, 6):
        mark = phone.locator("article .developments a.footnote-ref").nth(nth)
        mark.tap()
        popup = phone.locator(POPUP)
        popup.wait_for()
        words, place = popup.bounding_box(), mark.bounding_box()
        assert words
        assert place
        assert place["y"] + place["height"] <= words["y"]
        assert words["y"] + words["height"] == phone.evaluate("innerHeight")
        phone.locator("h2").first.tap()


def test_a_popup_stays_while_the_mouse_is_in_it(karabakh: Site, page: Page) -> None:
    """There are links in it."""
    _open(karabakh, page)
    page.locator(MARK).first.hover()
    page.locator(POPUP).hover()
    page.wait_for_timeout(500)

    page.locator(f"{POPUP} a[href*='sources/']").first.click()
    page.wait_for_url("**/sources/*.html#p*")


def test_the_keyboard_reaches_what_a_mark_shows(karabakh: Site, page: Page) -> None:
    """Focus opens it, the next stop is inside it, Esc closes it and stays at the mark."""
    _open(karabakh, page)
    page.locator("article .side a, article h1 ~ * a").first.focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('a.footnote-ref')"):
            break
    popup = page.locator(POPUP)
    popup.wait_for()
    described = page.evaluate("document.activeElement.getAttribute('aria-describedby')")

    assert described == popup.get_attribute("id")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.popup') !== null")

    page.keyboard.press("Escape")
    assert popup.count() == 0
    assert page.evaluate("document.activeElement.matches('a.footnote-ref')")


def test_a_tap_opens_a_popup_and_another_closes_it(karabakh: Site, phone: Page) -> None:
    """A finger cannot hover; the place in the text is not lost."""
    _open(karabakh, phone)
    mark = phone.locator(MARK).first
    mark.tap()
    popup = phone.locator(POPUP)
    popup.wait_for()
    box = popup.bounding_box()

    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390

    mark.tap()
    assert popup.count() == 0

    mark.tap()
    phone.locator("h1").tap()
    assert popup.count() == 0


def test_three_taps_lead_from_the_front_page_to_the_exact_words(karabakh: Site, phone: Page) -> None:
    """What the whole briefing is for."""
    _open(karabakh, phone, "index.html")
    phone.locator("article a.footnote-ref").first.tap()
    phone.locator(f"{POPUP} a[href*='sources/']").first.tap()
    phone.wait_for_url("**/sources/*.html#p*")

    assert phone.locator("mark").first.is_visible()


def test_a_link_to_somebody_says_who_that_is(karabakh: Site, page: Page) -> None:
    """Title, kind, one sentence: often enough, and the reader stays."""
    _open(karabakh, page)
    link = page.locator("article p a[href*='places/stepanakert.html']").first
    link.hover()
    popup = page.locator(POPUP)
    popup.wait_for()

    words = popup.inner_text()
    assert words.startswith("Stepanakert")
    assert "city" in words
    assert "largest city" in words


def test_nothing_pops_up_from_the_popup(karabakh: Site, page: Page) -> None:
    """A window over a window over a window helps nobody."""
    _open(karabakh, page)
    page.locator(MARK).first.click()
    page.locator(f"{POPUP} a").first.hover()
    page.wait_for_timeout(500)

    assert page.locator(POPUP).count() == 1


def test_colours_are_chosen_and_remembered(karabakh: Site, page: Page) -> None:
    """Who reads at night says so once."""
    ground = "getComputedStyle(document.body).backgroundColor"
    _open(karabakh, page)
    light = page.evaluate(ground)
    page.get_by_role("button", name="Light or dark").click()
    dark = page.evaluate(ground)
    page.goto(karabakh.address + "claims.html")

    assert dark != light
    assert page.evaluate(ground) == dark
