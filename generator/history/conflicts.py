"""End what a merge by git has left undone: git's index has all three states of each file.

Whatever somebody has begun to mend by hand is not touched.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from generator import layout
from generator.history.git import git, objects_of
from generator.history.merge import as_text, merge
from generator.output.saving import Change

_MARK = re.compile(rb"^<{7}( |\r?$)", re.MULTILINE)
_NAMED_MARK = re.compile(rb"^(<{7}|>{7}|\|{7}) .*$", re.MULTILINE)
_BASE, _OURS, _THEIRS = range(1, 4)  # git's numbers


@dataclass(frozen=True, slots=True)
class Unmerged:
    """A file that both branches have changed; None where it is not there."""

    file: str  # relative to the briefing's folder
    base: bytes | None
    ours: bytes | None
    theirs: bytes | None


def unmerged(root: Path) -> tuple[Unmerged, ...]:
    """The files that git could not merge; raises GitError."""
    listed = git(root, "ls-files", "--unmerged", "-z")
    names: dict[str, dict[int, str]] = {}
    for entry in filter(None, listed.split(b"\0")):
        about, _, path = entry.partition(b"\t")
        _, name, stage = about.decode().split(" ")
        names.setdefault(os.fsdecode(path), {})[int(stage)] = name
    objects = objects_of(root, sorted({name for stages in names.values() for name in stages.values()}))
    return tuple(
        Unmerged(file, *(objects.get(stages.get(stage, "")) for stage in (_BASE, _OURS, _THEIRS)))
        for file, stages in names.items()
    )


@dataclass(frozen=True, slots=True)
class Settled:
    """What becomes of a file: new content, the content that it has, or something left to the editor."""

    change: Change | None = None
    left: tuple[str, ...] = ()  # for the editor: the place, and what is to be done there


def settle(root: Path, each: Unmerged) -> Settled:
    """Merge a file that git could not; nothing is written. Raises GitError."""
    if each.ours is None or each.theirs is None:
        what = "one branch has deleted this, the other has changed it: git add it, or git rm it"
        return Settled(left=(f"{each.file}: {what}",))
    path = root / each.file
    found = path.read_bytes() if path.exists() else b""
    if not _MARK.search(found):
        return Settled()  # mended by hand
    is_yaml = each.file.startswith(f"{layout.SITE_SRC}/") and each.file.endswith(".yml")
    if not is_yaml or not _is_as_git_left_it(root, each.file, found):
        return Settled(left=_clashes(each.file, found))
    after = _merged(each.base or b"", each.ours, each.theirs)
    return Settled(Change(each.file, found, after), _clashes(each.file, after))


def _clashes(file: str, data: bytes) -> tuple[str, ...]:
    lines = (data.count(b"\n", 0, mark.start()) + 1 for mark in _MARK.finditer(data))
    return tuple(
        f"{file}:{line}: both branches have changed this: mend it, and take the marks away" for line in lines
    )


def _merged(base: bytes, ours: bytes, theirs: bytes) -> bytes:
    """The three states made one, with our line ends."""
    texts = (
        data.decode("utf-8-sig", errors="surrogateescape").replace("\r\n", "\n")
        for data in (base, ours, theirs)
    )
    text = as_text(merge(*texts))
    return text.replace("\n", "\r\n" if b"\r\n" in ours else "\n").encode(errors="surrogateescape")


def _is_as_git_left_it(root: Path, file: str, found: bytes) -> bool:
    """Whether nobody has begun to mend a file; what is to be merged by us is made anew from the index."""
    try:
        git(root, "checkout", "--merge", "--", file)
        return _without_names((root / file).read_bytes()) == _without_names(found)
    finally:
        (root / file).write_bytes(found)


def _without_names(data: bytes) -> bytes:
    return _NAMED_MARK.sub(rb"\1", data)
