"""Render docs/ by MkDocs, Jinja and Material: the one module that knows them from within.

MkDocs promises how a whole site is built. That each of its warnings stops a build, and that a page can be
rendered alone, rests on what it does not promise: names that begin with an underscore, the order of its
steps, the names of its loggers, the wording of its warnings. Material's style sheet has a hash in its name,
which theme/main.html repeats.

When a new release changes one of them, tests/site/test_renderer.py fails. What to look at then:

- A page alone is not the page of the whole site: `PageByPage` takes the steps of `build` in
  mkdocs/commands/build.py, one after another.
- A warning stops no build, or is told without its file and line: `_collected_warnings` knows the loggers,
  `_NAMED_PAGE` and `_NAMED_SETTING` the wording.
- The style sheet is not there: its new name stands in material/templates/base.html.
"""

import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import mkdocs.config
from jinja2 import BytecodeCache, ChoiceLoader, Environment, FunctionLoader, TemplateError, pass_context
from jinja2.runtime import Context
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from generator import codes, layout
from generator.problems import Origin, Problem

# Warnings for whatever leads nowhere; MkDocs by itself calls a missing anchor a mere note.
_VALIDATION = {
    "omitted_files": "info",
    "not_found": "warn",
    "absolute_links": "warn",
    "unrecognized_links": "warn",
    "anchors": "warn",
}
_LOGGER = "mkdocs"
_NAMED_PAGE = re.compile(r"Doc file '([^']+)'(?: contains an? (?:\w+ )?link '([^']+)')?")
_NAMED_SETTING = re.compile(r"Config value '(?P<key>[^']+)': (?P<what>.*)", re.DOTALL)
_WHOLE = f"{layout.DOCS}/whole.md"
_NOT_FOUND = "404.html"
_HINT = "compare mkdocs.yml with the one of the example briefing"


class Rendering(Protocol):
    """Makes the site of a folder that holds docs/ and mkdocs.yml."""

    def __call__(self, staging: Path, *, root: Path, day: int) -> tuple[Problem, ...]:
        """Write site/ beside docs/; what is wrong is said of the files that people wrote in `root`.

        `day`, in seconds since 1970, is the date that the sitemap gives, so that the same input gives the
        same bytes.
        """


def render_site(staging: Path, *, root: Path, day: int) -> tuple[Problem, ...]:
    """Let MkDocs make the site, and take every warning that it logs for an error."""
    with _collected_warnings() as warnings, _environment(SOURCE_DATE_EPOCH=str(day), NO_MKDOCS_2_WARNING="1"):
        try:
            config = mkdocs.config.load_config(
                config_file=str(staging / layout.MKDOCS), validation=_VALIDATION, strict=False
            )
            config.plugins.on_startup(command="build", dirty=False)
            try:
                mkdocs_build.build(config)
            finally:
                config.plugins.on_shutdown()
        except MkDocsException as error:
            warnings[:] = _words_of(error, warnings)
        except TemplateError as error:
            return (_broken_theme(error),)
    problems = tuple(_problem(root, warning.replace(f"{staging}{os.sep}", "")) for warning in warnings)
    # whole.md is made of the other pages: what is wrong in one of them is not said of it, too.
    return tuple(p for p in problems if p.origin.file != _WHOLE) or problems


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


class BrokenPageError(Exception):
    """A page that cannot be written or rendered."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@contextmanager
def breaking_pages() -> Iterator[None]:
    """Raise BrokenPageError for whatever the theme or MkDocs cannot do."""
    try:
        yield
    except TemplateError as error:
        raise BrokenPageError(_broken_theme(error)) from error
    except (MkDocsException, OSError) as error:
        sentence = f"MkDocs: {str(error) or type(error).__name__}"
        raise BrokenPageError(Problem(codes.RENDERING, Origin(layout.MKDOCS), sentence, _HINT)) from error


class Frame:
    """What MkDocs makes of the mkdocs.yml and the theme in a folder: found out once, for it takes long."""

    def __init__(self, folder: Path, compiled: BytecodeCache) -> None:
        """Raises BrokenPageError with the words of MkDocs where it does not take the settings."""
        path = folder / layout.MKDOCS
        with _collected_warnings() as warnings:
            try:
                config = mkdocs.config.load_config(str(path))
            except MkDocsException as error:
                said = "; ".join(_words_of(error, warnings))
                raise BrokenPageError(_broken_settings(said, path.read_bytes())) from error
        # The build of the whole site reports what it finds.
        logging.getLogger(_LOGGER).setLevel(logging.ERROR)
        config.plugins.on_startup(command="serve", dirty=False)
        self.config: MkDocsConfig = config.plugins.on_config(config)
        self.compiled = compiled
        self._of_theme: Sequence[File] = ()

    def add_theme(self, files: Files, env: Environment) -> None:
        """Add what the theme brings, ten thousand icons among it, to the files of a site."""
        if self._of_theme:
            for file in self._of_theme:
                files.append(file)
            return
        own = {file.src_uri for file in files}
        files.add_files_from_theme(env, self.config)
        self._of_theme = [file for file in files if file.src_uri not in own]


class PageByPage:
    """A site of which each page is rendered alone, and is the same as in the whole site.

    Files are asked for by their address from the root of the site.
    """

    def __init__(
        self,
        frame: Frame,
        paths: Iterable[str],
        template: Callable[[str], str | None],
        version: Callable[[str], str | None],
    ) -> None:
        """`paths` are files of docs/ that are not on disk yet, `template` finds those of the theme.

        A page asks for a file by its `version`, so that browsers ask but once for a script or style.
        """
        config = frame.config
        config.plugins.on_pre_build(config=config)
        files = get_files(config)
        for path in paths:
            files.append(File.generated(config, path, content=""))
        env = config.theme.get_env()
        env.bytecode_cache = frame.compiled
        frame.add_theme(files, env)
        files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        nav = get_navigation(files, config)
        self._nav = config.plugins.on_nav(nav, config=config, files=files)
        self._env = config.plugins.on_env(env, config=config, files=files) or env
        self._env.loader = ChoiceLoader([FunctionLoader(template), *filter(None, [self._env.loader])])
        self._env.filters["url"] = _versioned(self._env.filters["url"], version)
        self._config = config
        self._files = files
        # What no published site has, as docs/.theme/, is not shown either.
        shown = (file for file in files if file.inclusion is not InclusionLevel.EXCLUDED)
        self._by_address = {file.dest_uri: file for file in shown}

    def path_of(self, address: str) -> str | None:
        """The file that stands there, from docs/ or the theme's folder on; None where there is none."""
        file = self._by_address.get(address)
        return file.src_uri if file else None

    def is_page(self, address: str) -> bool:
        """Whether something is rendered to stand there."""
        file = self._by_address.get(address)
        return file is not None and file.is_documentation_page()

    def read(self, address: str) -> bytes:
        """A file of the theme, or of docs/ if it is on disk."""
        return self._by_address[address].content_bytes

    def render(self, address: str, text: bytes | None = None) -> bytes | None:
        """A page of this text, or of what is on disk; None where the theme leaves it out."""
        file = self._by_address[address]
        if text is not None:
            file.content_bytes = text
        page = file.page or Page(None, file, self._config)
        mkdocs_build._populate_page(page, self._config, self._files)  # noqa: SLF001
        documents = self._files.documentation_pages()
        mkdocs_build._build_page(page, self._config, documents, self._nav, self._env)  # noqa: SLF001
        return self._rendered(address)

    def not_found(self) -> bytes | None:
        """The page for a wrong address; None where the theme has none."""
        mkdocs_build._build_theme_template(  # noqa: SLF001
            _NOT_FOUND, self._env, self._files, self._config, self._nav
        )
        return self._rendered(_NOT_FOUND)

    def _rendered(self, address: str) -> bytes | None:
        target = Path(self._config.site_dir, address)
        return target.read_bytes() if target.is_file() else None


def _versioned(
    address_of: Callable[[Context, str], str], version: Callable[[str], str | None]
) -> Callable[[Context, str], str]:
    """The filter for addresses, which adds a version where there is one."""

    @pass_context
    def url(context: Context, value: str) -> str:
        found = version(str(value))
        address = address_of(context, value)
        return f"{address}?v={found}" if found else address

    return url


@contextmanager
def _collected_warnings() -> Iterator[list[str]]:
    """Hear MkDocs' warnings whatever its logger is set to, and keep it quiet otherwise."""
    found: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    logger = logging.getLogger(_LOGGER)
    below = [
        logging.getLogger(name) for name in logging.root.manager.loggerDict if name.startswith(f"{_LOGGER}.")
    ]
    before = [(each, each.level, each.propagate, each.disabled) for each in (logger, *below)]
    handlers, disabled = logger.handlers[:], logging.root.manager.disable
    for each in (logger, *below):
        each.setLevel(logging.NOTSET)
        each.propagate = True
        each.disabled = False
    logger.handlers[:] = [Collector(logging.WARNING)]
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    logging.disable(logging.NOTSET)
    try:
        yield found
    finally:
        for each, level, each.propagate, each.disabled in before:
            each.setLevel(level)
        logger.handlers[:] = handlers
        logging.disable(disabled)


def _problem(root: Path, warning: str) -> Problem:
    named = _NAMED_PAGE.search(warning)
    if named is None:
        return _broken_settings(warning, (root / layout.MKDOCS).read_bytes())
    by_hand = f"{layout.SITE_SRC}/{named[1]}"
    if not (root / by_hand).is_file():
        hint = "mend the template that the page is made with"
        return Problem(codes.RENDERING, Origin(f"{layout.DOCS}/{named[1]}"), f"MkDocs: {warning}", hint)
    text = (root / by_hand).read_text(encoding="utf-8")
    at = text.find(named[2]) if named[2] else -1
    line = text.count("\n", 0, at) + 1 if at >= 0 else 0
    column = at - text.rfind("\n", 0, at) if at >= 0 else 0
    hint = "mend the link; it starts from this page: ../places/some-id.md (or, for an entity: [[some-id]])"
    return Problem(codes.RENDERING, Origin(by_hand, line, column), f"MkDocs: {warning}", hint)


def _words_of(error: MkDocsException, warnings: Sequence[str]) -> list[str]:
    """Why MkDocs gave up: its warnings, and its last words unless they only say that it does."""
    said = str(error) or type(error).__name__
    return [*warnings] if isinstance(error, Abort) and warnings else [*warnings, said]


def _broken_settings(warning: str, settings: bytes) -> Problem:
    """The problem of an mkdocs.yml that MkDocs refuses, at the line in question where it is known."""
    line = _line_named(warning, settings.decode(errors="replace"))
    return Problem(codes.RENDERING, Origin(layout.MKDOCS, line), f"MkDocs: {warning}", _HINT)


def _line_named(warning: str, settings: str) -> int:
    """The line of the setting that a warning is about, or of the name that it quotes; 0: unknown."""
    about = _NAMED_SETTING.search(warning)
    if about is None:
        return 0
    lines = settings.splitlines()
    at = next((n for n, line in enumerate(lines, 1) if line.startswith(f"{about['key'].split('.')[0]}:")), 0)
    named = re.search(r"[\"']([\w./-]+)[\"']", about["what"]) if at else None
    if named:
        whole_word = re.compile(rf"(?<![\w./-]){re.escape(named[1])}(?![\w./-])")
        return next((n for n, line in enumerate(lines[at - 1 :], at) if whole_word.search(line)), at)
    return at


def _broken_theme(error: TemplateError) -> Problem:
    file = "/".join(filter(None, ["site_src/theme", getattr(error, "name", None)]))
    sentence = error.message or "a template of the theme cannot be rendered"
    hint = "compare it with the package's own template of the same name"
    return Problem(codes.TEMPLATE_ERROR, Origin(file, getattr(error, "lineno", None) or 0), sentence, hint)
