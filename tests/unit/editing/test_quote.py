"""From remembered words to a statement that can be pasted."""

from pathlib import Path

import pytest

from generator.editing.quote import find_places, statement_on
from generator.model import Briefing
from tests.support.briefing import check_folder, make_folder
from tests.support.built import ROOT, run

ARTICLE = """\
Ferry stops running to Brenna

The ferry to Brenna stopped running on Monday. Bo Lind, the mayor, called it “a well-known disgrace”.

The harbour office closed its doors at noon.

The harbour office closed its doors at noon.
"""


def _briefing(**seeds: str) -> Briefing:
    given = {f"seeds/{name}.txt": text for name, text in (seeds or {"article": ARTICLE}).items()}
    briefing = check_folder(make_folder(given)).briefing
    assert briefing is not None
    return briefing


@pytest.mark.parametrize(
    "remembered",
    [
        "a well-known disgrace",  # as it stands
        "THE MAYOR called it",
        "mayor disgrace ferry",  # a few words, in any order
        "mayer called disgrase",  # with mistakes
    ],
)
def test_a_sentence_is_found_by_what_one_remembers_of_it(remembered: str) -> None:
    """Nobody remembers the very words; that is what the command is for."""
    places = find_places(remembered, _briefing())

    assert places[0].passage == 1
    assert places[0].text == "Bo Lind, the mayor, called it “a well-known disgrace”."


def test_words_that_no_source_has_are_not_found() -> None:
    """A guess would be taken for a quote."""
    assert find_places("banana bread recipe", _briefing()) == ()
    assert find_places("…", _briefing()) == ()


@pytest.mark.parametrize("remembered", ["a well-known disgrace", "doors at noon"])
@pytest.mark.parametrize("more", [{}, {"other": "Another\n\nIt rained all day.\n"}])
def test_what_is_printed_can_be_pasted(remembered: str, more: dict[str, str]) -> None:
    """It is valid at once; to be said in one's own words."""
    seeds = {"article": ARTICLE, **more}
    place = find_places(remembered, _briefing(**seeds))[0]
    statement = statement_on(place, with_source=len(seeds) > 1)

    given = {f"seeds/{name}.txt": text for name, text in seeds.items()}
    result = check_folder(
        make_folder({**given, "site_src/events/stop.yml": f"name: Stop\nstatements:\n{statement}\n"})
    )

    assert [p for p in result.problems if p.is_error] == []
    assert result.briefing is not None
    (written,) = result.briefing.statements
    assert str(written.content.text) == place.text
    assert written.quotes[0].passage == place.passage


def test_the_command_prints_the_statement_and_counts() -> None:
    """Results on stdout, so that they can be appended to a file."""
    result = run("quote", "restored his sovereignty", "--root", str(ROOT))

    assert result.exit_code == 0
    assert result.stdout.startswith("  # Passage 13 of nk-2023-09-21:")
    assert "    quote: >-\n" in result.stdout
    assert result.stderr.endswith("1 sentence with these words\n")


def test_the_command_says_where_the_words_are_quoted_already(saltmere: Path) -> None:
    """The statement may be there, in the file of another entity."""
    quoted = run("quote", "Board signs", "--root", saltmere)
    fresh = run("quote", "Whose flats", "--root", saltmere)

    told = "are quoted already:\n  site_src/actors/saltmere-harbour-board.yml:10\n"
    assert told in quoted.stderr
    assert "quoted already" not in fresh.stderr


def test_whoever_is_named_in_the_sentence_is_proposed_as_its_speaker() -> None:
    """As a comment, for only an editor can tell which of them it is."""
    result = run("quote", "restored his sovereignty", "--root", str(ROOT))

    assert "\n    # by: ilham-aliyev\n" in result.stdout


def test_the_command_says_how_many_it_does_not_show() -> None:
    """A word that is everywhere finds too much to read, and whoever sees three must not take them for all."""
    result = run("quote", "Azerbaijan", "--root", str(ROOT))

    assert result.stdout.count("  - text: >-") == 3
    total, said = result.stderr.splitlines()[-1].split(" ", 1)
    assert int(total) > 10
    assert said == "sentences with these words; the first 3 are shown, more words find fewer"


def test_the_command_says_where_nothing_is_like_it() -> None:
    """With what to try next."""
    result = run("quote", "banana bread recipe", "--root", str(ROOT))

    assert result.exit_code == 1
    assert result.stdout == ""
    assert "try fewer, or rarer ones" in result.stderr
