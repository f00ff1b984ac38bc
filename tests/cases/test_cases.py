"""The golden cases: what a few given files say, and what the editor is told of them.

A case is a YAML file in tests/cases/. `why` says in a sentence what holds;
`given` maps paths to texts (`{hex: …}` for bytes; nothing for a file that is not
there); `problems` are all the messages, as they are printed; `mended`, where it is given, are the
files that `check --fix` changes, and what stands in them then; `written` names pages of
docs/ and what stands in them, or nothing for a page that must not be there.
`built: true` builds instead of checking, for what only the disk or MkDocs can say.

An example for `briefing explain` names its code under `explains`; of several, the one whose file
bears the code's name is shown first, and says under `matters` why such a thing is refused or
doubted. Under `right` stand the files that take the place of the given ones; a file named under
`beside` is shown with it (see unit/reporting/test_explain.py).

`pytest --update` rewrites `problems`: read the difference before you commit it.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator import codes
from generator.editing.fix import find_fixes
from generator.problems import Problem
from tests.support.briefing import make_folder
from tests.support.golden import CASES, PATHS, read_case

ABOUT_A_WHOLE_FILE = {
    codes.MISSING_FILE,
    codes.WRONG_PLACE,
    codes.WRONG_NAME,
    codes.DUPLICATE_ID,
    codes.EMPTY_FILE,
    codes.UNUSED_SEED,
    codes.PAGE_EDITED,
    codes.PAGE_NOT_OURS,
    codes.RENDERING,
    codes.CANNOT_WRITE,
}
"""What is wrong is the file itself, its name or its place, so no line can be named."""


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.relative_to(CASES).with_suffix("").as_posix())
def test_case(path: Path, pytestconfig: pytest.Config) -> None:
    """An editor who writes what is given is told what is expected, all of it and nothing else."""
    case = read_case(path)

    compiled = case.compile(case.given)

    problems = [str(problem) for problem in compiled.problems]
    if pytestconfig.getoption("--update"):
        _update(path, problems)
    else:
        assert "\n".join(problems) == "\n".join(case.problems)
    if case.mended is not None:
        changes = find_fixes(make_folder(case.given), compiled.problems).changes
        assert {change.file: change.after.decode() for change in changes} == case.mended
    assert [str(p) for p in compiled.problems if not _helps(p)] == []
    pages = {f"docs/{file.path}": file.data for file in compiled.docs}
    for name, expected in case.written.items():
        if expected is None:
            assert name not in pages
            continue
        page = pages[name].decode()
        for words in expected:
            assert words in page, f"{words!r} does not stand in {name}:\n{page}"


def _helps(problem: Problem) -> bool:
    """Whether a message says where to look and what to do next."""
    return bool(problem.advice) and (problem.origin.line > 0 or problem.code in ABOUT_A_WHOLE_FILE)


def test_there_are_many_cases_of_what_people_do_wrong() -> None:
    """A mistake that no case shows is answered by a message that nobody has read."""
    assert sum(bool(read_case(path).problems) for path in PATHS) >= 120


def test_every_code_has_a_case() -> None:
    """A kind of problem that no case shows may never be reported, or be reported in words nobody has read."""
    shown = {code for path in PATHS for code in _codes_in(read_case(path).problems)}

    assert sorted(codes.BY_NAME.keys() - shown) == []


def _codes_in(problems: Sequence[str]) -> set[str]:
    """The code at the end of each message's first line."""
    firsts = [problem.split("\n", 1)[0] for problem in problems]
    return {match[1] for first in firsts if (match := re.search(r"\[([a-z0-9-]+)\]$", first))}


def _update(path: Path, problems: Sequence[str]) -> None:
    """Write the problems as literal blocks in place of those that stand in the case."""
    text = path.read_text(encoding="utf-8")
    items = "".join(f"  - |-\n{_indented(problem)}\n" for problem in problems)
    block = f"problems:\n{items}" if items else "problems: []\n"
    stands = re.compile(r"^problems:.*\n(?:(?: .*)?\n)*", re.MULTILINE)
    if stands.search(text):
        text = stands.sub(lambda _: block, text, count=1)
    elif "\nwritten:" in text:
        text = text.replace("\nwritten:", f"\n{block}written:", 1)
    else:
        text = f"{text.rstrip()}\n{block}"
    path.write_text(text, encoding="utf-8")


def _indented(problem: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in problem.split("\n"))
