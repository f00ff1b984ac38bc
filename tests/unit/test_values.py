import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.problems import Origin
from generator.values import DatePoint, PartialDate, Text


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("2023", DatePoint(2023)),
        ("0476", DatePoint(476)),
        ("2023-09", DatePoint(2023, 9)),
        ("2023-09-21", DatePoint(2023, 9, 21)),
        ("2024-02-29", DatePoint(2024, 2, 29)),
        ("199X", DatePoint(1990, decade=True)),
        ("2023~", DatePoint(2023, approximate=True)),
        ("2023-09~", DatePoint(2023, 9, approximate=True)),
        ("2023-09-21?", DatePoint(2023, 9, 21, uncertain=True)),
        ("199X?", DatePoint(1990, decade=True, uncertain=True)),
    ],
)
def test_a_date_is_as_precise_as_it_was_stated(text: str, point: DatePoint) -> None:
    """A month is not its first day: no source gave that day."""
    date = PartialDate.parse(text)

    assert (date.text, date.start, date.end) == (text, point, point)
    assert not date.is_interval


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023-09-19/2023-09-20", DatePoint(2023, 9, 19), DatePoint(2023, 9, 20)),
        ("2023/2023-09", DatePoint(2023), DatePoint(2023, 9)),
        ("199X/2003~", DatePoint(1990, decade=True), DatePoint(2003, approximate=True)),
        ("../2023-09-20", None, DatePoint(2023, 9, 20)),
        ("2023-09-20/..", DatePoint(2023, 9, 20), None),
        ("2023-09-21/2023-09", DatePoint(2023, 9, 21), DatePoint(2023, 9)),
        ("2023-09/2023-09-01", DatePoint(2023, 9), DatePoint(2023, 9, 1)),
        ("1995/199X", DatePoint(1995), DatePoint(1990, decade=True)),
    ],
)
def test_an_interval_may_be_open_and_have_ends_of_any_precision(
    text: str, start: DatePoint | None, end: DatePoint | None
) -> None:
    """An end that may lie behind the start is not refused, for nobody knows better."""
    date = PartialDate.parse(text)

    assert (date.start, date.end) == (start, end)
    assert date.is_interval


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 2023",
        "2023 ",
        "23",
        "20233",
        "2023-9",
        "2023-09-1",
        "2023/09/21",
        "21.09.2023",
        "2023-13",
        "2023-00",
        "2023-09-31",
        "2023-02-29",
        "2023-09-00",
        "0000",
        "000X",
        "19XX",
        "199X-05",
        "199x",
        "~2023",
        "2023%",
        "2023~?",
        "2023~-09",
        "-0044",
        "Y12023",
        "2023-21",
        "2023-09-21T12:30",
        "September 2023",
        "2023/",
        "/2023",
        "../..",
        "..",
        "2023/2024/2025",
        "2024/2023",
        "2023-09-21/2023-09-20",
        "2023-10/2023-09-30",
        "2000/199X",
        "٢٠٢٣",
        "２０２３",
        "2023\n",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    """A date that is misread would put an event in the wrong place without a word."""
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2023-09-31", "there is no day 31 in 2023-09"),
        ("2023-13", "there is no month 13 in '2023-13'"),
        ("2024/2023", "the interval '2024/2023' ends before it starts"),
        ("../..", "an interval needs a date on one side at least"),
    ],
)
def test_the_refusal_says_what_is_wrong(text: str, sentence: str) -> None:
    """Editors read it."""
    with pytest.raises(ValueError, match=sentence.replace(".", r"\.")):
        PartialDate.parse(text)


def test_the_order_of_time() -> None:
    """A decade opens the list of its years, a year that of its months; open starts come first."""
    in_order = [
        "../2023-09-20",
        "../2024",
        "198X",
        "199X",
        "1990",
        "1990-01",
        "1999",
        "2023",
        "2023/2024",
        "2023/..",
        "2023-01",
        "2023-01-01",
        "2023-09",
        "2023-09-19/2023-09-20",
        "2023-09-19/..",
        "2023-09-20",
        "2024",
    ]

    dates = [PartialDate.parse(text) for text in reversed(in_order)]

    assert [date.text for date in sorted(dates, key=lambda date: date.order)] == in_order


points = st.builds(
    lambda year, rest, mark: f"{year:04}{rest}{mark}",
    st.integers(1, 9999),
    st.sampled_from(["", "-01", "-12", "-02-28", "-09-30"]),
    st.sampled_from(["", "~", "?"]),
)


@settings(deadline=None)
@given(points)
def test_a_date_ends_no_earlier_than_it_starts(text: str) -> None:
    """The two sides of the order would otherwise turn an interval round."""
    date = PartialDate.parse(text)

    assert date.order[0] < date.order[1] or date.start == date.end
    assert date.order == PartialDate.parse(f"{text}/{text}").order


def test_text_is_a_string_that_knows_its_place() -> None:
    """Every later complaint about a value points at the line it was written in."""
    text = Text("NO", Origin("site_src/site.yml", 3, 8))

    assert text == "NO"
    assert text.origin == Origin("site_src/site.yml", 3, 8)
