"""Write files that people keep, so that each is always whole, and nothing typed meanwhile is lost."""

import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator import codes
from generator.problems import Origin, Problem


class SavingError(Exception):
    """Files that were not written; the message is for the editor."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file as it was read, and as it is to be."""

    file: str  # relative to the briefing's folder
    before: bytes
    after: bytes


def save(root: Path, changes: Sequence[Change]) -> None:
    """Write all changes; raises SavingError where a file is no longer as it was read, or the disk refuses.

    All new contents lie beside their files before the first takes its place.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for change in changes:
            path = (root / change.file).resolve()  # what a link leads to, not the link
            if path.read_bytes() != change.before:
                raise SavingError(f"{change.file} has been changed meanwhile; nothing was written, try again")
            waiting.append((beside(path, change.after), path))
        for written, path in waiting:
            written.replace(path)
    except OSError as error:
        where = error.filename2 or error.filename or root
        raise SavingError(f"the system refuses to write {where}: {error.strerror}") from error
    finally:
        for written, _ in waiting:
            with suppress(OSError):
                written.unlink(missing_ok=True)


def refusal(file: str, error: OSError) -> Problem:
    """What is told of a file that the system does not let us write."""
    hint = "see what stands in its place, whose it is, and whether the disk is full"
    return Problem(codes.CANNOT_WRITE, Origin(file), f"the system refuses to write: {error.strerror}", hint)


def beside(path: Path, data: bytes, *, like: Path | None = None) -> Path:
    """Write `data` into a hidden file beside another, whose place it may take then.

    It gets the mode of `like`, or of the file itself, or one that everybody may read. Raises OSError.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        model = like or path
        if model.exists():
            shutil.copymode(model, written)
        else:
            written.chmod(0o644)
    except BaseException:
        written.unlink(missing_ok=True)
        raise
    return written
