"""Compare docs/ as it lies there with what the sources give, so that nobody's edit is lost."""

from collections.abc import Iterable, Sequence
from difflib import unified_diff

from generator import codes
from generator.model import Files, Written
from generator.pages.checksum import closing, was_closed
from generator.problems import Origin, Problem, command
from generator.reading.parse import MERGE_MARK

_MOST_LINES = 20  # of a difference, in a message
_OVERWRITE = command("briefing build --overwrite")
_OWN_FOLDERS = ("docs/.theme/", "docs/data/")  # hold nothing that anybody edits


def check_docs(present: Files, written: Sequence[Written]) -> tuple[Problem, ...]:
    """Pages that somebody changed by hand, and files that stand in the way of pages."""
    wanted = {f"docs/{file.path}": file.data for file in written}
    problems = []
    for path, data in present.items():
        if wanted.get(path) == data or path.startswith(_OWN_FOLDERS):
            continue
        page = data.decode("utf-8", errors="replace").replace("\r\n", "\n")
        mark = closing(page) if path.endswith(".md") else None
        if mark and mark.is_intact:
            continue
        if mark or was_closed(page):
            made_from = mark.made_from if mark else "site_src/"
            problems.append(_edited(path, made_from, page, wanted.get(path)))
        elif path in wanted:
            problems.append(_not_ours(path))
    return tuple(problems)


def leftovers(present: Files, written: Iterable[str]) -> tuple[str, ...]:
    """Files of docs/ that no build wrote; they are left alone. All paths are from docs/."""
    wanted = {f"docs/{path}" for path in written}
    return tuple(
        path.removeprefix("docs/")
        for path, data in present.items()
        if path not in wanted
        and not path.startswith(_OWN_FOLDERS)
        and not (path.endswith(".md") and was_closed(data.decode("utf-8", errors="replace")))
    )


def _edited(path: str, made_from: str, page: str, wanted: bytes | None) -> Problem:
    if MERGE_MARK.search(page):
        return Problem(
            codes.PAGE_EDITED,
            Origin(path),
            "the page holds the marks of an unfinished git merge",
            f"mend the merge in site_src/ if it has marks, too; then: {_OVERWRITE}",
        )
    generated = (wanted or b"").decode().splitlines()
    difference = list(
        unified_diff(generated, page.splitlines(), "what the sources give", path, lineterm="", n=1)
    )
    shown = difference[:_MOST_LINES]
    if len(difference) > _MOST_LINES:
        shown.append(f"… and {len(difference) - _MOST_LINES} lines more")
    return Problem(
        codes.PAGE_EDITED,
        Origin(path),
        "the page was changed by hand, and a build would lose the change",
        f"its words are edited in {made_from}; make the change there, then: {_OVERWRITE}\n"
        "(after a git merge that alone is enough)\n" + "\n".join(shown),
    )


def _not_ours(path: str) -> Problem:
    return Problem(
        codes.PAGE_NOT_OURS,
        Origin(path),
        "a page is to be written here, and this file was not made by a build",
        f"move it to site_src/pages/, or give it up: {_OVERWRITE}",
    )
