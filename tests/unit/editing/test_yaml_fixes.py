"""Values that YAML takes for something else are written so that it takes them for words."""

import pytest

from generator import codes
from generator.editing.rewrite import after
from generator.editing.yaml_fixes import edits_to_fix
from generator.problems import Origin, Problem
from generator.reading.parse import parse


def mended(text: str) -> str | None:
    """The text with its first problem mended; None where that is not safe."""
    _, problems = parse(text, "a.yml")
    edits = edits_to_fix(text, problems[0])
    return None if edits is None else after(text, edits)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("text: He said: no\nby: x\n", "text: >-\n  He said: no\nby: x\n"),
        ("text: He said: no  # why\nby: x\n", "text: >-  # why\n  He said: no\nby: x\n"),
        ("a:\n  - text: He said: no\n    by: x\n", "a:\n  - text: >-\n      He said: no\n    by: x\n"),
        ("text: He\n  said: no\n", None),  # may be a key of its own
        ("text: He and she\n  then said: no\nby: x\n", "text: >-\n  He and she\n  then said: no\nby: x\n"),
        ("text: He and she\n     said it: no\nby: x\n", "text: >-\n  He and she\n  said it: no\nby: x\n"),
        (
            "a:\n  - text: >-\n    He and\n  she\n    by: x\n",
            "a:\n  - text: >-\n      He and\n      she\n    by: x\n",
        ),
        ("text: [The] ferry\nby: x\n", "text: >-\n  [The] ferry\nby: x\n"),
        ("text: [[brenna]] is [sic] far [off]\n", "text: >-\n  [[brenna]] is [sic] far [off]\n"),
        ("text: {sic} the ferry\n", "text: >-\n  {sic} the ferry\n"),
        ("- [The] ferry\n- b\n", "- >-\n  [The] ferry\n- b\n"),
        ("- Remarkably: the [ferry]: gone\n", "- >-\n  Remarkably: the [ferry]: gone\n"),
        ("text: *The ferry* stopped\n", "text: >-\n  *The ferry* stopped\n"),
        ("text: & so on\n", "text: >-\n  & so on\n"),
        ("text: @harbour closed\n", "text: >-\n  @harbour closed\n"),
        ("text: %d ferries\n", "text: >-\n  %d ferries\n"),
        ('text: "Ferry" stops\nby: x\n', 'text: >-\n  "Ferry" stops\nby: x\n'),
        ("text: 'Ferry' stops\n", "text: >-\n  'Ferry' stops\n"),
        ("text: at berth #3 on Monday\nby: x\n", "text: >-\n  at berth #3 on Monday\nby: x\n"),
        ("text: [The] berth #3\n", "text: >-\n  [The] berth #3\n"),
        ("{text: closed, at noon, role: x}\n", "{text: 'closed, at noon', role: x}\n"),
        ("{text: closed, at noon, he said}\n", "{text: 'closed, at noon, he said'}\n"),
        ("{text: it's closed, at noon}\n", '{text: "it\'s closed, at noon"}\n'),
        ("a: {role: x, text: closed,\n  at noon}  # c\n", "a: {role: x, text: 'closed, at noon'}  # c\n"),
        ("a:\n\t- text: b\n\t  by: c\n", "a:\n  - text: b\n    by: c\n"),
        (
            "a:\n  - text: >-\n\t\tb\n\t\tc\n",
            "a:\n  - text: >-\n        b\n        c\n",
        ),  # of 4, or it is no block
        ("a:\n  - text: b\n\tby: c\n", "a:\n  - text: b\n    by: c\n"),  # likewise, or it is no key
        ("a:\n  - text: >-\n\t\t\tb\n\t\t\tc\n", "a:\n  - text: >-\n      b\n      c\n"),
    ],
)
def test_words_are_read_as_they_stand(before: str, now: str | None) -> None:
    """What an editor meant as words is words, and whatever stands around them stays."""
    assert mended(before) == now


@pytest.mark.parametrize(
    "before",
    [
        "by: some one: x\n",  # an id
        "k: ind: village by the sea\n",
        '{text: minutes, role:" 45}\n',
        "by: unnamed: two people\n",  # a mapping, written in one line
        "text: The ferry stopped by: morn\n",  # a line break is missing
        "places: [a, b\nby: x\n",  # a bracket is missing
        "places: [a: [b, c]: d]\n",
        "by: {unnamed: two} people\n",
        "text: 'Twas the ferry\nby: x\n",  # perhaps the closing mark is missing
        "text: 'don't go'\n",  # the outer marks may be YAML's
        "text: the berth #is new\n",  # may be a comment
        "text: the berth: #is new\n",
        "name: Ferry\n   places: x\n",  # wrong indentation
        "name: Ferry\n   plces: x\n",
        "name: Ferry\nplaces\nby: x\n",
        "{text: closed, by}\n",  # a key without a value
        "{text: closed, nots}\n",
        "{'text': 'closed', at noon}\n",
        "a:\n  - b: c\n\td:\ne: f\n",  # fits with a tab of 4 only, and then has no value
        "- Note: the [ferry]: gone\n",  # the key is wrong, too
        "a:\n  b:\n    c: 1\n\td: 2\n",  # with a tab of 2 or 4, in one place or another
    ],
)
def test_what_may_be_meant_otherwise_is_left(before: str) -> None:
    """A file that is read wrong is worse than one that cannot be read."""
    assert mended(before) is None


def test_a_mapping_in_place_of_words_becomes_words() -> None:
    """A colon in an item of a list is valid YAML, and seldom meant."""
    text = "notes:\n  - The day is known: it is in the text.  # really\n  - b\n"
    problem = Problem(codes.WRONG_TYPE, Origin("a.yml", 2, 5), "text is wanted here")

    edits = edits_to_fix(text, problem)

    assert edits is not None
    assert after(text, edits) == (
        "notes:\n  - >-  # really\n    The day is known: it is in the text.\n  - b\n"
    )
