"""Events in time: a timeline from top to bottom, and a strip from left to right that shows them at a glance.

Days are dots on the line of time; what is less precise is a bar beside it, in a
lane where no other lies. On the timeline the scale gives each date the room that
its label needs, so no label has to be moved away from its mark. On the strip the
scale is shrunk to the width of a column, and there are no labels but a few dates.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from generator.drawing.moments import Mark, Moment, in_order
from generator.drawing.svg import Drawing, drawn_once, element, text, touchable
from generator.drawing.time_scale import scale_of
from generator.drawing.typesetting import BOLD, EDGE, LINE, SMALL, TYPE, WIDTH, text_width, wrap

_LABELS = 240  # the least width of the side where the labels are
_GAP = 16  # from the line of time to the labels
_START = 16  # from the top of a row to where its date begins: the middle of the date's words
_DOT = 9
_FINGER = 24  # the least width and height of a link on the strip
_BETWEEN = 10  # the least from date to date on the strip


@dataclass(frozen=True, slots=True)
class Key:
    """What the two sorts of marks mean, in words."""

    stated: str  # of a filled mark
    claimed: str  # of a hollow one


@dataclass(frozen=True, slots=True)
class _Row:
    """The words of a moment, broken into lines."""

    heading: tuple[str, ...]  # the date; (): it is the one of the row above
    label: tuple[str, ...]
    status: tuple[str, ...]

    @property
    def heading_height(self) -> float:
        return 10 + len(self.heading) * SMALL * LINE if self.heading else 0

    @property
    def label_height(self) -> float:
        return max(24, 4 + LINE * (len(self.label) * TYPE + len(self.status) * SMALL))

    @property
    def height(self) -> float:
        return self.heading_height + self.label_height


@drawn_once
def timeline(
    moments: Sequence[Moment], *, title: str, description: str, key: Key | None = None
) -> Drawing | None:
    """All events, the earliest on top; None where there are none."""
    if not moments:
        return None
    ordered = in_order(moments)
    lanes = max(each.lane for each in ordered)
    pitch = max(8.0, min(13.0, (WIDTH - _LABELS) / max(lanes, 1)))
    line = EDGE + _DOT / 2 + lanes * pitch  # the line of time, from the left
    width = max(float(WIDTH), line + _LABELS)
    rows = tuple(_rows([each.moment for each in ordered], width - line - _GAP - EDGE))
    scale = scale_of([each.days for each in ordered], [row.height for row in rows])
    stretches = [each.stretch(scale) for each in ordered]
    top = EDGE - min(0, *(start for start, _ in stretches))
    bottom = top + _START + max(*scale.at.values(), *(end for _, end in stretches))
    body = [element("path", d=f"M{line:g} {top:.1f}V{bottom:.1f}", class_="axis")]
    links: list[ET.Element] = []
    for n, (each, row) in enumerate(zip(ordered, rows, strict=True)):
        y = top + scale.places[n][0]
        mark = Mark(
            name=f"fade-{n}",
            moment=each.moment,
            days=each.days,
            start=top + _START + stretches[n][0] + 1.5,
            end=top + _START + stretches[n][1] - 1.5,
            centre=y + row.heading_height + 9,
            across=line - each.lane * pitch,
            size=min(8, pitch - 3) if each.lane else _DOT,
            down=True,
        )
        if each.lane:
            end = line + _GAP - 5
            body.append(element("path", d=f"M{mark.across:.1f} {mark.centre:.1f}H{end:.1f}", class_="lead"))
        links.extend(_words(row, mark, y, (line, width)))
    body += links
    if key:
        meanings, height = _key(key, line, bottom + 10, width)
        body += meanings
        bottom += 10 + height
    return Drawing(title, description, width, bottom + EDGE, tuple(body), "chart timeline")


def _rows(moments: Sequence[Moment], width: float) -> Iterator[_Row]:
    before = ""
    for moment in moments:
        heading = () if moment.when == before else wrap(moment.when, width / BOLD, SMALL)
        before = moment.when
        label, status = wrap(moment.label, width, TYPE), wrap(moment.status_words, width, SMALL)
        yield _Row(heading, label, status)


def _words(row: _Row, mark: Mark, y: float, sides: tuple[float, float]) -> Iterator[ET.Element]:
    """A row: its date on the line of time, and the link that its mark and its label are."""
    line, width = sides
    x = line + _GAP
    for k, words in enumerate(row.heading):
        if k == 0:
            yield element("path", d=f"M{line:g} {y + _START:.1f}h{_GAP - 5}", class_="tick")
        yield text(words, x, y + _START + 4 + k * SMALL * LINE, class_="date")
    top = y + row.heading_height
    baseline = top + TYPE
    lines = [text(words, x, baseline + k * TYPE * LINE, class_="name") for k, words in enumerate(row.label)]
    baseline += len(row.label) * TYPE * LINE - 1
    lines += [
        text(words, x, baseline + k * SMALL * LINE, class_="note") for k, words in enumerate(row.status)
    ]
    room = {"x": line, "y": top, "width": width - line, "height": row.label_height}
    yield touchable(mark.moment.page, mark.moment.title, *mark.drawn(), *lines, **room)


def _key(key: Key, line: float, top: float, width: float) -> tuple[list[ET.Element], float]:
    """What the two sorts of marks mean, and how high that is."""
    drawn: list[ET.Element] = []
    baseline = top + SMALL
    for sort, meaning in (("stated", key.stated), ("claimed", key.claimed)):
        drawn.append(
            element("circle", cx=line, cy=baseline - 4, r=_DOT / 2, class_=f"mark {sort} reported dot")
        )
        for words in wrap(meaning, width - line - _GAP - EDGE, SMALL):
            drawn.append(text(words, line + _GAP, baseline, class_="note"))
            baseline += SMALL * LINE
    return drawn, baseline - SMALL - top + 4


@drawn_once
def strip(moments: Sequence[Moment], *, title: str, description: str, current: str = "") -> Drawing | None:
    """All events in a row, with the one whose page is `current` set off; None where there are none."""
    if not moments:
        return None
    ordered = in_order(moments)
    dates = [each.days for each in ordered]
    lanes = max(each.lane for each in ordered)
    pitch = min(11.0, 44 / max(lanes, 1))
    line = max(_FINGER / 2, 14 + lanes * pitch)  # the line of time, from the top
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
    width = max(_FINGER, 0 if mark.days.is_day else mark.end - mark.start)
    room = {
        "x": min(max(0, _middle(mark) - width / 2), WIDTH - width),
        "y": min(max(0, mark.across - _FINGER / 2), lowest - _FINGER),
        "width": width,
        "height": _FINGER,
    }
    made = touchable(mark.moment.page, mark.moment.title, *mark.drawn(), **room)
    if mark.is_current:
        made.set("aria-current", "page")
    return made


def _dates(marks: Sequence[Mark], line: float) -> Iterator[ET.Element]:
    """As many dates as there is room for, each with a tick at its mark.

    First comes that of the event on whose page the strip stands, then the first and the last.
    """
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
