import pytest

from generator.text.english import ENGLISH
from generator.text.language import plain_words
from generator.text.languages import language_for


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("about 10,000 members", {"10000"}),
        ("about 10000 members", {"10000"}),
        ("1,250,000.5", {"1250000.5"}),
        ("2.5 metres", {"2.5"}),
        ("1,5", {"1,5"}),
        ("10,000, and 5,", {"10000", "5"}),
        ("September 19-20", {"19", "20"}),
        ("the 32nd anniversary in the 1990s", {"32", "1990"}),
        ("twenty-five", {"25"}),
        ("twenty\u2011five", {"25"}),
        ("twenty five", {"25"}),
        ("Two Hundred", {"200"}),
        ("two hundred and five", {"205"}),
        ("three hundred thousand", {"300000"}),
        ("one thousand two hundred", {"1200"}),
        ("two million three hundred thousand and five", {"2300005"}),
        ("twelve hundred", {"1200"}),
        ("2 million", {"2000000"}),
        ("2.5 million", {"2500000"}),
        ("a hundred", {"100"}),
        ("two dozen", {"24"}),
        ("a dozen", {"12"}),
        ("half a million", set()),
        ("a quarter of a million", set()),
        ("hundreds of thousands", set()),
        ("two, three or four", {"2", "3", "4"}),
        ("between five and six", {"5", "6"}),
        ("two three-year terms", {"2", "3"}),
        ("twenty twenty-three", {"20", "23"}),
        ("nearly 3-year peacekeeping", {"3"}),
        ("zero", {"0"}),
        ("the first, the second and the twenty-first", set()),
        ("one of them", set()),
        ("1 of them", {"1"}),
        ("one hundred", {"100"}),
        ("tenfold, weighty, often", set()),
        ("", set()),
    ],
)
def test_numbers_are_read_in_digits_and_in_words(text: str, numbers: set[str]) -> None:
    """A number in a statement is held against those of its quote, however either is written."""
    assert ENGLISH.numbers_in(text) == numbers


def test_one_is_a_number_where_it_is_asked_for() -> None:
    """A quote that says "one person" holds the figure 1; a text that says "one of them" gives none."""
    assert ENGLISH.numbers_in("one person", with_one=True) == {"1"}


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("He said so.", "said"),
        ("The Kremlin Cited Putin", "cited"),
        ("According to Reuters, it rained.", "according to"),
        ("They called on Aliyev", "called on"),
        ("It was called on time, as told", "called on"),
        ("Babayan added.", "added"),
        ("The unsaid remains", None),
        ("It rained.", None),
        ("", None),
    ],
)
def test_verbs_of_saying_make_a_sentence_somebodys(sentence: str, verb: str | None) -> None:
    """A statement without a speaker must not rest on such a sentence unnoticed."""
    assert ENGLISH.verb_of_saying(sentence) == verb


@pytest.mark.parametrize(
    ("words", "turning"),
    [
        ("it was not", "not"),
        ("it wasn’t", "wasn't"),
        ("it wasn't", "wasn't"),
        ("it wasnʼt", "wasn't"),
        ("it wasn‘t", "wasn't"),
        ("CANNOT", "cannot"),
        ("no-one", "no-one"),
        ("no\u2011one", "no-one"),
        ("ne\u00adver", "never"),
        ("categorically denied", "denied"),
        ("allegedly", "allegedly"),
        ("it may rain", "may"),
        ("a knot in nothingness", None),
        ("the dennied", None),
        ("", None),
    ],
)
def test_words_that_turn_the_sense_are_seen(words: str, turning: str | None) -> None:
    """Left out of a quote, they make it say the opposite."""
    assert ENGLISH.turns_sense(words) == turning


@pytest.mark.parametrize(
    ("word", "negates"), [("not", True), ("don't", True), ("denied", False), ("knot", False)]
)
def test_a_denial_is_no_negation(word: str, negates: object) -> None:
    """Only a negation right before a quote changes what the quote says."""
    assert ENGLISH.is_negation(word) is negates


def test_plain_words_are_small_and_straight() -> None:
    """The lists are written in small letters with straight apostrophes."""
    assert plain_words("Don’t, NAGORNO‑Karabakh – 21st?") == ["don't", "nagorno-karabakh", "21st"]


@pytest.mark.parametrize("tag", ["en", "en-GB", "EN", "en-us"])
def test_english_is_known_in_all_its_kinds(tag: str) -> None:
    """The region does not change the words that count here."""
    assert language_for(tag) is ENGLISH


@pytest.mark.parametrize("tag", ["de", "eng", "", "fr-en"])
def test_another_language_is_not_taken_for_english(tag: str) -> None:
    """It gets no such warnings, and the about page says so."""
    assert language_for(tag) is None


def test_every_word_of_the_lists_can_be_found() -> None:
    """A capital, a curly apostrophe or two words in one would never match."""
    lists = (
        ENGLISH.negations,
        ENGLISH.denials,
        ENGLISH.hedges,
        ENGLISH.limits,
        ENGLISH.saying,
        ENGLISH.dependent,
        ENGLISH.generic,
        frozenset(ENGLISH.numbers),
        frozenset(ENGLISH.multipliers),
    )

    assert [word for words in lists for word in words if plain_words(word) != [word]] == []
