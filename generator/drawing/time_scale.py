"""One scale from decades to days: a stretch of time grows with the logarithm of its days.

Every first and last day of a date is a boundary. From one to the next the scale
goes a little further the more days lie between, and at least as far as what
begins there needs, so that a date always holds the place of its own label.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from generator.values import PartialDate


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a date is sure to reach to, and how its ends are known."""

    first: int  # counted from 1 January of year 1
    end: int  # the day after the last
    is_day: bool  # one day and no more
    is_open_before: bool  # it began at some time before
    is_open_after: bool
    is_soft_before: bool  # its first day is marked as uncertain or approximate
    is_soft_after: bool

    @classmethod
    def of(cls, when: PartialDate) -> Self:
        """Count the days of a date; of one that is open at a side, those of the other side."""
        start, end = when.start or when.end, when.end or when.start
        assert start is not None  # an interval has one side at least
        assert end is not None
        first = date(start.year, start.month or 1, start.day or 1).toordinal()
        after = date(*end.last).toordinal() + 1
        return cls(
            first=first,
            end=after,
            is_day=after == first + 1 and when.start is not None and when.end is not None,
            is_open_before=when.start is None,
            is_open_after=when.end is None,
            is_soft_before=when.start is not None and (start.uncertain or start.approximate),
            is_soft_after=when.end is not None and (end.uncertain or end.approximate),
        )


@dataclass(frozen=True, slots=True)
class Scale:
    """Where time stands, in pixels."""

    at: Mapping[int, float]  # by boundary
    places: tuple[tuple[float, float], ...]  # the place of each date, within the date

    def fitted(self, start: float, end: float) -> Self:
        """The same scale, stretched or shrunk so that it lies from `start` to `end`."""
        factor = (end - start) / max(self.at.values())
        return type(self)(
            {day: start + factor * at for day, at in self.at.items()},
            tuple((start + factor * a, start + factor * b) for a, b in self.places),
        )


def scale_of(dates: Sequence[Days], needs: Sequence[float]) -> Scale:
    """Lay out dates, each with the room that it needs; those that begin together follow one another."""
    beginning: dict[int, list[int]] = defaultdict(list)
    ending: dict[int, list[int]] = defaultdict(list)
    for n, days in enumerate(dates):
        beginning[days.first].append(n)
        ending[days.end].append(n)
    places = [(0.0, 0.0)] * len(dates)
    at: dict[int, float] = {}
    y = free = 0.0
    before: int | None = None
    for day in sorted({*beginning, *ending}):
        if before is not None:
            y += 3 + 7 * math.log10(day - before)
        y = max([y, *(places[n][1] for n in ending[day])])
        if beginning[day]:
            free = y = max(y, free)
        at[day] = y
        for n in beginning[day]:
            places[n] = (free, free + needs[n])
            free += needs[n]
        before = day
    return Scale(at, tuple(places))


def reaches_of(dates: Sequence[Days]) -> tuple[tuple[int, int], ...]:
    """The days that the bar of each date covers: one that is open goes on over the next two boundaries."""
    boundaries = sorted({day for days in dates for day in (days.first, days.end)})
    rank = {day: n for n, day in enumerate(boundaries)}
    found = []
    for days in dates:
        first, end = days.first, days.end
        if days.is_open_before:
            first = boundaries[rank[first] - 2] if rank[first] >= 2 else boundaries[0] - 1
        if days.is_open_after:
            end = boundaries[rank[end] + 2] if rank[end] + 2 < len(boundaries) else boundaries[-1] + 1
        found.append((first, end))
    return tuple(found)


def lanes_of(reaches: Mapping[int, tuple[int, int]]) -> dict[int, int]:
    """The lane of each bar, so that none lies on another; as few lanes as there can be."""
    until: list[int] = []  # the end of the last bar in each lane
    lanes: dict[int, int] = {}
    for n in sorted(reaches, key=lambda n: (*reaches[n], n)):
        first, end = reaches[n]
        lane = next((k for k, last in enumerate(until) if last <= first), len(until))
        until[lane : lane + 1] = [end]
        lanes[n] = lane
    return lanes
