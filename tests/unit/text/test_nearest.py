import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text.folding import fold
from generator.text.matching import find
from generator.text.nearest import differences, nearest

PASSAGES = [
    fold("Talks"),
    fold("The Ormlow Board said on 3 March that it had not closed the sluice."),
    fold("Nobody from Saltmere was\nasked, the co-owners’ agent added; the sluice was open."),
]


@pytest.mark.parametrize(
    ("quote", "index", "text"),
    [
        ("it had closed the sluice", 1, "it had not closed the sluice"),
        ("it has not closed the sluice", 1, "it had not closed the sluice"),
        ("said on 4 March", 1, "said on 3 March"),
        ("the co-owners agent added", 2, "the co-owners’ agent added"),
        ("Saltmere was asked the", 2, "Saltmere was asked, the"),
        ("The Ormlow board said", 1, "The Ormlow Board said"),
        ("co-owners’ agent said: the sluice was wide open", 2, "co-owners’ agent added; the sluice was open"),
        (
            "The Ormlow Board denied it had closed sluice",
            1,
            "The Ormlow Board said on 3 March that it had not closed the sluice",
        ),
    ],
)
def test_the_nearest_words_are_whole_and_as_the_source_has_them(quote: str, index: int, text: str) -> None:
    """The editor is given the words to paste."""
    near = nearest(quote, PASSAGES)

    assert near is not None
    assert (near.index, near.text) == (index, text)


def test_nothing_is_proposed_where_nothing_is_alike() -> None:
    """A guess that is no help misleads."""
    assert nearest("Quarterly zinc output doubled", PASSAGES) is None
    assert nearest("", PASSAGES) is None
    assert nearest("anything", []) is None


def test_a_passage_of_one_word_is_not_near_every_quote_with_that_word() -> None:
    """A heading or a cell of a table would fit perfectly, and hide the passage that was meant."""
    passages = [fold("sluice"), fold("it had not closed the sluice")]

    near = nearest("it had never closed the sluice", passages)

    assert near is not None
    assert near.index == 1


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(fold(" ".join(p.original for p in PASSAGES)).text.split()), min_size=3))
def test_what_is_proposed_can_be_quoted(words: list[str]) -> None:
    """Who pastes the proposal must not be sent back again."""
    near = nearest(" ".join(words), PASSAGES)

    assert near is None or near.index in {hit.index for hit in find(near.text, PASSAGES)}


@pytest.mark.parametrize(
    ("quote", "near", "said"),
    [
        ("it had closed", "it had not closed", "the quote lacks 'not'"),
        ("it had not closed", "it had closed", "it does not have 'not'"),
        ("on 4 March", "on 3 March", "it has '3' where the quote has '4'"),
        ("asked the agent", "asked, the agent", "only punctuation or spaces differ"),
        ("a b c d e f g", "a x c y e z g", "it has 'x' where the quote has 'b'"),
    ],
)
def test_the_words_that_differ_are_named(quote: str, near: str, said: str) -> None:
    """A dropped "not" is easily overlooked between two long sentences."""
    assert differences(quote, near).startswith(said)


def test_many_differences_are_cut_short() -> None:
    """A message that lists a whole paragraph is read by nobody."""
    assert differences("a b c d e f g h i", "a 1 c 2 e 3 g 4 i").endswith("; and more")
