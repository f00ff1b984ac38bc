"""Read a briefing as it was in a revision of git: from git's store into memory, nothing is checked out."""

import os
import shutil
import subprocess
from pathlib import Path, PurePosixPath

from generator import layout
from generator.catalog.folder import make_folder
from generator.model import Folder
from generator.problems import RefusedError

_PARTS = (layout.SEEDS, layout.SITE_SRC, layout.MKDOCS)
_LINK = b"120000"  # the mode of a symbolic link, whose content is the path that it leads to
_ENVIRONMENT = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",
}


def folder_at(root: Path, revision: str) -> tuple[Folder, str]:
    """The briefing in a revision, and the short name of its commit; raises RefusedError."""
    if shutil.which("git") is None:
        raise RefusedError(
            "git is not installed here, and without it there is no other state of the briefing"
        )
    try:
        _git(root, "rev-parse", "--git-dir")
    except RefusedError as error:
        raise RefusedError(f"{root.resolve()} is in no git repository that can be read ({error})") from None
    try:
        commit = (
            _git(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
        )
    except RefusedError:
        known = "for instance HEAD~1, a branch, a tag or the first letters of a commit"
        if revision == "HEAD":
            known = "nothing has been committed yet"
        raise RefusedError(f"there is no revision '{revision}' in this repository; {known}") from None
    contents = _contents(root, commit)
    if not any(file.startswith(f"{layout.SITE_SRC}/") for file in contents):
        raise RefusedError(
            f"in revision '{revision}' this folder holds no briefing: it has no {layout.SITE_SRC}/"
        )
    return make_folder(contents), commit[:7]


def _contents(root: Path, commit: str) -> dict[str, bytes]:
    """Every file of the briefing with its bytes; paths are from the briefing's folder."""
    listed = _git(root, "ls-tree", "-r", "-z", commit, "--", *_PARTS)
    names: dict[str, str] = {}  # path: the object's name
    links: set[str] = set()
    for entry in filter(None, listed.split(b"\0")):
        about, _, path = entry.partition(b"\t")
        mode, kind, name = about.split(b" ")[:3]
        file = os.fsdecode(path)
        if kind == b"blob" and not layout.is_hidden(file):
            names[file] = name.decode()
            if mode == _LINK:
                links.add(file)
    objects = _objects(root, sorted(set(names.values())))
    contents = {file: objects[name] for file, name in names.items()}
    for link in links:  # as the disk would have it, where it leads to a file of the briefing
        target = os.path.normpath(PurePosixPath(link).parent / os.fsdecode(contents.pop(link)))
        if target in names and target not in links:
            contents[link] = objects[names[target]]
    return contents


def _objects(root: Path, names: list[str]) -> dict[str, bytes]:
    """The bytes of objects, all of them by one call; git's filters and line ends are left out of it."""
    answer = _git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
    objects: dict[str, bytes] = {}
    at = 0
    for name in names:
        end = answer.index(b"\n", at)
        size = answer[at:end].split(b" ")[-1]
        if not size.isdigit():  # "missing", in a clone that does not hold everything
            raise RefusedError(
                f"this clone does not hold all of that revision; fetch it first ({name} is missing)"
            )
        objects[name] = answer[end + 1 : end + 1 + int(size)]
        at = end + 2 + int(size)
    return objects


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git answers; raises RefusedError with git's own words. It asks nobody and loads nothing."""
    # What a hook sets is about the hook's own folder.
    kept = {n: v for n, v in os.environ.items() if not n.startswith("GIT_") or n.startswith("GIT_CONFIG")}
    result = subprocess.run(  # noqa: S603  # git alone, and no shell
        ["git", "-C", str(root), *arguments],  # noqa: S607  # wherever it is installed
        input=given,
        capture_output=True,
        env={**kept, **_ENVIRONMENT},
        check=False,
    )
    if result.returncode != 0:
        raise RefusedError(result.stderr.decode(errors="replace").strip() or f"git {arguments[0]} failed")
    return result.stdout
