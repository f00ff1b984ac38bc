import pytest

from generator.text.folding import fold
from generator.text.matching import Gap, find, find_inside_words, parts_apart, take_apart, widen

LEFT_OUT = Gap(omits=True)
PUT_IN = Gap(omits=False)


@pytest.mark.parametrize(
    ("quote", "parts", "gaps", "put_in"),
    [
        ("one two", ("one two",), (), ()),
        ("one […] two", ("one", "two"), (LEFT_OUT,), ()),
        ("one [...] two", ("one", "two"), (LEFT_OUT,), ()),
        ("one … two ... six", ("one", "two", "six"), (LEFT_OUT, LEFT_OUT), ()),
        ("one [or] two", ("one", "two"), (PUT_IN,), ("or",)),
        ("one [or] […] two", ("one", "two"), (LEFT_OUT,), ("or",)),
        ("[The] one […]", ("one",), (), ("The",)),
        ("one… two", ("one… two",), (), ()),
        ("one.... two", ("one.... two",), (), ()),
        ("one [] two", ("one [] two",), (), ()),
        ("[…]", (), (), ()),
    ],
)
def test_marks_divide_a_quote(
    quote: str, parts: tuple[str, ...], gaps: tuple[Gap, ...], put_in: tuple[str, ...]
) -> None:
    """Only the four marks of omission and words in brackets do; other dots are the source's."""
    pattern = take_apart(quote)

    assert (pattern.parts, pattern.gaps, pattern.put_in) == (parts, gaps, put_in)


@pytest.mark.parametrize(
    ("quote", "short"),
    [
        ("one", None),
        ("one two […] six ten", None),
        ("one two […] six", "six"),
        ("[The] one", "one"),
        ("Москва […] Россия и мир", "Москва"),
        ("霧鳴 […] 丸は", None),
        ("हिन्दी […] में है", "हिन्दी"),
    ],
)
def test_a_part_has_two_words(quote: str, short: str | None) -> None:
    """One word with an ellipsis beside it could be found in nearly any passage."""
    assert take_apart(quote).short_part == short


def test_the_words_replaced_are_counted_in_any_script() -> None:
    """A whole Chinese clause has no space in it, and is not one word."""
    passage = fold("政府否认了所有的指控并要求道歉")

    assert find("政府否认 [了] 指控并要求", [passage]) == []
    assert find("政府否认 [了] 的指控并要求", [passage]) == []
    assert len(find("政府否认 [了] 有的指控并要求", [passage])) == 1


def test_the_tightest_placement_counts() -> None:
    """What is left out is what stands between the nearest parts, not more."""
    passage = fold("The board said that the board said nothing at all")

    (hit,) = find("board said … at all", [passage])

    assert hit.left_out == ("nothing",)


def test_a_part_that_fits_later_is_tried() -> None:
    """The first place of a part may have no place for the next one close enough behind it."""
    passage = fold("it was he and she and many more; it was not they alone")

    (hit,) = find("it was [surely] they alone", [passage])

    assert hit.spans[0][0] == passage.original.rindex("it was")


def test_many_parts_take_little_time() -> None:
    """Trying every place of every part in a passage that repeats itself would take hours, and hang here."""
    passage = fold("of the x " * 60)
    quote = " … ".join(["of the"] * 8 + ["of nowhere"])

    assert find(quote, [passage]) == []
    assert find(quote.replace("…", "[x]"), [passage]) == []


def test_words_cut_in_the_middle_are_widened() -> None:
    """The editor is told which whole words to quote."""
    passages = [fold("A mission"), fold("The peace\u00adkeepers’ mission, 10,000 strong")]

    found = find_inside_words("keepers’ mission, 10", passages)

    assert found is not None
    index, span = found
    assert passages[index].original[slice(*span)] == "peace\u00adkeepers’ mission, 10,000"
    assert find_inside_words("keepers of", passages) is None
    assert find_inside_words("", passages) is None


def test_whole_words_are_not_widened() -> None:
    """What is at the edges of words already stays as it is."""
    assert widen("one two six", (4, 7)) == (4, 7)


@pytest.mark.parametrize(
    ("quote", "apart"),
    [
        ("c d […] a b", True),
        ("a b […] g h", True),
        ("a b […] x y", False),
        ("a b", False),
    ],
)
def test_parts_that_stand_apart_are_told_from_parts_that_stand_nowhere(quote: str, apart: object) -> None:
    """The first is mended by two quotes, the second by copying again."""
    assert parts_apart(take_apart(quote), [fold("a b c d"), fold("e f g h")]) is apart
