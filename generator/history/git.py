"""Ask git about the repository that a briefing lies in."""

import os
import shutil
import subprocess
from pathlib import Path


class GitError(Exception):
    """What git cannot do; the message is for the editor."""


def check_repository(root: Path) -> None:
    """Raise GitError where there is no git, or no repository that it can read."""
    if shutil.which("git") is None:
        raise GitError("git is not installed here, and without it there is no other state of the briefing")
    try:
        git(root, "rev-parse", "--git-dir")
    except GitError as error:
        raise GitError(f"{root.resolve()} is in no git repository that can be read ({error})") from None


def git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git answers; raises GitError with git's own words. It asks nobody and loads nothing."""
    # What a hook sets is about the hook's own folder.
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith("GIT_CONFIG")
    }
    environment |= {
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_LITERAL_PATHSPECS": "1",
        "LC_ALL": "C",
    }
    result = subprocess.run(  # noqa: S603  # git alone, and no shell
        ["git", "-C", str(root), *arguments],  # noqa: S607  # wherever it is installed
        input=given,
        capture_output=True,
        env=environment,
        check=False,
    )
    if result.returncode != 0:
        raise GitError(result.stderr.decode(errors="replace").strip() or f"git {arguments[0]} failed")
    return result.stdout


def objects_of(root: Path, names: list[str]) -> dict[str, bytes]:
    """The bytes of objects, all of them by one call; git's filters and line ends are left out of it."""
    answer = git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
    objects: dict[str, bytes] = {}
    at = 0
    for name in names:
        end = answer.index(b"\n", at)
        size = answer[at:end].split(b" ")[-1]
        if not size.isdigit():  # "missing", in a clone that does not hold everything
            raise GitError(
                f"this clone does not hold all of that revision; fetch it first ({name} is missing)"
            )
        objects[name] = answer[end + 1 : end + 1 + int(size)]
        at = end + 2 + int(size)
    return objects
