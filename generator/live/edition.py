"""A briefing without errors in the browser: each page is written and rendered when it is first asked for.

MkDocs renders as it does for the published site, one page at a time; what is no
page is made when it is asked for, too. Behind whatever a page cites stands its
origin, the file and line in which it is written.
"""

import hashlib
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator import layout
from generator.build import Examined, Prepared, prepare
from generator.live.stage import Stage
from generator.live.state import Site
from generator.model import Briefing, Written
from generator.output.hand_edits import leftovers
from generator.output.renderer import BrokenPageError, PageByPage, breaking_pages
from generator.pages.page import Page, WholePage
from generator.problems import Origin, Problem

_HOME = "index.html"
_NOT_FOUND = "404.html"


def version_of(data: bytes) -> str:
    """The version of a file in its address: another for each content."""
    return hashlib.sha256(data).hexdigest()[:16]


def built_before(root: Path) -> Site | None:
    """The site of the last build; None where there is none."""
    folder = (root / layout.SITE).resolve()
    return partial(_built, folder) if (folder / _HOME).is_file() else None


def _built(folder: Path, address: str) -> bytes | None:
    with suppress(OSError, ValueError):
        path = (folder / address).resolve()
        if path.is_relative_to(folder) and path.is_file():
            return path.read_bytes()
    return None


def make_edition(examined: Examined, stage: Stage) -> "Edition":
    """What is to be shown of a briefing without errors. Raises BrokenPageError where it has no pages."""
    folder, prepared = examined.folder, prepare(examined)
    kept = [
        Written(path, folder.docs[f"{layout.DOCS}/{path}"]) for path in leftovers(folder.docs, prepared.paths)
    ]
    design = (folder.templates, folder.theme, folder.mkdocs)
    is_new = design != stage.tried
    if is_new:
        stage.clear()
    edition = Edition(prepared, kept, folder.mkdocs or b"", stage)
    if is_new:
        edition.try_out()
        stage.tried = design
    return edition


class Edition:
    """One state of the site. All of its pages are of that state, however late they are asked for."""

    @breaking_pages()
    def __init__(self, prepared: Prepared, kept: Sequence[Written], settings: bytes, stage: Stage) -> None:
        """Raises BrokenPageError where MkDocs cannot take the settings or the theme."""
        self._prepared = prepared
        self._templates = prepared.templates.with_origins(_origins(prepared.templates.shared.briefing))
        self._pages = {page.path: page for page in prepared.pages}
        self._rendered: dict[str, bytes] = {}
        self._lock = threading.Lock()
        self._stage = stage
        self._staged = {
            layout.MKDOCS: settings,
            **{f"{layout.DOCS}/{file.path}": file.data for file in (*prepared.theme, *kept)},
        }
        self._pending = {pending.path: pending for pending in prepared.others}
        self.put_on()
        paths = (*self._pages, *self._pending)
        self._site = PageByPage(stage.frame, paths, self._part_of_theme, self._version)

    def _version(self, address: str) -> str | None:
        data = self._not_a_page(address)
        return None if data is None else version_of(data)

    def _part_of_theme(self, name: str) -> str | None:
        """A template that is made when a page asks for it: a picture."""
        pending = self._pending.get(f".theme/{name}")
        return pending.make().decode() if pending else None

    def put_on(self) -> None:
        """Put its files on the stage, where those of another edition may be."""
        self._stage.fill(self._staged)

    def try_out(self) -> None:
        """Write a page with each template, and render one. Raises BrokenPageError where that fails."""
        of_each = {page.template: page for page in self._prepared.pages}
        for page in of_each.values():
            # The parts of the page that has them all are written with the templates of their own.
            self._written(replace(page, parts=()) if isinstance(page, WholePage) else page)
        self.get(_HOME)

    def get(self, address: str) -> bytes | None:
        """A file of the site by its address from the root; None where there is none.

        Raises BrokenPageError where the page's template or the theme fails.
        """
        with self._lock:
            if address not in self._rendered:
                found = self._made(address)
                if found is None:
                    return None
                self._rendered[address] = found
            return self._rendered[address]

    @breaking_pages()
    def _made(self, address: str) -> bytes | None:
        path = self._site.path_of(address)
        if path is None:
            return self._site.not_found() if address == _NOT_FOUND else None
        if not self._site.is_page(address):
            return self._not_a_page(address)
        page = self._pages.get(path)
        return self._site.render(address, self._written(page).data if page else None)

    def _not_a_page(self, address: str) -> bytes | None:
        path = self._site.path_of(address)
        if path is None or self._site.is_page(address):
            return None
        if path in self._pending:
            return self._pending[path].make()
        # Not as it lies on the stage by now: what another edition brought may have been put there since.
        places = (f"{layout.DOCS}/{path}", f"{layout.DOCS}/.theme/{path}")
        staged = next((self._staged[place] for place in places if place in self._staged), None)
        return self._site.read(address) if staged is None else staged

    def _written(self, page: Page) -> Written:
        written = self._templates.write(page)
        if isinstance(written, Problem):
            raise BrokenPageError(written)
        return written


def _origins(briefing: Briefing) -> dict[int, Origin]:
    """Where what rests on each quote begins: a fact, a response, a statement."""
    origins = {id(found): origin for origin, found in briefing.evidence.found.items()}
    for statement in briefing.statements:
        origins |= {id(quote): statement.content.origin for quote in statement.quotes}
        origins |= {id(response.quote): response.content.origin for response in statement.responses}
    return origins
