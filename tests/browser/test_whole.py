"""The whole briefing as one document."""

import re

import pytest
from playwright.sync_api import Page

from tests.support.sites import Site


def test_every_entity_and_source_is_a_part_of_the_whole(site: Site) -> None:
    """What is printed is the briefing, not a selection."""
    whole = site.text("whole.html")
    for path in site.pages():
        folder, _, name = path.rpartition("/")
        if folder in ("actors", "places", "events", "sources") and name != "index.html":
            assert f'id="part-{folder}-{name.removesuffix(".html")}"' in whole, path


def test_footnotes_of_the_whole_lead_to_words_on_it(site: Site, page: Page) -> None:
    """On paper one turns pages, on a screen one follows a link; neither leaves the document."""
    page.goto(site.address + "whole.html")
    outside = page.evaluate(
        """() => [...document.querySelectorAll(".footnote a[href]")]
          .map(a => a.getAttribute("href"))
          .filter(href => !href.startsWith("#")
            || !document.getElementById(decodeURIComponent(href.slice(1))))"""
    )

    assert outside == []


def test_headings_of_the_parts_stand_below_that_of_the_whole(site: Site) -> None:
    """A document has one title; its contents follow from its headings."""
    whole = site.text("whole.html")

    assert len(re.findall(r"<h1[ >]", whole)) == 1


def test_no_heading_stands_alone_at_the_foot_of_a_printed_page(karabakh: Site, page: Page) -> None:
    """The browser is told to keep a heading with what it heads."""
    page.goto(karabakh.address + "whole.html")
    page.emulate_media(media="print")
    kept = page.locator("article :is(h1, h2, h3)").evaluate_all(
        "all => all.every(heading => getComputedStyle(heading).breakAfter === 'avoid')"
    )

    assert kept
    assert len(page.pdf(format="A4")) > 10_000


def test_on_paper_addresses_are_spelled_out_and_controls_left_out(karabakh: Site, page: Page) -> None:
    """Nobody can press a button on paper."""
    page.goto(karabakh.address + "about.html")
    page.emulate_media(media="print")

    assert not page.locator(".bar__tools").is_visible()
    assert not page.locator(".bar__pages").is_visible()


@pytest.mark.parametrize("width", [1024, 1440])
def test_no_part_is_squeezed_on_a_desktop(karabakh: Site, page: Page, width: int) -> None:
    """What stands side by side on a page of its own does not here, or words break into letters."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(karabakh.address + "whole.html")

    narrow = page.eval_on_selector_all(
        "article li, article p",
        "all => all.filter(e => e.innerText.length > 40 && e.getBoundingClientRect().width < 150).length",
    )
    assert narrow == 0
