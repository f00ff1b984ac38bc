"""The pages of `briefing explain` are what the golden cases give; `pytest --update` writes them."""

import re
from functools import cache
from pathlib import Path

import pytest

from generator import codes
from generator.problems import Code, Problem
from generator.reporting.explain import FOLDER, INDEX
from tests.support.built import ROOT, run
from tests.support.explaining import write_index, write_page
from tests.support.golden import CASES, PATHS, read_case

PAGES = ROOT / FOLDER


@cache
def problems_of(path: Path) -> tuple[Problem, ...]:
    """What an example gives."""
    case = read_case(path)
    return case.compile(case.given).problems


def examples() -> dict[str, list[Path]]:
    """The cases that explain each code, the one that bears its name first."""
    found: dict[str, list[Path]] = {}
    for path in PATHS:
        if name := read_case(path).explains:
            found.setdefault(name, []).append(path)
    return {name: sorted(paths, key=lambda p: (p.stem != name, p)) for name, paths in found.items()}


EXAMPLES = examples()
ALL = [path for paths in EXAMPLES.values() for path in paths]


def test_every_code_has_an_example_of_its_name() -> None:
    """A code without an example cannot be looked up."""
    assert sorted(EXAMPLES) == sorted(codes.BY_NAME)
    assert {name: paths[0].stem for name, paths in EXAMPLES.items()} == {name: name for name in EXAMPLES}


def test_mistakes_of_many_kinds_have_many_examples() -> None:
    """Whoever left a bracket open is not helped by a page on colons."""
    assert len(EXAMPLES["yaml-syntax"]) >= 5


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_an_example_has_its_problem_until_it_is_mended(path: Path) -> None:
    """Whoever does as the page says is not told of the next mistake."""
    case = read_case(path)

    mended = case.compile(case.righted).problems

    assert [problem.code.name for problem in problems_of(path)] == [case.explains]
    assert [str(problem) for problem in mended] == []


@pytest.mark.parametrize("code", codes.BY_NAME.values(), ids=lambda code: code.name)
def test_a_page_is_what_its_examples_give(code: Code, pytestconfig: pytest.Config) -> None:
    """A page written by hand would go on telling of a message that is no longer given."""
    paths = EXAMPLES[code.name]
    page = write_page(code, [read_case(path) for path in paths], [problems_of(path) for path in paths])

    _compare(f"{code.name}.md", page, pytestconfig)


def test_the_index_lists_every_page(pytestconfig: pytest.Config) -> None:
    """On a code host it is where an editor begins to look; a page of a code that is gone misleads."""
    _compare(INDEX, write_index(), pytestconfig)

    pages = {path.name for path in PAGES.iterdir()}
    assert pages == {INDEX, *(f"{name}.md" for name in codes.BY_NAME)}


def _compare(name: str, page: str, pytestconfig: pytest.Config) -> None:
    path = PAGES / name
    if pytestconfig.getoption("--update"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(page, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == page


def test_examples_are_short() -> None:
    """A few lines are read; a whole article is not."""
    long = {
        path: text
        for example in ALL
        for path, text in read_case(example).righted.items()
        if isinstance(text, str) and len(text.splitlines()) > 14
    }

    assert long == {}


# --- the command -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", codes.BY_NAME)
def test_explain_tells_of_each_code_without_marks(name: str) -> None:
    """On a terminal nobody renders Markdown."""
    result = run("explain", name)

    assert result.exit_code == 0
    assert result.stderr == ""
    code = codes.BY_NAME[name]
    told = " ".join(result.stdout.split())
    assert code.meaning.replace("`", "") in told
    matters = read_case(CASES / "explained" / f"{name}.yml").matters
    assert matters
    assert matters in told
    assert re.search(rf"\[{name}\] .*hint: ", told)
    assert not any(line.startswith(("#", "```", "**", "All codes")) for line in result.stdout.splitlines())


def test_explain_takes_a_code_as_it_is_copied() -> None:
    """In a message it stands in brackets; from memory it may have other signs."""
    assert run("explain", "[bad-date]").stdout == run("explain", "Bad_Date").stdout != ""


@pytest.mark.parametrize(
    ("wrong", "proposed"),
    [
        ("bad-dat", "did you mean bad-date?"),
        ("circle-", "did you mean circle?"),
        ("ambiguous", "did you mean quote-ambiguous or ambiguous-name?"),
        ("xyzzy", "briefing explain lists them all"),
    ],
)
def test_an_unknown_code_is_answered_with_those_like_it(wrong: str, proposed: str) -> None:
    """Somebody remembers half of it."""
    result = run("explain", wrong)

    assert result.exit_code == 2
    assert f"there is no code '{wrong}'; {proposed}" in result.stderr
    assert result.stdout == ""


def test_without_a_code_all_are_listed() -> None:
    """What can go wrong at all, a line each."""
    lines = run("explain").stdout.splitlines()

    assert len(lines) == len(codes.BY_NAME) + 1
    for line, code in zip(lines, codes.BY_NAME.values(), strict=False):
        assert line.split()[:2] == [code.severity, code.name]
        assert line.endswith(code.meaning)
    assert lines[-1].startswith(f"{len(codes.BY_NAME)} codes")


def test_a_page_can_be_opened_from_the_handbook() -> None:
    """Whoever reads the handbook on a code host finds the list."""
    handbook = (ROOT / "HANDBOOK.md").read_text(encoding="utf-8")

    assert f"({FOLDER}/{INDEX})" in handbook
    assert Path(PAGES, INDEX).is_file()
