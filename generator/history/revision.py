"""Read a briefing as it was in a revision of git: from git's store into memory, nothing is checked out."""

import os
from pathlib import Path, PurePosixPath

from generator import layout
from generator.catalog.folder import make_folder
from generator.history.git import GitError, check_repository, git, objects_of
from generator.model import Folder

_PARTS = (layout.SEEDS, layout.SITE_SRC, layout.MKDOCS)
_LINK = b"120000"  # the mode of a symbolic link, whose content is the path that it leads to


def folder_at(root: Path, revision: str) -> tuple[Folder, str]:
    """The briefing in a revision, and the short name of its commit; raises GitError."""
    check_repository(root)
    try:
        commit = (
            git(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
        )
    except GitError:
        known = "for instance HEAD~1, a branch, a tag or the first letters of a commit"
        if revision == "HEAD":
            known = "nothing has been committed yet"
        raise GitError(f"there is no revision '{revision}' in this repository; {known}") from None
    contents = _contents(root, commit)
    if not any(file.startswith(f"{layout.SITE_SRC}/") for file in contents):
        raise GitError(
            f"in revision '{revision}' this folder holds no briefing: it has no {layout.SITE_SRC}/"
        )
    return make_folder(contents), commit[:7]


def _contents(root: Path, commit: str) -> dict[str, bytes]:
    """Every file of the briefing with its bytes; paths are from the briefing's folder."""
    listed = git(root, "ls-tree", "-r", "-z", commit, "--", *_PARTS)
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
    objects = objects_of(root, sorted(set(names.values())))
    contents = {file: objects[name] for file, name in names.items()}
    for link in links:  # as the disk would have it, where it leads to a file of the briefing
        target = os.path.normpath(PurePosixPath(link).parent / os.fsdecode(contents.pop(link)))
        if target in names and target not in links:
            contents[link] = objects[names[target]]
    return contents
