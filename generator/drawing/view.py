"""A part of the globe as a picture, and what of the outlines is to be seen there.

Everything comes out in pixels and cut to the picture's frame.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from math import ceil, floor

from generator.drawing.geometry import Box, Line, Pair, clipped_line, clipped_polygon, nearby, simplified
from generator.drawing.outlines import Outlines, Ring, load, shifted

PRECISION = 0.7  # px; lines are simplified by less than can be seen
LEAST_ISLAND, LEAST_LAKE = 2.5, 8.0  # px, width and height together; what is smaller is left out


@dataclass(frozen=True, slots=True)
class View:
    """A part of the globe as a picture: equirectangular, true to scale along one parallel."""

    longitude: float  # degrees east of the middle
    latitude: float  # degrees north of the middle
    scale: float  # px for a degree of latitude
    squeeze: float  # a degree of longitude, in degrees of latitude
    frame: Box  # where the picture is
    is_coarse: bool = False  # for a small picture, or one of a large part of the world

    def place(self, longitude: float, latitude: float) -> Pair:
        x, y = self.frame.middle
        return (
            x + (longitude - self.longitude) * self.squeeze * self.scale,
            y - (latitude - self.latitude) * self.scale,
        )

    def line(self, points: Iterable[Pair]) -> Line:
        return tuple(self.place(*point) for point in points)

    def nearest(self, longitude: float, latitude: float) -> Pair:
        """A place on the picture or off it, taken the shorter way round the globe."""
        return self.place(nearby(longitude, self.longitude), latitude)

    @property
    def degrees(self) -> Box:
        """What it shows, top being the south."""
        across = self.frame.width / 2 / self.scale / self.squeeze
        up = self.frame.height / 2 / self.scale
        east, north = self.longitude, self.latitude
        return Box(east - across, north - up, east + across, north + up)


def land(view: View) -> Iterator[Line]:
    """Land and islands, and seas within land, as polygons."""
    outlines = _outlines(view)
    return _polygons(view, outlines, outlines.land, LEAST_ISLAND)


def lakes(view: View) -> Iterator[Line]:
    """Lakes, and islands within lakes, as polygons."""
    outlines = load("lakes-10m")
    return _polygons(view, outlines, chain.from_iterable(outlines.polygons.values()), LEAST_LAKE)


def _polygons(view: View, outlines: Outlines, rings: Iterable[Ring], least: float) -> Iterator[Line]:
    """What the view shows of some rings, without those that reach over less than that."""
    thin = _thinned(view, outlines)
    for ring in rings:
        for line in _in_view(view, outlines, ring, thin):
            part = clipped_polygon(line, view.frame)
            if part and _reach(line) > least:
                yield part


def coasts(view: View) -> Iterator[Line]:
    """Where land ends, as lines."""
    outlines = _outlines(view)
    for n, arc in enumerate(outlines.arcs):
        if n not in outlines.borders:
            yield from _drawn(view, arc)


def borders(view: View, is_disputed: Callable[[Pair], bool]) -> Iterator[tuple[bool, Line]]:
    """Where countries meet, as lines, and whether each is disputed; a border may be so in parts."""
    outlines = _outlines(view)

    def is_step_disputed(step: tuple[Pair, Pair]) -> bool:
        return is_disputed(Box.around(step).middle)

    for n in sorted(outlines.borders):
        if not _turns(view, outlines.extents[n]):
            continue
        for answer, steps in groupby(pairwise(outlines.arcs[n]), key=is_step_disputed):
            part = list(steps)
            for line in _drawn(view, (part[0][0], *(end for _, end in part))):
                yield answer, line


def countries(view: View) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """Countries by name, each with the polygons that are to be seen of it."""
    outlines = _outlines(view)
    thin = _thinned(view, outlines)
    for name, rings in outlines.polygons.items():
        lines = (line for ring in rings for line in _in_view(view, outlines, ring, thin))
        parts = tuple(part for part in (clipped_polygon(line, view.frame) for line in lines) if part)
        if parts:
            yield name, parts


def _outlines(view: View) -> Outlines:
    return load("countries-110m" if view.is_coarse else "countries-50m")


def _thinned(view: View, outlines: Outlines) -> dict[int, Line]:
    """The arcs that may be in view, without what cannot be seen at its scale."""
    return {
        n: _thin(view, outlines.arcs[n]) for n, around in enumerate(outlines.extents) if _turns(view, around)
    }


def _thin(view: View, line: Line) -> Line:
    flat = [(longitude * view.squeeze, latitude) for longitude, latitude in line]
    thin = simplified(flat, PRECISION / view.scale)
    return tuple((x / view.squeeze, latitude) for x, latitude in thin)


def _turns(view: View, around: Box) -> list[float]:
    """The full turns, in degrees, by which something comes into view."""
    shown = view.degrees
    if around.bottom < shown.top or shown.bottom < around.top:
        return []
    first = ceil((shown.left - around.right) / 360)
    last = floor((shown.right - around.left) / 360)
    return [360.0 * turn for turn in range(first, last + 1)]


def _in_view(view: View, outlines: Outlines, ring: Ring, thin: dict[int, Line]) -> Iterator[Line]:
    """The outline on the picture, not yet cut to its frame; twice if the picture goes round the world."""
    for turn in _turns(view, ring.extent):
        yield view.line(shifted(outlines.shape(ring, thin), turn))


def _drawn(view: View, arc: Line) -> Iterator[Line]:
    """A line on the picture, cut to its frame."""
    for turn in _turns(view, Box.around(arc)):
        line = view.line(shifted(_thin(view, arc), turn))
        if line[0] != line[-1] or _reach(line) > LEAST_ISLAND:
            yield from clipped_line(line, view.frame)


def _reach(line: Line) -> float:
    around = Box.around(line)
    return around.width + around.height
