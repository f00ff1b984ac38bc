"""Events in time, from left to right, at a glance: no labels but a few dates.

The scale is the timeline's, shrunk to the width of a column. As many dates are
written as there is room for: first that of the event on whose page the strip
stands, then the first and the last.
"""

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from generator.drawing.moments import Mark, Moment, in_order
from generator.drawing.svg import (
    BOLD,
    EDGE,
    SMALL,
    WIDTH,
    Drawing,
    drawn_once,
    element,
    text,
    text_width,
    touchable,
    wrap,
)
from generator.drawing.time_scale import scale_of

_HIT = 24
_BETWEEN = 10  # the least from date to date


@drawn_once
def strip(moments: Sequence[Moment], *, title: str, description: str, current: str = "") -> Drawing | None:
    """All events in a row, with the one whose page is `current` set off; None where there are none."""
    if not moments:
        return None
    ordered = in_order(moments)
    dates = [each.days for each in ordered]
    lanes = max(each.lane for each in ordered)
    pitch = min(11.0, 44 / max(lanes, 1))
    line = max(_HIT / 2, 14 + lanes * pitch)  # the line of time, from the top
    scale = scale_of(dates, [12.0 if days.is_day else 5.0 for days in dates]).fitted(EDGE, WIDTH - EDGE)
    marks = []
    for n, (each, place) in enumerate(zip(ordered, scale.places, strict=True)):
        start, end = each.stretch(scale)
        is_current = each.moment.page == current
        dot = min(7, max(4, place[1] - place[0] - 2)) + (4 if is_current else 0)
        marks.append(
            Mark(
                name=f"fade-{n}",
                moment=each.moment,
                days=each.days,
                start=max(2, start + 0.5),
                end=min(WIDTH - 2, max(end - 0.5, start + 2.5)),
                centre=sum(place) / 2,
                across=line - 7 - (each.lane - 0.5) * pitch if each.lane else line,
                size=min(7, max(1, pitch - 2)) if each.lane else dot,
                down=False,
                is_current=is_current,
            )
        )
    # The longest first, so that no bar covers the link of a shorter one; what is looked at on top of all.
    marks.sort(key=lambda mark: (mark.is_current, mark.days.first - mark.days.end))
    axis = element("path", d=f"M{EDGE} {line:.1f}H{WIDTH - EDGE}", class_="axis")
    links = (_linked(mark, line + 12) for mark in marks)
    return Drawing(title, description, WIDTH, line + 38, (axis, *links, *_dates(marks, line)), "chart strip")


def _linked(mark: Mark, lowest: float) -> ET.Element:
    """A mark with room for a finger around it."""
    width = max(_HIT, 0 if mark.days.is_day else mark.end - mark.start)
    room = {
        "x": min(max(0, _middle(mark) - width / 2), WIDTH - width),
        "y": min(max(0, mark.across - _HIT / 2), lowest - _HIT),
        "width": width,
        "height": _HIT,
    }
    made = touchable(mark.moment.page, mark.moment.title, *mark.drawn(), **room)
    if mark.is_current:
        made.set("aria-current", "page")
    return made


def _dates(marks: Sequence[Mark], line: float) -> Iterator[ET.Element]:
    """As many dates as there is room for, each with a tick at its mark."""
    in_time = sorted(marks, key=lambda mark: (_middle(mark), mark.name))
    wanted = [*(mark for mark in marks if mark.is_current), in_time[0], in_time[-1], *in_time]
    taken: list[tuple[float, float]] = []
    written: set[str] = set()
    for mark in wanted:
        words = " ".join(wrap(mark.moment.when, (WIDTH - 2 * EDGE) / BOLD, SMALL, most=1))
        if words in written:
            continue
        half = BOLD * text_width(words, SMALL) / 2  # a little more, for what is set in bold
        middle = min(max(_middle(mark), EDGE + half), WIDTH - EDGE - half)
        if any(middle - half < b + _BETWEEN and a < middle + half + _BETWEEN for a, b in taken):
            continue
        taken.append((middle - half, middle + half))
        written.add(words)
        sort = "date current" if mark.is_current else "date"
        yield element("path", d=f"M{_middle(mark):.1f} {line + 9:.1f}v8", class_="tick")
        yield text(words, middle, line + 29, class_=sort, text_anchor="middle")


def _middle(mark: Mark) -> float:
    return mark.centre if mark.days.is_day else (mark.start + mark.end) / 2
