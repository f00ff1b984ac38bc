"""Write docs/ and site/ as a whole: both new, or both as they were.

Everything is made in a staging folder beside them. It is rendered there; only if
there is nothing to complain about are the two folders exchanged. Files that did
not change keep their time stamps; files in docs/ that no build wrote are kept.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from generator import codes, layout
from generator.model import Files, Written
from generator.output.saving import refusal
from generator.problems import Origin, Problem


def publish(
    root: Path,
    written: Sequence[Written],
    kept: Sequence[str],
    present: Files,
    render: Callable[[Path], tuple[Problem, ...]],
) -> tuple[Problem, ...]:
    """Exchange docs/ and site/ for new ones; with a problem, both stay as they are.

    `kept` are the files of docs/ to leave alone, `present` what is there, and `render` makes site/ of the
    docs/ in a folder.
    """
    if in_the_way := _in_the_way(root):
        return in_the_way
    try:
        (root / layout.STAGING).mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="build-", dir=root / layout.STAGING) as name:
            staging = Path(name).resolve()
            _write_docs(root, staging, written, kept, present)
            shutil.copyfile(root / layout.MKDOCS, staging / layout.MKDOCS)
            problems = render(staging)
            if not problems:
                _exchange(root, staging)
    except OSError as error:
        path = Path(error.filename2 or error.filename or root / layout.SITE)
        problems = (refusal(Path(os.path.relpath(path, root)).as_posix(), error),)
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
    files = {file.path: file.data for file in written} | dict.fromkeys(kept)
    for path, data in files.items():
        there, target = root / layout.DOCS / path, staging / layout.DOCS / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if data is None or present.get(f"{layout.DOCS}/{path}") == data:
            shutil.copy2(there, target)
        else:
            target.write_bytes(data)
            target.chmod(0o644)


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
