"""What a reader meets who sees little, hears the pages or uses no mouse."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.support.sites import Site

PHONE, DESKTOP = (390, 844), (1280, 900)
OF_SETTINGS = ("color-contrast", "target-size")
"""What axe asks for that turns on colours and widths; they take most of its time."""


def _faults(page: Page, where: str, rules: Sequence[str]) -> list[str]:
    """What axe finds on the page as it stands now, of any impact; of some rules where any are named."""
    # What is right is not written out: that takes longer than to look.
    options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{where}: {fault['id']} ({fault['impact']}): {node['html']}"
        for fault in found
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize(
    ("name", "scheme", "size"),
    [
        ("nagorno-karabakh", "light", PHONE),
        ("nagorno-karabakh", "dark", DESKTOP),
        ("saltmere", "dark", PHONE),
        ("saltmere", "light", DESKTOP),
    ],
    ids=["light phone", "dark desktop", "dark phone", "light desktop"],
)
def test_axe_finds_no_fault_on_any_kind_of_page(
    sites: Mapping[str, Site],
    page: Page,
    name: str,
    scheme: Literal["light", "dark"],
    size: tuple[int, int],
) -> None:
    """Contrast, names, roles, headings: what a program can tell must be right before people look."""
    site, rules = sites[name], OF_SETTINGS if name == "saltmere" else ()
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    faults = []
    for path in [*site.kinds(), "404.html"]:
        page.goto(site.address + path)
        faults += _faults(page, path, rules)
    page.goto(site.address + "index.html")
    for link in ("a.footnote-ref", ".developments a[href^='events/']"):
        page.locator(f"article {link}").first.focus()
        page.locator(".popup").wait_for()
        faults += _faults(page, f"index.html with what {link} shows", rules)
    _search(page, "harbour" if name == "saltmere" else "Stepanakert")
    faults += _faults(page, "index.html with the search open", rules)

    assert faults == []


def _search(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.wait_for_function("document.activeElement.matches('#search input')")
    page.keyboard.type(words)
    page.locator("#search li a").first.wait_for()


def test_the_number_of_results_is_announced(karabakh: Site, page: Page) -> None:
    """Who hears the page would else not know that anything was found."""
    page.goto(karabakh.address + "index.html")
    _search(page, "Yevlax")

    status = page.get_by_role("dialog", name="Search").get_by_role("status")
    assert re.fullmatch(r"\d+ results", status.inner_text())


def test_after_the_search_the_focus_is_where_it_was(karabakh: Site, page: Page) -> None:
    """Else the next press of the tabulator begins at the top of the page again."""
    page.goto(karabakh.address + "claims.html")
    link = page.locator("article a[href^='events/']").nth(2)
    link.focus()
    address = link.get_attribute("href")
    _search(page, "Yevlax")
    page.keyboard.press("Escape")

    assert page.evaluate("document.activeElement.getAttribute('href')") == address


@pytest.mark.parametrize("path", ["index.html", "events/2023-09-20-ceasefire.html", "relations.html"])
def test_what_can_be_focused_has_a_name(karabakh: Site, page: Page, path: str) -> None:
    """A stop of the keyboard that says nothing is a riddle; axe does not look at all of them."""
    page.goto(karabakh.address + path)
    nameless = []
    for _ in range(60):
        page.keyboard.press("Tab")
        name = page.evaluate(
            """() => {
              const at = document.activeElement;
              const label = at.labels?.[0] ?? at;
              return at.getAttribute("aria-label") || label.textContent.trim() || at.title;
            }"""
        )
        if not name:
            nameless.append(page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))

    assert nameless == []


def test_the_parts_of_a_page_are_landmarks(karabakh: Site, page: Page) -> None:
    """Who hears a page jumps from part to part by them."""
    page.goto(karabakh.address + "claims.html")

    for role, name in (
        ("banner", None),
        ("navigation", "Pages"),
        ("navigation", "On this page"),
        ("main", None),
        ("contentinfo", None),
    ):
        found = page.get_by_role(role, name=name) if name else page.get_by_role(role)  # type: ignore[arg-type]
        assert found.count() == 1, (role, name)


def test_what_a_picture_shows_is_in_the_tree_that_screen_readers_read(karabakh: Site, page: Page) -> None:
    """A picture has a name and a description, and each mark in it is a link with a name of its own."""
    page.goto(karabakh.address + "index.html")
    picture = page.get_by_role("group", name="Where it happened")

    assert picture.count() == 1
    assert picture.get_by_role("link", name="Yerevan").count() == 1
    assert picture.get_by_role("link", name="Stepanakert / Khankendi").count() == 1
