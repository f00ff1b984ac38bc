"""The pictures of the two briefings, as readers of pages and of docs/ meet them."""

import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page

from tests.support.briefing import check_folder, make_folder
from tests.support.sites import Site

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def images(built: Path) -> Mapping[str, ET.Element]:
    """The pictures of docs/ by name."""
    found = {p.name: ET.parse(p).getroot() for p in (built / "docs/data/pictures").glob("*.svg")}  # noqa: S314
    assert found
    return found


def test_pictures_in_docs_stand_alone(images: Mapping[str, ET.Element]) -> None:
    """A code host shows them as images: no link, no address elsewhere, a style of their own, a name."""
    for name, root in images.items():
        written = ET.tostring(root, encoding="unicode")

        assert root.findtext(f"{SVG}title"), name
        assert root.findtext(f"{SVG}desc"), name
        assert root.find(f"{SVG}style") is not None, name
        assert f"{SVG}a" not in {element.tag for element in root.iter()}, name
        assert not re.search(r"https?://(?!www\.w3\.org/)|@import|<script", written), name


@pytest.mark.parametrize("path", ["timeline.html", "figures.html", "relations.html"])
def test_a_picture_says_nothing_that_the_page_does_not_say_in_words(
    site: Site, page: Page, path: str
) -> None:
    """Who does not see it loses nothing: whatever it leads to, the list beside it leads to as well."""
    page.goto(site.address + path)
    hrefs = "all => all.map(a => new URL(a.getAttribute('href'), location).href)"
    drawn = set(page.locator("article svg.picture a").evaluate_all(hrefs))
    listed = set(page.locator("article a:not(svg a)").evaluate_all(hrefs))

    assert drawn
    assert drawn <= listed


def test_links_in_a_picture_work_by_keyboard_from_any_depth(karabakh: Site, page: Page) -> None:
    """The pages of events lie deeper than the front page, and the pictures are the same."""
    page.goto(karabakh.address + "events/2023-09-20-ceasefire.html")
    link = page.locator("svg.picture a").first
    name = link.evaluate("a => a.querySelector('title').textContent")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/*.html")

    assert page.locator("h1").inner_text() in name


def test_places_stand_on_the_map_under_all_their_names(karabakh: Site, page: Page) -> None:
    """Each side has its own name for a place; the map takes none of them away."""
    page.goto(karabakh.address + "index.html")

    assert page.locator("svg.map text", has_text="Stepanakert / Khankendi").count() == 1


def test_what_is_announced_or_alleged_differs_by_more_than_colour(karabakh: Site, page: Page) -> None:
    """Its status stands at its name, and its mark has another outline."""
    page.goto(karabakh.address + "timeline.html")
    words = page.locator("svg.timeline").inner_html()

    assert ">announced<" in words
    assert ">alleged<" in words


def test_a_briefing_without_dates_places_and_numbers_has_no_pictures() -> None:
    """Nor a gap where they would be."""
    docs = {file.path: file.data.decode() for file in check_folder(make_folder({})).docs}

    assert [path for path in docs if path.endswith(".svg")] == []
    assert [path for path, page in docs.items() if path.endswith(".md") and "![" in page] == []
