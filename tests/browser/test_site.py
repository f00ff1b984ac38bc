"""What a reader of the two briefings meets in a browser, on any host and without one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.support import web
from tests.support.built import BRIEFINGS, run
from tests.support.sites import Site


def _complaints(page: Page) -> list[str]:
    """Collect what the browser says in its console from now on."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(f"{page.url}: {message.type}: {message.text}"))
    page.on("pageerror", lambda error: heard.append(f"{page.url}: {error}"))
    return heard


def _requests(page: Page) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


@dataclass(frozen=True)
class Opened:
    """A site whose pages were all opened, one after the other."""

    site: Site
    complaints: list[str]
    requests: list[str]
    articles: list[object]  # of one page of each kind


def _article(page: Page, path: str) -> object:
    """All that is said in a page, and where its links lead."""
    links = page.locator("article a[href]").evaluate_all("all => all.map(a => a.href)")
    return path, page.locator("article").inner_text().split(), links


@pytest.fixture(scope="module", params=BRIEFINGS)
def opened(request: pytest.FixtureRequest, sites: Mapping[str, Site], context: BrowserContext) -> Opened:
    """Open every page of each of the two once."""
    site, page = sites[request.param], context.new_page()
    found = Opened(site, _complaints(page), _requests(page), [])
    kinds = site.kinds()
    for path in [*kinds, *(path for path in site.pages() if path not in kinds)]:
        page.goto(site.address + path)
        if path in kinds:
            found.articles.append(_article(page, path))
    page.close()
    return found


# --- links -----------------------------------------------------------------------------------------------


def _ids(html: str) -> set[str]:
    return set(re.findall(r'\sid="([^"]+)"', html))


def _links(html: str) -> set[str]:
    return {link.replace("&amp;", "&") for link in re.findall(r'\s(?:href|src)="([^"]*)"', html)}


def test_every_link_leads_to_a_page_and_a_place_on_it(site: Site) -> None:
    """A dead link on a page of evidence is a statement without evidence."""
    html = {page: site.text(page) for page in site.pages()}
    ids = {page: _ids(text) for page, text in html.items()}
    dead = []
    for page, text in html.items():
        for link in sorted(_links(text)):
            address, anchor = urldefrag(urljoin(site.address + page, link))
            if not address.startswith(site.address):
                continue
            target = unquote(address.removeprefix(site.address)) or "index.html"
            here = target if target in html else f"{target}index.html"
            if not (site.folder / target).exists() or (anchor and unquote(anchor) not in ids.get(here, ())):
                dead.append(f"{page}: {link}")

    assert dead == []


def test_no_id_stands_twice_on_a_page(site: Site) -> None:
    """A footnote that leads to the first of two places may show the wrong words."""
    for page in site.pages():
        ids = re.findall(r'\sid="([^"]+)"', site.text(page))

        assert sorted(ids) == sorted(set(ids)), page


def test_pages_ask_no_other_host_and_raise_no_complaint(opened: Opened) -> None:
    """What a reader looks at is nobody else's business; and a complaint in the console is a fault."""
    assert opened.complaints == []
    assert [url for url in opened.requests if not url.startswith((opened.site.address, "data:"))] == []


def test_pages_opened_from_disk_work_as_well(site: Site, page: Page) -> None:
    """A briefing goes from hand to hand as a folder; there all of it works, search and previews too."""
    requests = _requests(page)
    page.goto((site.folder / "index.html").as_uri())
    page.locator("article a[href^='events/']").first.click()
    page.wait_for_url("**/events/*.html")
    page.locator("article a.footnote-ref").first.click()
    page.locator(".popup a[href*='sources/']").first.click()
    page.wait_for_url("**/sources/*.html#*")

    assert page.locator("article mark").count() > 0

    page.keyboard.press("/")
    page.keyboard.type("a")
    page.locator("#search li a").first.click()
    page.wait_for_url("**/*.html")

    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []


# --- evidence --------------------------------------------------------------------------------------------

MARKED_AT_TARGET = """() => {
  const target = document.querySelector(":target");
  const mark = [...document.querySelectorAll("mark")].find(
    mark => target.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING);
  const plain = [...document.querySelectorAll("mark")].find(
    other => other.parentElement !== mark.parentElement);
  const ground = element => getComputedStyle(element).backgroundColor;
  const own = [...mark.parentElement.querySelectorAll("mark")];
  const lit = own.filter(other => ground(other) !== ground(plain));
  const box = mark.getBoundingClientRect();
  return {
    id: target.id,
    words: mark.textContent,
    inView: box.top >= 0 && box.bottom <= innerHeight,
    // Every mark of this quote, in all its parts, and no other.
    standsOut: lit.length > 0 && own.every(other =>
      lit.includes(other) === other.classList.contains(target.className)),
  };
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_a_footnote_leads_to_the_marked_words_and_back(site: Site, page: Page, width: int) -> None:
    """To check a statement takes two clicks, and coming back takes one."""
    page.set_viewport_size({"width": width, "height": 800})
    event = next(path for path in site.kinds() if path.startswith("events/") and "index" not in path)
    page.goto(site.address + event)
    statement = page.locator("article li:has(> a[id^='s-'])").first
    anchor = statement.locator("> a[id^='s-']").get_attribute("id")
    note = statement.locator("a.footnote-ref").first
    passage = (note.text_content() or "").strip()
    note.click()
    page.locator(".popup a[href*='#p']").first.click()
    page.wait_for_url("**/sources/*.html#p*")
    found = page.evaluate(MARKED_AT_TARGET)

    assert found["words"].strip()
    assert found["id"].startswith(f"p{passage.rpartition('¶')[2]}-")
    assert found["inView"]
    assert found["standsOut"], found["id"]

    page.locator(f"article a[href$='#{anchor}']").first.click()
    page.wait_for_url(f"**/{event}#{anchor}")
    page.go_back()
    page.wait_for_url("**/sources/*.html#p*")
    page.go_back()
    page.wait_for_url(f"**/{event}")


def test_words_stand_out_whichever_footnote_leads_to_them(karabakh: Site, page: Page) -> None:
    """Where several quotes start at one word, each of them has an address there."""
    source = next(path for path in karabakh.kinds() if path.startswith("sources/") and "index" not in path)
    page.goto(karabakh.address + source)
    dull = []
    for anchor in sorted(_ids(karabakh.text(source))):
        if re.fullmatch(r"p\d+(-\d+)+", anchor):
            page.evaluate("anchor => { location.hash = anchor }", anchor)
            if not page.evaluate(MARKED_AT_TARGET)["standsOut"]:
                dull.append(anchor)

    assert dull == []


# --- search, keys ----------------------------------------------------------------------------------------


def test_the_search_finds_a_place_by_a_name_of_the_other_side(karabakh: Site, page: Page) -> None:
    """Azerbaijan says Khankendi, the pages say Stepanakert; a reader may know either."""
    complaints = _complaints(page)
    page.goto(karabakh.address + "about.html")
    page.keyboard.press("/")
    page.keyboard.type("Khankendi")
    first = page.locator("#search li a").first
    first.wait_for()

    assert first.inner_text().startswith("Stepanakert")
    assert "Khankendi" in first.inner_text()

    page.keyboard.press("Enter")
    page.wait_for_url("**/places/stepanakert.html")

    assert page.locator("h1").inner_text() == "Stepanakert"
    assert complaints == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("medium", "Reuters"),  # by kind
        ("Erdoğan", "Recep Tayyip Erdogan"),  # whether or not one has the accents
        ("leader samvel", "Samvel Shahramanian"),  # words in any order
        ("Hankendi", "Stepanakert"),  # with a letter missing
        ("Alyiev", "Ilham Aliyev"),  # or in the other's place
        ("gunshots", "Gunfire reported in Stepanakert"),  # by a statement
    ],
)
def test_the_search_finds_what_readers_have_in_mind(
    karabakh: Site, page: Page, words: str, found: str
) -> None:
    """A kind, a name in one's own spelling or a wrong one, half a memory."""
    page.goto(karabakh.address + "index.html")
    page.keyboard.press("/")
    page.keyboard.type(words)

    page.locator("#search li a", has_text=found).first.wait_for(timeout=5000)


@pytest.mark.parametrize("key", ["/", "s", "f", "Control+k"])
def test_a_key_opens_the_search_and_escape_closes_it(karabakh: Site, page: Page, key: str) -> None:
    """Many read without a mouse."""
    page.goto(karabakh.address + "index.html")
    box = page.locator("#search input")
    page.keyboard.press(key)
    page.wait_for_function("document.activeElement.matches('#search input')")
    page.keyboard.type("Yevlax")

    assert box.input_value() == "Yevlax"

    page.keyboard.press("Escape")

    assert not box.is_visible()


def test_the_first_stop_of_the_keyboard_skips_to_the_text(karabakh: Site, page: Page) -> None:
    """Else a reader without a mouse goes through the whole navigation on every page."""
    page.goto(karabakh.address + "claims.html")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.matches('.md-skip')")


# --- wrong addresses -------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", ["nowhere.html", "events/nowhere.html", "places/nowhere"])
def test_a_wrong_address_leads_to_the_front_page(karabakh: Site, page: Page, wrong: str) -> None:
    """Hosts show one page for all wrong addresses, and do not say how deep they lie."""
    requests = _requests(page)
    response = page.goto(karabakh.address + wrong)
    page.get_by_role("link", name="front page").click()
    page.locator("h1", has_text="Nagorno-Karabakh, September 2023").wait_for()

    assert response is not None
    assert response.status == 404
    assert page.url in (karabakh.address, karabakh.address + "index.html")
    assert [url for url in requests if not url.startswith((karabakh.address, "data:"))] == []


@pytest.mark.parametrize("scripts", [True, False])
def test_the_address_of_before_a_renaming_leads_to_the_new_page(
    small: Path, browser: Browser, *, scripts: bool
) -> None:
    """Also without scripts; with them to the same place on the page."""
    assert run("rename", "brenna", "port", "--yes", "--root", small).exit_code == 0
    assert run("build", "--root", small).exit_code == 0
    with web.serving(small / "site", "/b/") as address:
        page = browser.new_page(java_script_enabled=scripts)
        page.goto(f"{address}places/brenna.html#s-brenna--ferry-p1-0-46")
        page.wait_for_url("**/places/port.html*")

        assert page.url.endswith("#s-brenna--ferry-p1-0-46") == scripts
        assert page.locator('[id="s-brenna--ferry-p1-0-46"]').count() == 1
        page.close()
        assert "brenna.html" not in (small / "site/sitemap.xml").read_text()


# --- other readers ---------------------------------------------------------------------------------------


def test_without_scripts_all_texts_and_links_are_there(opened: Opened, browser: Browser) -> None:
    """Some browsers run none, and neither do archives; nothing of a briefing is made by a script."""
    found = []
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        for path in opened.site.kinds():
            page.goto(opened.site.address + path)
            found.append(_article(page, path))

    assert found
    assert found == opened.articles


def test_footnotes_work_without_scripts(site: Site, browser: Browser) -> None:
    """The way to the evidence is made of plain links."""
    event = next(path for path in site.kinds() if path.startswith("events/") and "index" not in path)
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site.address + event)
        page.locator("a.footnote-ref").first.click()
        page.locator(".footnote a[href*='sources/']").first.click()
        page.wait_for_url("**/sources/*.html#p*")


def _of_each_status(site: Site) -> list[str]:
    """A page of an event that is alleged, and of one that is announced: it says so above its name."""
    paths = sorted(site.folder.glob("events/*.html"))
    said = {
        path: re.search(r"</span>(alleged|announced),", path.read_text(encoding="utf-8")) for path in paths
    }
    pages = {found[1]: path for path, found in said.items() if found}
    return [path.relative_to(site.folder).as_posix() for path in pages.values()]


GROUND = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"


def test_no_page_scrolls_sideways_on_a_small_phone(site: Site, page: Page) -> None:
    """Who has to push lines to and fro loses the place; 320 pixels is also a desktop zoomed in by four."""
    page.set_viewport_size({"width": 320, "height": 640})
    complaints = _complaints(page)
    wide = []
    for path in [*site.kinds(), *_of_each_status(site)]:
        page.goto(site.address + path)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
                wide.append(f"{path}: {width} ({scheme})")
            assert (max(page.evaluate(GROUND)) < 64) == (scheme == "dark"), path

    assert wide == []
    assert complaints == []
