from generator.build import compile_briefing
from generator.model import PassageCoverage
from tests.support.briefing import make_folder

ARTICLE = "The ferry stops running\n\nOn Monday the ferry, “Brenna”, did not run. Nobody was hurt, it said."


def coverage(event: str, source: str = "", article: str = ARTICLE) -> tuple[PassageCoverage, ...]:
    """How much of the article is covered by one event, with more keys for its source."""
    folder = make_folder(
        {
            "seeds/article.txt": article,
            "site_src/sources/article.yml": (
                "file: seeds/article.txt\nsha256: '{auto}'\ntitle: The ferry stops running\n" + source
            ),
            "site_src/events/stop.yml": f"name: The stop\n{event}",
        }
    )
    briefing = compile_briefing(folder).briefing
    assert briefing is not None
    return briefing.coverages[0].passages


def test_words_outside_of_every_quote_are_listed_by_stretch() -> None:
    """Who looks for what was overlooked reads phrases, not single words."""
    _, passage = coverage("statements:\n  - text: x\n    quote: the ferry, “Brenna”, did not run.\n")

    assert (passage.n, passage.words, passage.stated, passage.set_aside) == (1, 13, 6, 0)
    assert passage.bare == ("On Monday", "Nobody was hurt, it said")


def test_words_of_a_response_and_of_each_part_count() -> None:
    """What is left out between the parts of a quote is under no statement."""
    _, passage = coverage(
        "statements:\n"
        "  - text: x\n    quote: On Monday […] did not run\n    by: not-stated\n"
        "    responses:\n      - by: {unnamed: it}\n        stance: answers\n        quote: Nobody was hurt\n"
    )

    assert (passage.stated, passage.set_aside) == (8, 0)
    assert passage.bare == ("the ferry, “Brenna", "it said")


def test_words_set_aside_are_counted_by_themselves() -> None:
    """They carry no statement for a reason that is given; a statement on them counts for more."""
    headline, passage = coverage(
        "statements:\n  - text: x\n    quote: Nobody was hurt\n",
        "set_aside:\n  - quote: was hurt, it said.\n    reason: garbled\n",
    )

    assert (passage.stated, passage.set_aside) == (3, 2)
    assert passage.bare == ("On Monday the ferry, “Brenna”, did not run",)
    assert headline.bare == ("The ferry stops running",)


def test_a_passage_that_is_covered_whole_has_nothing_bare() -> None:
    """Words that overlap are counted once."""
    _, passage = coverage(
        "statements:\n"
        "  - text: x\n    quote: On Monday the ferry, “Brenna”, did not run. Nobody was hurt\n"
        "  - text: y\n    quote: Nobody was hurt, it said.\n"
    )

    assert (passage.words, passage.stated, passage.bare) == (13, 13, ())


def test_boilerplate_and_facts_do_not_count() -> None:
    """A role or a date is no statement; what is no article needs none."""
    found = coverage(
        "date:\n  value: 2023-09\n  quote: On Monday\n",
        "boilerplate:\n  - Share this\n",
        f"{ARTICLE}\n\nShare this",
    )

    assert [(p.n, p.words, p.stated) for p in found] == [(0, 4, 0), (1, 13, 0)]


def test_invisible_characters_and_line_ends_change_nothing() -> None:
    """A hidden hyphen makes no second word, and a stretch is shown on one line."""
    _, passage = coverage(
        "statements:\n  - text: x\n    quote: did not run\n",
        article="The ferry stops running\n\nOn Mon\u00adday\nthe ferry did not r\u00adun.",
    )

    assert (passage.words, passage.stated) == (7, 3)
    assert passage.bare == ("On Mon\u00adday the ferry",)


def test_a_draft_covers_nothing() -> None:
    """What no page shows is still to be told."""
    _, passage = coverage("draft: true\nstatements:\n  - text: x\n    quote: Nobody was hurt\n")

    assert passage.stated == 0
