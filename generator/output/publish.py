"""Write docs/ and site/ as a whole: both new, or both as they were.

Everything is made in a staging folder beside them. MkDocs renders there; only if
it has nothing to complain about are the two folders exchanged. Files that did
not change keep their time stamps; files in docs/ that no build wrote are kept.
"""

import logging
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import mkdocs.config
from jinja2 import TemplateError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.exceptions import Abort, MkDocsException

from generator import codes, layout
from generator.model import Files, Written
from generator.problems import Origin, Problem

# Warnings for whatever leads nowhere; MkDocs by itself calls a missing anchor a mere note.
_VALIDATION = {
    "omitted_files": "info",
    "not_found": "warn",
    "absolute_links": "warn",
    "unrecognized_links": "warn",
    "anchors": "warn",
}
_NAMED_PAGE = re.compile(r"Doc file '([^']+)'(?: contains an? (?:\w+ )?link '([^']+)')?")
_NAMED_SETTING = re.compile(r"Config value '(?P<key>[^']+)': (?P<what>.*)", re.DOTALL)
_WHOLE = f"{layout.DOCS}/whole.md"


def publish(
    root: Path, written: Sequence[Written], kept: Sequence[str], present: Files, *, day: int
) -> tuple[Problem, ...]:
    """Render and exchange docs/ and site/; with a problem, both stay as they are.

    `kept` are the files of docs/ to leave alone; `day`, in seconds since 1970,
    is the date that the sitemap gives, so that the same input gives the same bytes.
    """
    if in_the_way := _in_the_way(root):
        return in_the_way
    try:
        (root / layout.STAGING).mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="build-", dir=root / layout.STAGING) as name:
            staging = Path(name).resolve()
            _write_docs(root, staging, written, kept, present)
            shutil.copyfile(root / layout.MKDOCS, staging / layout.MKDOCS)
            problems = _render(root, staging, day)
            if not problems:
                _exchange(root, staging)
    except OSError as error:
        problems = (_refusal(root, error),)
    _remove_if_empty(root / layout.STAGING)
    return problems


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Wait until no other build is at work in this folder, then mend what one left that was killed.

    The lock is the system's, on the folder itself: it goes with the process, however that ends.
    """
    if sys.platform == "win32":
        _restore(root)
        yield
        return
    import fcntl  # noqa: PLC0415  # Windows has none

    folder = os.open(root, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network folders have no locks
            fcntl.flock(folder, fcntl.LOCK_EX)
        _restore(root)
        yield
    finally:
        os.close(folder)


def _restore(root: Path) -> None:
    """Undo the exchange in which a build was killed; finish it where docs/ was new already."""
    docs, site = root / layout.DOCS, root / layout.SITE
    for aside in sorted((root / layout.STAGING).glob("build-*")):
        old_docs, new_site = aside / f"old-{layout.DOCS}", aside / layout.SITE
        if old_docs.is_dir() and not docs.exists():
            old_docs.rename(docs)
        elif old_docs.is_dir() and new_site.is_dir():
            if site.exists():
                site.rename(aside / f"old-{layout.SITE}")
            new_site.rename(site)
        shutil.rmtree(aside, ignore_errors=True)
    _remove_if_empty(root / layout.STAGING)


def _write_docs(
    root: Path, staging: Path, written: Sequence[Written], kept: Sequence[str], present: Files
) -> None:
    for file in written:
        target = staging / layout.DOCS / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        if present.get(f"{layout.DOCS}/{file.path}") == file.data:
            shutil.copy2(root / layout.DOCS / file.path, target)
        else:
            target.write_bytes(file.data)
            target.chmod(0o644)
    for path in kept:
        target = staging / layout.DOCS / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(root / layout.DOCS / path, target)


def _in_the_way(root: Path) -> tuple[Problem, ...]:
    """Files where docs/ and site/ are to be: exchanged like a folder, they would be lost."""
    return tuple(
        Problem(
            codes.CANNOT_WRITE,
            Origin(name),
            f"a file stands where the folder {name}/ is to be written",
            "move it elsewhere, or give it another name",
        )
        for name in (layout.DOCS, layout.SITE)
        if (root / name).is_file()
    )


def _render(root: Path, staging: Path, day: int) -> tuple[Problem, ...]:
    """Let MkDocs make site/, and take every warning that it logs for an error."""
    with collected_warnings() as warnings, _environment(SOURCE_DATE_EPOCH=str(day), NO_MKDOCS_2_WARNING="1"):
        try:
            config = mkdocs.config.load_config(
                config_file=str(staging / layout.MKDOCS), validation=_VALIDATION, strict=False
            )
            config.plugins.on_startup(command="build", dirty=False)
            try:
                mkdocs_build(config)
            finally:
                config.plugins.on_shutdown()
        except MkDocsException as error:
            warnings[:] = words_of(error, warnings)
        except TemplateError as error:
            return (broken_theme(error),)
    problems = tuple(_problem(root, warning.replace(f"{staging}{os.sep}", "")) for warning in warnings)
    # whole.md is made of the other pages: what is wrong in one of them is not said of it, too.
    return tuple(p for p in problems if p.origin.file != _WHOLE) or problems


def _problem(root: Path, warning: str) -> Problem:
    named = _NAMED_PAGE.search(warning)
    if named is None:
        return broken_settings(warning, (root / layout.MKDOCS).read_bytes())
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


def words_of(error: MkDocsException, warnings: Sequence[str]) -> list[str]:
    """Why MkDocs gave up: what it said before, where it only says in the end that it does."""
    said = str(error) or type(error).__name__
    return [*warnings] if isinstance(error, Abort) and warnings else [*warnings, said]


def broken_settings(warning: str, settings: bytes) -> Problem:
    """What is told of an mkdocs.yml that MkDocs does not take, at the line that it names if there is one."""
    hint = "compare mkdocs.yml with the one of the example briefing"
    line = _line_named(warning, settings.decode(errors="replace"))
    return Problem(codes.RENDERING, Origin(layout.MKDOCS, line), f"MkDocs: {warning}", hint)


def _line_named(warning: str, settings: str) -> int:
    """The line of the key that a warning is about, or of the name in quotation marks below it; 0: unknown."""
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


def broken_theme(error: TemplateError) -> Problem:
    """What is told of a template of the theme that fails."""
    file = "/".join(filter(None, ["site_src/theme", getattr(error, "name", None)]))
    sentence = error.message or "a template of the theme cannot be rendered"
    hint = "compare it with the package's own template of the same name"
    return Problem(codes.TEMPLATE_ERROR, Origin(file, getattr(error, "lineno", None) or 0), sentence, hint)


def _refusal(root: Path, error: OSError) -> Problem:
    path = Path(error.filename2 or error.filename or root / layout.SITE)
    file = Path(os.path.relpath(path, root)).as_posix()
    hint = "see what stands in its place, whose it is, and whether the disk is full"
    return Problem(codes.CANNOT_WRITE, Origin(file), f"the system refuses to write: {error.strerror}", hint)


@contextmanager
def collected_warnings() -> Iterator[list[str]]:
    """Hear MkDocs' warnings whatever its logger is set to, and keep it quiet otherwise."""
    found: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    below = [
        logging.getLogger(name) for name in logging.root.manager.loggerDict if name.startswith("mkdocs.")
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


def _exchange(root: Path, staging: Path) -> None:
    """Move both old folders aside and both new ones in; undo all of it if any move fails."""
    moved: list[tuple[Path, Path]] = []
    try:
        for name in (layout.DOCS, layout.SITE):
            if (root / name).exists():
                moved.append((root / name, staging / f"old-{name}"))
                (root / name).rename(staging / f"old-{name}")
            moved.append((staging / name, root / name))
            (staging / name).rename(root / name)
    except BaseException:  # Ctrl-C, too: what was moved aside would go away with the staging folder
        for source, target in reversed(moved):
            if target.exists() and not source.exists():
                target.rename(source)
        raise


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):  # another build is at work there
        folder.rmdir()
