import re

import pytest

from generator.pages.markdown import Markdown
from generator.pages.wording import Wording
from generator.pages.words_file import read_words
from generator.problems import Origin
from generator.schema import Coordinates, Figure
from generator.text.phrases import sentence_case
from generator.values import PartialDate, Text
from tests.support.briefing import make_folder

HERE = Origin("site_src/events/x.yml")
ENGLISH, _ = read_words(make_folder({}))


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2023", "2023"),
        ("2023-09", "September 2023"),
        ("2023-09-21", "21 September 2023"),
        ("199X", "1990s"),
        ("2023~", "about 2023"),
        ("2023-09?", "September 2023 (uncertain)"),
        ("199X~", "about the 1990s"),
        ("2023-09-19/2023-09-20", "19–20 September 2023"),
        ("2023-09-30/2023-10-01", "30 September – 1 October 2023"),
        ("2022-12-31/2023-01-01", "31 December 2022 – 1 January 2023"),
        ("2023-09/2023-10", "September – October 2023"),
        ("2022-09/2023-09", "September 2022 – September 2023"),
        ("2022/2023", "2022 – 2023"),
        ("198X/199X", "1980s – 1990s"),
        ("2023-09/2023-10-02", "September 2023 – 2 October 2023"),
        ("2023-09-19~/2023-09-20", "about 19 September 2023 – 20 September 2023"),
        ("../2023-09-20", "until 20 September 2023"),
        ("2023-09-20/..", "since 20 September 2023"),
        ("../199X?", "until the 1990s (uncertain)"),
        ("199X/..", "since the 1990s"),
        ("2023-09-20?/2023-09-21?", "20–21 September 2023 (both uncertain)"),
        ("2022?/2023?", "2022 – 2023 (both uncertain)"),
        ("2022/2023?", "2022 – 2023 (uncertain)"),
        ("2023-09-21/2023-09-21", "21 September 2023"),
        ("2023/2023", "2023"),
        ("0476", "476"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_was_stated(date: str, words: str) -> None:
    """No day is added to a month, and no certainty to "about"."""
    assert ENGLISH.date(PartialDate.parse(date)) == words


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("exactly", "10000", "10,000"),
        ("at_least", "200", "at least 200"),
        ("at_most", "1", "at most 1"),
        ("about", "2.5", "about 2.5"),
        ("words", "about twice as many", "“about twice as many”"),
        ("exactly", "0", "0"),
    ],
)
def test_an_amount_is_said_as_bounded_as_it_was_given(key: str, value: str, words: str) -> None:
    """Two hundred at least is another claim than two hundred."""
    figure = Figure.model_validate(
        {"\0origin": HERE, "measure": Text("people killed", HERE), key: Text(value, HERE)}
    )

    assert ENGLISH.amount(figure) == words


@pytest.mark.parametrize(
    ("number", "what", "words"),
    [
        (0, "source", "0 sources"),
        (1, "source", "1 source"),
        (2, "source", "2 sources"),
        (1200, "word", "1,200 words"),
    ],
)
def test_one_is_singular(number: int, what: str, words: str) -> None:
    """A page that says "1 sources" looks as if nobody had read it."""
    assert ENGLISH.count(number, what) == words


def test_kinds_and_sentences() -> None:
    """Ids are for machines; the rest of a sentence keeps its capitals."""
    assert ENGLISH.kind("government-body") == "government body"
    assert sentence_case("two UN envoys") == "Two UN envoys"
    assert sentence_case("") == ""


@pytest.mark.parametrize(
    ("lat", "lon", "words"),
    [("39.8", "46.75", "39.8° N, 46.75° E"), ("-1", "-0.5", "1° S, 0.5° W"), ("0", "0", "0° N, 0° E")],
)
def test_degrees_say_which_half_of_the_globe(lat: str, lon: str, words: str) -> None:
    """A minus before a number is easily lost."""
    place = Coordinates.model_validate(
        {"\0origin": HERE, "lat": Text(lat, HERE), "lon": Text(lon, HERE), "from": Text("a map", HERE)}
    )

    assert ENGLISH.degrees(place) == words


def test_what_is_put_into_words_is_escaped_unless_it_is_markdown() -> None:
    """A name with an asterisk must not make half a sentence slanted; a link has to stay a link."""
    wording = Wording(
        {"home.said": "*{who}* says {what_of}: {n}", "number.thousands": ".", "number.point": ","}
    )

    said = wording.say("home.said", who="A*", what_of=Markdown("[*x*](y.md)"), n=1200)

    assert said == r"\*A\*\* says [*x*](y.md): 1.200"
    assert wording.text("home.said", who="A*", what_of="{who}", n=1) == "*A** says {who}: 1"


@pytest.mark.parametrize(
    ("key", "complaint"),
    [("home.nothing", "there are no words for 'home.nothing'"), ("home.said", "nothing is put in for {who}")],
)
def test_words_that_are_missing_are_named(key: str, complaint: str) -> None:
    """A sentence with a hole in it would be published by nobody who had seen it."""
    with pytest.raises(LookupError, match=re.escape(complaint)):
        Wording({"home.said": "{who} says"}).say(key)
