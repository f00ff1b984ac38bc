"""Plane and spherical geometry for pictures: boxes, lines, polygons, distances.

Points are pairs of numbers: (longitude, latitude) in degrees on the globe,
(x, y) in pixels with y downwards on a picture. A function that does not say
which works on both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import Literal

Pair = tuple[float, float]
Line = tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, points: Iterable[Pair]) -> "Box":
        xs, ys = zip(*points, strict=True)
        return cls(min(xs), min(ys), max(xs), max(ys))

    @classmethod
    def about(cls, x: float, y: float, width: float, height: float) -> "Box":
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> Pair:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def grown(self, by: float) -> "Box":
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def overlaps(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def has(self, point: Pair) -> bool:
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def nearest(self, point: Pair) -> Pair:
        """The place in the box that is nearest to the point."""
        return min(max(point[0], self.left), self.right), min(max(point[1], self.top), self.bottom)


def nearby(longitude: float, to: float) -> float:
    """The longitude, moved by whole turns until it is within half a turn of another."""
    return to + (longitude - to + 180) % 360 - 180


def unwrapped(points: Iterable[Pair]) -> Line:
    """A line on the globe without the jumps from 180 to -180 degrees; its longitudes may leave that range."""
    made: list[Pair] = []
    for longitude, latitude in points:
        made.append((nearby(longitude, made[-1][0]) if made else longitude, latitude))
    return tuple(made)


def span_of_longitudes(longitudes: Iterable[float]) -> Pair:
    """The narrowest range, from west to east, that holds all; its west is in [-180, 180)."""
    ordered = sorted({(longitude + 180) % 360 - 180 for longitude in longitudes})
    gaps = [(b - a, n) for n, (a, b) in enumerate(pairwise([*ordered, ordered[0] + 360]), 1)]
    _, after = max(gaps)
    if after == len(ordered):
        return ordered[0], ordered[-1]
    return ordered[after], ordered[after - 1] + 360


def simplified(points: Sequence[Pair], tolerance: float) -> Line:
    """The line with fewer points, nowhere farther than `tolerance` from the old one (Douglas and Peucker)."""
    if len(points) < 3:
        return tuple(points)
    kept = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        farthest, distance = first, tolerance
        for n in range(first + 1, last):
            off = _off_segment(points[n], points[first], points[last])
            if off > distance:
                farthest, distance = n, off
        if farthest != first:
            kept.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return tuple(points[n] for n in sorted(kept))


def _off_segment(point: Pair, start: Pair, end: Pair) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    squared = dx * dx + dy * dy
    if squared == 0:
        return hypot(point[0] - start[0], point[1] - start[1])
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / squared
    along = min(1.0, max(0.0, along))
    return hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)


def clipped_polygon(points: Sequence[Pair], box: Box) -> Line:
    """The part of a polygon within the box (Sutherland and Hodgman); parts of it may touch along the edge."""
    made = list(points)
    for axis, limit, sign in ((0, box.left, 1), (0, box.right, -1), (1, box.top, 1), (1, box.bottom, -1)):
        before, made = made, []
        for start, end in zip([*before[-1:], *before[:-1]], before, strict=True):
            is_start_in = sign * (start[axis] - limit) >= 0
            is_end_in = sign * (end[axis] - limit) >= 0
            if is_start_in != is_end_in:
                made.append(_crossing(start, end, axis, limit))
            if is_end_in:
                made.append(end)
    return tuple(made)


def _crossing(start: Pair, end: Pair, axis: int, limit: float) -> Pair:
    along = (limit - start[axis]) / (end[axis] - start[axis])
    other = start[1 - axis] + along * (end[1 - axis] - start[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def clipped_line(points: Sequence[Pair], box: Box) -> tuple[Line, ...]:
    """The parts of a line within the box."""
    parts: list[list[Pair]] = []
    for start, end in pairwise(points):
        part = clipped_segment(start, end, box)
        if part is None:
            continue
        if parts and parts[-1][-1] == part[0]:
            parts[-1].append(part[1])
        else:
            parts.append(list(part))
    return tuple(map(tuple, parts))


def clipped_segment(start: Pair, end: Pair, box: Box) -> tuple[Pair, Pair] | None:
    """The part of a straight line within the box, None if it stays outside (Liang and Barsky)."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    enters, leaves = 0.0, 1.0
    for step, room in (
        (-dx, start[0] - box.left),
        (dx, box.right - start[0]),
        (-dy, start[1] - box.top),
        (dy, box.bottom - start[1]),
    ):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            enters = max(enters, room / step)
        else:
            leaves = min(leaves, room / step)
    if enters > leaves:
        return None
    first = start if enters == 0 else (start[0] + enters * dx, start[1] + enters * dy)
    last = end if leaves == 1 else (start[0] + leaves * dx, start[1] + leaves * dy)
    return first, last


def is_inside(point: Pair, rings: Iterable[Line]) -> bool:
    """Whether a point is in a polygon, whose holes are rings like the others."""
    x, y = point
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], *ring[:1]), strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                inside = not inside
    return inside


def area_and_centre(ring: Line) -> tuple[float, Pair]:
    """The area of a polygon, positive whichever way round it goes, and its centre of gravity."""
    twice = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], *ring[:1]), strict=True):
        cross = x1 * y2 - x2 * y1
        twice += cross
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    if twice == 0:
        return 0.0, ring[0]
    return abs(twice) / 2, (x / twice / 3, y / twice / 3)


def path(lines: Iterable[Line], end: Literal["z", ""]) -> str:
    """Lines as the ``d`` of an SVG path, in tenths; the `end` "z" closes each of them.

    Steps are relative, which is shorter, and between rounded places, so that errors do not add up.
    """
    written: list[str] = []
    for line in lines:
        tenths = [(round(10 * x), round(10 * y)) for x, y in line]
        steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(tenths) if (x1, y1) != (x2, y2)]
        if len(steps) > (1 if end else 0):
            x, y = tenths[0]
            pairs = " ".join(f"{_tenth(dx)} {_tenth(dy)}" for dx, dy in steps)
            written.append(f"M{_tenth(x)} {_tenth(y)}l{pairs}{end}".replace(" -", "-"))
    return "".join(written)


def _tenth(number: int) -> str:
    """A number of tenths in as few characters as possible."""
    return f"{number / 10:g}".replace("0.", ".", 1) if abs(number) < 10 else f"{number / 10:.10g}"
