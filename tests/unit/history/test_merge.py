"""Two branches wrote in one file: nothing of either is lost, and nothing is said that nobody wrote."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.history.merge import as_text, merge
from generator.reading.nodes import Mapping, Sequence
from generator.reading.parse import parse
from tests.support.built import BRIEFINGS

BASE = """\
name: Brenna
kind: town
statements:
  - text: The ferry to Brenna stopped.
    quote: the ferry stopped
    by: ada-morn
  # It is in doubt.
  - text: >-
      The harbour office closed at noon.
    quote: closed its doors at noon
"""


def merged(ours: str, theirs: str, base: str = BASE) -> str:
    return as_text(merge(base, ours, theirs))


# --- what real files hold --------------------------------------------------------------------------------


def _files(name: str) -> Iterator[str]:
    for path in sorted((BRIEFINGS[name] / "site_src").rglob("*.yml")):
        yield path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", BRIEFINGS)
def test_a_file_that_one_branch_has_changed_is_as_it_is_there(name: str) -> None:
    """Comments, order and every blank are somebody's."""
    for text in _files(name):
        assert merged(text, text, text) == text
        assert merged(text, text, "") == text
        assert merged(BASE, text, BASE) == text
        assert merged(text, BASE, BASE) == text


def _lists(text: str) -> Iterator[tuple[list[str], list[tuple[int, int]]]]:
    """Each list of a file without comments in it: the lines, and from which to which each item is."""
    node, _ = parse(text, "a.yml")
    lines = text.splitlines()
    for _, value in node.entries if isinstance(node, Mapping) else ():
        if isinstance(value, Sequence) and not value.flow and len(value.items) > 1:
            starts = [item.origin.line - 1 for item in value.items]
            ends = [*starts[1:], starts[-1] + 1]
            while ends[-1] < len(lines) and lines[ends[-1]].startswith("    "):
                ends[-1] += 1
            if "#" not in "".join(lines[starts[0] : ends[-1]]):
                yield lines, list(zip(starts, ends, strict=True))


@pytest.mark.parametrize("name", BRIEFINGS)
def test_items_that_two_branches_added_are_both_there(name: str) -> None:
    """Whatever lines they share, and wherever in the list they stand."""
    for lines, items in (found for text in _files(name) for found in _lists(text)):
        for (a, b), (c, d) in combinations(items[:8], 2):
            ours, theirs = [*lines[:c], *lines[d:]], [*lines[:a], *lines[b:]]
            base = [*lines[:a], *lines[b:c], *lines[d:]]

            made = merged(*("".join(f"{line}\n" for line in each) for each in (ours, theirs, base)))

            assert made.splitlines() == lines


# --- whatever is added -----------------------------------------------------------------------------------

LINES = st.sampled_from(
    [
        "by: ada-morn",
        "quote: the ferry stopped",
        "quote: >-\n      the ferry\n      stopped",
        "voice: source",
        "responses:\n      - by: bo-lind\n        stance: denies\n        quote: no",
        "text: >-\n      The ferry stopped.",
        "text: The ferry stopped.",
    ]
)


@st.composite
def statements(draw: st.DrawFn) -> str:
    """A statement, its keys in any order."""
    keys = draw(st.lists(LINES, min_size=1, max_size=4, unique_by=lambda line: line.split(":")[0]))
    return "  - " + "\n    ".join(keys) + "\n"


@given(statements(), statements())
def test_statements_that_two_branches_added_stand_as_they_were_written(ours: str, theirs: str) -> None:
    """A line-wise merge would take a `by:` that both have for one, and leave a claim without its speaker."""
    both = ours if ours == theirs else ours + theirs

    assert merged(BASE + ours, BASE + theirs) == BASE + both


# --- what both changed -----------------------------------------------------------------------------------


def test_what_each_branch_changed_of_another_thing_is_taken_over() -> None:
    """A new kind here, a new statement there, one deleted, and a response to one that was reworded."""
    ours = BASE.replace("kind: town", "kind: city").replace("    by: ada-morn\n", "    by: bo-lind\n")
    begins = BASE.split("  # It is", maxsplit=1)[0]
    theirs = f"{begins}    responses:\n      - by: x\n        quote: y\nsummary: A town.\n"

    assert merged(ours, theirs) == (
        "name: Brenna\nkind: city\nstatements:\n"
        "  - text: The ferry to Brenna stopped.\n    quote: the ferry stopped\n    by: bo-lind\n"
        "    responses:\n      - by: x\n        quote: y\nsummary: A town.\n"
    )


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (
            ("The ferry to Brenna stopped.", "A ferry stopped."),
            ("The ferry to Brenna stopped.", "It stopped."),
        ),
        (("The ferry to Brenna stopped.", "A ferry stopped."), ("quote: the ferry stopped", "quote: it did")),
    ],
    ids=["the same key", "two keys that belong together"],
)
def test_a_statement_that_both_changed_is_left_to_the_editor_as_a_whole(
    here: tuple[str, str], there: tuple[str, str]
) -> None:
    """The text of one on the quote of the other would be a statement that nobody wrote."""
    statement = BASE.split("statements:\n")[1].split("  # It is", maxsplit=1)[0]
    ours, theirs = BASE.replace(*here), BASE.replace(*there)

    assert merged(ours, theirs) == BASE.replace(
        statement,
        f"<<<<<<< ours\n{statement.replace(*here)}=======\n{statement.replace(*there)}>>>>>>> theirs\n",
    )


def test_a_statement_deleted_here_and_changed_there_is_left_to_the_editor() -> None:
    """Neither is done behind the other's back."""
    statement = BASE.split("statements:\n")[1].split("  # It is", maxsplit=1)[0]
    made = merged(BASE.replace(statement, ""), BASE.replace("by: ada-morn", "by: bo-lind"))

    changed = statement.replace("ada-morn", "bo-lind")
    assert f"<<<<<<< ours\n=======\n{changed}>>>>>>> theirs\n" in made
    assert "closed its doors at noon" in made


def test_what_is_left_of_a_stub_stays_at_the_end() -> None:
    """Both wrote above it, and it belongs to nothing."""
    stub = f"{BASE}# notes:\n#   - What a reader should know.\n"
    ours, theirs = "  - text: a\n    quote: b\n", "  - text: c\n    quote: d\n"

    made = merged(
        stub.replace("# notes", f"{ours}# notes"), stub.replace("# notes", f"{theirs}# notes"), stub
    )

    assert made == stub.replace("# notes", f"{ours}{theirs}# notes")


def test_a_dash_within_words_is_no_hyphen_of_a_list() -> None:
    """Only the first one of an item is put aside while it is taken apart."""
    base = BASE.replace("The ferry to Brenna stopped.", "The ferry - the only one - stopped.")
    ours = base.replace("    by: ada-morn\n", "    by: ada-morn\n    about:\n      - osk\n")
    theirs = base.replace("by: ada-morn", "by: bo-lind")

    assert merged(ours, theirs, base) == ours.replace("ada-morn", "bo-lind")


def test_a_key_that_stands_twice_is_not_lost() -> None:
    """What nobody can take apart is left as it is."""
    twice = BASE + "kind: village\n"

    made = merged(twice.replace("town", "city"), twice.replace("town", "port"), twice)

    assert made.count("kind: village") == 2
    assert made.startswith("<<<<<<< ours\n")
