"""Write docs/ and site/ as a whole: both new, or both as they were.

Everything is made in a staging folder beside them. MkDocs renders there; only if
it has nothing to complain about are the two folders exchanged. Files that did
not change keep their time stamps; files in docs/ that no build wrote are kept.
"""

import logging
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import mkdocs.config
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.exceptions import MkDocsException

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
_NAMED_PAGE = re.compile(r"Doc file '([^']+)'")


def publish(
    root: Path, written: Sequence[Written], kept: Sequence[str], present: Files, *, day: int
) -> tuple[Problem, ...]:
    """Render and exchange docs/ and site/; with a problem, both stay as they are.

    `kept` are the files of docs/ to leave alone; `day`, in seconds since 1970,
    is the date that the sitemap gives, so that the same input gives the same bytes.
    """
    restore(root)
    (root / layout.STAGING).mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="build-", dir=root / layout.STAGING) as name:
        staging = Path(name).resolve()
        _write_docs(root, staging, written, kept, present)
        shutil.copyfile(root / layout.MKDOCS, staging / layout.MKDOCS)
        problems = _render(staging, day)
        if not problems:
            _exchange(root, staging)
    _remove_if_empty(root / layout.STAGING)
    return problems


def restore(root: Path) -> None:
    """Bring back a folder that a build had moved aside when it was killed."""
    for aside in sorted((root / layout.STAGING).glob("build-*")):
        for name in (layout.DOCS, layout.SITE):
            if (aside / f"old-{name}").is_dir() and not (root / name).exists():
                (aside / f"old-{name}").rename(root / name)
        shutil.rmtree(aside, ignore_errors=True)


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


def _render(staging: Path, day: int) -> tuple[Problem, ...]:
    """Let MkDocs make site/, and take every warning that it logs for an error."""
    with _collected_warnings() as warnings, _environment(SOURCE_DATE_EPOCH=str(day), NO_MKDOCS_2_WARNING="1"):
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
            warnings.append(str(error) or type(error).__name__)
    return tuple(_problem(warning.replace(f"{staging}{os.sep}", "")) for warning in warnings)


def _problem(warning: str) -> Problem:
    named = _NAMED_PAGE.search(warning)
    origin = Origin(f"{layout.DOCS}/{named[1]}" if named else layout.MKDOCS)
    hint = "mend the page by hand in site_src/pages/ or the template that it comes from" if named else ""
    return Problem(codes.RENDERING, origin, f"MkDocs: {warning}", hint)


@contextmanager
def _collected_warnings() -> Iterator[list[str]]:
    """Hear MkDocs' warnings whatever its logger is set to, and keep it quiet otherwise."""
    found: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    before = (
        logger.level,
        logger.propagate,
        logger.handlers[:],
        logger.disabled,
        logging.root.manager.disable,
    )
    collector = Collector(logging.WARNING)
    logger.handlers[:] = [collector]
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    logger.disabled = False
    logging.disable(logging.NOTSET)
    try:
        yield found
    finally:
        level, logger.propagate, logger.handlers[:], logger.disabled, disabled = before
        logger.setLevel(level)
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
    except OSError:
        for source, target in reversed(moved):
            if target.exists() and not source.exists():
                target.rename(source)
        raise


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):  # another build is at work there
        folder.rmdir()
