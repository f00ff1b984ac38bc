"""The small values that the YAML is made of: text and numbers with their origin, and dates.

A date is kept at the precision that was stated. The grammar is a part of EDTF
(ISO 8601-2): year, month, day, decade (``199X``), ``~`` approximate, ``?``
uncertain, and intervals of these, open where one side is ``..``.
"""

import calendar
import re
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from typing import Self

from generator.problems import Origin


class Text(str):
    """Text from outside, with its origin; never Markdown."""

    __slots__ = ("origin",)
    origin: Origin

    def __new__(cls, text: str, origin: Origin) -> Self:
        self = super().__new__(cls, text)
        self.origin = origin
        return self


class WholeNumber(int):
    """A whole number from outside, with its origin."""

    origin: Origin

    def __new__(cls, number: int, origin: Origin) -> Self:
        self = super().__new__(cls, number)
        self.origin = origin
        return self


Instant = tuple[int, int, int]
"""Year, month and day, for ordering; 0 where the month or the day is not known, -1 where the year is not."""

FIRST: Instant = (-1, 0, 0)  # before every date that can be written
LAST: Instant = (10_000, 0, 0)  # after every date that can be written


def origin_of(number: int, otherwise: Origin) -> Origin:
    """Where a number was written; `otherwise`, where it was written nowhere."""
    return number.origin if isinstance(number, WholeNumber) else otherwise


class DateError(ValueError):
    """Why words are no date; sentence and hint are for the editor."""

    def __init__(self, sentence: str, hint: str = "", words: str = "") -> None:
        super().__init__(sentence)
        self.hint = hint
        self.words = words  # the side of an interval that is no date; none: all of it


@dataclass(frozen=True, slots=True)
class DatePoint:
    """One date at the precision that a source gave it, in the Gregorian calendar."""

    year: int  # the first year of the decade where `decade` is set
    month: int | None = None  # 1 to 12; None: only the year is known
    day: int | None = None  # 1 to 31; None: only the month is known
    decade: bool = False  # only the decade is known
    approximate: bool = False  # "about", EDTF "~"
    uncertain: bool = False  # "perhaps", EDTF "?"

    @property
    def first(self) -> Instant:
        """The start, for ordering: a decade comes before its years, a year before its months."""
        return (self.year, -1 if self.decade else self.month or 0, self.day or 0)

    @property
    def last(self) -> Instant:
        """The last day that it may mean."""
        year = self.year + 9 if self.decade else self.year
        month = self.month or 12
        return (year, month, self.day or calendar.monthrange(year, month)[1])


_POINT = re.compile(r"([0-9]{4}|[0-9]{3}X)(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?])?")


def _parse_point(text: str) -> DatePoint:
    match = _POINT.fullmatch(text)
    if match is None:
        raise DateError(f"'{text}' is not a date", words=text)
    year, month, day, mark = match.groups()
    if year.endswith("X") and month:
        raise DateError(f"'{text}' gives a month of a decade", words=text)
    point = DatePoint(
        year=int(year.replace("X", "0")),
        month=int(month) if month else None,
        day=int(day) if day else None,
        decade=year.endswith("X"),
        approximate=mark == "~",
        uncertain=mark == "?",
    )
    if point.year == 0:
        raise DateError(f"there is no year 0 in '{text}'", words=text)
    if point.month is not None:
        if not 1 <= point.month <= 12:
            day_first = point.day if point.day and point.day <= 12 else None
            is_swapped = day_first and point.month <= calendar.monthrange(point.year, day_first)[1]
            hint = f"the month stands before the day: {year}-{day}-{month}" if is_swapped else ""
            raise DateError(f"there is no month {month} in '{text}'", hint, text)
        days = calendar.monthrange(point.year, point.month)[1]
        if point.day is not None and not 1 <= point.day <= days:
            hint = f"that month has {days} days; where the source gives none, write {year}-{month}"
            raise DateError(f"there is no day {day} in {year}-{month}", hint, text)
    return point


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date or an interval of dates, as precise as it was stated and no more."""

    text: str  # as written, EDTF
    start: DatePoint | None  # None: the interval is open at this side
    end: DatePoint | None  # the same object as `start` where it is no interval
    origin: Origin | None = field(default=None, compare=False)  # None: no file has it

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read EDTF; raises DateError."""
        match text.split("/"):
            case [single]:
                point = _parse_point(single)
                return cls(text, point, point)
            case ["..", ".."]:
                raise DateError("an interval needs a date on one side at least")
            case ["..", after]:
                return cls(text, None, _parse_point(after))
            case [before, ".."]:
                return cls(text, _parse_point(before), None)
            case [before, after]:
                date = cls(text, _parse_point(before), _parse_point(after))
                if date.start and date.end and date.end.last < date.start.first:
                    hint = f"exchange the two: {after}/{before}"
                    raise DateError(f"the interval '{text}' ends before it starts", hint)
                return date
        raise DateError(f"'{text}' is not a date")

    @property
    def is_interval(self) -> bool:
        return self.start is not self.end

    @property
    def is_certain(self) -> bool:
        """Whether no point of it is marked as uncertain or approximate."""
        return not any(p.uncertain or p.approximate for p in (self.start, self.end) if p)

    @property
    def order(self) -> tuple[Instant, Instant]:
        """The key for sorting: a year comes before its months, an open start before all."""
        return (self.start.first if self.start else FIRST, self.end.last if self.end else LAST)

    def is_before(self, other: Self) -> bool:
        """Whether it ends before the other begins, on any day that the two may mean."""
        return self.order[1] < other.order[0]

    def is_surely(self, other: Self) -> bool:
        """Whether both are certain, and the same."""
        return self.order == other.order and self.is_certain and other.is_certain

    def reaches_into(self, other: Self) -> bool:
        """Whether it is a certain interval that began before the other and had not ended."""
        begins, ends = self.order
        return self.is_interval and self.is_certain and begins < other.order[0] <= ends


EARTH_RADIUS = 6371.0  # km, the mean one


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """How far apart two places on the globe are, by the haversine formula."""
    a, b = radians(latitude), radians(other_latitude)
    across = sin(radians(other_longitude - longitude) / 2)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * across**2
    return 2 * EARTH_RADIUS * asin(sqrt(min(1.0, half)))
