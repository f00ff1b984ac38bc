import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from playwright.sync_api import Page

from tests.built import ROOT, edit

BRENNA = "site_src/places/brenna.yml"
LONGEST = 30.0  # seconds until a test gives up waiting


class Served:
    """A running ``briefing serve``: what it shows, and what it has said so far."""

    def __init__(self, process: "subprocess.Popen[str]", address: str) -> None:
        self.process = process
        self.address = address
        self.said: dict[str, str] = {"stdout": "", "stderr": ""}
        self.readers = [threading.Thread(target=self._read, args=(name,), daemon=True) for name in self.said]
        for reader in self.readers:
            reader.start()

    def _read(self, name: str) -> None:
        for line in getattr(self.process, name):
            self.said[name] += line

    def page(self, path: str) -> str:
        """A page as a browser gets it; nothing while none is there."""
        try:
            with urlopen(f"{self.address}{path}", timeout=LONGEST) as answer:  # noqa: S310  # our own server
                return str(answer.read().decode())
        except HTTPError as error:
            return error.read().decode()
        except URLError:
            return ""

    def stop(self) -> int:
        """Press Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(LONGEST)
        for reader in self.readers:
            reader.join(LONGEST)
        return code


def wait_for(holds: Callable[[], bool], served: Served) -> None:
    """Look again and again; no fixed time is right for every machine."""
    ends = time.monotonic() + LONGEST
    while not holds():
        assert served.process.poll() is None, served.said
        assert time.monotonic() < ends, served.said
        time.sleep(0.05)


@contextmanager
def serving(root: Path) -> Iterator[Served]:
    """Run ``briefing serve`` on a port that is free."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    # A shell that starts the tests in the background makes them, and what they start, deaf to Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    command = [sys.executable, "-m", "generator", "serve", "--root", str(root), "--port", str(port)]
    pipe = subprocess.PIPE
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True) as process:
        signal.signal(signal.SIGINT, before)
        try:
            yield Served(process, f"http://127.0.0.1:{port}/")
        finally:
            process.kill()


def test_serve_shows_a_change_and_keeps_the_last_good_site_over_an_error(small: Path) -> None:
    """An editor sees a page soon after saving it, and the message instead where something is wrong."""
    with serving(small) as served:
        wait_for(lambda: "The ferry to Brenna stopped" in served.page("places/brenna.html"), served)

        edit(small, BRENNA, "text: The ferry to Brenna", "text: No ferry to Brenna")
        wait_for(lambda: "No ferry to Brenna" in served.page("places/brenna.html"), served)
        assert "error: " not in served.said["stderr"]

        edit(small, BRENNA, "text: No ferry", "text: Any ferry")
        edit(small, BRENNA, "quote: The ferry", "quote: A ferry")
        wait_for(lambda: "The site stays as it was until this is mended." in served.said["stderr"], served)
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

TEXT = "text: The ferry to Brenna"


def test_a_change_comes_into_the_browser_where_one_was_reading(small: Path, page: Page) -> None:
    """Nobody reloads, and nobody looks for the place again."""
    with serving(small) as served:
        wait_for(lambda: "The ferry to Brenna stopped" in served.page("places/brenna.html"), served)
        page.set_viewport_size({"width": 400, "height": 200})
        page.goto(f"{served.address}places/brenna.html")
        page.evaluate("scrollTo(0, 150)")

        edit(small, BRENNA, TEXT, "text: No ferry to Brenna")
        page.get_by_text("No ferry to Brenna").first.wait_for(timeout=LONGEST * 1000)
        page.wait_for_function("scrollY === 150")

        assert served.stop() == 0


def test_a_mistake_stands_over_the_last_good_page_until_it_is_mended(small: Path, page: Page) -> None:
    """With its file and line, the words marked, and what to do; the window of the browser is enough."""
    with serving(small) as served:
        wait_for(lambda: "The ferry to Brenna stopped" in served.page("places/brenna.html"), served)
        page.goto(f"{served.address}places/brenna.html")

        edit(small, BRENNA, "quote: The ferry to Brenna", "quote: The ferry to Brennan")
        panel = page.get_by_role("alert")
        panel.wait_for(timeout=LONGEST * 1000)
        told = panel.inner_text()
        assert f"{BRENNA}:4:12 error: the quote is not in ferry [quote-not-found]" in told
        assert "quote: The ferry to Brennan" in told
        assert "^^^^^^^" in told
        assert "to quote it, paste:" in told
        assert page.get_by_text("The ferry to Brenna stopped").first.is_visible()

        edit(small, BRENNA, "quote: The ferry to Brennan", "quote: The ferry to Brenna")
        panel.wait_for(state="detached", timeout=LONGEST * 1000)

        assert served.stop() == 0


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
