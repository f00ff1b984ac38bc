import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text.words import count_words, is_edge, sentence_around, sentence_spans, word_spans, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Davit Babayan, a foreign-policy adviser", ["Davit", "Babayan", "a", "foreign-policy", "adviser"]),
        ("Azerbaijan’s oil didn't", ["Azerbaijan’s", "oil", "didn't"]),
        ("the owners’ agent", ["the", "owners", "agent"]),
        ("10,000 or 4.5, or 3.", ["10,000", "or", "4.5", "or", "3"]),
        ("a – b", ["a", "b"]),
        ("co\u00adop\u200beration", ["cooperation"]),
        ("cafe\u0301s", ["cafe\u0301s"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("…“” []", []),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """What stands inside a word belongs to it, in any script; what nobody sees divides nothing."""
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    ["One two-three, 4.5 “six”.", "co\u00adop self-\u200bmade", "cafe\u0301s, हिन्दी", "a\u200b \u200bb"],
)
def test_word_spans_hold_the_words(text: str) -> None:
    """Coverage counts the words of the text as it stands, invisible characters and all."""
    spans = word_spans(text)

    assert [words(text[slice(*span)]) for span in spans] == [[word] for word in words(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("two words", 2),
        ("Москва", 1),
        ("Москва река", 2),
        ("霧鳴丸", 3),
        ("NATO軍と", 3),
        ("हिन्दी", 1),
        ("", 0),
        ("…", 0),
    ],
)
def test_a_word_of_any_alphabet_counts_once(text: str, count: int) -> None:
    """A part of a quote needs two words; one Russian word is one, however many letters it has."""
    assert count_words(text) == count


@pytest.mark.parametrize(
    "marked",
    [
        "|Azerbaijan’s| |oil|",
        "|10,000| |men|, |4.5| |tonnes|.|",
        "|Nagorno-Karabakh|",
        "|Sept|.| |21|",
        "|U|.|S|.| |envoy|",
        "|24|-|hour| |truce|",
        "|didn't|",
        "|‘|rock| ’|n|’| |roll|’|",
        "|cafe\u0301|,| |x|",
        "|霧|鳴|丸| |x|",
        "|co\u00adop|",
        "|12|:|30|",
        "|x|–|y|",
        "|and|/|or|",
        "|3|–|4|",
        "|Hawai‘i|",
        "|نمی\u200cخواهم|",
        "|١\u066c٢٥٠|",
        "|ראש\u05beהממשלה|",
        "|一|〇|〇|年|",
        "|ﾆ|ﾎ|ﾝ|",
    ],
)
def test_edges_of_words(marked: str) -> None:
    """A quote may be cut at a bar, and nowhere else but beside a space."""
    text = marked.replace("|", "")
    wanted: set[int] = set()
    for bar in (i for i, character in enumerate(marked) if character == "|"):
        wanted.add(bar - marked[:bar].count("|"))

    edges = {i for i in range(len(text) + 1) if is_edge(text, i)}

    beside_spaces = {i + j for i, character in enumerate(text) if character.isspace() for j in (0, 1)}
    invisible = {i for i in edges if i and text[i - 1] == "\u00ad"}
    assert edges - beside_spaces - invisible == wanted - beside_spaces


@settings(deadline=None)
@given(st.text(alphabet="aB7'’-.,; …"), st.data())
def test_an_edge_is_an_edge_from_both_sides(text: str, data: st.DataObject) -> None:
    """Where a quote may end, the next one may start."""
    position = data.draw(st.integers(0, len(text)))

    assert is_edge(text, position) == is_edge(text[::-1], len(text) - position)


@settings(deadline=None)
@given(st.text(alphabet="aB7'’-., \u00ad\u0301क漢"))
def test_no_edge_is_inside_a_counted_word_of_letters(text: str) -> None:
    """Words are counted by the same rule by which they may not be cut."""
    for start, end in word_spans(text):
        word = text[start:end]
        if word.isalpha() and "漢" not in word:
            assert not any(is_edge(text, i) for i in range(start + 1, end))


@pytest.mark.parametrize(
    "sentences",
    [
        ["He came. ", "She left! ", "Why?"],
        ["“He came.” ", "She left."],
        ["On Sept. 21 it fell."],
        ["In approx. two days."],
        ["Lt. Gen. J. R. Petros of the U.S. Army came. ", "Aram left."],
        ["It rose 4.5 points. ", "(Then it fell.)"],
        ["霧。", "鳴丸は塩を待つ。"],
        ["One\nsentence."],
        [""],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    """Pages show the sentence around a name; a dot before a number or a small letter ends none."""
    text = "".join(sentences)

    assert [text[slice(*span)] for span in sentence_spans(text)] == sentences


@settings(deadline=None)
@given(st.text(alphabet="aA. !?”\n1。"))
def test_sentences_leave_nothing_out(text: str) -> None:
    """Joined again, they are the text."""
    assert "".join(text[slice(*span)] for span in sentence_spans(text)) == text


def test_words_over_two_sentences_have_both_around_them() -> None:
    """A quote that runs over a full stop is judged by both sentences."""
    text = "He came. She left. They met."
    start, end = text.index("came"), text.index("left") + 4

    assert text[slice(*sentence_around(text, start, end))] == "He came. She left. "
