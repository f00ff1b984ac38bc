from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.support.built import edit
from tests.support.served import BRENNA, LONGEST, serving, wait_for

TEXT = "The ferry to Brenna stopped running on Monday."
MISTAKE = "quote: The ferry to Brennan"
RIGHT = "quote: The ferry to Brenna"
DOUBTFUL = (
    "name: Harbour office\nstatements:\n  - text: The harbour office closed its 7 doors at noon.\n"
    "    quote: The harbour office closed its doors at noon.\n"
)
PATIENCE = LONGEST * 1000

expect.set_options(timeout=PATIENCE)


def test_a_mistake_stands_over_the_last_good_page_until_it_is_mended(small: Path, page: Page) -> None:
    """With its file and line, the words marked, and what to do; the window of the browser is enough."""
    with serving(small) as served:
        wait_for(lambda: "The ferry to Brenna stopped" in served.page("places/brenna.html"), served)
        page.goto(f"{served.address}places/brenna.html")

        edit(small, BRENNA, "quote: The ferry to Brenna", "quote: The ferry to Brennan")
        panel = page.get_by_role("alert")
        panel.wait_for(timeout=LONGEST * 1000)
        told = panel.inner_text()
        assert f"{BRENNA}:4:25 error: the quote is not in ferry [quote-not-found]" in told
        assert "quote: The ferry to Brennan" in told
        assert "^^^^^^^" in told
        assert "to quote it, paste:" in told
        assert page.get_by_text("The ferry to Brenna stopped").first.is_visible()

        edit(small, BRENNA, "quote: The ferry to Brennan", "quote: The ferry to Brenna")
        panel.wait_for(state="detached", timeout=LONGEST * 1000)

        assert served.stop() == 0


def test_each_save_that_mends_nothing_is_seen_though_the_panel_was_closed(small: Path, page: Page) -> None:
    """Else an editor who closed it believes that the next save has mended the mistake."""
    with serving(small) as served:
        wait_for(lambda: TEXT in served.page("places/brenna.html"), served)
        page.goto(f"{served.address}places/brenna.html")
        panel, details = page.locator(".live__panel"), page.locator(".live__list")

        edit(small, BRENNA, RIGHT, MISTAKE)
        expect(panel).to_contain_text("1 error, 0 warnings")
        page.get_by_role("button", name="Close").click()
        expect(details).to_be_hidden()
        expect(page.get_by_role("button", name="Show")).to_be_focused()

        edit(small, BRENNA, "name: Brenna", "name: Brenna ferry")
        expect(panel).to_contain_text("1 error, 0 warnings, still")
        expect(panel.get_by_role("status")).to_contain_text("save 2, as of ")
        expect(details).to_be_hidden()
        expect(page.get_by_role("alert")).to_have_count(0)
        page.reload()
        expect(panel).to_contain_text("save 2, as of ")
        expect(details).to_be_hidden()

        edit(small, BRENNA, "name: Brenna ferry", "nam: Brenna ferry")
        expect(page.get_by_role("alert")).to_contain_text("[unknown-key]")
        expect(details).to_be_visible()
        page.keyboard.press("Escape")
        expect(details).to_be_hidden()
        expect(panel).to_be_visible()

        edit(small, BRENNA, "nam: Brenna ferry", "name: Brenna ferry")
        edit(small, BRENNA, MISTAKE, RIGHT)
        expect(panel).to_have_count(0)

        assert served.stop() == 0


def test_whoever_types_on_the_page_goes_on_typing(small: Path, page: Page) -> None:
    """A message takes the focus from nobody, and Escape belongs to the field that has it."""
    with serving(small) as served:
        wait_for(lambda: TEXT in served.page("places/brenna.html"), served)
        page.goto(f"{served.address}places/brenna.html")
        page.evaluate("document.querySelector('article').append(document.createElement('textarea'))")
        field = page.locator("textarea")
        field.focus()

        edit(small, BRENNA, RIGHT, MISTAKE)
        expect(page.get_by_role("alert")).to_be_visible()
        page.keyboard.type("as before")
        page.keyboard.press("Escape")

        expect(field).to_have_value("as before")
        expect(page.locator(".live__list")).to_be_visible()
        assert served.stop() == 0


def test_lines_to_paste_keep_their_indentation_and_can_be_copied(small: Path, page: Page) -> None:
    """YAML means something else without it."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    with serving(small) as served:
        wait_for(lambda: TEXT in served.page("places/brenna.html"), served)
        page.goto(f"{served.address}places/brenna.html")

        edit(small, "mkdocs.yml", "  language: en", "  language: fr")
        hint = page.locator(".live__hint", has_text="write into mkdocs.yml:")
        expect(hint).to_be_visible()
        pre = page.locator(".live__hint + pre")
        assert pre.inner_text() == "theme:\n  language: en"
        assert "monospace" in pre.evaluate("element => getComputedStyle(element).fontFamily")
        hint.get_by_role("button", name="Copy").click()
        expect(hint.get_by_role("button", name="Copied")).to_be_visible()

        assert page.evaluate("navigator.clipboard.readText()") == "theme:\n  language: en"
        assert served.stop() == 0


def test_a_browser_says_that_the_server_has_stopped_until_it_is_there_again(small: Path, page: Page) -> None:
    """And shows what has changed meanwhile, though the new server counts from the beginning."""
    with serving(small) as served:
        wait_for(lambda: TEXT in served.page("places/brenna.html"), served)
        page.goto(f"{served.address}places/brenna.html")
        assert served.stop() == 0
    stopped = page.get_by_text("The server has stopped; start it with: briefing serve")
    expect(stopped).to_be_visible()
    edit(small, BRENNA, "text: The ferry", "text: No ferry")

    with serving(small, urlsplit(served.address).port or 0) as again:
        expect(page.get_by_text("No ferry to Brenna").first).to_be_visible()
        expect(stopped).to_have_count(0)
        assert again.stop() == 0


def test_what_the_tool_can_mend_is_said_in_the_browser_and_in_the_terminal(small: Path, page: Page) -> None:
    """The same line as check says; errors come before warnings in the browser."""
    with serving(small) as served:
        wait_for(lambda: TEXT in served.page("places/brenna.html"), served)
        page.goto(f"{served.address}places/brenna.html")

        edit(small, BRENNA, "    quote: The ferry", "    qoute: The ferry")
        (small / "site_src/actors").mkdir()
        (small / "site_src/actors/harbour-office.yml").write_text(DOUBTFUL, encoding="utf-8")
        panel = page.locator(".live__panel")
        expect(panel).to_contain_text("fixed by: briefing check --fix")
        expect(panel.locator("section").first).to_contain_text("[unknown-key]")
        expect(panel.locator("section", has_text="[unknown-key]")).to_contain_text("fixed by")
        expect(panel.locator("section").last).to_contain_text(" warning: ")
        expect(panel.locator("section").last).not_to_contain_text("fixed by")
        wait_for(lambda: "    fixed by: briefing check --fix" in served.said["stderr"], served)

        assert served.stop() == 0


def test_the_panel_is_light_or_dark_as_the_page_is_and_leaves_half_of_it_free(
    small: Path, page: Page
) -> None:
    """Nobody works by lamplight with a white sheet in the window; a phone has little room."""
    statement = "  - text: The ferry to Brenna stopped running on Monday.\n    quote: nowhere at all {}\n"
    with serving(small) as served:
        wait_for(lambda: TEXT in served.page("places/brenna.html"), served)
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": 390, "height": 800})
        page.goto(f"{served.address}places/brenna.html")

        text = (small / BRENNA).read_text(encoding="utf-8")
        (small / BRENNA).write_text(text + "".join(map(statement.format, range(9))), encoding="utf-8")
        panel = page.locator(".live__panel")
        expect(panel.locator("section").first).to_be_visible()
        box = panel.bounding_box()
        colour = "element => getComputedStyle(element).backgroundColor"

        assert box
        assert box["height"] <= 400
        assert panel.evaluate(colour) == "rgb(30, 32, 36)"
        page.emulate_media(color_scheme="light")
        assert panel.evaluate(colour) == "rgb(255, 255, 255)"
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        for colours in ("light", "dark"):
            page.emulate_media(color_scheme=colours)
            page.evaluate("Promise.all(document.getAnimations().map(each => each.finished))")
            assert Axe().run(page).response["violations"] == []
        assert served.stop() == 0
