"""Numbers by measure, each with its speaker and its bound.

All bars of a measure start at zero on one scale. "At least" goes on in an
arrow, "at most" is an outline that may be filled to any part, "about" fades, and
what is no number stands in its words. A number that is exact, and the only one of
its measure, has no bar: its length would mean nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree as ET

from generator.drawing.svg import Drawing, drawn_once, element, fading, text, touchable
from generator.drawing.typesetting import BOLD, EDGE, LINE, SMALL, TYPE, WIDTH, text_width, wrap

LARGE = 18
_ZERO = 152  # where bars start
_FULL = 168  # how long the longest one is
_ARROW = 24  # how far an open one goes on
_THICK = 14
_SAID = (_ZERO - EDGE - 8) / BOLD  # the width of a number
_TIGHT = 1.25  # from line to line of what was said, in sizes of the type
_FRAMED = WIDTH - 2 * EDGE - 20  # the width of words in a frame
_ABOUT = 0.12  # of a bar fades on each side of a number that is only approximate


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A number, with who gives it."""

    speaker: str
    said: str  # the number as it was bounded, in words: "at least 200"; words stand in their quotation marks
    low: float | None
    high: float | None
    kind: Literal["exactly", "at_least", "at_most", "about", "words"]
    page: str  # where it is said, from docs/

    @property
    def ends(self) -> tuple[float, float] | None:
        """The least and the greatest number that it may mean; None where there is no number to draw."""
        given = [max(0.0, n) for n in (self.low, self.high) if n is not None and self.kind != "words"]
        if not given:
            return None
        if self.kind == "about" and min(given) == max(given):
            return given[0] * (1 - _ABOUT), given[0] * (1 + _ABOUT)
        return min(given), max(given)


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars of one measure, in the order in which they are shown."""

    name: str  # of the measure
    bars: tuple[Bar, ...]


@drawn_once
def figures(measures: Sequence[Bars], *, title: str, description: str) -> Drawing | None:
    """All measures that have a number, one below the other; None where there are none."""
    body: list[ET.Element] = []
    y = float(EDGE)
    for n, measure in enumerate(measures):
        if not measure.bars:
            continue
        if body:
            body.append(element("path", d=f"M{EDGE} {y:.1f}H{WIDTH - EDGE}", class_="rule"))
            y += 10
        for words in wrap(measure.name, (WIDTH - 2 * EDGE) / BOLD, TYPE):
            y += TYPE * LINE
            body.append(text(words, EDGE, y - 4, class_="heading"))
        y += 6
        longest = max((bar.ends[1] for bar in measure.bars if bar.ends), default=0) or 1
        if len(measure.bars) == 1:
            longest *= 2  # there is nothing to compare it with, and no need to fill the page
        for k, bar in enumerate(measure.bars):
            has_bar = len(measure.bars) > 1 or bar.kind != "exactly"
            row, y = _row(bar, f"fade-{n}-{k}", y, longest if has_bar else None)
            body.append(row)
        y += 8
    if not body:
        return None
    return Drawing(title, description, WIDTH, y, tuple(body), "chart figures")


def _row(bar: Bar, name: str, top: float, longest: float | None) -> tuple[ET.Element, float]:
    """A row and where it ends: a number, with a bar if there is a longest one, or words in a frame."""
    parts: list[ET.Element]
    size: float
    if bar.ends is None:
        size, kind, x, y = TYPE, "words", EDGE + 10, top + 7
        lines = wrap(bar.said, _FRAMED, size)
        parts = [_frame(lines, top)]
    else:
        size, kind, x, y = LARGE, "said", EDGE, top + 2
        if any(text_width(word, LARGE) > _SAID for word in bar.said.split()):
            size, kind = SMALL, "said smaller"
        lines = wrap(bar.said, _SAID, size)
        parts = _drawn(bar, bar.ends, name, top, longest) if longest else []
    for words in lines:
        y += size * _TIGHT
        parts.append(text(words, x, y - size * 0.25, class_=kind))
    y += 9 if bar.ends is None else 3
    for words in wrap(bar.speaker, WIDTH - 2 * EDGE, SMALL):
        y += SMALL * LINE
        parts.append(text(words, EDGE, y - 4, class_="note"))
    row = touchable(bar.page, f"{bar.said} – {bar.speaker}", *parts, y=top, width=WIDTH, height=y - top)
    return row, y + 10


def _frame(lines: Sequence[str], top: float) -> ET.Element:
    height = len(lines) * TYPE * _TIGHT + 10
    width = max((text_width(words, TYPE) for words in lines), default=0) + 20
    return element("rect", x=EDGE, y=top + 2, width=width, height=height, rx=3, class_="frame")


def _drawn(bar: Bar, ends: tuple[float, float], name: str, top: float, longest: float) -> list[ET.Element]:
    """The bar of a number; its end shows the bound."""
    middle = top + 2 + LARGE * _TIGHT / 2
    low, high = (_FULL * (n / longest) for n in ends)
    shape = element(
        "rect",
        x=_ZERO,
        y=middle - _THICK / 2,
        width=max(high, 1.5),
        height=_THICK,
        class_=f"bar {bar.kind.replace('_', '-')}",
    )
    zero = element("path", d=f"M{_ZERO} {middle - 13:.1f}v26", class_="axis")
    end = _ZERO + high
    match bar.kind:
        case "about" if high > low:
            shape.set("mask", f"url(#{name})")
            return [fading(name, start=0, end=(high - low) / high, down=False), shape, zero]
        case "at_least":
            arrow = f"M{end:.1f} {middle:.1f}h{_ARROW}m-6 -5l6 5l-6 5"
            return [shape, element("path", d=arrow, class_="on"), zero]
        case "at_most":
            return [shape, element("path", d=f"M{end:.1f} {middle - 11:.1f}v22", class_="stop"), zero]
    return [shape, zero]
