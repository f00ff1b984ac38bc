"""What `briefing check --fix` mends, byte by byte, and what it leaves to the editor."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import repeat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.build import examine
from generator.catalog.folder import read_folder
from generator.editing.fix import Fixed, find_fixes
from generator.model import Briefing, Folder, Found
from generator.output.saving import Change
from generator.problems import Origin
from generator.reading.nodes import Mapping as MappingNode
from generator.reading.nodes import Node, Scalar
from generator.reading.nodes import Sequence as NodeList
from generator.reading.parse import decode, parse
from generator.text.folding import DASHES, DOUBLE_MARKS, SINGLE_MARKS, fold_text
from tests.support.briefing import make_folder
from tests.support.built import BRIEFINGS
from tests.support.golden import PATHS, read_case

EVENT = "site_src/events/stop.yml"
ACTOR = "site_src/actors/ada-morn.yml"
SEED = "seeds/article.txt"
ARTICLE = """\
Ferry stops running to Brenna

The “old” ferry – a wreck – stopped on Monday, Ada Morn’s crew said; berth #3: closed.

Nobody knows where the ferry is, said the harbour office.

Nobody knows where the Ferry is.
"""


def fixed(files: Mapping[str, str | bytes]) -> Fixed:
    folder = make_folder({SEED: ARTICLE, ACTOR: "name: Ada Morn\n", **files})
    return find_fixes(folder, examine(folder).problems)


def after(before: str | bytes, file: str = EVENT, **others: str) -> str | None:
    """The file as it is mended; None where it is left as it is."""
    changes = fixed({file: before, **others}).changes
    return next((change.after.decode() for change in changes if change.file == file), None)


def statement(quote: str) -> str:
    return f"name: Ferry stops\nstatements:\n  - text: The ferry stopped.\n    voice: source\n{quote}"


# --- quotes ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("    quote: the “old” Ferry\n", "    quote: The “old” ferry\n"),
        ("    quote: The 'old' ferry -- a wreck  # why\n", "    quote: The “old” ferry – a wreck  # why\n"),
        ("    quote: 'the “old” ferry'  # why\n", "    quote: 'The “old” ferry'  # why\n"),
        ("    quote: 'On Monday, Ada Morn''s crew'\n", "    quote: 'on Monday, Ada Morn’s crew'\n"),
        ('    quote: "the \\"old\\" ferry"\n', '    quote: "The “old” ferry"\n'),
        ("    quote: >-\n      the “old”\n      Ferry\n", "    quote: >-\n      The “old”\n      ferry\n"),
        ("    quote: >  # ours\n     the “old” ferry\n\n", "    quote: >  # ours\n     The “old” ferry\n\n"),
        ("    quote: the\n      “old” ferry\n", "    quote: The\n      “old” ferry\n"),
        ("    quotes:\n      - the “old” ferry\n", "    quotes:\n      - The “old” ferry\n"),
        (
            "    quotes: [the “old” ferry, 'Stopped on Monday']\n",
            "    quotes: [The “old” ferry, 'stopped on Monday']\n",
        ),
        ("    quote: the “old” ferry […] On Monday\n", "    quote: The “old” ferry […] on Monday\n"),
        ('    quote: "Said; berth #3"\n', '    quote: "said; berth #3"\n'),
    ],
)
def test_a_quote_gets_the_words_of_the_source_in_its_own_style(before: str, now: str) -> None:
    """Marks, line breaks, comments and indentation are the editor's; only the words are the source's."""
    assert after(statement(before)) == statement(now)


def test_a_plain_quote_that_its_words_do_not_fit_becomes_a_block() -> None:
    """The source's own colon would make a mapping of it."""
    before = statement("    quote: Said; berth:closed  # why\n    note: Ours\n")
    source = ARTICLE.replace("berth #3: closed", "berth: closed")

    assert after(before, **{SEED: source}) == statement(
        "    quote: >-  # why\n      said; berth: closed\n    note: Ours\n"
    )


@pytest.mark.parametrize(
    "quote",
    [
        "Nobody knows where The ferry is",  # two places, each with capitals of its own
        "the “old” ferry – a ship",  # another word
        "the old “ferry” – a wreck",  # the marks stand elsewhere
        "the “old” ferry – a wreck stopped on Tuesday",
        "The “old” ferry ― a wre",  # cut in a word
    ],
)
def test_a_quote_that_differs_in_more_or_stands_twice_is_left(quote: str) -> None:
    """What the source says is for the editor to decide; no other words are put into anybody's mouth."""
    before = statement(f"    quote: >-\n      {quote}\n")

    assert after(before) is None


def test_a_passage_that_is_named_tells_two_places_apart() -> None:
    """The rule of evidence holds for what is mended as for what is written."""
    before = statement("    quote: where The Ferry is\n    passage: 3\n")

    assert after(before) == before.replace("where The Ferry", "where the Ferry")


def test_words_of_a_fact_and_of_a_figure_are_quotes_too() -> None:
    """Pages show them as the source's own."""
    before = (
        "name: Ferry stops\ndate:\n  value: 2023\n  words: On Monday\n"
        "statements:\n  - text: The ferry stopped.\n    voice: source\n    quote: a wreck\n"
        "    figures:\n      - {measure: wrecks, words: A Wreck}\n"
    )

    assert after(before) == before.replace("On Monday", "on Monday").replace("A Wreck", "a wreck")


def test_a_source_that_has_changed_is_no_measure() -> None:
    """Before somebody has pinned it, nobody knows which words are right."""
    pinned = f"file: {SEED}\nsha256: {'0' * 64}\ntitle: Ferry stops running to Brenna\n"

    found = after(statement("    quote: the “old” Ferry\n"), **{"site_src/sources/article.yml": pinned})

    assert found is None


# --- keys, values, ids, dates ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("name: Ferry stops\nsatus: alleged\n", "name: Ferry stops\nstatus: alleged\n"),
        ("name: Ferry stops\nPart-of: other-event\n", "name: Ferry stops\npart_of: other-event\n"),
        ("name: Ferry stops\nstatus: aleged  # sic\n", "name: Ferry stops\nstatus: alleged  # sic\n"),
        ("name: Ferry stops\nkind: 'Movment'\n", "name: Ferry stops\nkind: 'movement'\n"),
        ("name: Ferry stops\ndraft: yes\n", "name: Ferry stops\ndraft: true\n"),
        ("name: Ferry stops\nparticipants: [Ada Morn]\n", "name: Ferry stops\nparticipants: [ada-morn]\n"),
        (
            "name: Ferry stops\nparticipants:\n  - {actor: ada_morn, role: Captain}\n",
            "name: Ferry stops\nparticipants:\n  - {actor: ada-morn, role: Captain}\n",
        ),
        ("name: Ferry stops\npart_of: other-evemt\n", "name: Ferry stops\npart_of: other-event\n"),
        ("name: Ferry stops\ndate: 21 September 2023\n", "name: Ferry stops\ndate: 2023-09-21\n"),
        ("name: Ferry stops\ndate: Sept. 2023 # ?\n", "name: Ferry stops\ndate: 2023-09 # ?\n"),
        (
            "name: Ferry stops\ndate: {value: September 21, 2023}\n",
            "name: Ferry stops\ndate: {value: '2023-09-21'}\n",
        ),
    ],
)
def test_a_slip_of_the_finger_is_fixed(before: str, now: str) -> None:
    """What can only have been meant one way need not be typed again."""
    assert after(before, **{"site_src/events/other-event.yml": "name: The other\n"}) == now


@pytest.mark.parametrize(
    "before",
    [
        "name: Ferry stops\ndate: 03/04/2023\n",
        "name: Ferry stops\ndate: 31 September 2023\n",
        "name: Ferry stops\nstatus: rumoured\n",
        "name: Ferry stops\npart_of: event-12\n",  # there is an event-13
        "name: Ferry stops\nparticipants: [ida-morn, ada-mora]\n",
        "name: Ferry stops\nparticipants: [The Captain]\n",  # a name of two
        "name: Ferry stops\nplaces: [Ada Morn]\n",  # no place
        "name: Ferry stops\nstatements:\n  - text: The ferry stopped.\n    quot: a\n    quote: a wreck\n",
        "name: Ferry stops\nplace: brenna\n",  # the right key would want a list
    ],
)
def test_what_may_have_been_meant_in_two_ways_is_left(before: str) -> None:
    """A guess that is wrong is worse than a mistake that is told."""
    others = {
        "site_src/events/event-13.yml": "name: The other\n",
        "site_src/actors/bo-morn.yml": "name: Bo Morn\naliases:\n  - The Captain\n",
        "site_src/actors/cy-morn.yml": "name: Cy Morn\naliases:\n  - The Captain\n",
        "site_src/places/brenna.yml": "name: Brenna\n",
    }

    assert after(before, **others) is None


def test_a_speaker_who_is_not_named_near_the_quote_is_not_taken_for_the_one_meant() -> None:
    """Whose words they are must never be guessed by the sound of a name."""
    actor = "site_src/actors/marta-lopez.yml"
    before = statement("    quote: a wreck\n    by: maria-lopez\n").replace("    voice: source\n", "")
    seed = f"{ARTICLE}\nMarta Lopez was on board.\n"

    assert after(before, **{actor: "name: Marta Lopez\n", SEED: seed}) is None
    seed = seed.replace("Ada Morn’s", "Marta Lopez’s")
    assert after(before, **{actor: "name: Marta Lopez\n", SEED: seed}) == before.replace("maria", "marta")


def test_a_date_in_a_language_whose_months_are_not_known_is_left() -> None:
    """In another language the same word may be another month, or none."""
    site = "title: Fähre\ndescription: Die Fähre.\ncontact: a@b.example\nlanguage: fi\n"

    assert after("name: Ferry stops\ndate: 21 May 2023\n", **{"site_src/site.yml": site}) is None


def test_a_broken_site_yml_is_fixed_first() -> None:
    """Without it nothing else is read."""
    site = "title: Ferry\ndescription: A ferry: old.\ncontact: a@b.example\nas_of: 21 May 2023\n"

    changes = fixed({"site_src/site.yml": site, EVENT: "name: Ferry stops\nsatus: alleged\n"}).changes

    assert {change.file: change.after.decode() for change in changes} == {
        "site_src/site.yml": (
            "title: Ferry\ndescription: >-\n  A ferry: old.\ncontact: a@b.example\nas_of: 2023-05-21\n"
        ),
        EVENT: "name: Ferry stops\nstatus: alleged\n",
    }


# --- many at once ----------------------------------------------------------------------------------------

BEFORE = """# The stop itself
name: "Ferry" stops
date: 21 September 2023   # a day
satus: reported
participants:
  - {unnamed: the harbour office, role: closed, at noon}
  - Ada Morn
statements:
  - textt: The ferry stopped.
    voice: Source

    # why so
    quote: 'the “old” ferry
      Stopped on monday'
    notes: of nothing
    note: berth #3
"""
AFTER = """# The stop itself
name: >-
  "Ferry" stops
date: 2023-09-21   # a day
status: reported
participants:
  - {unnamed: the harbour office, role: 'closed, at noon'}
  - ada-morn
statements:
  - text: The ferry stopped.
    voice: source

    # why so
    quote: 'the “old” ferry
      Stopped on monday'
    notes: of nothing
    note: >-
      berth #3
"""


def encoded(text: str, line_end: str, bom: str) -> bytes:
    return (bom + text.replace("\n", line_end)).encode()


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_one_mistake_that_stays_hinders_no_other(line_end: str, bom: str) -> None:
    """Each is mended by itself, in a file of any system; what cannot be is still told."""
    found = fixed({EVENT: encoded(BEFORE, line_end, bom)})

    assert [change.after for change in found.changes] == [encoded(AFTER, line_end, bom)]
    assert [(p.code.name, p.origin.line) for p in found.left] == [
        ("quote-not-found", 14),
        ("unknown-key", 16),
    ]


def test_what_shows_only_when_a_file_can_be_read_is_no_new_mistake() -> None:
    """What YAML cannot read hides all else in its file; mending it brings that to light."""
    found = fixed({EVENT: "name: Ferry: stops\nplaces: [nowhere]\nxyzzy: 1\n"})

    assert found.changes[0].after.decode() == "name: >-\n  Ferry: stops\nplaces: [nowhere]\nxyzzy: 1\n"
    assert [p.code.name for p in found.left] == ["unknown-entity", "unknown-key"]


def test_of_the_problems_that_were_shown_those_are_told_that_are_fixed() -> None:
    """What came to light on the way was not shown, and what cannot be mended in the end is no promise."""
    folder = make_folder(
        {
            SEED: ARTICLE,
            EVENT: "name: Ferry stops\nplaces:\n\t- brenna\nsatus: reported\n",  # one shows, two are mended
            ACTOR: "name: Ada Morn\nnotes:\n  - b\nrole: captain\n",  # roles is a list
        }
    )
    problems = examine(folder).problems

    found = find_fixes(folder, problems)

    assert [problem.code.name for problem in found.problems] == ["yaml-tab", "unknown-key"]
    assert [problem.code.name for problem in found.among(problems)] == ["yaml-tab"]


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_fixing_what_is_fixed_changes_nothing_more(path: Path) -> None:
    """One run mends all that it can, and leaves no error where there was none before."""
    folder = make_folder(read_case(path).given)
    problems = examine(folder).problems

    once = find_fixes(folder, problems)
    changed = {change.file: change.after for change in once.changes}
    twice = find_fixes(replace(folder, site_src={**folder.site_src, **changed}), once.left)

    assert twice.changes == ()
    wrong = {problem.origin.file for problem in problems if problem.is_error}
    assert {problem.origin.file for problem in once.left if problem.is_error} <= wrong


def test_the_difference_is_shown_without_marks_of_systems() -> None:
    """A byte order mark or a carriage return would only puzzle whoever reads it."""
    change = Change(EVENT, b"\xef\xbb\xbfname: a\r\nb: c\r\n", b"\xef\xbb\xbfname: a\r\nb: d\r\n")

    assert change.difference().split("\n") == [
        f"--- {EVENT}",
        f"+++ {EVENT}",
        "@@ -1,2 +1,2 @@",
        " name: a",
        "-b: c",
        "+b: d",
    ]


# --- the briefings that ship -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", BRIEFINGS)
@pytest.mark.parametrize(("line_end", "bom"), [("\n", ""), ("\r\n", "\ufeff")])
def test_a_briefing_without_mistakes_is_not_touched(name: str, line_end: str, bom: str) -> None:
    """Nobody's files are set in another form behind their back."""
    folder = read_folder(BRIEFINGS[name])
    files = {
        file: encoded(data.decode(), line_end, bom) if file.endswith(".yml") else data
        for file, data in folder.site_src.items()
    }
    folder = replace(folder, site_src=files)

    found = find_fixes(folder, examine(folder).problems)

    assert (found.changes, found.problems) == ((), ())


@lru_cache
def looked_at(name: str) -> tuple[Folder, Briefing]:
    folder = read_folder(BRIEFINGS[name])
    briefing = examine(folder).briefing
    assert briefing is not None
    return folder, briefing


def scalars(file: str, data: bytes) -> dict[Origin, Scalar]:
    def below(node: Node | None) -> Iterator[Scalar]:
        match node:
            case Scalar():
                yield node
            case MappingNode():
                for _, value in node.entries:
                    yield from below(value)
            case NodeList():
                for item in node.items:
                    yield from below(item)

    return {scalar.origin: scalar for scalar in below(parse(decode(data, file)[0] or "", file)[0])}


def misspelt(character: str) -> str:
    """Another way to write it, that YAML reads as well wherever it may stand."""
    if character in DASHES:
        return "\u2212"
    if character in SINGLE_MARKS + DOUBLE_MARKS:
        return "\u00b4"
    other = character.swapcase()
    return other if len(other) == 1 and other.casefold() == character.casefold() else character


def _in_brackets(before: str) -> bool:
    """Whether what follows is the editor's own addition to a quote."""
    return before.rfind("[") > before.rfind("]")


def mistyped(data: bytes, quote: Found, which: Iterator[object]) -> bytes:
    """The file with some letters and marks of a quote written in another way."""
    scalar = scalars(quote.words.origin.file, data)[quote.words.origin]
    text = data.decode()
    start = (
        text.index("\n", scalar.start) if text[scalar.start] in ">|" and not scalar.plain else scalar.start
    )
    words = "".join(
        misspelt(c) if next(which) and text[i - 1] != "\\" and not _in_brackets(text[start:i]) else c
        for i, c in enumerate(text[start : scalar.end], start)
    )
    return (text[:start] + words + text[scalar.end :]).encode()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_quote_that_is_mistyped_is_as_it_was_after_mending(data: st.DataObject) -> None:
    """Only its words are touched; and they are those that the source has in this one place."""
    folder, briefing = looked_at(data.draw(st.sampled_from(sorted(BRIEFINGS))))
    quote = data.draw(st.sampled_from(sorted(briefing.evidence.found.values(), key=lambda q: q.words.origin)))
    file = quote.words.origin.file
    which = iter(data.draw(st.lists(st.booleans(), min_size=2_000, max_size=2_000)))
    before = folder.site_src[file]
    spoilt = replace(folder, site_src={**folder.site_src, file: mistyped(before, quote, which)})

    compiled = examine(spoilt)
    found = find_fixes(spoilt, compiled.problems)

    if found.left:  # the words in other capitals stand in two places, and what is meant cannot be told
        assert found.changes == ()
        return
    for change in found.changes:
        assert change.file == file
        assert fold_text(change.after.decode()) == fold_text(before.decode())
    assert bool(found.changes) is any(problem.is_error for problem in compiled.problems)


@pytest.mark.parametrize("name", BRIEFINGS)
def test_every_quote_of_a_briefing_can_be_fixed_at_once(name: str) -> None:
    """Whatever style a quote is written in, and however many are wrong."""
    folder, briefing = looked_at(name)
    files = dict(folder.site_src)
    quotes = list(briefing.evidence.found.values())
    for quote in quotes:
        file = quote.words.origin.file
        files[file] = mistyped(files[file], quote, repeat(object()))
    spoilt = replace(folder, site_src=files)

    found = find_fixes(spoilt, examine(spoilt).problems)

    assert not any(problem.is_error for problem in found.left)
    for change in found.changes:
        assert fold_text(change.after.decode()) == fold_text(folder.site_src[change.file].decode())
