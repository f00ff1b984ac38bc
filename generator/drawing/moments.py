"""Events in time and their marks, for the timeline and the strip.

A day is a dot. Whatever is less precise is a bar over all the days that it may
mean. An end that is not known, or not for certain, fades.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree as ET

from generator.drawing.svg import element, fading
from generator.drawing.time_scale import Days, Scale, lanes_of, reaches_of
from generator.values import PartialDate

_TAIL = 40  # the greatest length drawn of an open side
_SOFT = 14  # the length over which an uncertain end fades


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An event with its date."""

    label: str
    when: str  # the date in words
    date: PartialDate
    page: str  # from docs/
    status: Literal["reported", "announced", "alleged"] = "reported"
    status_words: str = ""  # shown below the label; "": nothing has to be said
    is_claimed: bool = False  # only claims tell of it; no source states it itself

    @property
    def title(self) -> str:
        """All that its mark says, in one line."""
        said = f" ({self.status_words})" if self.status_words else ""
        return f"{self.when}: {self.label}{said}"


@dataclass(frozen=True, slots=True)
class Dated:
    """A moment with its place among others."""

    moment: Moment
    days: Days
    reach: tuple[int, int]  # the days that its bar covers
    lane: int  # where its bar lies, counted from 1 away from the line of time; 0: a day, on that line

    def stretch(self, scale: Scale) -> tuple[float, float]:
        """Where its bar starts and ends, in pixels on the scale."""
        start, end = scale.at[self.days.first], scale.at[self.days.end]
        if self.days.is_open_before:
            start = max(start - _TAIL, scale.at.get(self.reach[0], start - _TAIL))
        if self.days.is_open_after:
            end = min(end + _TAIL, scale.at.get(self.reach[1], end + _TAIL))
        return start, end


def in_order(moments: Sequence[Moment]) -> tuple[Dated, ...]:
    """Moments by the first day, the longer before the shorter; those of one date stay as they are."""
    dated = [(moment, Days.of(moment.date)) for moment in moments]
    dated.sort(key=lambda each: (each[1].first, -each[1].end, each[0].when))
    reaches = reaches_of([days for _, days in dated])
    lanes = lanes_of({n: reaches[n] for n, (_, days) in enumerate(dated) if not days.is_day})
    return tuple(
        Dated(moment, days, reaches[n], lanes.get(n, -1) + 1) for n, (moment, days) in enumerate(dated)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Where a moment is drawn, along the line of time and across it."""

    name: str  # of its mask; no other in the picture has it
    moment: Moment
    days: Days
    start: float  # of a bar, along
    end: float
    centre: float  # of a dot, along
    across: float  # the middle
    size: float  # the thickness of a bar, the diameter of a dot
    down: bool  # whether time runs down; else to the right
    is_current: bool = False

    @property
    def _class(self) -> str:
        said = "claimed" if self.moment.is_claimed else "stated"
        return f"mark {said} {self.moment.status}{' current' if self.is_current else ''}"

    def drawn(self) -> tuple[ET.Element, ...]:
        """The shape, and the mask that makes its ends fade."""
        if not self.days.is_day:
            return self._bar(self.start, self.end, self.size, self._class, self._fades(self.end - self.start))
        x, y = self._turned(self.centre, self.across)
        dot = element("circle", cx=x, cy=y, r=self.size / 2, class_=f"{self._class} dot")
        if not (self.days.is_soft_before or self.days.is_soft_after):
            return (dot,)
        about = self.size / 2 + 7
        return (*self._bar(self.centre - about, self.centre + about, 3, "haze", (0.4, 0.4)), dot)

    def _bar(
        self, start: float, end: float, size: float, kind: str, fades: tuple[float, float]
    ) -> tuple[ET.Element, ...]:
        x, y = self._turned(start, self.across - size / 2)
        width, height = self._turned(end - start, size)
        shape = element("rect", x=x, y=y, width=width, height=height, rx=min(3, size / 2), class_=kind)
        if not any(fades):
            return (shape,)
        shape.set("mask", f"url(#{self.name})")
        return (fading(self.name, start=fades[0], end=fades[1], down=self.down), shape)

    def _turned(self, along: float, across: float) -> tuple[float, float]:
        return (across, along) if self.down else (along, across)

    def _fades(self, length: float) -> tuple[float, float]:
        """Over what part of the shape its start and its end fade."""
        d = self.days
        start = 0.6 if d.is_open_before else min(0.4, _SOFT / length) if d.is_soft_before else 0
        end = 0.6 if d.is_open_after else min(0.4, _SOFT / length) if d.is_soft_after else 0
        return start, end
