"""Make generator/drawing/data/ from the files that it is taken from; the README.md there says which.

Example: python tools/outlines.py countries-50m.json countries-110m.json ne_10m_lakes.shp
"""

import json
import struct
import sys
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from generator.drawing.geometry import Line, Pair, area_and_centre, simplified  # noqa: E402  # see the line above

DATA = ROOT / "generator" / "drawing" / "data"
UNIT = 0.004  # degrees; 450 m or less, a pixel of the closest map
KM_PER_DEGREE = 111.2
LEAST_LAKE = 200  # km²: some 15 pixels wide on the closest map


def main(near: str, far: str, lakes: str) -> None:
    _write("countries-50m.json", *_countries(near, tolerance=0.01))
    _write("countries-110m.json", *_countries(far, tolerance=0.05))
    shores = _shores(Path(lakes).read_bytes())
    large = [simplified(shore, 0.015) for shore in shores if _square_km(shore) >= LEAST_LAKE]
    _write("lakes-10m.json", large, {"": [[n] for n in range(len(large))]}, [])


def _countries(file: str, tolerance: float) -> tuple[list[Line], dict[str, list[list[int]]], list[list[int]]]:
    """Arcs, the rings of each country and those of all land, from a TopoJSON file."""
    topology = json.loads(Path(file).read_text(encoding="utf-8"))
    arcs = [_thinned(_decoded(arc, topology["transform"]), tolerance) for arc in topology["arcs"]]
    countries: dict[str, list[list[int]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        countries.setdefault(geometry["properties"]["name"], []).extend(_rings(geometry))
    land = [ring for geometry in topology["objects"]["land"]["geometries"] for ring in _rings(geometry)]
    return arcs, countries, land


def _decoded(arc: Sequence[Sequence[int]], transform: dict[str, list[float]]) -> Line:
    """An arc of a TopoJSON file, whose points are steps from one to the next, in degrees."""
    (kx, ky), (x0, y0) = transform["scale"], transform["translate"]
    xs = accumulate(step[0] for step in arc)
    ys = accumulate(step[1] for step in arc)
    return tuple((x * kx + x0, y * ky + y0) for x, y in zip(xs, ys, strict=True))


def _rings(geometry: dict[str, Any]) -> list[list[int]]:
    polygons = geometry.get("arcs", [])
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return [ring for polygon in polygons for ring in polygon]


def _thinned(arc: Line, tolerance: float) -> Line:
    """The arc with fewer points; an island keeps its shape, however small."""
    made = simplified(arc, tolerance)
    return made if len(made) >= 4 or arc[0] != arc[-1] else arc


def _shores(file: bytes) -> Iterator[Line]:
    """The outer rings and the islands of the polygons in an ESRI shapefile."""
    at = 100
    while at < len(file):
        (words,) = struct.unpack_from(">i", file, at + 4)
        start, at = at + 8, at + 8 + 2 * words
        parts, points = struct.unpack_from("<ii", file, start + 36)
        firsts = [*struct.unpack_from(f"<{parts}i", file, start + 44), points]
        numbers = struct.unpack_from(f"<{2 * points}d", file, start + 44 + 4 * parts)
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        for first, end in pairwise(firsts):
            yield tuple(pairs[first:end])


def _square_km(ring: Line) -> float:
    size, (_, latitude) = area_and_centre(ring)
    return size * cos(radians(latitude)) * KM_PER_DEGREE**2


def _write(name: str, arcs: list[Line], countries: dict[str, list[list[int]]], land: list[list[int]]) -> None:
    """One arc and one country a line, so that a change can be read."""
    lines = ",\n".join(json.dumps(_steps(arc), separators=(",", ":")) for arc in arcs)
    named = ",\n".join(
        f"{json.dumps(country, ensure_ascii=False)}:{json.dumps(rings, separators=(',', ':'))}"
        for country, rings in sorted(countries.items())
    )
    rings = json.dumps(land, separators=(",", ":"))
    written = f'{{"unit":{UNIT},\n"arcs":[\n{lines}\n],\n"polygons":{{\n{named}\n}},\n"land":{rings}\n}}\n'
    (DATA / name).write_text(written, encoding="utf-8", newline="\n")
    print(f"{name}: {len(arcs)} arcs, {len(written.encode())} bytes")


def _steps(arc: Line) -> list[int]:
    """The first point in units, x before y, and then each step to the next."""
    grid = [_on_grid(point) for point in arc]
    made = list(grid[0])
    for (x1, y1), (x2, y2) in pairwise(grid):
        if (x1, y1) != (x2, y2):
            made += [x2 - x1, y2 - y1]
    return made


def _on_grid(point: Pair) -> tuple[int, int]:
    return round(point[0] / UNIT), round(point[1] / UNIT)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
