"""Events in time, from left to right, at a glance: no labels but a few dates.

The scale is the timeline's, drawn together to the width of a column. As many
dates are written as there is room for: first the one that is looked at, then
the ends.
"""

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from generator.drawing.moments import Mark, Moment, in_order, stretch
from generator.drawing.svg import BOLD, Drawing, drawn_once, element, link, text, text_width, wrap
from generator.drawing.time_scale import Days, lanes_of, reaches_of, scale_of

WIDTH = 360
TYPE = 11.5

_EDGE = 8
_HIT = 24
_BETWEEN = 10  # the least from date to date


@drawn_once
def strip(moments: Sequence[Moment], *, title: str, description: str, current: str = "") -> Drawing | None:
    """All events in a row, with the one whose page is `current` set off; None where there are none."""
    if not moments:
        return None
    ordered = in_order(moments)
    dates = [Days.of(moment.date) for moment in ordered]
    reaches = reaches_of(dates)
    lanes = lanes_of({n: reaches[n] for n, days in enumerate(dates) if not days.is_day})
    count = max(lanes.values(), default=-1) + 1
    pitch = min(11.0, 44 / max(count, 1))
    line = max(_HIT / 2, 14 + count * pitch)  # the line of time, from the top
    scale = scale_of(dates, [12.0 if days.is_day else 5.0 for days in dates]).fitted(_EDGE, WIDTH - _EDGE)
    marks = []
    for n, (moment, days) in enumerate(zip(ordered, dates, strict=True)):
        start, end = stretch(days, reaches[n], scale)
        is_current = moment.page == current
        dot = min(7, max(4, scale.places[n][1] - scale.places[n][0] - 2))
        marks.append(
            Mark(
                name=f"fade-{n}",
                moment=moment,
                days=days,
                start=max(2, start + 0.5),
                end=min(WIDTH - 2, max(end - 0.5, start + 2.5)),
                centre=sum(scale.places[n]) / 2,
                across=line - 7 - (lanes[n] + 0.5) * pitch if n in lanes else line,
                size=min(7, max(1, pitch - 2)) if n in lanes else dot + 4 if is_current else dot,
                down=False,
                is_current=is_current,
            )
        )
    # The longest first, so that no bar covers the link of a shorter one; what is looked at on top of all.
    marks.sort(key=lambda mark: (mark.is_current, mark.days.first - mark.days.end))
    return Drawing(
        title=title,
        description=description,
        width=WIDTH,
        height=line + 38,
        body=(
            element("path", d=f"M{_EDGE} {line:.1f}H{WIDTH - _EDGE}", class_="axis"),
            *(_linked(mark, line + 12) for mark in marks),
            *_dates(marks, line),
        ),
        kind="chart strip",
    )


def _linked(mark: Mark, lowest: float) -> ET.Element:
    """A mark with room for a finger around it."""
    start, end = (mark.centre, mark.centre) if mark.days.is_day else (mark.start, mark.end)
    width = max(_HIT, end - start)
    made = link(
        mark.moment.page,
        element("title", mark.moment.title),
        element(
            "rect",
            x=min(max(0, (start + end - width) / 2), WIDTH - width),
            y=min(max(0, mark.across - _HIT / 2), lowest - _HIT),
            width=width,
            height=_HIT,
            class_="hit",
        ),
        *mark.drawn(),
    )
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
        words = " ".join(wrap(mark.moment.when, (WIDTH - 2 * _EDGE) / BOLD, TYPE, most=1))
        if words in written:
            continue
        half = BOLD * text_width(words, TYPE) / 2  # a little more, for what is set in bold
        middle = min(max(_middle(mark), _EDGE + half), WIDTH - _EDGE - half)
        if any(middle - half < b + _BETWEEN and a < middle + half + _BETWEEN for a, b in taken):
            continue
        taken.append((middle - half, middle + half))
        written.add(words)
        sort = "date current" if mark.is_current else "date"
        yield element("path", d=f"M{_middle(mark):.1f} {line + 9:.1f}v8", class_="tick")
        yield text(words, middle, line + 29, class_=sort, text_anchor="middle")


def _middle(mark: Mark) -> float:
    return mark.centre if mark.days.is_day else (mark.start + mark.end) / 2
