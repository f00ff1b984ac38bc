"""The evidence rule as a table: what is no quote of a source, and what is one.

True quotes are cut from the example article and from an invented one, and are
written in every way that the rule allows. False ones are the same words with
one thing changed, in every way that an editor, or somebody with an interest,
may change them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text.folding import fold, fold_text
from generator.text.matching import find
from generator.text.words import is_edge, words

SEED = Path(__file__).parents[3] / "seeds" / "000_212850c7222ce42b.txt"

INVENTED = """\
The Ormlow Board said on 3 March that it had not closed the sluice and that “nobody was hurt”; about 1,250
people from Saltmere – and not, as Vethrick claimed, 12,500 – walked to the gate of the Café Eströw.

Its engineer, Ylsa O’Thrun, didn’t speak, but the co-owners’ agent said: “We never promised [him] 4.5 tonnes
… of re-rolled steel.” The U.S. maker has its doubts.

The Ormlow Board has its doubts, too. Nobody from Vethrick was asked, the agent added."""

PASSAGES = tuple(fold(text) for text in re.split(r"\n\s*\n", f"{SEED.read_text()}\n\n{INVENTED}") if text)

TRUE = (
    "The office added that both sides had agreed to further talks",
    "“held in a constructive and peaceful atmosphere”, with Russian peacekeepers present",
    "that dramatically changed the political calculus in the Caucasus",
    "cited Putin as stressing “the importance of ensuring the rights and security",
    "“there has not yet been a definitive agreement”",
    "We have an agreement on the cessation of military action, but we are waiting for a final agreement",
    "will hold an emergency meeting to discuss the Nagorno-Karabakh crisis later on September 21",
    "he said had “restored his sovereignty”",
    "whom Aliyev appointed in March to be in charge of relations",
    "But he has not published an official list of participants",
    "accused Azerbaijani forces of firing rifles from areas near Stepanakert",
    "Azerbaijan’s Defense Ministry “categorically denied” allegations",
    "said at least 200 people were killed and about twice as many injured",
    "his government was not involved in shaping the terms of the ceasefire",
    "the presence of around 10,000 members of illegal Armenian armed organizations was unacceptable",
    "in which an unknown number of Russian peacekeepers were killed",
    "mark the 32nd anniversary of Armenia’s withdrawal from the fallen Soviet Union",
    "said on 3 March that it had not closed the sluice and that “nobody was hurt”",
    "about 1,250 people from Saltmere – and not, as Vethrick claimed, 12,500 – walked",
    "walked to the gate of the Café Eströw",
    "Ylsa O’Thrun, didn’t speak, but the co-owners’ agent said",
    "The Ormlow Board has its doubts, too",
)


# --- false quotes ----------------------------------------------------------------------------------------


def without_a_word(quote: str) -> str:
    before, _, after = _halves(quote)
    return f"{before} {after}"


def with_a_word_more(quote: str) -> str:
    before, word, after = _halves(quote)
    return f"{before} reportedly {word} {after}"


def with_a_word_twice(quote: str) -> str:
    before, word, after = _halves(quote)
    return f"{before} {word} {word} {after}"


def with_another_word(quote: str) -> str:
    before, _, after = _halves(quote)
    return f"{before} elsewhere {after}"


def with_two_words_changing_places(quote: str) -> str:
    before, word, after = _halves(quote)
    following, rest = after.split(" ", maxsplit=1)
    return f"{before} {following} {word} {rest}"


def with_two_words_as_one(quote: str) -> str:
    before, word, after = _halves(quote)
    return f"{before}{word} {after}"


def with_a_negation(quote: str) -> str:
    before, word, after = _halves(quote)
    return f"{before} not {word} {after}"


def without_the_negation(quote: str) -> str:
    return re.sub(r" not\b|n’t\b", "", quote)


def with_another_number(quote: str) -> str:
    return re.sub(r"\d", lambda digit: str((int(digit.group()) + 1) % 10), quote, count=1)


def without_the_thousands(quote: str) -> str:
    return re.sub(r"(\d),(\d)", r"\1\2", quote, count=1)


def with_another_name(quote: str) -> str:
    return re.sub(r"(?<= )[A-Z]\w+", "Khankendi", quote, count=1)


def in_another_case(quote: str) -> str:
    return re.sub(r"[^\W\d_]", lambda letter: letter.group().swapcase(), quote, count=1)


def in_small_letters(quote: str) -> str:
    return quote.lower()


def with_a_comma_more(quote: str) -> str:
    before, word, after = _halves(quote)
    return f"{before} {word}, {after}"


def without_a_comma(quote: str) -> str:
    return quote.replace(", ", " ", 1)


def without_an_accent(quote: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", quote) if not unicodedata.combining(c))


def with_single_marks_for_double(quote: str) -> str:
    return quote.replace("“", "‘").replace("”", "’")


def that_starts_inside_a_word(quote: str) -> str:
    return quote.lstrip("“")[1:]


def that_ends_inside_a_word(quote: str) -> str:
    return quote.rstrip("”")[:-1]


def with_a_letter_changed(quote: str) -> str:
    longest = max(words(quote), key=len)
    return quote.replace(longest, f"{longest[:-2]}q{longest[-1]}")


def with_its_parts_out_of_order(quote: str) -> str:
    before, word, after = _halves(quote)
    return f"{word} {after} […] {before}"


def with_parts_that_overlap(quote: str) -> str:
    pieces = quote.split(" ")
    return f"{' '.join(pieces[:4])} […] {' '.join(pieces[2:])}"


def with_a_part_of_one_word(quote: str) -> str:
    pieces = quote.split(" ")
    return f"{pieces[0]} […] {' '.join(pieces[2:])}"


def with_an_ellipsis_that_is_no_mark(quote: str) -> str:
    before, _, after = _halves(quote)
    return f"{before}… {after}"


def with_three_words_replaced(quote: str) -> str:
    pieces = quote.split(" ")
    return f"{' '.join(pieces[:2])} [these] {' '.join(pieces[5:])}"


def with_a_part_of_another_passage(quote: str) -> str:
    other = "the talks resumed" if "talks" in quote else "ended without any sign of progress"
    return f"{quote} […] {other}"


def with_words_behind_it(quote: str) -> str:
    return f"{quote} yesterday"


def _halves(quote: str) -> tuple[str, str, str]:
    """What stands before a word in the middle, the word, and what stands behind it."""
    pieces = quote.split(" ")
    middle = len(pieces) // 2
    return " ".join(pieces[:middle]), pieces[middle], " ".join(pieces[middle + 1 :])


FALSIFICATIONS: tuple[Callable[[str], str], ...] = (
    without_a_word,
    with_a_word_more,
    with_a_word_twice,
    with_another_word,
    with_two_words_changing_places,
    with_two_words_as_one,
    with_a_negation,
    without_the_negation,
    with_another_number,
    without_the_thousands,
    with_another_name,
    in_another_case,
    in_small_letters,
    with_a_comma_more,
    without_a_comma,
    without_an_accent,
    with_single_marks_for_double,
    that_starts_inside_a_word,
    that_ends_inside_a_word,
    with_a_letter_changed,
    with_its_parts_out_of_order,
    with_parts_that_overlap,
    with_a_part_of_one_word,
    with_an_ellipsis_that_is_no_mark,
    with_three_words_replaced,
    with_a_part_of_another_passage,
    with_words_behind_it,
)


def falsified() -> Iterator[tuple[str, str]]:
    for falsify in FALSIFICATIONS:
        for quote in TRUE:
            if falsify(quote) != quote:  # a quote without a number cannot have another one
                yield falsify.__name__, falsify(quote)


SINGLE = (
    ("a negation dropped before a verb", "it had closed the sluice"),
    ("a negation dropped from a verb", "Ylsa O’Thrun, did speak"),
    ("never dropped", "We promised [him] 4.5 tonnes"),
    ("a name without its possessive", "Azerbaijan Defense Ministry"),
    ("cut before the possessive", "Ylsa O"),
    ("cut at an apostrophe", "Thrun, didn’t speak"),
    ("cut at the apostrophe of a negation", "O’Thrun, didn"),
    ("cut at a hyphen", "owners’ agent said"),
    ("cut at the hyphen of a name", "discuss the Nagorno"),
    ("cut at the hyphen before a name", "Karabakh crisis later"),
    ("cut at the comma of a number, on its right", "000 members of illegal Armenian"),
    ("cut at the comma of a number, on its left", "the presence of around 10"),
    ("cut at the dot of a number", "5 tonnes … of"),
    ("cut before the letters of a number", "mark the 32"),
    ("a number cut short", "at least 20"),
    ("a word that is part of a longer one", "Armenia population"),
    ("the end of a longer word", "cease"),
    ("the accent left behind", "the Cafe"),
    ("another dash", "people from Saltmere, and not"),
    ("dots dropped", "The US maker"),
    ("a full stop put in", "The Ormlow Board. said"),
    ("straight single marks for double ones", "'nobody was hurt'"),
    ("an inch mark for a quotation mark", "″nobody was hurt″"),
    ("a letter of another script that looks the same", "The Ormlow Воard said"),
    ("a ligature", "of ﬁring rifles"),
    ("the end of a passage and the start of the next", "a definitive agreement”. He said"),
    ("two passages, the space between left out", "a definitive agreement”.He said"),
    ("two passages, joined by a mark", "a definitive agreement” […] a whole series of issues"),
    ("two passages, joined by a word put in", "has its doubts. [and] The Ormlow Board"),
    ("a part of one word at the end", "The Ormlow Board […] hurt"),
    ("a part of one word in the middle", "The Ormlow Board […] sluice […] nobody was hurt"),
    ("a word put in beside one word alone", "[The] Board"),
    ("three words replaced", "The Ormlow Board [said] it had not closed"),
    ("a word put in where others are left out, too", "The Ormlow Board [said] nobody was hurt"),
    ("a word replaced inside a word", "it had not clos[ing] the sluice"),
    ("a word turned by a bracket before it", "on 3 March that it [un]had not closed"),
    ("a word turned by a bracket behind it", "that it had[n’t] not closed"),
    ("the parts of a sentence the other way round", "nobody was hurt […] The Ormlow Board said"),
    ("parts that share a word", "had not closed […] closed the sluice"),
    ("the same part twice", "the sluice and […] the sluice and"),
    ("marks alone", "[…] … [...]"),
    ("punctuation alone", "”;"),
    ("nothing", ""),
    ("invisible characters alone", "\u00ad\u200b"),
    ("a line of the page's furniture with another word", "Skip to the content"),
)

FALSE = (*falsified(), *SINGLE)


def test_the_table_of_false_quotes_is_long() -> None:
    """A falsification that changes nothing any more would leave the table short without a word."""
    assert len(FALSE) >= 150
    assert {name for name, _ in falsified()} == {falsify.__name__ for falsify in FALSIFICATIONS}


@pytest.mark.parametrize(("what", "quote"), FALSE)
def test_a_false_quote_is_not_found(what: str, quote: str) -> None:
    """The promise to the reader: no words but the source's own are given as the source's."""
    assert find(quote, PASSAGES) == [], what


# --- true quotes -----------------------------------------------------------------------------------------


def verbatim(quote: str) -> str:
    return quote


def with_straight_marks(quote: str) -> str:
    return quote.translate(str.maketrans("“”‘’", "\"\"''"))


def with_german_marks(quote: str) -> str:
    return quote.replace("“", "„").replace("”", "‟")


def with_a_hyphen_for_a_dash(quote: str) -> str:
    return quote.replace("–", "-").replace("-", "\u2010")


def wrapped(quote: str) -> str:
    return quote.replace(" ", "\n    ")


def with_hard_spaces(quote: str) -> str:
    return quote.replace(" ", "\u00a0")


def decomposed(quote: str) -> str:
    return unicodedata.normalize("NFD", quote)


def with_invisible_characters(quote: str) -> str:
    return "\ufeff" + "\u00ad".join(quote).replace("a", "a\u200b\u2060")


def with_space_around_it(quote: str) -> str:
    return f"\n {quote}\t"


SPELLINGS: tuple[Callable[[str], str], ...] = (
    verbatim,
    with_straight_marks,
    with_german_marks,
    with_a_hyphen_for_a_dash,
    wrapped,
    with_hard_spaces,
    decomposed,
    with_invisible_characters,
    with_space_around_it,
)
SPELT = [(spell, quote) for spell in SPELLINGS for quote in TRUE]


@pytest.mark.parametrize(("spell", "quote"), SPELT)
def test_typography_does_not_matter(spell: Callable[[str], str], quote: str) -> None:
    """An editor types straight marks; a PDF breaks lines and hides hyphens; the words are the same."""
    (hit,) = find(spell(quote), PASSAGES)

    (span,) = hit.spans
    assert fold_text(PASSAGES[hit.index].original[slice(*span)]) == fold_text(quote)
    assert (hit.left_out, hit.put_in) == ((), ())


MARKS = ("[…]", "[...]", "…", "...")
PARTED = [(mark, quote) for mark in MARKS for quote in TRUE]


@pytest.mark.parametrize(("mark", "quote"), PARTED)
def test_words_may_be_left_out_with_a_mark(mark: str, quote: str) -> None:
    """The spans are those of the very words of the source, and what is left out is told."""
    pieces = quote.split(" ")
    first, left_out, last = " ".join(pieces[:2]), " ".join(pieces[2:4]), " ".join(pieces[4:])

    (hit,) = find(f"{first} {mark} {last}", PASSAGES)

    passage = PASSAGES[hit.index].original
    assert [fold_text(passage[slice(*span)]) for span in hit.spans] == [fold_text(first), fold_text(last)]
    assert [fold_text(words) for words in hit.left_out] == [fold_text(left_out)]
    assert hit.put_in == ()


@pytest.mark.parametrize("quote", TRUE)
@pytest.mark.parametrize("replaced", [0, 1, 2])
def test_an_editor_may_put_words_in(replaced: int, quote: str) -> None:
    """Between words, or in place of two at most; what is put in is told, and shown as the editor's."""
    pieces = quote.split(" ")
    first, left_out, last = pieces[:2], pieces[2 : 2 + replaced], pieces[2 + replaced :]

    (hit,) = find(" ".join([*first, "[as it were]", *last]), PASSAGES)

    assert len(hit.spans) == 2
    assert [fold_text(words) for words in hit.left_out] == [fold_text(" ".join(left_out))]
    assert hit.put_in == ("as it were",)


@pytest.mark.parametrize(
    "quote",
    [
        "We never promised [him] 4.5 tonnes … of re-rolled steel.",
        "promised [him] 4.5 tonnes … of",
        "recognizes[s] its territorial integrity",
        "a higher goal…[of] the happiness of our future generations",
        "as it turned out. .. was the easiest. part of the road",
    ],
)
def test_brackets_and_ellipses_of_the_source_are_its_own(quote: str) -> None:
    """What stands literally in the source is a quote as it is; only then are marks the editor's."""
    (hit,) = find(quote, PASSAGES)

    assert len(hit.spans) == 1
    assert (hit.left_out, hit.put_in) == ((), ())


@pytest.mark.parametrize(
    ("quote", "spans"),
    [
        ("[The board] had not closed the sluice", ["had not closed the sluice"]),
        ("… it had not closed the sluice", ["it had not closed the sluice"]),
        ("it had not closed the sluice […]", ["it had not closed the sluice"]),
        ("it had not […] the sluice and […] nobody was", ["it had not", "the sluice and", "nobody was"]),
        ("The Board […] had [indeed] not closed […] was hurt", None),
        ("Ormlow Board […] had not [indeed] closed the […] was hurt", None),
    ],
)
def test_marks_may_stand_anywhere(quote: str, spans: list[str] | None) -> None:
    """At the start, at the end, several of them; but each part has two words that stand together."""
    hits = find(quote, PASSAGES)

    found = [[PASSAGES[hit.index].original[slice(*span)] for span in hit.spans] for hit in hits]
    if quote.startswith("The Board"):
        assert found == []
    else:
        expected = spans or ["Ormlow Board", "had not", "closed the", "was hurt"]
        assert found == [expected]


def test_every_place_is_told() -> None:
    """A quote in two places needs an editor's word on which is meant."""
    hits = find("has its doubts", PASSAGES)

    assert [PASSAGES[hit.index].original[slice(*hit.spans[0])] for hit in hits] == ["has its doubts"] * 2
    assert len({hit.index for hit in hits}) == 2


def test_the_tables_of_true_quotes_are_long() -> None:
    """Guards the rule's other side: what is true must not be refused."""
    assert len(SPELT) + len(PARTED) >= 80


# --- properties ------------------------------------------------------------------------------------------

TEXTS = st.text(alphabet="abcdé ñ\u0301\u0323’'“”-–.,;12[]…\u00ad\u200b\u00a0\n क्षि漢字 e\u0301", min_size=1)


@st.composite
def slices(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text, and a stretch of it that starts and ends at the edges of words and holds a word."""
    text = draw(TEXTS)
    edges = [i for i in range(len(text) + 1) if is_edge(text, i) and not _starts_with_accent(text[i:])]
    start = draw(st.sampled_from(edges or [0]))
    end = draw(st.sampled_from(edges or [0]))
    return text, min(start, end), max(start, end)


def _starts_with_accent(text: str) -> bool:
    return unicodedata.category(fold_text(text)[:1] or " ").startswith("M")


@settings(deadline=None)
@given(slices())
def test_whole_words_of_a_passage_are_found_where_they_stand(case: tuple[str, int, int]) -> None:
    """Whatever an editor copies is a quote, and is marked at the very place it was copied from."""
    text, start, end = case
    quote = text[start:end]

    spans = [hit.spans[0] for hit in find(quote, [fold(text)])]

    assert not words(quote) or any(start <= first and last <= end for first, last in spans)


@settings(deadline=None)
@given(slices(), TEXTS)
def test_found_words_are_the_words_of_the_quote(case: tuple[str, int, int], other: str) -> None:
    """What a reader sees marked is what the editor quoted, but for typography."""
    text, start, end = case

    for quote in (text[start:end], other, text[start : start + 3], text[end - 3 : end]):
        for hit in find(quote, [fold(text)]):
            if len(hit.spans) == 1 and not hit.put_in and "…" not in quote:
                assert fold_text(text[slice(*hit.spans[0])]) == fold_text(quote)


@settings(deadline=None)
@given(slices(), st.data())
def test_one_letter_changed_is_enough(case: tuple[str, int, int], data: st.DataObject) -> None:
    """No likeness counts: a letter that the passage does not have makes it another text."""
    text, start, end = case
    letters = [i for i in range(start, end) if text[i].isalnum()]
    if not letters:
        return
    at = data.draw(st.sampled_from(letters))

    changed = f"{text[start:at]}ж{text[at + 1 : end]}"

    assert find(changed, [fold(text)]) == []


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["one", "two", "not", "three", "…", "[…]", "[one]", "[x]", "[...]"]), max_size=8)
)
def test_spans_stand_in_order_and_do_not_overlap(pieces: list[str]) -> None:
    """However a quote is put together, it never says a source's words in another order."""
    passage = fold("one two three one not two three two one three not one two")

    for hit in find(" ".join(pieces), [passage]):
        assert all(a[1] <= b[0] for a, b in pairwise(hit.spans))
        assert len(hit.left_out) == len(hit.spans) - 1
