import pytest

from generator.text.spelling import closest, meant_id, meant_word

KEYS = ("name", "quote", "quotes", "part_of", "participants", "via", "by", "text")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("qoute", "quote"),
        ("particpants", "participants"),
        ("Part-Of", "part_of"),
        ("TEXT", "text"),
        ("nam", None),  # too short for a slip to be beyond doubt
        ("quotex", None),  # quote or quotes
        ("bye", None),
        ("Vía", "via"),
        ("speaker", None),
        ("", None),
    ],
)
def test_a_word_is_meant_where_one_slip_explains_it(written: str, meant: str | None) -> None:
    """What is two slips away, or one from two words, is for the editor to say."""
    assert meant_word(written, KEYS) == meant


@pytest.mark.parametrize(
    ("written", "known", "meant"),
    [
        ("stepanakart", "stepanakert", "stepanakert"),
        ("Gegham Stepanian", "gegham-stepanian", "gegham-stepanian"),
        ("gegham_stepanyan", "gegham-stepanian", None),
        ("ivanov", "ivanova", None),
        ("anna-ivanov", "anna-ivanova", None),
        ("iran", "iraq", None),
        ("jonh-kirby", "john-kirby", "john-kirby"),
        ("ojhn-kirby", "john-kirby", None),
        ("john-kirbi", "john-kirby", None),
        ("zambia-talks", "gambia-talks", None),
        ("2023-09-19-fighting", "2023-09-18-fighting", None),
        ("2023-09-19-figting", "2023-09-19-fighting", "2023-09-19-fighting"),
        ("Степанакерт", "stepanakert", None),
    ],
)
def test_an_id_is_meant_only_where_no_other_thing_may_bear_it(
    written: str, known: str, meant: str | None
) -> None:
    """Ids are alike by nature: numbers, beginnings and ends of words tell things apart."""
    assert meant_id(written, (known, "something-else")) == meant


def test_two_ids_that_are_as_near_are_none() -> None:
    """There is no telling which."""
    assert meant_id("ada-moorn-x", ("ada-moron-x", "ada-moort-x", "ada-moorx")) is None


def test_a_hint_guesses_further() -> None:
    """It is read before anything is done."""
    assert closest("stepnakrt", ["stepanakert", "yevlax"]) == "stepanakert"
    assert closest("xyzzy", ["stepanakert", "yevlax"]) is None
