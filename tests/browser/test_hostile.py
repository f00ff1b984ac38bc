"""What the pages do with texts that were written to attack them: show them, and nothing else."""

import logging
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from playwright.sync_api import Browser, Dialog, Page

from generator.build import build
from tests.support import hostile, web

ROOT = Path(__file__).parents[2]

ELEMENTS = frozenset(
    {"a", "article", "blockquote", "br", "code", "div", "em", "h1", "h2", "h3", "hr", "li", "mark", "ol", "p"}
    | {"details", "span", "strong", "summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"}
    | {
        "circle",
        "defs",
        "desc",
        "g",
        "linearGradient",
        "mask",
        "path",
        "rect",
        "stop",
        "svg",
        "text",
        "title",
    }
    | {"h4", "tspan"}
)
"""All that our templates make in the text of a page."""

ATTRIBUTES = frozenset(
    {"class", "dir", "href", "id", "title", "tabindex", "role", "aria-label"}
    | {"aria-current", "aria-describedby", "aria-labelledby", "aria-hidden", "cx", "cy", "d", "fill"}
    | {"gradientUnits", "height", "mask", "maskContentUnits", "offset", "r", "rx", "stop-opacity"}
    | {"text-anchor", "transform", "viewBox", "width", "x", "x2", "y", "y2"}
)
"""In the second lines those of pictures."""

SCAN = """() => {
  const found = {elements: [], attributes: [], handlers: [], links: []};
  for (const element of document.querySelectorAll("*")) {
    const own = element.closest("article") !== null;
    const name = element.localName;
    if (own) found.elements.push(name);
    for (const {name: attribute, value} of element.attributes) {
      if (own) found.attributes.push(attribute);
      if (/^on/i.test(attribute)) found.handlers.push(`<${name} ${attribute}=${value}>`);
      if (/^\\s*(javascript|vbscript|data):./i.test(value) && value !== "data:,") {
        found.links.push(`<${name} ${attribute}=${value}>`);
      }
    }
    if (name === "a" && element.hasAttribute("href")) {
      found.links.push(new URL(element.getAttribute("href"), location.href).href);
    }
  }
  // Pictures break names into lines, and say all of them in their titles; what stands in words is looked at.
  const main = document.querySelector("main")?.cloneNode(true);
  for (const picture of main?.querySelectorAll("svg") ?? []) picture.remove();
  for (const key of ["elements", "attributes"]) found[key] = [...new Set(found[key])];
  return {
    ...found,
    title: document.title,
    description: document.querySelector("meta[name=description]")?.content ?? "",
    heading: document.querySelector("h1")?.textContent ?? "",
    text: main?.textContent ?? "",
    bar: document.querySelector(".bar__name")?.textContent ?? "",
    menu: document.querySelector(".bar__pages")?.textContent ?? "",
    foot: document.querySelector(".foot")?.textContent ?? "",
  };
}"""


RESULTS = """() => [...document.querySelectorAll(".search__results *")].map(element => element.localName)"""

OTHER_PACKS = range(0, len(hostile.PACKS), 8)
MORE_FEATURES = [
    "navigation.footer",
    "navigation.path",
    "navigation.indexes",
    "content.code.copy",
    "content.tooltips",
]
MORE_EXTENSIONS = [
    *("abbr", "admonition", "attr_list", "def_list", "md_in_html", "meta", "nl2br", "wikilinks", "tables"),
    *(
        "pymdownx.arithmatex",
        "pymdownx.caret",
        "pymdownx.critic",
        "pymdownx.details",
        "pymdownx.inlinehilite",
    ),
    *("pymdownx.highlight", "pymdownx.keys", "pymdownx.magiclink", "pymdownx.mark", "pymdownx.snippets"),
    *("pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde"),
    *("pymdownx.blocks.html", "pymdownx.blocks.admonition", "pymdownx.emoji", "pymdownx.smartsymbols"),
]


@dataclass
class Seen:
    """What a browser made of one page."""

    elements: list[str]  # in the article
    attributes: list[str]  # in the article
    handlers: list[str]  # attributes that would run a script, in the whole page
    links: list[str]  # addresses of all links, and whatever else looks like a script's address
    title: str
    description: str
    heading: str
    text: str
    bar: str
    menu: str
    foot: str
    events: list[str] = field(default_factory=list)  # scripts run, dialogs, complaints in the console
    requests: list[str] = field(default_factory=list)


class Watch:
    """Notes what a browser's page does besides showing itself."""

    def __init__(self, page: Page) -> None:
        self.events: list[str] = []
        self.requests: list[str] = []
        page.expose_function("pwned", lambda *_: self.events.append("a script of a text ran"))
        page.on("dialog", self._dismiss)
        page.on("console", lambda message: self.events.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.events.append(f"error: {error}"))
        page.on("popup", lambda popup: self.events.append(f"window: {popup.url}"))
        page.on("request", lambda request: self.requests.append(request.url))

    def _dismiss(self, dialog: Dialog) -> None:
        self.events.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def take(self) -> tuple[list[str], list[str]]:
        """Hand out what was noted since the last time."""
        noted = self.events[:], self.requests[:]
        self.events.clear()
        self.requests.clear()
        return noted


@dataclass(frozen=True)
class Site:
    """The hostile briefing, built."""

    root: Path
    markers: frozenset[str]
    address: str

    def pages(self) -> list[str]:
        site = self.root / "site"
        return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = tmp_path_factory.mktemp("hostile")
    markers = hostile.write(root, yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8")))

    compiled = build(root)

    assert [str(problem) for problem in compiled.problems if problem.is_error] == []
    with web.serving(root / "site", "/some/where/") as address:
        yield Site(root, markers, address)
    shutil.rmtree(root)


@pytest.fixture(scope="module")
def seen(site: Site, browser: Browser) -> Mapping[str, Seen]:
    """Open every page once."""
    return _look_at(site.address, site.pages(), browser)


def _look_at(address: str, paths: Sequence[str], browser: Browser) -> Mapping[str, Seen]:
    context = browser.new_context()
    page = context.new_page()
    watch = Watch(page)
    found = {}
    for path in paths:
        page.goto(address + path)
        scanned = Seen(**page.evaluate(SCAN))
        scanned.events, scanned.requests = watch.take()
        found[path] = scanned
    context.close()
    return found


def _most_pages(folder: str, names: list[str]) -> list[str]:
    """Pages of entities and sources but a few, and the one of all that, for `copytree` to leave out."""
    if Path(folder).name == "docs":
        return ["whole.md"]
    kept = {f"{letter}{number}.md" for letter in "apes" for number in OTHER_PACKS} | {
        "index.md",
        "markdown.md",
    }
    return [name for name in names if name.endswith(".md") and name not in kept]


@contextmanager
def _quiet() -> Iterator[None]:
    """Let MkDocs keep its complaints about the links to the pages that are left out."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def test_no_text_runs_a_script(seen: Mapping[str, Seen]) -> None:
    """Articles and YAML come from anywhere; who opens a page must not run what stands in them."""
    assert {path: s.events for path, s in seen.items() if s.events} == {}


def test_no_text_becomes_an_element_or_an_attribute(seen: Mapping[str, Seen]) -> None:
    """Whatever mark-up gets through is a way in, also one that happens to do no harm today."""
    assert {path: set(s.elements) - ELEMENTS for path, s in seen.items() if set(s.elements) - ELEMENTS} == {}
    assert {
        path: set(s.attributes) - ATTRIBUTES for path, s in seen.items() if set(s.attributes) - ATTRIBUTES
    } == {}
    assert {path: s.handlers for path, s in seen.items() if s.handlers} == {}


def test_no_text_becomes_a_link(site: Site, seen: Mapping[str, Seen]) -> None:
    """A link that an article plants would have the briefing vouch for where it leads."""
    known = (site.address, "https://x.example/", "https://squidfunk.github.io/mkdocs-material/")
    foreign = {path: [link for link in s.links if not link.startswith(known)] for path, s in seen.items()}

    assert {path: links for path, links in foreign.items() if links} == {}


def test_no_text_asks_for_a_file(site: Site, seen: Mapping[str, Seen]) -> None:
    """A picture's address tells its host who reads what."""
    files = {path.relative_to(site.root / "site").as_posix() for path in (site.root / "site").rglob("*")}
    asked = {
        path: [url for url in s.requests if url.removeprefix(site.address) not in files]
        for path, s in seen.items()
    }

    assert {path: urls for path, urls in asked.items() if urls} == {}


def test_every_text_is_shown_as_it_was_written(site: Site, seen: Mapping[str, Seen]) -> None:
    """A character that vanishes from a quotation is a forged quotation."""
    lost = {path: list(hostile.changed(s.text)) for path, s in seen.items()}

    assert {path: texts[:3] for path, texts in lost.items() if texts} == {}
    assert site.markers - set().union(*(hostile.markers(s.text) for s in seen.values())) == set()


def test_titles_and_descriptions_say_what_was_written(seen: Mapping[str, Seen]) -> None:
    """They stand in tabs, bookmarks and what search engines show; MkDocs escapes nothing of them."""
    site_title = hostile.folded(hostile.site_title())
    for kind, cls in (
        ("actor", "actors/a"),
        ("place", "places/p"),
        ("event", "events/e"),
        ("title", "sources/s"),
    ):
        for number in hostile.PACKS:
            page = seen[f"{cls}{number}.html"]
            name = hostile.folded(hostile.value(kind, number))

            assert hostile.folded(page.heading) == name
            assert hostile.folded(page.title) == f"{name} – {site_title}"
            assert list(hostile.changed(page.description)) == []
    assert hostile.folded(seen["index.html"].heading) == site_title
    assert hostile.folded(seen["index.html"].description) == hostile.folded(hostile.site_description())


def test_the_name_of_the_site_is_shown_as_it_was_written(seen: Mapping[str, Seen]) -> None:
    """It stands on every page: in the bar on top, and at the foot."""
    name = hostile.folded(hostile.site_title())
    for path, page in seen.items():
        assert hostile.folded(page.title).endswith(name), path
        if path != "404.html":
            assert hostile.folded(page.bar) == name, path
            assert name in hostile.folded(page.foot), path


def test_a_result_of_the_search_shows_names_as_they_were_written(site: Site, browser: Browser) -> None:
    """The index is data, and a result shows it as text."""
    context = browser.new_context()
    page = context.new_page()
    watch = Watch(page)
    page.goto(site.address + "index.html")
    page.keyboard.press("/")
    for number in hostile.PACKS:
        words = hostile.marker("actor", number)
        page.locator(".md-search__input").fill(words)
        title = page.locator(".search__results .result__line", has_text=words).first
        name = hostile.folded(title.text_content() or "")

        assert name == hostile.folded(hostile.value("actor", number))
        assert page.evaluate(SCAN)["handlers"] == []
        assert set(page.evaluate(RESULTS)) <= {"li", "a", "span", "mark"}
    assert watch.take()[0] == []
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**/actors/a*.html")

    assert list(hostile.changed(page.locator("main").text_content() or "")) == []
    assert watch.take()[0] == []
    context.close()


def test_an_editors_own_settings_open_no_way_in(site: Site, browser: Browser) -> None:
    """Where mkdocs.yml names no navigation, the pages' titles make one; extensions know more marks."""
    root = site.root / "other"
    shutil.copytree(site.root / "docs", root / "docs", ignore=_most_pages)
    settings = yaml.safe_load((site.root / "mkdocs.yml").read_text(encoding="utf-8"))
    settings = {
        key: value for key, value in settings.items() if key not in ("nav", "not_in_nav", "validation")
    }
    settings["theme"]["features"] = MORE_FEATURES
    settings["markdown_extensions"] += MORE_EXTENSIONS
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")

    with _quiet():
        mkdocs_build(load_config(config_file=str(root / "mkdocs.yml")))
    paths = sorted(path.relative_to(root / "site").as_posix() for path in (root / "site").rglob("*.html"))
    with web.serving(root / "site") as address:
        seen = _look_at(address, paths, browser)

    for path, page in seen.items():
        assert [event for event in page.events if "ran" in event or "dialog" in event] == [], path
        assert page.handlers == [], path
        assert [link for link in page.links if link.startswith(("<", "javascript:"))] == [], path
    for number in OTHER_PACKS:
        assert hostile.folded(hostile.value("actor", number)) in hostile.folded(seen["actors/a0.html"].menu)
