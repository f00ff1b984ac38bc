"""Coasts, country borders and lakes: Natural Earth's outlines, as the files in data/ hold them.

They are written like TopoJSON: a line between two countries, an arc, stands once
and belongs to both, so that a border (an arc of two countries) can be told from
a coast (an arc of one), and both stay together when lines are simplified.
data/README.md says where the files come from.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Literal

from generator.drawing.geometry import Box, Line, Pair, nearby, unwrapped

DATA = Path(__file__).parent / "data"

Name = Literal["countries-50m", "countries-110m", "lakes-10m"]


@dataclass(frozen=True, slots=True)
class Ring:
    """An outline that returns to its start, of land or of water within land."""

    arcs: tuple[int, ...]  # as in TopoJSON, -1 - n is the arc n backwards
    extent: Box  # in degrees, top being the south; its middle is at -180 to 180 degrees east


@dataclass(frozen=True, slots=True)
class Outlines:
    """What there is to draw at one scale."""

    arcs: tuple[Line, ...]  # (longitude, latitude) in degrees, without jumps at the date line
    extents: tuple[Box, ...]  # of each arc
    polygons: Mapping[str, tuple[Ring, ...]]  # by the country's name in Natural Earth, in English
    land: tuple[Ring, ...]  # of all countries together
    borders: frozenset[int]  # the arcs that two countries share

    def shape(self, ring: Ring, instead: Mapping[int, Line]) -> Line:
        """The points of a ring, moved to its extent, with other lines instead of some arcs."""
        arcs = {n: instead.get(n, self.arcs[n]) for n in (max(n, -1 - n) for n in ring.arcs)}
        whole = joined(ring.arcs, arcs)
        turns = round((ring.extent.middle[0] - Box.around(whole).middle[0]) / 360)
        return shifted(whole, 360.0 * turns)


@cache
def load(name: Name) -> Outlines:
    data: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    arcs = tuple(decoded(arc, data["unit"]) for arc in data["arcs"])
    owners = Counter(
        arc for rings in data["polygons"].values() for arc in {max(n, -1 - n) for ring in rings for n in ring}
    )
    return Outlines(
        arcs=arcs,
        extents=tuple(Box.around(arc) for arc in arcs),
        polygons={
            country: tuple(_ring(ring, arcs) for ring in rings) for country, rings in data["polygons"].items()
        },
        land=tuple(_ring(ring, arcs) for ring in data["land"]),
        borders=frozenset(arc for arc, count in owners.items() if count > 1),
    )


def decoded(steps: Sequence[int], unit: float) -> Line:
    """An arc in degrees; it is stored in units, as its first point and the steps to each next one."""
    xs, ys = accumulate(steps[::2]), accumulate(steps[1::2])
    return unwrapped((x * unit, y * unit) for x, y in zip(xs, ys, strict=True))


def joined(numbers: Iterable[int], arcs: Mapping[int, Line] | Sequence[Line]) -> Line:
    """A ring from its arcs, each starting where the last ended; a ring around a pole is led over it."""
    made: list[Pair] = []
    for n in numbers:
        arc = arcs[n] if n >= 0 else arcs[-1 - n][::-1]
        turn = nearby(arc[0][0], made[-1][0]) - arc[0][0] if made else 0.0
        made += shifted(arc, turn)[1 if made else 0 :]
    (first, latitude), (last, _) = made[0], made[-1]
    if abs(last - first) > 180:
        pole = -90.0 if latitude < 0 else 90.0
        made += [(last, pole), (first, pole)]
    return tuple(made)


def shifted(line: Line, degrees: float) -> Line:
    """The line moved to the east."""
    return tuple((longitude + degrees, latitude) for longitude, latitude in line) if degrees else line


def _ring(numbers: Sequence[int], arcs: Sequence[Line]) -> Ring:
    extent = Box.around(joined(numbers, arcs))
    east, _ = extent.middle
    turn = nearby(east, 0) - east
    return Ring(tuple(numbers), Box(extent.left + turn, extent.top, extent.right + turn, extent.bottom))
