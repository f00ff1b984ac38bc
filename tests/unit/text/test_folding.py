import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text.folding import DASHES, DOUBLE_MARKS, IGNORED, SINGLE_MARKS, fold, fold_text

TYPOGRAPHY = st.text(
    alphabet=f"aeq é한ᄒ\u1161\u11ab\u0301\u0323\u0300 \n\u00a0'\"-{SINGLE_MARKS}{DASHES}{IGNORED}"
)
ANY_TEXT = st.one_of(TYPOGRAPHY, st.text())


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        *((mark, "'") for mark in SINGLE_MARKS),
        *((mark, '"') for mark in DOUBLE_MARKS),
        *((dash, "-") for dash in DASHES),
        *((f"a{invisible}b", "ab") for invisible in IGNORED),
        *((f"a{space}b", "a b") for space in " \t\n\r\v\f\x85\u00a0\u2003\u2009\u2028\u202f\u3000"),
        ("a \u00ad\n\u200b b", "a b"),
        ("  a b\n", "a b"),
        ("e\u0301", "é"),
        ("e\u00ad\u0301", "é"),
        ("\u1112\u1161\u11ab", "한"),
        ("Å", "Å"),
    ],
)
def test_typography_is_folded(written: str, folded: str) -> None:
    """This table is the whole of what may differ between a quote and its source."""
    assert fold_text(written) == folded


@pytest.mark.parametrize(
    "text",
    [
        "Case",
        "case",
        "a.b",
        "a,b",
        "…",
        "...",
        "′",
        "″",
        "«a»",
        "`",
        "´",
        "ﬁ",
        "²",
        "½",
        "а",
        "−",
        "a\u200db",
        "ʼ",
    ],
)
def test_nothing_else_is_folded(text: str) -> None:
    """Case, dots, primes, ligatures and look-alikes of other scripts are other texts."""
    assert fold_text(text) == text


def test_single_and_double_marks_stay_different() -> None:
    """A quotation inside a quotation is not the quotation itself."""
    assert fold_text("‘a’") != fold_text("“a”")


def test_spans_lead_back_to_the_unfolded_text() -> None:
    """A mark is set in the text as it was published, not in the folded one."""
    text = " The\u00ad cafe\u0301\n“x” "
    folded = fold(text)

    start = folded.text.index("café")

    assert text[slice(*folded.span(start, start + 4))] == "cafe\u0301"
    assert text[slice(*folded.span(0, len(folded.text)))] == text.strip()


def test_an_accent_is_no_whole_character_without_its_letter() -> None:
    """Else "ilẹ" would be found in "ilẹ̀", which is another word."""
    folded = fold("ile\u0323\u0300")

    assert folded.text == "ilẹ\u0300"
    assert folded.is_whole(0, 4)
    assert folded.is_whole(0, 2)
    assert not folded.is_whole(0, 3)
    assert not folded.is_whole(3, 4)


@settings(deadline=None)
@given(ANY_TEXT)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    """Quotes are taken apart after folding, and their parts are compared with folded passages."""
    once = fold_text(text)

    assert fold_text(once) == once
    assert unicodedata.is_normalized("NFC", once)


@settings(deadline=None)
@given(ANY_TEXT)
def test_spans_go_forward_and_stay_inside(text: str) -> None:
    """Otherwise a quote's mark could be turned round or torn."""
    folded = fold(text)

    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert all(a <= b for a, b in pairwise(folded.starts))
    assert all(a <= b for a, b in pairwise(folded.ends))


@settings(deadline=None)
@given(ANY_TEXT, st.data())
def test_the_words_at_a_span_fold_to_the_words_of_the_span(text: str, data: st.DataObject) -> None:
    """What is marked in the source is what was found in its folded form."""
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    if not folded.is_whole(start, end):
        return

    assert fold_text(text[slice(*folded.span(start, end))]) == folded.text[start:end].strip(" ")
