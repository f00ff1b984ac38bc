import pytest

from generator.text.folding import fold
from generator.text.typography import exact_words

PASSAGES = [
    fold("“We are safe”, he said — the ship’s cook – on 5 May …"),
    fold("The Straße was closed. The mission, it said, went on; the Mission stood still."),
    fold("No one knows. No one asks."),
    fold("A soft\u00adhyphen, 10\u00a0%, and\nanother line."),
]


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("'we are safe', He said", "“We are safe”, he said"),
        ("he said -- the ship`s cook", "he said — the ship’s cook"),
        ("He said—the ship's cook", "he said — the ship’s cook"),
        ("Cook \u2212 on 5 may", "cook – on 5 May"),
        ("the STRASSE was", "The Straße was"),
        ("mission , it said,", "mission, it said,"),
        ("We are Safe […] the ship's Cook", "We are safe […] the ship’s cook"),
        ("We are Safe [and sound] , He said", "We are safe [and sound] , he said"),
        ("A softhyphen", "A softhyphen"),
        ("a softhyphen", "A softhyphen"),
        ("AND another", "and another"),
        ("hyphen, 10%, And", None),  # cut in a word
        ("10%, And", "10 %, and"),
    ],
)
def test_the_source_has_the_words_in_another_typography(quote: str, words: str | None) -> None:
    """The words are its own; what the editor left out or put in is the editor's."""
    assert exact_words(quote, PASSAGES) == words


@pytest.mark.parametrize(
    "quote",
    [
        "THE MISSION",  # stands there in small letters and in a capital
        "NO ONE",  # twice
        "we are not safe",
        "weare safe",
        "he said the ship's cook",  # a dash is more than typography
        "ships cook",
        "5 may [...] safe",  # the wrong order
        "",
        "“ ”",
    ],
)
def test_other_words_or_two_places_give_none(quote: str) -> None:
    """What is not the same to a letter, or not in one place alone, is not proposed."""
    assert exact_words(quote, PASSAGES) is None
