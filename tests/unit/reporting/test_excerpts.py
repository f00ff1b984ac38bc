"""Where the marks stand: under the characters that are wrong, in whatever file and window."""

import pytest

from generator.codes import UNKNOWN_KEY
from generator.problems import Origin, Problem
from generator.reporting.excerpts import drawn, excerpt
from tests.support.briefing import check_folder, make_folder

STOP = "site_src/events/stop.yml"


def marks(text: str, code: str, file: str = STOP, width: int = 100) -> list[str]:
    """The lines of a file with the marks of its first problem of a kind."""
    problems = check_folder(make_folder({file: text})).problems
    problem = next(p for p in problems if p.code.name == code)
    return [line for pair in drawn(excerpt(problem, text.encode()), width) for line in pair]


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        pytest.param(
            "name: Stop\nkindd: stop\n", "unknown-key", ["  2 | kindd: stop", "    | ^^^^^"], id="a key"
        ),
        pytest.param(
            "name: Stop\nplaces: [brenna]\n",
            "unknown-entity",
            ["  2 | places: [brenna]", "    |          ^^^^^^"],
            id="an id",
        ),
        pytest.param(
            "name: Stop\nstatements:\n  - text: The ferry stopped.\n"
            "    quote: The ferry to Brennan stopped\n",
            "quote-not-found",
            ["  4 |     quote: The ferry to Brennan stopped", "    |                         ^^^^^^^"],
            id="a word of a quote",
        ),
        pytest.param(
            "name: Stop\nstatements:\n  - text: The ferry stopped.\n    quote: >-\n"
            "      The ferry to Brenna ran\n      and stopped on Sunday\n",
            "quote-not-found",
            [
                "  5 |       The ferry to Brenna ran",
                "    |                           ^^^",
                "  6 |       and stopped on Sunday",
                "    |       ^^^         ^^^^^^^^^",
            ],
            id="words of a block",
        ),
        pytest.param(
            "name: Stop\n\tkind: stop\n", "yaml-tab", ["  2 | →   kind: stop", "    | ^^^^"], id="a tab"
        ),
        pytest.param(
            "name: Stop\nstatements:\n  - text: The ferry stopped in Osk.\n"
            "    quote: The ferry to Brenna stopped\n",
            "name-not-quoted",
            ["  3 |   - text: The ferry stopped in Osk.", "    |                                ^^^"],
            id="a name in a text",
        ),
        pytest.param(
            "name: [The] ferry stops\n",
            "yaml-syntax",
            ["  1 | name: [The] ferry stops", "    |       ^"],
            id="how a value starts",
        ),
        pytest.param(
            "name: Stop\nsummary: >-\n  The ferry\n  stopped.\n\n  The office\n  closed.\n",
            "multi-line",
            ["  6 |   The office", "    |   ^^^^^^^^^^", "  7 |   closed.", "    |   ^^^^^^^"],
            id="a second paragraph",
        ),
        pytest.param(
            "name: Stop\n<<<<<<< HEAD\n",
            "merge-mark",
            ["  2 | <<<<<<< HEAD", "    | ^^^^^^^"],
            id="a mark of a merge",
        ),
        pytest.param(
            "name: Stop\nkind: \x1b]0;owned\x07\n",
            "yaml-syntax",
            ["  2 | kind: \\x1b]0;owned\\x07", "    |       ^^^^"],
            id="what a terminal would obey",
        ),
        pytest.param(
            "name: Stop\nsummary: >-\nkind: stop\n",
            "empty-value",
            ["  2 | summary: >-", "    |          ^^"],
            id="a block with nothing in it",
        ),
    ],
)
def test_what_is_wrong_is_marked(text: str, code: str, expected: list[str]) -> None:
    """Who has to look for the mistake in a line of ninety characters has not been helped."""
    assert marks(text, code) == expected


def _problem(line: int, column: int) -> Problem:
    return Problem(UNKNOWN_KEY, Origin("a.txt", line, column), "it is bad")


def test_marks_stand_below_wide_and_combining_letters() -> None:
    """A letter may fill two columns, or none."""
    found = drawn(excerpt(_problem(1, 8), "漢字 é\u0301x bad\n".encode()), 80)

    assert found == [("  1 | 漢字 é\u0301x bad", "    |         ^^^")]


def test_a_long_line_is_shown_around_its_mark() -> None:
    """In a narrow window the line would be broken, and the mark would stand below something else."""
    line = "a " * 200 + "bad" + " z" * 200
    ((shown, marked),) = drawn(excerpt(_problem(1, 401), line.encode()), 60)

    assert len(shown) <= 60
    assert shown[marked.index("^") :].startswith("bad")
    assert marked.count("^") == 3


def test_of_a_line_as_a_whole_all_words_are_marked() -> None:
    """Where no character is to blame."""
    found = drawn(excerpt(_problem(2, 0), b"one\n  two three\n"), 80)

    assert found == [("  2 |   two three", "    |   ^^^^^^^^^")]


@pytest.mark.parametrize(("line", "column"), [(0, 0), (9, 1), (9, 0)])
def test_of_a_place_that_is_not_there_nothing_is_shown(line: int, column: int) -> None:
    """A file may be missing, or have changed since."""
    assert excerpt(_problem(line, column), b"one\n") == ()
    assert excerpt(_problem(1, 1), "name: Stop".encode("utf-16")) == ()


def test_of_a_line_that_is_not_utf_8_the_rest_is_shown() -> None:
    """Who knows which word it is knows which letter."""
    found = drawn(excerpt(_problem(2, 8), b"\xef\xbb\xbfa: b\r\nname: M\xf6rn\r\n"), 80)

    assert found == [("  2 | name: M\ufffdrn", "    |        ^")]
