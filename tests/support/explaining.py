"""Write the page that explains a code, from the golden cases that are its examples."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from generator import codes
from generator.checks.acceptance import ACCEPTABLE
from generator.problems import Code, Problem
from generator.reporting.excerpts import excerpt
from generator.reporting.report import block
from tests.support.briefing import fill_in
from tests.support.golden import Case

_LANGUAGES = {".yml": "yaml", ".yaml": "yaml", ".md": "markdown", ".toml": "toml"}


def write_page(code: Code, cases: Sequence[Case], problems: Sequence[Sequence[Problem]]) -> str:
    """The page on `code`; `problems` are what each case gives before it is mended."""
    matters = next(case.matters for case in cases if case.matters)
    sections = [f"# {code.name}", f"**{code.severity.capitalize()}.** {code.meaning}", matters]
    headings = ["Example", *["Another example"] * (len(cases) - 1)]
    for heading, case, told in zip(headings, cases, problems, strict=True):
        sections += [
            f"## {heading}",
            *([case.why] if len(cases) > 1 else ()),
            *_wrong(case),
            "What you are told:",
            _fenced("\n".join(shown(problem, fill_in(case.given)) for problem in told), "text"),
            "## Mended" if len(cases) == 1 else "Mended:",
            *_mended(case),
            *_accepted(code, case, told),
        ]
    return "\n\n".join([*sections, "[All codes](README.md)"]) + "\n"


def write_index() -> str:
    """The list of all pages."""
    rows = [f"| [{c.name}]({c.name}.md) | {c.severity} | {c.meaning} |" for c in codes.BY_NAME.values()]
    return "\n".join(
        [
            "# What the messages mean",
            "",
            "Each message ends with a code in brackets. An error stops the build; a warning is a doubt, to",
            "be mended or accepted with a reason. On a terminal: `briefing explain CODE`.",
            "",
            "These pages are written from the golden cases in tests/cases/explained/; edit those.",
            "",
            "| code | | means |",
            "| --- | --- | --- |",
            *(row.replace("[[link]]", "`[[link]]`") for row in rows),
            "",
        ]
    )


def shown(problem: Problem, files: Mapping[str, bytes]) -> str:
    """The message as an editor sees it."""
    return block(problem, (), excerpt(problem, files.get(problem.origin.file, b"")), 100)


def _wrong(case: Case) -> Iterator[str]:
    """What stands in the files that are to be mended, and in those that have to be seen beside them."""
    files = fill_in(case.given)
    for path in [*case.beside, *(path for path in case.right if path not in case.beside)]:
        if path in files:
            yield from _file(path, files)
        elif path in case.given:
            yield f"There is no `{path}`."


def _mended(case: Case) -> Iterator[str]:
    before, after = fill_in(case.given), fill_in(case.righted)
    renamed = _renamed(before, after, case.right)
    for path in case.right:
        if path in after and path not in renamed.values():
            yield from _file(path, after)
        elif path in renamed:
            yield f"`{path}` is now `{renamed[path]}`."
        elif path.startswith("docs/"):
            yield f"`{path}` is given up: `briefing build --overwrite`"
        elif path not in after:
            yield f"`{path}` is deleted."


def _renamed(before: Mapping[str, bytes], after: Mapping[str, bytes], paths: Iterable[str]) -> dict[str, str]:
    """Files that have another name now, and the same words."""
    paths = list(paths)
    return {
        old: new
        for old in paths
        for new in paths
        if old not in after and new not in before and before.get(old) == after.get(new)
    }


def _file(path: str, files: Mapping[str, bytes]) -> Sequence[str]:
    text = files[path].decode("utf-8", errors="replace").lstrip("\ufeff").rstrip("\n")
    if not text:
        return (f"`{path}` has nothing in it.",)
    return (f"`{path}`:", _fenced(text, _LANGUAGES.get(PurePosixPath(path).suffix, "text")))


def _fenced(text: str, language: str) -> str:
    return f"```{language}\n{text}\n```"


def _accepted(code: Code, case: Case, problems: Sequence[Problem]) -> Iterator[str]:
    """How to accept a warning, where that is possible and not what the example shows."""
    is_shown = any(code.name in text for text in case.right.values() if isinstance(text, str))
    if code.name in ACCEPTABLE and not is_shown and all(problem.subject for problem in problems):
        yield "Is it right as it stands? Then accept it there, with a reason that convinces a stranger:"
        yield _fenced(f"accept:\n  {code.name}: why it is right as it stands", "yaml")
