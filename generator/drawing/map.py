"""Draw a map of the places that a briefing speaks of.

Outlines take sides. Regions that are disputed are named without a line, and
borders near them are dashed. There are no words here: all come in as arguments,
and the names of countries from the outlines.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal
from xml.etree import ElementTree as ET

from generator.drawing.geometry import Box, Line, Pair, path
from generator.drawing.labels import ASCENT, LEADING, Placed
from generator.drawing.map_plan import HIT, LINE, NUMBER_WIDTH, SIZE, Area, Plan, Point, Row, Spot, plan
from generator.drawing.svg import Drawing, drawn_once, element, link, text
from generator.drawing.typesetting import WIDTH
from generator.drawing.view import View, borders, coasts, lakes, land
from generator.values import distance_km


@drawn_once
def draw(
    points: Sequence[Point], areas: Sequence[Area] = (), *, title: str, description: str
) -> Drawing | None:
    """The map; None if there is no point to show."""
    planned = plan(points, areas)
    if planned is None:
        return None
    frame = planned.view.frame
    body = (
        _box(frame, "water"),
        *_ground(planned.view, areas),
        *(_label(placed, class_="country") for placed in planned.countries),
        *(_label(placed, class_="area") for placed in planned.areas),
        *(_inset(planned.inset, planned) if planned.inset else ()),
        _box(frame, "frame"),
        *_spots(planned),
    )
    return Drawing(title, description, WIDTH, planned.height, body, "map")


def _ground(view: View, areas: Sequence[Area]) -> Iterator[ET.Element]:
    """Land, lakes, coasts and borders; borders near disputed regions are of a class of their own."""

    def is_disputed(place: Pair) -> bool:
        return any(
            distance_km(area.latitude, area.longitude, place[1], place[0]) <= area.radius
            for area in areas
            if area.radius is not None
        )

    lines = list(borders(view, is_disputed))
    yield from _path(land(view), "land", "z")
    yield from _path(coasts(view), "coast")
    yield from _path((line for is_marked, line in lines if not is_marked), "border")
    yield from _path((line for is_marked, line in lines if is_marked), "border disputed")
    yield from _path(lakes(view), "lake", "z")


def _inset(view: View, planned: Plan) -> Iterator[ET.Element]:
    """The small map: land, a frame where the large map is, and what is off that."""
    shown = planned.view.degrees
    x, y = view.nearest(planned.view.longitude, planned.view.latitude)
    here = Box.about(
        x,
        y,
        max(5.0, min(view.frame.width, shown.width * view.scale * view.squeeze)),
        max(4.0, min(view.frame.height, shown.height * view.scale)),
    )
    dots = [
        view.nearest(spot.point.longitude, spot.point.latitude)
        for spot in planned.spots
        if spot.at is None or spot.angle is not None
    ]
    yield element(
        "g",
        _box(view.frame, "water"),
        *_path(land(view), "land", "z"),
        *(element("circle", cx=x, cy=y, r=1.7, class_="dot") for x, y in dots),
        _box(here, "here"),
        _box(view.frame, "frame"),
        class_="inset",
        aria_hidden="true",
    )


def _path(lines: Iterable[Line], class_: str, end: Literal["z", ""] = "") -> Iterator[ET.Element]:
    written = path(lines, end)
    if written:
        yield element("path", d=written, class_=class_)


def _box(box: Box, class_: str) -> ET.Element:
    return element("rect", x=box.left, y=box.top, width=box.width, height=box.height, class_=class_)


def _label(placed: Placed, size: float = SIZE, class_: str = "label") -> ET.Element:
    """A label as one element, also where it has several lines, so that it is read as one."""
    first = placed.box.top + ASCENT * size
    if len(placed.lines) == 1:
        return text(placed.lines[0], placed.x, first, class_=class_, text_anchor=placed.side)
    words = [*(f"{line} " for line in placed.lines[:-1]), placed.lines[-1]]
    lines = (element("tspan", line, x=placed.x, y=first + n * LEADING * size) for n, line in enumerate(words))
    return element("text", *lines, class_=class_, text_anchor=placed.side)


def _spots(planned: Plan) -> Iterator[ET.Element]:
    """Points as links, in their order, each with its name or with its number and line below the map."""
    rows = {row.spot: row for row in planned.below}
    for n, spot in enumerate(planned.spots):
        parts = [element("title", spot.point.label), *_mark(spot)]
        if spot.label is not None:
            parts.append(_label(spot.label, spot.size))
        if spot.number is not None:
            parts.append(_label(spot.number, class_="label number"))
        if n in rows:
            parts.append(_row(rows[n], spot.number))
        group = link(spot.point.page, *parts) if spot.point.page else element("g", *parts)
        group.set("class", "point strong" if spot.point.is_strong else "point")
        yield group
    yield from (_row(row) for row in planned.below if row.spot is None)


def _row(row: Row, number: Placed | None = None) -> ET.Element:
    """A name below the map, after its number."""
    first = row.top + HIT + SIZE * 0.35
    mark = [] if number is None else [element("tspan", f"{number.lines[0]} ", x=2, y=first, class_="number")]
    lines = (
        element("tspan", f"{line} ", x=NUMBER_WIDTH, y=first + n * LINE) for n, line in enumerate(row.lines)
    )
    return element("text", *mark, *lines, class_="legend" if row.spot is not None else "area legend")


def _mark(spot: Spot) -> Iterator[ET.Element]:
    """A dot or an arrow, and what can be touched around it."""
    if spot.at is None:
        return
    x, y = spot.at
    yield element("circle", cx=x, cy=y, r=spot.hit, class_="hit")
    shown = spot.label or spot.number
    if shown is not None and shown.leader is not None:
        yield element("path", d=path([shown.leader], ""), class_="leader")
    if spot.angle is None:
        yield element("circle", cx=x, cy=y, r=spot.radius, class_="dot")
    else:
        turned = f"translate({x:.1f} {y:.1f}) rotate({spot.angle:g})"
        yield element("path", d="M-4-4 5 0-4 4-2 0z", transform=turned, class_="arrow")
