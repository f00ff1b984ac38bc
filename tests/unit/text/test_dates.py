import pytest

from generator.text.dates import in_edtf
from generator.text.english import ENGLISH


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("21 September 2023", "2023-09-21"),
        ("21st of September, 2023", "2023-09-21"),
        ("September 21, 2023", "2023-09-21"),
        ("SEPT. 21 2023", "2023-09-21"),
        ("1. May 2023", "2023-05-01"),
        ("September 2023", "2023-09"),
        ("2023/9/1", "2023-09-01"),
        ("2023.09.21", "2023-09-21"),
        ("2023-9-1", "2023-09-01"),
        ("2023-9", "2023-09"),
        ("1990s", "199X"),
        ("29 February 2024", "2024-02-29"),
        ("21/9/2023", "2023-09-21"),
        ("9/21/2023", "2023-09-21"),
        ("20.09.2023", "2023-09-20"),
    ],
)
def test_a_date_in_words_is_one_day_month_or_decade(written: str, date: str) -> None:
    """It is as precise as it was written, and no more."""
    assert in_edtf(written, ENGLISH.months) == date


@pytest.mark.parametrize(
    "written",
    [
        "03/04/2023",
        "3.4.2023",
        "21/13/2023",
        "31.9.2023",
        "32.9.2023",
        "29 February 2023",
        "2023/13/1",
        "2023-9/1",
        "21 Sebtember 2023",
        "21 September 23",
        "September 21",
        "about 2023",
        "21 September 2023, 12:30",
        "2023/2024",
        "on Monday",
        "",
    ],
)
def test_no_other_date_is_guessed(written: str) -> None:
    """A day and a month that may be exchanged are two dates."""
    assert in_edtf(written, ENGLISH.months) is None


def test_a_month_of_an_unknown_language_is_none() -> None:
    """Where no names of months are known, numbers alone are read."""
    assert in_edtf("21 September 2023", {}) is None
    assert in_edtf("2023/9/21", {}) == "2023-09-21"
