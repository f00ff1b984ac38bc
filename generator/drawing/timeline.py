"""Events in time, from top to bottom: where each lies, how long it may have lasted, and what it is called.

Days are dots on the line of time; what is less precise is a bar at its left, in
a lane where no other lies. The scale leaves each date room for its own label,
so that no label has to be moved away from its mark.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from generator.drawing.moments import Mark, Moment, in_order, stretch
from generator.drawing.svg import BOLD, LINE, Drawing, drawn_once, element, link, text, wrap
from generator.drawing.time_scale import Days, lanes_of, reaches_of, scale_of

WIDTH = 360
TYPE = 13
SMALL = 11.5

_LABELS = 240  # the least width of the side where the labels are
_GAP = 16  # from the line of time to the labels
_EDGE = 8  # around it all
_START = 16  # from the top of a row to where its date begins: the middle of the date's words
_DOT = 9


@dataclass(frozen=True, slots=True)
class Key:
    """What the two sorts of marks mean, in words."""

    stated: str  # of a filled mark
    claimed: str  # of a hollow one


@dataclass(frozen=True, slots=True)
class _Row:
    """A moment with its words, broken into lines."""

    moment: Moment
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
    dates = [Days.of(moment.date) for moment in ordered]
    reaches = reaches_of(dates)
    lanes = lanes_of({n: reaches[n] for n, days in enumerate(dates) if not days.is_day})
    count = max(lanes.values(), default=-1) + 1
    pitch = max(8.0, min(13.0, (WIDTH - _LABELS) / max(count, 1)))
    line = _EDGE + _DOT / 2 + count * pitch  # the line of time, from the left
    width = max(float(WIDTH), line + _LABELS)
    rows = tuple(_rows(ordered, width - line - _GAP - _EDGE))
    scale = scale_of(dates, [row.height for row in rows])
    stretches = [stretch(days, reach, scale) for days, reach in zip(dates, reaches, strict=True)]
    top = _EDGE - min(0, *(start for start, _ in stretches))
    bottom = top + _START + max(*scale.at.values(), *(end for _, end in stretches))
    leads: list[ET.Element] = []
    links: list[ET.Element] = []
    for n, row in enumerate(rows):
        y = top + scale.places[n][0]
        mark = Mark(
            name=f"fade-{n}",
            moment=row.moment,
            days=dates[n],
            start=top + _START + stretches[n][0] + 1.5,
            end=top + _START + stretches[n][1] - 1.5,
            centre=y + row.heading_height + 9,
            across=line - (lanes[n] + 1) * pitch if n in lanes else line,
            size=min(8, pitch - 3) if n in lanes else _DOT,
            down=True,
        )
        if n in lanes:
            end = line + _GAP - 5
            leads.append(element("path", d=f"M{mark.across:.1f} {mark.centre:.1f}H{end:.1f}", class_="lead"))
        links.extend(_words(row, mark, y, (line, width)))
    footer = tuple(_key(key, line, bottom + 10, width)) if key else ()
    return Drawing(
        title=title,
        description=description,
        width=width,
        height=bottom + (10 + _key_height(key, width - line) if key else 0) + _EDGE,
        body=(element("path", d=f"M{line:g} {top:.1f}V{bottom:.1f}", class_="axis"), *leads, *links, *footer),
        kind="chart timeline",
    )


def _rows(moments: Sequence[Moment], width: float) -> Iterator[_Row]:
    before = ""
    for moment in moments:
        heading = () if moment.when == before else wrap(moment.when, width / BOLD, SMALL)
        before = moment.when
        yield _Row(
            moment,
            heading,
            wrap(moment.label, width, TYPE),
            wrap(moment.status_words, width, SMALL),
        )


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
    lines = []
    for k, words in enumerate(row.label):
        lines.append(text(words, x, baseline + k * TYPE * LINE, class_="name"))
    baseline += len(row.label) * TYPE * LINE - 1
    for k, words in enumerate(row.status):
        lines.append(text(words, x, baseline + k * SMALL * LINE, class_="note"))
    yield link(
        row.moment.page,
        element("title", row.moment.title),
        element("rect", x=line, y=top, width=width - line, height=row.label_height, class_="hit"),
        *mark.drawn(),
        *lines,
    )


def _key_lines(words: str, width: float) -> tuple[str, ...]:
    return wrap(words, width - _GAP - _EDGE, SMALL)


def _key_height(key: Key, width: float) -> float:
    return 4 + SMALL * LINE * sum(len(_key_lines(words, width)) for words in (key.stated, key.claimed))


def _key(key: Key, line: float, y: float, width: float) -> Iterator[ET.Element]:
    baseline = y + SMALL
    for sort, words in (("stated", key.stated), ("claimed", key.claimed)):
        yield element("circle", cx=line, cy=baseline - 4, r=_DOT / 2, class_=f"mark {sort} reported dot")
        for words_of_line in _key_lines(words, width - line):
            yield text(words_of_line, line + _GAP, baseline, class_="note")
            baseline += SMALL * LINE
