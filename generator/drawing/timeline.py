"""Events in time, from top to bottom: where each lies, how long it may have lasted, and what it is called.

Days are dots on the line of time; what is less precise is a bar at its left, in
a lane where no other lies. The scale gives each date the room that its label
needs, so no label has to be moved away from its mark.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from generator.drawing.moments import Mark, Moment, in_order
from generator.drawing.svg import (
    BOLD,
    EDGE,
    LINE,
    SMALL,
    TYPE,
    WIDTH,
    Drawing,
    drawn_once,
    element,
    text,
    touchable,
    wrap,
)
from generator.drawing.time_scale import scale_of

_LABELS = 240  # the least width of the side where the labels are
_GAP = 16  # from the line of time to the labels
_START = 16  # from the top of a row to where its date begins: the middle of the date's words
_DOT = 9


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
