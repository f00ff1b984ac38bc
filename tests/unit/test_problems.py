import pytest

from generator.problems import Code, Origin, Problem, Severity, in_order

ERROR = Code("bad-thing", Severity.ERROR, "A bad thing.")
WARNING = Code("odd-thing", Severity.WARNING, "An odd thing.")


@pytest.mark.parametrize(
    ("origin", "written"),
    [
        (Origin("a.yml"), "a.yml"),
        (Origin("a.yml", 7), "a.yml:7"),
        (Origin("a.yml", 7, 10), "a.yml:7:10"),
    ],
)
def test_a_place_is_written_so_that_editors_can_jump_to_it(origin: Origin, written: str) -> None:
    """Terminals and editors make a link of file:line:column."""
    assert str(origin) == written


def test_a_message_has_place_sentence_code_and_hint() -> None:
    """One line says what is wrong; the lines below say what to do."""
    problem = Problem(ERROR, Origin("a.yml", 7, 10), "it is bad", "try this:\nthat")

    assert str(problem) == ("a.yml:7:10: error: it is bad [bad-thing]\n    hint: try this:\n          that")
    assert problem.is_error


def test_a_message_is_on_its_lines_whatever_it_names() -> None:
    """Words of a file may be broken into lines, and may hold what a terminal would obey."""
    problem = Problem(ERROR, Origin("a\x1b[2J.yml", 7), "[[the\n      office]] is \x07bad", "try \u202ethis")

    assert str(problem) == (
        "a\\x1b[2J.yml:7: error: [[the office]] is \\x07bad [bad-thing]\n    hint: try \\u202ethis"
    )


def test_a_warning_is_no_error() -> None:
    """A briefing with doubts is published; one with mistakes is not."""
    problem = Problem(WARNING, Origin("a.yml"), "it is odd")

    assert str(problem) == "a.yml: warning: it is odd [odd-thing]"
    assert not problem.is_error


def test_problems_are_told_once_and_by_their_place() -> None:
    """An editor goes through a file from top to bottom."""
    first = Problem(WARNING, Origin("a.yml", 2), "it is odd")
    second = Problem(ERROR, Origin("a.yml", 10), "it is bad")
    third = Problem(ERROR, Origin("b.yml"), "it is bad")

    assert in_order([third, second, first, second]) == (first, second, third)
