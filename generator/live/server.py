"""The web server of ``briefing serve``: pages of the last good edition, and what is wrong since."""

import json
import mimetypes
from contextlib import suppress
from functools import cache
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from urllib.parse import parse_qs, unquote, urlsplit

from generator.live.edition import version_of
from generator.live.state import Shown, State
from generator.output.renderer import BrokenPageError

_OWN = "/.live/"
_SCRIPT, _STYLE = f"{_OWN}live.js", f"{_OWN}live.css"
_NOT_FOUND = "404.html"
_FOR_EVER = "max-age=31536000, immutable"  # the address names what is in it
_NO_PAGE = (
    "<!doctype html><html lang=en><meta charset=utf-8><meta name=color-scheme content='light dark'>"
    "<title>No page yet</title>"
    "<body><main><h1>There is no page to show yet</h1><p>It comes by itself.</p>{why}</main></body>"
)


class Server(ThreadingHTTPServer):
    """Answers browsers on this machine."""

    daemon_threads = True
    block_on_close = False  # browsers wait for changes, and would hold up the end

    def __init__(self, address: tuple[str, int], state: State) -> None:
        """Raises OSError where the address is taken."""
        self.state = state
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if path == f"{_OWN}state":
            seen = self._asked("after")
            self._answer_state(self.server.state.after(int(seen) if seen.isdigit() else -1))
        elif path in (_SCRIPT, _STYLE):
            self._answer(HTTPStatus.OK, _type_of(path), _own(path))
        else:
            self._answer_page(path.removeprefix("/"))

    def _asked(self, name: str) -> str:
        """What the address says behind its question mark; nothing where it does not."""
        return parse_qs(urlsplit(self.path).query).get(name, [""])[0]

    def _answer_state(self, shown: Shown) -> None:
        said = {
            "number": shown.number,
            "save": shown.save,
            "edition": shown.edition,
            "summary": shown.told.summary,
            "problems": shown.told.problems,
            "gaps": shown.gaps or {},
        }
        self._answer(HTTPStatus.OK, "application/json", json.dumps(said).encode())

    def _answer_page(self, path: str) -> None:
        shown = self.server.state.shown
        site = shown.site
        if site is None:
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, "text/html", _followed(_no_page(), ""))
            return
        address = f"{path}index.html" if path.endswith("/") or not path else path
        status = HTTPStatus.OK
        try:
            data = site(address)
            if data is None:
                status, address = HTTPStatus.NOT_FOUND, _NOT_FOUND
                data = site(address) or b""
        except BrokenPageError as error:
            status, address, data = HTTPStatus.INTERNAL_SERVER_ERROR, _NOT_FOUND, _no_page(str(error))
        kind = _type_of(address)
        self._answer(status, kind, _followed(data, shown.edition) if kind == "text/html" else data)

    def _answer(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", _FOR_EVER if self._asked("v") == version_of(data) else "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_HEAD = do_GET  # noqa: N815  # the name is the library's

    def handle(self) -> None:
        """Answer, unless the browser has gone away."""
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the library's
        """Say nothing of requests: mistakes would be lost among them."""


def _no_page(why: str = "") -> bytes:
    return _NO_PAGE.format(why=f"<pre>{escape(why)}</pre>" if why else "").encode()


@cache
def _own(path: str) -> bytes:
    return (files("generator.live") / path.removeprefix(_OWN)).read_bytes()


def _followed(page: bytes, edition: str) -> bytes:
    """The page with the script that tells it of later states."""
    script = (
        f'<link rel="stylesheet" href="{_STYLE}?v={version_of(_own(_STYLE))}">'
        f'<script src="{_SCRIPT}?v={version_of(_own(_SCRIPT))}" data-edition="{edition}"></script>'
    ).encode()
    before, body, after = page.rpartition(b"</body>")
    return before + script + body + after


def _type_of(path: str) -> str:
    if path.endswith(".js"):
        return "text/javascript"  # some systems say otherwise
    return mimetypes.guess_type(path)[0] or "application/octet-stream"
