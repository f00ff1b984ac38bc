import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import Page

from tests.support.built import ROOT, edit
from tests.support.served import BRENNA, LONGEST, serving, wait_for


def test_serve_shows_a_change_and_keeps_the_last_good_site_over_an_error(small: Path) -> None:
    """An editor sees a page soon after saving it, and the message instead where something is wrong."""
    with serving(small) as served:
        wait_for(lambda: "The ferry to Brenna stopped" in served.page("places/brenna.html"), served)

        edit(small, BRENNA, "text: The ferry to Brenna", "text: No ferry to Brenna")
        wait_for(lambda: "No ferry to Brenna" in served.page("places/brenna.html"), served)
        assert "error: " not in served.said["stderr"]

        edit(small, BRENNA, "text: No ferry", "text: Any ferry")
        edit(small, BRENNA, "quote: The ferry", "quote: A ferry")
        wait_for(lambda: "the site stays as it was until this is mended." in served.said["stderr"], served)
        assert f"{BRENNA}:4:12: error: " in served.said["stderr"]
        assert "[quote-not-found]" in served.said["stderr"]
        assert "No ferry to Brenna" in served.page("places/brenna.html")

        edit(small, BRENNA, "quote: A ferry", "quote: The ferry")
        wait_for(lambda: "Any ferry to Brenna" in served.page("places/brenna.html"), served)

        assert served.stop() == 0
        assert served.said["stdout"].endswith("Stopped.\n")
        assert "Traceback" not in served.said["stderr"]


def test_serve_answers_a_wrong_address_with_the_page_for_it(small: Path) -> None:
    """It is the page that a static host shows, and an editor may have written it."""
    with serving(small) as served:
        wait_for(lambda: "This page does not exist" in served.page("nowhere.html"), served)
        for of_theme in ("main.html", "partials/pictures/timeline.svg.html"):
            assert "This page does not exist" in served.page(f".theme/{of_theme}")

        assert served.stop() == 0


def test_serve_says_so_where_the_port_is_taken(small: Path) -> None:
    """Another one still runs in another window, most of the time."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        ended = subprocess.run(
            [sys.executable, "-m", "generator", "serve", "--root", str(small), "--port", str(port)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )

    assert ended.returncode == 1
    assert f"port {port}" in ended.stderr
    assert "--port" in ended.stderr
    assert "Traceback" not in ended.stderr


# --- in the browser --------------------------------------------------------------------------------------


def test_an_article_a_page_and_a_template_are_shown_as_soon_as_entities_are(small: Path, page: Page) -> None:
    """Whatever an editor writes in comes into the page that is open, or is told to be wrong above it."""
    (small / "site_src/pages").mkdir()
    written = small / "site_src/pages/how.md"
    written.write_text("# How this was made\n\nBy hand.\n", encoding="utf-8")
    template = small / "site_src/templates/place.md"
    template.parent.mkdir()
    shutil.copyfile(ROOT / "generator/templates/place.md", template)
    with serving(small) as served:
        wait_for(lambda: "By hand." in served.page("pages/how.html"), served)
        page.goto(f"{served.address}pages/how.html")
        panel = page.get_by_role("alert")

        edit(small, "site_src/pages/how.md", "By hand.", "With care, in [[brenna]].")
        page.get_by_text("With care, in Brenna.").wait_for(timeout=LONGEST * 1000)

        page.goto(f"{served.address}places/brenna.html")
        good = template.read_text(encoding="utf-8")
        template.write_text(f"{good}\nAs of today.\n", encoding="utf-8")
        page.get_by_text("As of today.").wait_for(timeout=LONGEST * 1000)
        template.write_text("{% if %}\n", encoding="utf-8")
        panel.wait_for(timeout=LONGEST * 1000)
        assert "site_src/templates/place.md:1 error:" in panel.inner_text()
        template.write_text(f"{good}\nAs of tomorrow.\n", encoding="utf-8")
        page.get_by_text("As of tomorrow.").wait_for(timeout=LONGEST * 1000)

        (small / "site_src/theme").mkdir()
        (small / "site_src/theme/main.html").write_text("{% if %}", encoding="utf-8")
        panel.get_by_text("site_src/theme/main.html").wait_for(timeout=LONGEST * 1000)
        assert "Ferry stops running" in served.page("sources/ferry.html")  # not asked for before
        (small / "site_src/theme/main.html").unlink()
        panel.wait_for(state="detached", timeout=LONGEST * 1000)

        edit(small, "seeds/ferry.txt", "closed its doors", "closed all its doors")
        panel.get_by_text("[changed-source]").wait_for(timeout=LONGEST * 1000)
        assert page.get_by_text("As of tomorrow.").is_visible()
        edit(small, "seeds/ferry.txt", "closed all its doors", "closed its doors")
        panel.wait_for(state="detached", timeout=LONGEST * 1000)

        assert served.stop() == 0
        assert "Traceback" not in served.said["stderr"]


# --- whatever happens to the files -----------------------------------------------------------------------


def test_no_page_is_half_old_and_half_new(small: Path) -> None:
    """Ten saves in a second, each of half a file first; whatever is shown was saved at one time."""
    path = small / BRENNA
    text = path.read_text(encoding="utf-8")
    with serving(small) as served:
        wait_for(lambda: "The ferry to Brenna stopped" in served.page("places/brenna.html"), served)
        for n in range(10):
            changed = text.replace("name: Brenna", f"name: Brenna {n}")
            path.write_text(changed[: len(changed) // 2], encoding="utf-8")
            path.write_text(changed, encoding="utf-8")
            shown = served.page("places/brenna.html")
            heading, title = re.search(r"<h1[^>]*>([^<]*)", shown), re.search(r"<title>([^–]*) –", shown)
            assert heading
            assert title
            assert heading[1] == title[1].strip()
            time.sleep(0.05)
        wait_for(lambda: "Brenna 9</h1>" in served.page("places/brenna.html"), served)

        assert served.stop() == 0
        assert "Traceback" not in served.said["stderr"]
    assert "Brenna 9" in (small / "docs/places/brenna.md").read_text(encoding="utf-8")


def test_files_may_come_go_and_be_renamed(small: Path) -> None:
    """As git, editors of texts and people do it."""
    path = small / BRENNA
    moved = path.with_name("brenna-town.yml")
    with serving(small) as served:
        wait_for(lambda: "The ferry to Brenna stopped" in served.page("places/brenna.html"), served)

        path.rename(moved)
        wait_for(lambda: "The ferry to Brenna stopped" in served.page("places/brenna-town.html"), served)
        assert "This page does not exist" in served.page("places/brenna.html")

        saved = moved.with_suffix(".tmp")  # many editors of texts write beside the file, and exchange the two
        saved.write_text(moved.read_text(encoding="utf-8").replace("The ferry to", "A ferry to", 1))
        saved.replace(moved)
        wait_for(lambda: "A ferry to Brenna stopped" in served.page("places/brenna-town.html"), served)

        shutil.copytree(small / "site_src", small / "aside")
        shutil.rmtree(small / "site_src")
        wait_for(lambda: "error: " in served.said["stderr"], served)
        assert "A ferry to Brenna stopped" in served.page("places/brenna-town.html")
        shutil.copytree(small / "aside", small / "site_src")
        edit(small, str(moved.relative_to(small)), "A ferry to", "Any ferry to")
        wait_for(lambda: "Any ferry to Brenna stopped" in served.page("places/brenna-town.html"), served)
        edit(small, str(moved.relative_to(small)), "Any ferry to", "No ferry to")
        wait_for(lambda: "No ferry to Brenna stopped" in served.page("places/brenna-town.html"), served)

        assert served.stop() == 0
        assert "Traceback" not in served.said["stderr"]


# --- what stands in the way ------------------------------------------------------------------------------


def test_the_site_of_the_last_build_is_shown_where_the_first_look_finds_an_error(
    small: Path, page: Page
) -> None:
    """An editor who begins with a mistake sees what it is about, and sees it mended."""
    edit(small, BRENNA, "quote: The ferry", "quote: A ferry")
    (small.parent / "secret.html").write_text("not of the site", encoding="utf-8")
    with serving(small) as served:
        wait_for(lambda: served.page("") != "", served)
        page.goto(f"{served.address}places/brenna.html")
        page.get_by_text("The ferry to Brenna stopped").first.wait_for(timeout=LONGEST * 1000)
        page.get_by_role("alert").get_by_text("[quote-not-found]").wait_for(timeout=LONGEST * 1000)
        wait_for(lambda: "the site stays as it was" in served.said["stderr"], served)
        outside = str(small.parent / "secret.html")
        for address in (f"/{outside}", "places/%2e%2e/%2e%2e/%2e%2e/secret.html", "%00"):
            assert "This page does not exist" in served.page(address)

        edit(small, BRENNA, "quote: A ferry", "quote: The ferry")
        page.locator(".live__panel").wait_for(state="detached", timeout=LONGEST * 1000)

        assert served.stop() == 0


def test_without_any_site_the_browser_shows_what_is_wrong_and_then_the_first_one(
    small: Path, page: Page
) -> None:
    """Nothing is promised to stay as it was where there is nothing."""
    shutil.rmtree(small / "site")
    edit(small, BRENNA, "quote: The ferry", "quote: A ferry")
    with serving(small) as served:
        wait_for(lambda: "there is no site to show until this is mended." in served.said["stderr"], served)
        page.goto(f"{served.address}places/brenna.html")
        page.get_by_role("alert").get_by_text("[quote-not-found]").wait_for(timeout=LONGEST * 1000)

        edit(small, BRENNA, "quote: A ferry", "quote: The ferry")
        page.get_by_text("The ferry to Brenna stopped").first.wait_for(timeout=LONGEST * 1000)

        assert served.stop() == 0


def test_a_page_changed_by_hand_is_complained_of_until_it_is_put_back(small: Path, page: Page) -> None:
    """Nobody saves anything in site_src/ for that."""
    path = small / "docs/places/brenna.md"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("# Brenna", "# Brenna, by hand"), encoding="utf-8")
    with serving(small) as served:
        wait_for(lambda: "docs/ and site/ are as they were." in served.said["stderr"], served)
        page.goto(f"{served.address}places/brenna.html")
        panel = page.get_by_role("alert")
        panel.get_by_text("[page-edited]").wait_for(timeout=LONGEST * 1000)
        edit(small, BRENNA, "text: The ferry", "text: A ferry")
        page.get_by_text("A ferry").first.wait_for(timeout=LONGEST * 1000)
        page.locator(".live__panel").get_by_text("[page-edited]").wait_for(timeout=LONGEST * 1000)
        wait_for(lambda: "Save 1: docs/ and site/ are as they were." in served.said["stderr"], served)

        path.write_text(good, encoding="utf-8")
        page.locator(".live__panel").wait_for(state="detached", timeout=LONGEST * 1000)
        wait_for(lambda: "docs/ and site/ are written." in served.said["stdout"], served)

        assert served.stop() == 0
        assert served.said["stderr"].count("[page-edited]") == 2


def test_settings_that_mkdocs_refuses_leave_a_site_of_one_state(small: Path) -> None:
    """With the reason and the line; pages and what lies beside them stay those of the last good edition."""
    with serving(small) as served:
        wait_for(lambda: "The ferry to Brenna stopped" in served.page("places/brenna.html"), served)

        edit(small, BRENNA, "name: Brenna", "name: Newbrenna")
        edit(small, "mkdocs.yml", "plugins: []", "plugins:\n  - offline-maps")
        wait_for(lambda: "error: MkDocs" in served.said["stderr"], served)

        said = served.said["stderr"]
        assert "mkdocs.yml:10: error: MkDocs: Config value 'plugins': The \"offline-maps\" plugin" in said
        assert "Aborted" not in said
        assert "Newbrenna" not in served.page("data/briefing.json")
        assert "Brenna" in served.page("data/briefing.json")
        assert "Newbrenna" not in served.page("places/index.html")
        assert served.stop() == 0


def test_the_terminal_says_of_which_save_it_speaks(small: Path) -> None:
    """The site is written while the next save is shown already."""
    with serving(small) as served:
        wait_for(lambda: "At the start: docs/ and site/ are written." in served.said["stdout"], served)
        edit(small, BRENNA, "text: The ferry", "text: No ferry")
        wait_for(lambda: "Save 1: docs/ and site/ are written." in served.said["stdout"], served)

        said = served.said["stdout"]
        assert re.search(r"\nAt the start: ready for browsers after \d+\.\d\d s\.\n", said)
        assert re.search(r"\nSave 1: ready for browsers after .* since its files were quiet\.\n", said)
        assert served.stop() == 0
