import re
import shutil
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page

from generator.build import check
from tests.support.built import BRIEFINGS, ROOT, copy_sources, edit
from tests.support.served import BRENNA, LONGEST, Served, serving, wait_for

# Whatever cites or leads to a statement and has no place, but for notes below a page and pictures.
UNPLACED = """() => [...document.querySelectorAll("article li, article td, article p")]
  .filter((each) => !each.closest(".footnote"))
  .filter((each) => [...each.querySelectorAll("sup[id^=fnref], a[id^='s-'], a[href*='#s-']")]
    .some((mark) => mark.closest("li, td, p, svg") === each))
  .filter((each) => !each.querySelector(".live-place"))
  .map((each) => each.textContent)"""
PLACES = """() => [...document.querySelectorAll("article li > a[id^='s-']")].map((anchor) =>
  [anchor.id, anchor.parentElement.querySelector(":scope > .live-place")?.textContent])"""


@pytest.mark.parametrize("name", BRIEFINGS)
def test_whatever_rests_on_a_quote_has_its_place_on_every_page(name: str, tmp_path: Path, page: Page) -> None:
    """On the front page and on the page of the whole as on those of entities and sources."""
    root = copy_sources(BRIEFINGS[name], tmp_path)
    compiled = check(root)
    briefing, pages = (
        compiled.briefing,
        [Path(file.path) for file in compiled.docs if file.path.endswith(".md")],
    )
    assert briefing
    assert pages
    places = {statement.anchor: str(statement.content.origin) for statement in briefing.statements}
    with serving(root) as served:
        wait_for(lambda: "ready for browsers" in served.said["stdout"], served)
        shown: dict[str, str] = {}
        for path in pages:
            page.set_content(served.page(path.with_suffix(".html").as_posix()), wait_until="commit")
            assert page.evaluate(UNPLACED) == [], path
            found = [(anchor, place) for anchor, place in page.evaluate(PLACES) if anchor in places]
            assert all(place == places[anchor] for anchor, place in found), path
            shown |= dict(found)

        assert shown == places


def test_each_statement_says_where_it_is_written_but_not_where_it_is_published(
    small: Path, page: Page
) -> None:
    """From the page to the line that one has to edit; of no use to readers."""
    with serving(small) as served:
        wait_for(lambda: "docs/ and site/ are written." in served.said["stdout"], served)
        page.goto(f"{served.address}places/brenna.html")
        place = page.locator(".live-place").first
        place.wait_for(timeout=LONGEST * 1000)
        assert place.inner_text() == f"{BRENNA}:3:5"

        assert served.stop() == 0
    published = [path.read_bytes() for path in (small / "site").rglob("*.html")]
    assert published
    assert not any(b"live-place" in data or b"/.live/" in data for data in published)


def test_words_that_no_statement_has_are_set_off_in_their_source(small: Path, page: Page) -> None:
    """What was overlooked is seen where it stands."""
    edit(
        small,
        BRENNA,
        "quote: The ferry to Brenna stopped running on Monday.",
        "quote: The ferry to Brenna stopped",
    )
    with serving(small) as served:
        wait_for(lambda: "The ferry to Brenna stopped" in served.page("places/brenna.html"), served)
        page.goto(f"{served.address}sources/ferry.html")
        page.wait_for_function("CSS.highlights.has('live-bare')")
        words = page.evaluate("[...CSS.highlights.get('live-bare')].map(range => range.toString())")

        assert words == ["running on Monday"]
        assert served.stop() == 0


def test_what_may_have_been_overlooked_is_set_off_and_explained(tmp_path: Path, page: Page) -> None:
    """Words under no statement, and a denial without a response; whoever sees them is told what they mean."""
    root = copy_sources(BRIEFINGS["nagorno-karabakh"], tmp_path)
    with serving(root) as served:
        wait_for(lambda: "ready for browsers" in served.said["stdout"], served)
        page.goto(f"{served.address}sources/nk-2023-09-21.html")
        page.wait_for_function("CSS.highlights.has('live-denial')")
        set_off = {
            what: page.evaluate(f"[...CSS.highlights.get('live-{what}')].map(range => range.toString())")
            for what in ("bare", "denial")
        }

        assert set_off["bare"] == ["But", "Meanwhile", "and", "Meanwhile", "and", "and", "and"]
        behind = page.evaluate("""[...CSS.highlights.get('live-bare')].map((range) => {
          const rest = document.createRange();
          rest.setStart(range.endContainer, range.endOffset);
          rest.setEndAfter(range.endContainer.parentElement.closest("p").lastChild);
          return rest.toString();
        })""")
        assert behind[2].startswith(" that security guarantees")  # and not what follows an earlier "and"
        assert [words.startswith("The first session of closely watched") for words in set_off["denial"]] == [
            True
        ]
        assert page.locator("article .live-legend").all_inner_texts() == [
            "Words on this ground are under no statement.",
            "A sentence with a wavy line denies something, and no response rests on it.",
        ]
        assert served.stop() == 0


def test_a_change_comes_into_the_browser_where_one_was_reading(small: Path, page: Page) -> None:
    """Nobody reloads, and nobody looks for the place again."""
    with serving(small) as served:
        wait_for(lambda: "The ferry to Brenna stopped" in served.page("places/brenna.html"), served)
        page.set_viewport_size({"width": 400, "height": 200})
        page.goto(f"{served.address}places/brenna.html")
        page.evaluate("scrollTo(0, 150)")

        edit(small, BRENNA, "text: The ferry to Brenna", "text: No ferry to Brenna")
        page.get_by_text("No ferry to Brenna").first.wait_for(timeout=LONGEST * 1000)
        page.wait_for_function("scrollY === 150")

        assert served.stop() == 0


def test_an_edit_of_words_exchanges_the_text_and_leaves_the_page_open(small: Path, page: Page) -> None:
    """Nothing flickers; what scripts do with the text they do with the new one, and they know its words."""
    page.set_default_timeout(LONGEST * 1000)
    with serving(small) as served:
        wait_for(lambda: "The ferry to Brenna stopped" in served.page("places/brenna.html"), served)
        page.goto(f"{served.address}places/brenna.html")
        page.evaluate("window.isThisOne = true; briefing.index()")
        page.locator("a.footnote-ref").first.click()
        page.locator(".popup").wait_for()

        edit(small, BRENNA, "text: The ferry to Brenna", "text: No ferry to Brenna")
        page.get_by_text("No ferry to Brenna").first.wait_for()
        assert page.evaluate("window.isThisOne")
        assert page.locator(".popup").count() == 0
        page.locator("a.footnote-ref").first.click()
        assert "The ferry to Brenna stopped running" in page.locator(".popup").inner_text()
        page.keyboard.press("/")
        page.keyboard.type("no ferry")
        page.locator("#search ol").get_by_text("No ferry to Brenna").first.wait_for()
        edit(small, BRENNA, "text: No ferry to Brenna", "text: No ferry to Brenna at all")
        page.locator("#search ol").get_by_text("at all").first.wait_for()
        page.keyboard.press("Escape")

        page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
        edit(small, "seeds/ferry.txt", "harbour", "harbor")
        page.get_by_role("alert").get_by_text("[changed-source]").wait_for()
        edit(small, "seeds/ferry.txt", "harbor", "harbour")
        page.get_by_text("[changed-source]").wait_for(state="detached")
        assert page.evaluate("String(getSelection())") == "Brenna"  # of a text that is the same all stays

        assert served.stop() == 0


def test_a_page_is_loaded_again_where_more_than_its_text_is_to_change(small: Path, page: Page) -> None:
    """What stands around the text is never of another state, and a script runs for every text."""
    own = small / "site_src/pages/own.md"
    own.parent.mkdir()
    own.write_text("# Own\n\nFirst words.\n\n<script>document.title = 'Run'</script>\n", encoding="utf-8")
    page.set_default_timeout(LONGEST * 1000)
    with serving(small) as served:
        wait_for(lambda: "First words" in served.page("pages/own.html"), served)
        page.goto(f"{served.address}pages/own.html")
        page.evaluate("window.isThisOne = true")
        edit(small, "site_src/pages/own.md", "First words", "Second words")
        page.get_by_text("Second words").wait_for()
        page.wait_for_function("document.title === 'Run'")
        assert not page.evaluate("window.isThisOne")

        page.goto(f"{served.address}places/brenna.html")
        page.evaluate("window.isThisOne = true")
        footer = small / "site_src/theme/partials/footer.html"
        footer.parent.mkdir(parents=True)
        footer.write_text("<footer>A footer of our own.</footer>", encoding="utf-8")
        page.get_by_text("A footer of our own.").wait_for()
        assert not page.evaluate("window.isThisOne")

        assert served.stop() == 0


def test_windows_that_nobody_sees_hold_up_none_that_somebody_does(small: Path, page: Page) -> None:
    """Browsers keep six connections to a server, and each window that waits takes one."""
    with serving(small) as served:
        wait_for(lambda: "The ferry to Brenna stopped" in served.page("places/brenna.html"), served)
        address = f"{served.address}places/brenna.html"
        others = [page.context.new_page() for _ in range(8)]
        for behind in others:
            behind.add_init_script(
                "Object.defineProperty(document, 'hidden', { get: () => window.isBehind })"
            )
            behind.add_init_script("window.isBehind = true")
            behind.goto(address)
        page.goto(address)

        edit(small, BRENNA, "text: The ferry to Brenna", "text: No ferry to Brenna")
        page.get_by_text("No ferry to Brenna").first.wait_for(timeout=LONGEST * 1000)
        assert others[-1].get_by_text("No ferry to Brenna").count() == 0
        others[-1].evaluate("window.isBehind = false; document.dispatchEvent(new Event('visibilitychange'))")
        others[-1].get_by_text("No ferry to Brenna").first.wait_for(timeout=LONGEST * 1000)

        assert served.stop() == 0


def test_a_browser_asks_once_for_what_pages_are_made_with_and_again_where_it_changed(small: Path) -> None:
    """A page that comes again stands at once; no style sheet of another state is ever kept with it."""
    changed = "site_src/theme/assets/stylesheets/briefing.css"
    (small / changed).parent.mkdir(parents=True)
    shutil.copyfile(ROOT / "generator/theme/assets/stylesheets/briefing.css", small / changed)

    def asked_for(served: Served) -> list[str]:
        shown = served.page("places/brenna.html")
        return re.findall(r'<(?:script|link)[^>]* (?:src|href)="(?:\.\./|/)([^"]+)"', shown)

    def kept(served: Served, address: str) -> bool:
        with urlopen(f"{served.address}{address}", timeout=LONGEST) as answer:  # noqa: S310  # our own server
            return "immutable" in answer.headers["Cache-Control"]

    with serving(small) as served:
        wait_for(lambda: "The ferry to Brenna stopped" in served.page("places/brenna.html"), served)
        first = asked_for(served)
        assert len(first) > 5
        assert [address for address in first if not kept(served, address)] == []

        edit(small, changed, "\nbody {", "\nbody { --changed: 1;")
        wait_for(lambda: asked_for(served) != first, served)
        [old], [new] = set(first) - set(asked_for(served)), set(asked_for(served)) - set(first)
        assert old.partition("?")[0] == new.partition("?")[0] == "assets/stylesheets/briefing.css"
        assert (kept(served, old), kept(served, new)) == (False, True)
        assert not kept(served, "places/brenna.html")

        assert served.stop() == 0


# --- where somebody was reading --------------------------------------------------------------------------

# What begins first in the window and no edit changes, and how far below its upper edge.
NAMED = """const named = (each) => each.id || each.textContent.replaceAll(/yml:[0-9:]+/g, "");
const all = [...document.querySelectorAll("article :is([id], h2, h3, p, li)")];"""
IN_SIGHT = f"""() => {{ {NAMED}
  const found = all.find((each) => each.getClientRects().length && each.getBoundingClientRect().top >= 0
    && !each.textContent.includes("Fighting in 2020"));
  return [all.filter((each) => named(each) === named(found)).indexOf(found), named(found),
    found.getBoundingClientRect().top];
}}"""
TOP = f"""([n, name]) => {{ {NAMED}
  return all.filter((each) => named(each) === name)[n].getBoundingClientRect().top;
}}"""
SETTLED = "() => document.readyState === 'complete' && history.scrollRestoration === 'auto'"
EVENT = "site_src/events/2020-fighting.yml"


def saved(served: Served, root: Path, page: Page, words: str) -> None:
    """Make a name longer that many pages show, and wait for the window to show that."""
    begin, kind, rest = (root / EVENT).read_text(encoding="utf-8").partition("\nkind:")
    (root / EVENT).write_text(f"{begin} {words}{kind}{rest}", encoding="utf-8")
    page.wait_for_function("words => document.body?.textContent.includes(words)", arg=words)
    page.wait_for_function(SETTLED)
    assert served.process.poll() is None


@pytest.mark.parametrize(
    ("path", "hash_", "heights"),
    [("whole.html", "", (2000, 3831)), ("sources/nk-2023-09-21.html", "#p20", (900, 2000))],
)
def test_the_same_words_stay_where_they_are_through_many_saves(
    path: str, hash_: str, heights: tuple[int, ...], tmp_path: Path, page: Page
) -> None:
    """Though what stands above them grows; the window may have come to a place of the page by its address."""
    root = copy_sources(BRIEFINGS["nagorno-karabakh"], tmp_path)
    page.set_default_timeout(LONGEST * 1000)
    with serving(root) as served:
        wait_for(lambda: "ready for browsers" in served.said["stdout"], served)
        page.goto(f"{served.address}{path}{hash_}")
        for y in heights:
            page.evaluate("y => scrollTo(0, y)", y)
            n, name, top = page.evaluate(IN_SIGHT)
            for again in ("once", "twice"):
                saved(served, root, page, f"{again} at {'x' * (y // 100)}, which takes another line")
                assert abs(page.evaluate(TOP, [n, name]) - top) <= 2, (y, again)
