"""Change files that people keep: all of a change or nothing, and nothing typed meanwhile is lost."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from generator import codes
from generator.problems import Origin, Problem, RefusedError
from generator.reading.parse import decode


@dataclass(frozen=True, slots=True)
class Change:
    """A file as it was read, and as it is to be."""

    file: str  # relative to the briefing's folder
    before: bytes
    after: bytes
    moved_to: str | None = None  # its new path; None: it stays where it is

    @property
    def new_file(self) -> str:
        return self.moved_to or self.file

    def difference(self) -> str:
        """A unified diff of the words; byte order mark and sort of line ends stay, and are not shown."""
        texts = (decode(data, self.file)[0] or "" for data in (self.before, self.after))
        before, after = (text.removesuffix("\n").split("\n") for text in texts)
        return "\n".join(unified_diff(before, after, self.file, self.new_file, lineterm=""))


def save(root: Path, changes: Sequence[Change]) -> None:
    """Write all changes or none; raises RefusedError where a file is not as it was read, or the disk refuses.

    The new and the old contents lie beside their files before the first takes its place.
    """
    staged: list[Path] = []
    begun: list[tuple[Change, Path]] = []
    try:
        for change in changes:
            _refuse_changed(root, change)
        for change in changes:
            staged.extend(_staged(root, change))
        for change, new, old in zip(changes, staged[::2], staged[1::2], strict=True):
            begun.append((change, old))
            _put(root, new, change.new_file, instead_of=change.file)
    except BaseException as error:  # Ctrl-C, too: half a change would be the worst of all
        for change, old in reversed(begun):
            _put(root, old, change.file, instead_of=change.new_file)
        if isinstance(error, OSError):
            where = error.filename2 or error.filename or root
            reason = f"the system refuses to write {where}: {error.strerror}"
            raise RefusedError(f"{reason}; nothing was written") from error
        raise
    finally:
        for each in staged:
            with suppress(OSError):
                each.unlink(missing_ok=True)


def _refuse_changed(root: Path, change: Change) -> None:
    path, target = root / change.file, root / change.new_file
    if path.read_bytes() != change.before:
        raise RefusedError(f"{change.file} has been changed meanwhile; nothing was written, try again")
    if change.moved_to and target.exists() and not target.samefile(path):
        raise RefusedError(f"{change.new_file} is there already; nothing was written")


def _staged(root: Path, change: Change) -> Iterator[Path]:
    """Write what a file is to hold and what it holds, each beside where it may come to lie."""
    like = root / change.file
    yield beside((root / change.new_file).resolve(), change.after, like=like)
    yield beside(like.resolve(), change.before, like=like)


def _put(root: Path, staged: Path, file: str, *, instead_of: str) -> None:
    """Let what was staged take its place; what a link leads to is replaced, not the link."""
    target, old = (root / file).resolve(), root / instead_of
    staged.replace(target)
    if file != instead_of and old.exists() and not old.samefile(target):
        old.unlink()


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
