"""Find places for labels on a picture, so that none covers another, a dot or the edge.

Greedy: each label takes the first free of its candidates, best first: beside
the dot, around it, in two lines, then further away with a leader, a thin line
back to the dot. The caller says what becomes of a label that fits nowhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import cos, hypot, radians, sin
from typing import Literal

from generator.drawing.geometry import Box, Pair, clipped_segment
from generator.drawing.typesetting import text_width, wrap

ASCENT, DESCENT = 0.8, 0.25  # above and below the base line, in sizes of the type
LEADING = 1.15  # from line to line, in sizes of the type
GAP = 3.0  # between a dot and its label
NARROW = 100.0  # the width that a label in several lines is broken to

Side = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A label in its place."""

    lines: tuple[str, ...]
    box: Box
    side: Side  # the end of the lines that keeps its place, should the type be narrower than computed
    leader: tuple[Pair, Pair] | None = None  # from the dot to the label

    @property
    def x(self) -> float:
        return {"start": self.box.left, "middle": self.box.middle[0], "end": self.box.right}[self.side]


@dataclass(slots=True)
class Space:
    """A frame and what is taken of it; labels are put into the rest."""

    frame: Box
    boxes: list[Box] = field(default_factory=list)
    leaders: list[tuple[Pair, Pair]] = field(default_factory=list)

    def is_free(self, box: Box) -> bool:
        return (
            self.frame.holds(box)
            and not any(box.grown(0.5).overlaps(taken) for taken in self.boxes)
            and not any(clipped_segment(*leader, box) for leader in self.leaders)
        )

    def is_clear(self, leader: tuple[Pair, Pair]) -> bool:
        """Whether a leader meets nothing but the dot that it starts from."""
        return not any(
            clipped_segment(*leader, taken) for taken in self.boxes if not taken.has(leader[0])
        ) and not any(_crosses(leader, taken) for taken in self.leaders)

    def place(self, words: str, size: float, dot: Pair, radius: float) -> Placed | None:
        """Give a label to a dot; None if there is no room."""
        for placed in _candidates(words, size, dot, radius):
            if self.is_free(placed.box) and (placed.leader is None or self.is_clear(placed.leader)):
                self.take(placed)
                return placed
        return None

    def take(self, placed: Placed) -> None:
        self.boxes.append(placed.box)
        if placed.leader is not None:
            self.leaders.append(placed.leader)


def extent(lines: tuple[str, ...], size: float) -> Pair:
    """Width and height of lines of type."""
    height = (ASCENT + DESCENT + LEADING * (len(lines) - 1)) * size
    return max(text_width(line, size) for line in lines), height


def _candidates(words: str, size: float, dot: Pair, radius: float) -> Iterator[Placed]:
    forms: list[tuple[str, ...]] = [(words,)]
    several = wrap(words, max(NARROW, text_width(words, size) / 2), size, most=4)
    if len(several) > 1 and " ".join(several) == " ".join(words.split()):
        forms.append(several)
    for lines in forms:
        yield from _beside(lines, size, dot, radius)
    for distance in (14, 24, 36, 50, 68):
        for lines in forms:
            yield from _away(lines, size, dot, radius, distance)


def _beside(lines: tuple[str, ...], size: float, dot: Pair, radius: float) -> Iterator[Placed]:
    """Right, left, above, below, and the corners between."""
    width, height = extent(lines, size)
    off = radius + GAP
    slant = radius * 0.7 + 1
    x, y = dot
    corners: tuple[tuple[Side, float, float], ...] = (
        ("start", x + off, y - height / 2),
        ("end", x - off - width, y - height / 2),
        ("middle", x - width / 2, y - off - height),
        ("middle", x - width / 2, y + off),
        ("start", x + slant, y - slant - height),
        ("start", x + slant, y + slant),
        ("end", x - slant - width, y - slant - height),
        ("end", x - slant - width, y + slant),
    )
    for side, left, top in corners:
        yield Placed(lines, Box(left, top, left + width, top + height), side)


def _away(lines: tuple[str, ...], size: float, dot: Pair, radius: float, distance: float) -> Iterator[Placed]:
    """In twelve directions, with the label's nearest edge about that far from the dot."""
    width, height = extent(lines, size)
    for degrees in (0, 180, 30, 330, 150, 210, 60, 300, 120, 240, 90, 270):
        x, y = cos(radians(degrees)), -sin(radians(degrees))
        box = Box.about(
            dot[0] + x * (distance + width / 2), dot[1] + y * (distance + height / 2), width, height
        )
        end = box.nearest(dot)
        dx, dy = end[0] - dot[0], end[1] - dot[1]
        away = hypot(dx, dy)
        if away <= radius:
            continue  # a label of many lines would cover its own dot
        start = dot[0] + dx * radius / away, dot[1] + dy * radius / away
        yield Placed(lines, box, "start" if x > 0.1 else "end" if x < -0.1 else "middle", (start, end))


def _crosses(one: tuple[Pair, Pair], other: tuple[Pair, Pair]) -> bool:
    (a, b), (c, d) = one, other
    return _turn(a, b, c) * _turn(a, b, d) <= 0 and _turn(c, d, a) * _turn(c, d, b) <= 0


def _turn(a: Pair, b: Pair, c: Pair) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
