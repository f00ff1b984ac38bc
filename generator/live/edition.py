"""A briefing without errors in the browser: each page is written and rendered when it is first asked for.

MkDocs renders as it does for the published site, one page at a time; what is no
page is made when it is asked for, too.
"""

import hashlib
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from jinja2 import ChoiceLoader, FunctionLoader, pass_context
from jinja2.runtime import Context
from mkdocs.commands import build as mkdocs_build
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from generator import layout
from generator.build import Prepared, prepare
from generator.live.places import PlacingRenderer
from generator.live.rendering import BrokenPageError, Stage, told_of
from generator.model import Briefing, Folder, Written
from generator.output.hand_edits import leftovers
from generator.pages.page import Page as PlannedPage
from generator.pages.page import WholePage
from generator.pages.render import COMPILED
from generator.pages.wording import Wording
from generator.problems import Problem

_HOME = "index.html"
_NOT_FOUND = "404.html"


def version_of(data: bytes) -> str:
    """What tells one content of a file from another, in the address by which a page asks for it."""
    return hashlib.sha256(data).hexdigest()[:16]


class _Built:
    """The site of the last build, as it lies on disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def get(self, address: str) -> bytes | None:
        """A file of the site by its address from the root; None where there is none."""
        with suppress(OSError, ValueError):
            path = (self._folder / address).resolve()
            if path.is_relative_to(self._folder) and path.is_file():
                return path.read_bytes()
        return None


def built_before(root: Path) -> _Built | None:
    """What the last build left to be shown, if anything."""
    return _Built(root / layout.SITE) if (root / layout.SITE / _HOME).is_file() else None


def make_edition(folder: Folder, briefing: Briefing, wording: Wording, stage: Stage) -> "Edition":
    """What is to be shown of a briefing without errors. Raises BrokenPageError where it has no pages."""
    prepared = prepare(folder, briefing, wording)
    kept = [
        Written(path, folder.docs[f"{layout.DOCS}/{path}"]) for path in leftovers(folder.docs, prepared.paths)
    ]
    frame = (folder.templates, folder.theme, folder.mkdocs)
    is_new = frame != stage.frame
    if is_new:
        stage.clear()
    edition = Edition(prepared, kept, folder.mkdocs or b"", stage)
    if is_new:
        edition.try_out()
        stage.frame = frame
    return edition


class Edition:
    """One state of the site. All of its pages are of that state, however late they are asked for."""

    @told_of()
    def __init__(self, prepared: Prepared, kept: Sequence[Written], settings: bytes, stage: Stage) -> None:
        """Raises BrokenPageError where MkDocs cannot take the settings or the theme."""
        self._prepared = prepared
        self._renderer = PlacingRenderer(prepared.renderer)
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
        self._config = stage.config
        self._config.plugins.on_pre_build(config=self._config)
        self._files: Files = get_files(self._config)
        for path in (*self._pages, *self._pending):
            self._files.append(File.generated(self._config, path, content=""))
        env = self._config.theme.get_env()
        env.bytecode_cache = COMPILED
        stage.add_theme(self._files, env)
        self._files = self._config.plugins.on_files(self._files, config=self._config)
        set_exclusions(self._files, self._config)
        nav = get_navigation(self._files, self._config)
        self._nav = self._config.plugins.on_nav(nav, config=self._config, files=self._files)
        self._env = self._config.plugins.on_env(env, config=self._config, files=self._files) or env
        # What no published site has, as docs/.theme/, is not shown either.
        shown = (file for file in self._files if file.inclusion is not InclusionLevel.EXCLUDED)
        self._by_address = {file.dest_uri: file for file in shown}
        pictures = FunctionLoader(self._part_of_theme)
        self._env.loader = ChoiceLoader([pictures, *filter(None, [self._env.loader])])
        self._env.filters["url"] = self._versioned(self._env.filters["url"])

    def _versioned(self, address_of: Callable[[Context, str], str]) -> Callable[[Context, str], str]:
        """The filter for addresses, which adds a version: a browser asks but once for a script or style."""

        @pass_context
        def url(context: Context, value: str) -> str:
            address = address_of(context, value)
            data = self._not_a_page(str(value))
            return address if data is None else f"{address}?v={version_of(data)}"

        return url

    def _part_of_theme(self, name: str) -> str | None:
        """A template that is made when a page asks for it: a picture."""
        pending = self._pending.get(f".theme/{name}")
        return pending.make().decode() if pending else None

    def put_on(self) -> None:
        """Take the stage, which another edition may have had since."""
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

    @told_of()
    def _made(self, address: str) -> bytes | None:
        file = self._by_address.get(address)
        if file is None and address != _NOT_FOUND:
            return None
        target = Path(self._config.site_dir, address)
        if file is None:
            mkdocs_build._build_theme_template(  # noqa: SLF001  # what MkDocs itself calls for a page
                _NOT_FOUND, self._env, self._files, self._config, self._nav
            )
        elif file.is_documentation_page():
            self._render(file)
        else:
            return self._not_a_page(address)
        return target.read_bytes() if target.is_file() else None

    def _not_a_page(self, address: str) -> bytes | None:
        file = self._by_address.get(address)
        if file is None or file.is_documentation_page():
            return None
        if file.src_uri in self._pending:
            return self._pending[file.src_uri].make()
        # Not as it lies on the stage by now: what another edition brought may have been put there since.
        places = (f"{layout.DOCS}/{file.src_uri}", f"{layout.DOCS}/.theme/{file.src_uri}")
        staged = next((self._staged[place] for place in places if place in self._staged), None)
        return file.content_bytes if staged is None else staged

    def _render(self, file: File) -> None:
        if file.src_uri in self._pages:
            file.content_bytes = self._written(self._pages[file.src_uri]).data
        page = file.page or Page(None, file, self._config)
        mkdocs_build._populate_page(page, self._config, self._files)  # noqa: SLF001
        documents = self._files.documentation_pages()
        mkdocs_build._build_page(page, self._config, documents, self._nav, self._env)  # noqa: SLF001

    def _written(self, page: PlannedPage) -> Written:
        written = self._renderer.write(page)
        if isinstance(written, Problem):
            raise BrokenPageError(written)
        return written
