"""A running ``briefing serve``, as tests look at it."""

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

from tests.support.built import ROOT

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
def serving(root: Path, port: int = 0) -> Iterator[Served]:
    """Run ``briefing serve`` on a port that is free, unless one is given."""
    with socket.socket() as found:
        if not port:
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
