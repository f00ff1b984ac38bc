"""Serve a site over http as a static host does, and look at its pages in a browser."""

import functools
import gzip
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket

_TEXTS = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")  # what hosts send compressed
_PAUSE, _SLOW_LINES = 0.02, 300  # seconds; the lines of what is seen at first


class _Handler(SimpleHTTPRequestHandler):
    """Serves one folder under a path as hosts do: texts compressed, 404.html for a wrong address."""

    protocol_version = "HTTP/1.1"  # connections stay open: hundreds of pages are asked for

    disable_nagle_algorithm = True  # else each answer waits 40 ms for an acknowledgement
    under = "/"
    is_slow = False

    def do_GET(self) -> None:
        """Serve a file, or the site's page for wrong addresses."""
        if not self.path.startswith(self.under):
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self.path = "/" + self.path.removeprefix(self.under)
        file = Path(self.translate_path(self.path))
        if self.is_slow and file.suffix == ".html":
            self._send_in_pieces(file)
            return
        if file.is_file() and file.suffix in _TEXTS and "gzip" in self.headers.get("Accept-Encoding", ""):
            self._send_compressed(file)
            return
        if file.exists():
            super().do_GET()
            return
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def _send_compressed(self, file: Path) -> None:
        data = gzip.compress(file.read_bytes(), 6)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _send_in_pieces(self, file: Path) -> None:
        """Send line by line, so slowly that a browser shows each state between nothing and the whole page."""
        data = file.read_bytes()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        lines = data.splitlines(keepends=True)
        for number, line in enumerate(lines):
            self.wfile.write(line)
            self.wfile.flush()
            if line.strip() and number < _SLOW_LINES:
                time.sleep(_PAUSE)

    def end_headers(self) -> None:
        """Let the browser keep what does not change while the tests run."""
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the parent's name for it
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: socket | tuple[bytes, socket], client_address: tuple[str, int]) -> None:
        """Say nothing of a browser that went away in the middle of an answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(folder: Path, under: str = "/", *, slowly: bool = False) -> Iterator[str]:
    """Serve `folder` at a free port while the block runs; yields its address, which ends with `under`.

    `slowly`: pages come in small pieces, as where the net is bad.
    """

    class Handler(_Handler):
        pass

    Handler.under = under
    Handler.is_slow = slowly
    handler = functools.partial(Handler, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}{under}"
        finally:
            server.shutdown()
            thread.join()
