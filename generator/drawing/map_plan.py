"""Plan a map: what part of the globe it shows, and where dots, arrows and names go.

The map shows where most of the places lie. How many that are: around the place
with the shortest way to half of the others, all within three times that way
(but at least 300 km). So one far place, the city where talks are held, does not
shrink the rest to a spot: an arrow at the edge points to it, and a small map in
a corner shows it as a dot.

No name is lost: one for which there is no room goes below the map, with a number
that stands at its dot (or without one, where many dots are one).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import atan2, cos, hypot, inf, pi, radians

from generator.drawing.geometry import Box, Line, Pair, area_and_centre, is_inside, nearby, span_of_longitudes
from generator.drawing.labels import Placed, Space, extent
from generator.drawing.typesetting import BOLD, WIDTH, wrap
from generator.drawing.view import View, countries, lakes, land
from generator.values import distance_km

LOWEST, HIGHEST = 220.0, 420.0  # of the map without the lines below it
MARGIN = 42.0  # around the outermost places, for their names
WORLD_MARGIN = 12.0  # on a map that goes all the way round
SIZE = 11.0  # of the type
STRONG_SIZE = 11.5  # of names in bold, whose letters are wider
RADIUS, STRONG_RADIUS = 3.0, 4.0
ARROW_RADIUS = 6.0
HIT = 12.0  # radius of what a finger may touch
LINE = 15.0  # from line to line below the map
NUMBER_WIDTH = 22.0  # before a name below the map
NEAR_KM = 300.0  # places within it of the middle are always on the map
NEAR_TIMES = 3.0
LEAST_KM = 300.0  # from side to side of a map; the outlines show no finer detail
INSET_WIDTH, INSET_HEIGHT = 92.0, 62.0
INSET_DEGREES = (56.0, 110.0, 180.0, 360.0)  # of the small map: the first that shows enough land
INSET_LAND = 0.12  # the least part of it that is land, for an empty sea tells nobody where he is
CONTINENT = 75.0  # degrees; a map that shows more has coarser outlines
CLEARANCE = 4.0  # px around names of countries and regions, so that none is read together with another
KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A place to be shown."""

    label: str
    page: str | None  # what its dot links to, from docs/
    latitude: float  # degrees north, WGS 84
    longitude: float  # degrees east, WGS 84
    is_strong: bool = False  # in bold and colour: where something happened


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A disputed region: its name is shown, its boundary is not."""

    name: str
    latitude: float  # degrees north of its middle, WGS 84
    longitude: float  # degrees east of its middle, WGS 84
    radius: float | None = None  # km; country borders within it are dashed


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on the map, or an arrow to one that is off it."""

    point: Point
    at: Pair | None  # None: there is not even room for an arrow
    angle: float | None = None  # degrees clockwise from the right, of an arrow
    label: Placed | None = None  # None: see the line below the map
    number: Placed | None = None  # what ties the dot to that line; None: no room even for it
    hit: float = HIT  # radius of what can be touched: less where another dot is near

    @property
    def radius(self) -> float:
        if self.angle is not None:
            return ARROW_RADIUS
        return STRONG_RADIUS if self.point.is_strong else RADIUS

    @property
    def size(self) -> float:
        """Of the type of its label."""
        return STRONG_SIZE * BOLD if self.point.is_strong else SIZE

    @property
    def box(self) -> Box | None:
        reach = self.radius if self.angle is not None else self.radius + 1
        return self.at and Box.about(*self.at, 2 * reach, 2 * reach)


@dataclass(frozen=True, slots=True)
class Row:
    """A name below the map, for which there is no room on it."""

    spot: int | None  # the place of its point in the order given; None: it is a region's
    lines: tuple[str, ...]
    top: float

    @property
    def bottom(self) -> float:
        return self.top + max(2 * HIT, LINE * len(self.lines) + 6)


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything on a map goes."""

    view: View
    inset: View | None  # None: the map itself shows much of the world
    spots: tuple[Spot, ...]  # in the order given
    areas: tuple[Placed, ...]
    countries: tuple[Placed, ...]
    below: tuple[Row, ...]  # points, with the numbers that they have on the map, then regions
    height: float  # of it all


def plan(points: Sequence[Point], areas: Sequence[Area] = ()) -> Plan | None:
    """Find a place for everything; None if there is no point to show."""
    if not points:
        return None
    view = _view(_cluster(points))
    within = view.frame.grown(-RADIUS - 2)
    at = [view.nearest(point.longitude, point.latitude) for point in points]
    near = [place for place in at if within.has(place)]
    far = [point for point, place in zip(points, at, strict=True) if not within.has(place)]
    inset = _inset_view(view, near, far)
    space = Space(view.frame.grown(-2))
    if inset is not None:
        space.boxes.append(inset.frame.grown(1))
    dots = {n: Spot(points[n], at[n], hit=_hit(at[n], near)) for n in range(len(at)) if within.has(at[n])}
    space.boxes += [dot.box for dot in dots.values() if dot.box]
    arrows_too = [dots.get(n) or _arrow(points[n], place, space) for n, place in enumerate(at)]
    spots = _labelled(arrows_too, space)
    regions = _areas(areas, view, space)
    unplaced: list[tuple[int | None, str]] = [
        *((n, spot.point.label) for n, spot in enumerate(spots) if spot.label is None),
        *((None, name) for name, placed in regions if placed is None),
    ]
    is_inset_below = inset is not None and not inset.frame.overlaps(view.frame)
    room = WIDTH - (INSET_WIDTH + 10 if is_inset_below else 0)
    below = _rows(unplaced, view.frame.bottom + 4, room)
    parts: list[Box | Row] = [view.frame, *([inset.frame] if inset else []), *below]
    return Plan(
        view=view,
        inset=inset,
        spots=tuple(spots),
        areas=tuple(placed for _, placed in regions if placed),
        countries=_countries(view, space),
        below=below,
        height=max(part.bottom for part in parts),
    )


def _rows(names: Sequence[tuple[int | None, str]], top: float, room: float) -> tuple[Row, ...]:
    made: list[Row] = []
    for spot, words in names:
        lines = wrap(words, room - NUMBER_WIDTH, SIZE, most=99)
        made.append(Row(spot, lines, made[-1].bottom if made else top))
    return tuple(made)


def _cluster(points: Sequence[Point]) -> list[Point]:
    """The points that the map is made for; the docstring of this module says which."""
    half = len(points) // 2

    def reach(middle: Point) -> float:
        return sorted(_distance(middle, other) for other in points)[half]

    middle = min(points, key=reach)
    limit = max(NEAR_KM, NEAR_TIMES * reach(middle))
    return [point for point in points if _distance(middle, point) <= limit]


def _distance(one: Point, other: Point) -> float:
    return distance_km(one.latitude, one.longitude, other.latitude, other.longitude)


def _view(points: Sequence[Point]) -> View:
    """The smallest view with all points, a margin around them, and a least number of kilometres."""
    west, east = span_of_longitudes(point.longitude for point in points)
    south = min(point.latitude for point in points)
    north = max(point.latitude for point in points)
    squeeze = _squeeze(west, east, south, north)
    across, up = (east - west) * squeeze, north - south
    scale = min(
        (WIDTH - 2 * MARGIN) / max(across, 1e-9),
        (HIGHEST - 2 * MARGIN) / max(up, 1e-9),
        WIDTH / (LEAST_KM / KM_PER_DEGREE),
    )
    scale = max(scale, (WIDTH - 2 * WORLD_MARGIN) / (360 * squeeze))  # no place need be on it twice
    world = 180 * scale + 2 * WORLD_MARGIN
    height = min(HIGHEST, max(LOWEST, up * scale + 2 * MARGIN), world)
    beyond = (height / 2 - WORLD_MARGIN) / scale  # the least from a pole to the middle
    middle = min(90 - beyond, max(beyond - 90, (south + north) / 2))
    frame = Box(0, 0, WIDTH, height)
    is_coarse = WIDTH / scale / squeeze > CONTINENT
    return View((west + east) / 2, middle, scale, squeeze, frame, is_coarse)


def _squeeze(west: float, east: float, south: float, north: float) -> float:
    """The squeeze along the middle parallel; on a map of much of the world, along 30 degrees or more."""
    middle = (south + north) / 2
    return max(0.05, cos(radians(max(abs(middle), 30) if east - west > 100 else middle)))


def _inset_view(view: View, near: Sequence[Pair], far: Sequence[Point]) -> View | None:
    """A small map that shows where in the world the map is, and what is off it."""
    shown = view.degrees
    if shown.width > 100 and not far:
        return None
    west, east = _range([shown.left, shown.right, *(nearby(each.longitude, view.longitude) for each in far)])
    south, north = _range([shown.top, shown.bottom, *(each.latitude for each in far)])
    squeeze = _squeeze(west, east, south, north)
    needed = min((INSET_WIDTH - 14) / ((east - west) * squeeze), (INSET_HEIGHT - 14) / (north - south))
    longitude = view.longitude if east - west > 180 else (west + east) / 2
    made = None
    for degrees in INSET_DEGREES:
        scale = max(min(needed, INSET_WIDTH / degrees / squeeze), INSET_WIDTH / 360 / squeeze)
        height = min(INSET_HEIGHT, 180 * scale)
        beyond = 90 - height / 2 / scale
        middle = min(beyond, max(-beyond, (south + north) / 2))
        frame = _inset_frame(view.frame, height, near)
        made = View(longitude, middle, scale, squeeze, frame, is_coarse=True)
        dry = sum(area_and_centre(part)[0] for part in land(made))
        if dry > INSET_LAND * frame.width * frame.height:
            break
    return made


def _range(numbers: Sequence[float]) -> Pair:
    return min(numbers), max(numbers)


def _inset_frame(frame: Box, height: float, near: Sequence[Pair]) -> Box:
    """The corner with the most room around it; below the map where every corner holds a place."""
    right, bottom = frame.right - INSET_WIDTH, frame.bottom - height
    corners = [
        Box(left, top, left + INSET_WIDTH, top + height)
        for left, top in ((0, bottom), (right, bottom), (0, 0), (right, 0))
    ]
    free = [corner for corner in corners if not any(corner.grown(RADIUS + 4).has(place) for place in near)]
    if not free:
        return Box(right, frame.bottom + 8, frame.right, frame.bottom + 8 + height)

    def room(corner: Box) -> float:
        """How far the nearest place is, up to what is enough."""
        return min([80.0, *(hypot(x - a, y - b) for a, b in near for x, y in [corner.nearest((a, b))])])

    return max(free, key=room)


def _hit(place: Pair, others: Iterable[Pair]) -> float:
    """The radius of what a finger may touch, at most half the way to the nearest other dot."""
    apart = [hypot(place[0] - x, place[1] - y) for x, y in others]
    return max(RADIUS + 1, min([HIT, *(each / 2 for each in apart if each > 0)]))


def _arrow(point: Point, place: Pair, space: Space) -> Spot:
    """An arrow at the edge, as near as there is room to the way from the middle to the place."""
    edge = space.frame.grown(-8)
    x, y = edge.middle
    dx, dy = place[0] - x, place[1] - y
    angle = round(atan2(dy, dx) * 180 / pi)
    wanted = _along(edge, dx, dy)
    length = 2 * (edge.width + edge.height)
    for step in range(0, int(length / 2), 4):
        for off in (step, -step):
            at = _on_edge(edge, (wanted + off) % length)
            box = Box.about(*at, 14, 14)
            if not any(box.overlaps(taken) for taken in space.boxes):
                space.boxes.append(Box.about(*at, 12, 12))
                return Spot(point, at, angle)
    return Spot(point, None)


def _along(edge: Box, dx: float, dy: float) -> float:
    """Where a ray from the middle leaves the box: clockwise along its edge, from the upper left corner."""
    out = min(edge.width / 2 / abs(dx) if dx else inf, edge.height / 2 / abs(dy) if dy else inf)
    x, y = edge.width / 2 + dx * out, edge.height / 2 + dy * out
    near = 1e-6
    if y < near:
        return x
    if x > edge.width - near:
        return edge.width + y
    if y > edge.height - near:
        return 2 * edge.width + edge.height - x
    return 2 * edge.width + 2 * edge.height - y


def _on_edge(edge: Box, along: float) -> Pair:
    if along < edge.width:
        return edge.left + along, edge.top
    along -= edge.width
    if along < edge.height:
        return edge.right, edge.top + along
    along -= edge.height
    if along < edge.width:
        return edge.right - along, edge.bottom
    return edge.left, edge.bottom - (along - edge.width)


def _labelled(spots: Sequence[Spot], space: Space) -> list[Spot]:
    """The spots with names, placed strong ones first, or with numbers where a name has no room."""
    made = list(spots)
    for n, spot in sorted(enumerate(spots), key=lambda each: not each[1].point.is_strong):
        if spot.at is not None:
            label = space.place(spot.point.label, spot.size, spot.at, spot.radius)
            made[n] = replace(spot, label=label)
    numbers = 1
    for n, spot in enumerate(made):
        if spot.label is None and spot.at is not None:
            number = space.place(str(numbers), SIZE, spot.at, spot.radius)
            made[n] = replace(spot, number=number)
            numbers += number is not None
    return made


def _areas(areas: Sequence[Area], view: View, space: Space) -> list[tuple[str, Placed | None]]:
    """Each region whose middle is on the map with the place of its name; None: there is no room for it."""
    middles = [(area.name, view.nearest(area.longitude, area.latitude)) for area in areas]
    return [
        (name, _first_free(name, _around(middle, 60), space))
        for name, middle in middles
        if view.frame.has(middle)
    ]


def _around(middle: Pair, distance: int) -> list[Pair]:
    """Places on a grid, the nearest first."""
    steps = range(-distance, distance + 1, 5)
    offsets = sorted(((x, y) for x in steps for y in steps), key=lambda each: (hypot(*each), each))
    return [(middle[0] + x, middle[1] + y) for x, y in offsets]


def _first_free(
    name: str, places: Iterable[Pair], space: Space, within: Sequence[Line] | None = None
) -> Placed | None:
    size = extent((name,), SIZE)
    for place in places:
        box = Box.about(*place, *size)
        if space.is_free(box.grown(CLEARANCE)) and (within is None or _is_box_inside(box, within)):
            placed = Placed((name,), box, "middle")
            space.take(placed)
            return placed
    return None


def _is_box_inside(box: Box, rings: Sequence[Line]) -> bool:
    across = [box.left + box.width * part / 4 for part in range(5)]
    return all(is_inside((x, y), rings) for y in (box.top, box.bottom, box.middle[1]) for x in across)


def _countries(view: View, space: Space) -> tuple[Placed, ...]:
    """Names of countries where they fit within their borders, large parts first."""
    shapes: list[tuple[float, str, Pair, tuple[Line, ...]]] = []
    for name, parts in countries(view):
        width, height = extent((name,), SIZE)
        size, middle = max(area_and_centre(part) for part in parts)
        if size > width * height:
            shapes.append((size, name, middle, parts))
    shapes.sort(key=lambda shape: (-shape[0], shape[1]))
    water = [Box.around(lake) for lake in lakes(view)]

    def places(name: str, middle: Pair) -> list[Pair]:
        """Places for a name, those beside lakes before those across."""
        size = extent((name,), SIZE)
        boxes = {place: Box.about(*place, *size) for place in _around(middle, 90)}
        return sorted(boxes, key=lambda place: any(boxes[place].overlaps(lake) for lake in water))

    found = (_first_free(name, places(name, middle), space, parts) for _, name, middle, parts in shapes)
    return tuple(placed for placed in found if placed)
