import os
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
