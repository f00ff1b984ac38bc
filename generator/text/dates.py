"""Read a date that is written the long way, where it can mean one day, month or year only.

"21 September 2023", "September 21, 2023", "Sept. 2023", "1990s", "2023/9/21" can;
"03/04/2023" is another day in another country, and is left to the editor; of
"21/4/2023" only one number can be the month.
"""

import re
from collections.abc import Mapping

from generator.values import PartialDate

_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)?"
_MONTH = r"(?P<month>[^\W\d_]+)\.?"
_YEAR = r"(?P<year>[0-9]{4})"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_DAY} (?:of )?{_MONTH},? {_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"{_MONTH},? {_YEAR}",
        # The year first is never followed by the day.
        rf"{_YEAR}([-/.])(?P<month>[0-9]{{1,2}})\2(?P<day>[0-9]{{1,2}})",
        rf"{_YEAR}[-/](?P<month>[0-9]{{1,2}})",
        # No month is greater than 12.
        rf"(?P<day>1[3-9]|[23][0-9])([-/.])(?P<month>[0-9]{{1,2}})\2{_YEAR}",
        rf"(?P<month>[0-9]{{1,2}})([-/.])(?P<day>1[3-9]|[23][0-9])\2{_YEAR}",
        r"(?P<decade>[0-9]{3})0s",
    )
)


def in_edtf(text: str, months: Mapping[str, int]) -> str | None:
    """The date as a briefing writes it; `months` gives the names of months, in lower case, their numbers."""
    words = " ".join(text.lower().split())
    for form in _FORMS:
        if match := form.fullmatch(words):
            return _put_together(match.groupdict(), months)
    return None


def _put_together(found: Mapping[str, str | None], months: Mapping[str, int]) -> str | None:
    if decade := found.get("decade"):
        return f"{decade}X"
    name, day = found["month"], found.get("day")
    assert name is not None  # all other forms have one
    month = int(name) if name.isdecimal() else months.get(name)
    if month is None:
        return None
    date = f"{found['year']}-{month:02}" + (f"-{int(day):02}" if day else "")
    try:
        return PartialDate.parse(date).text
    except ValueError:  # there is no such day
        return None
