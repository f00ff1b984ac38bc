"""Who is linked with whom, and by what words: around one entity, and all on one page.

Around one entity each neighbour has a row, and the words stand where a sentence
has them: between the two names, in the direction of the arrow. On the page of
all, names stand below one another, and arcs at their left join them; the farther
an arc goes, the farther it swings out, by rank, so that it never leaves its side.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from generator.drawing.svg import Drawing, drawn_once, element, text, touchable
from generator.drawing.typesetting import BOLD, EDGE, LINE, SMALL, TYPE, WIDTH, wrap

HEADING = 15

_TRUNK = 14  # the line that leads from an entity to its neighbours, from the left
_NAMES = 52  # where neighbours start
_SWING = 112  # how far the farthest arc swings out


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """An entity that another is linked with."""

    label: str
    page: str  # from docs/
    words: str  # what the link is: "member of"
    is_outward: bool  # whether the words lead from the entity to this neighbour, and not back


@dataclass(frozen=True, slots=True)
class Node:
    """An entity, to be joined with others."""

    label: str
    page: str  # from docs/; tells it from others


@dataclass(frozen=True, slots=True)
class Group:
    """Entities under a heading."""

    heading: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Arc:
    """A link between two entities, and its words."""

    start: str  # the page of one
    end: str
    words: str


@drawn_once
def ego(name: str, neighbours: Sequence[Neighbour], *, title: str, description: str) -> Drawing | None:
    """An entity with its neighbours in the order given; None where it has none."""
    if not neighbours:
        return None
    body: list[ET.Element] = []
    y = float(EDGE)
    for words in wrap(name, (WIDTH - 2 * EDGE) / BOLD, HEADING):
        y += HEADING * LINE
        body.append(text(words, EDGE, y - 5, class_="heading"))
    trunk = y + 2
    middle = trunk
    rows: list[ET.Element] = []
    y += 8
    for neighbour in neighbours:
        row, middle, y = _row(name, neighbour, y)
        rows.append(row)
    body.append(element("path", d=f"M{_TRUNK} {trunk:.1f}V{middle:.1f}", class_="line"))
    return Drawing(title, description, WIDTH, y + EDGE, (*body, *rows), "chart ego")


def _row(name: str, neighbour: Neighbour, top: float) -> tuple[ET.Element, float, float]:
    """A neighbour's row, where its line runs, and where it ends."""
    width = WIDTH - _NAMES - EDGE
    label = [(words, TYPE, "name") for words in wrap(neighbour.label, width, TYPE)]
    words = [(words, SMALL, "note") for words in wrap(neighbour.words, width, SMALL)]
    lines = [*words, *label] if neighbour.is_outward else [*label, *words]
    y = top + 4
    written: list[ET.Element] = []
    middle = y
    for n, (line, size, kind) in enumerate(lines):
        y += size * LINE
        written.append(text(line, _NAMES, y - 4, class_=kind))
        if n == (len(words) if neighbour.is_outward else 0):
            middle = y - 8.5
    bottom = max(y + 6, top + 24)
    names = (name, neighbour.label) if neighbour.is_outward else (neighbour.label, name)
    x, back = (_NAMES - 6, -8) if neighbour.is_outward else (_TRUNK + 1, 8)
    row = touchable(
        neighbour.page,
        f"{names[0]} – {neighbour.words} → {names[1]}",
        element("path", d=f"M{_TRUNK} {middle:.1f}H{_NAMES - 8}", class_="line"),
        element("path", d=f"M{x} {middle:.1f}l{back} -4v8z", class_="arrow"),
        *written,
        y=top,
        x=_TRUNK,
        width=WIDTH - _TRUNK,
        height=bottom - top,
    )
    return row, middle, bottom


@drawn_once
def arcs(groups: Sequence[Group], links: Sequence[Arc], *, title: str, description: str) -> Drawing | None:
    """All entities in the order given, with an arc for each two that are linked; None: there are none."""
    names: list[ET.Element] = []
    middles: dict[str, float] = {}
    left = EDGE + _SWING + 10
    y = float(EDGE)
    for group in groups:
        if not group.nodes:
            continue
        for words in wrap(group.heading, (WIDTH - left - EDGE) / BOLD, SMALL):
            y += SMALL * LINE
            names.append(text(words, left, y - 4, class_="group"))
        y += 2
        for node in group.nodes:
            lines = wrap(node.label, WIDTH - left - EDGE, TYPE)
            height = max(24, len(lines) * TYPE * LINE + 6)
            middles.setdefault(node.page, y + 12)
            names.append(_name(node, lines, (left, y), height))
            y += height
        y += 14
    if not middles:
        return None
    drawn = tuple(_arcs(links, middles, {n.page: n.label for group in groups for n in group.nodes}))
    return Drawing(title, description, WIDTH, y - 14 + EDGE, (*drawn, *names), "chart arcs")


def _name(node: Node, lines: Sequence[str], corner: tuple[float, float], height: float) -> ET.Element:
    x, y = corner
    dot = element("circle", cx=x - 10, cy=y + 12, r=2.5, class_="node")
    label = (text(words, x, y + 16.5 + k * TYPE * LINE, class_="name") for k, words in enumerate(lines))
    room = {"x": x - 10, "y": y, "width": WIDTH - x + 10, "height": height}
    return touchable(node.page, node.label, dot, *label, **room)


def _arcs(
    links: Sequence[Arc], middles: Mapping[str, float], labels: Mapping[str, str]
) -> Iterator[ET.Element]:
    """One arc for each pair, the farthest first; it says all that links the two."""
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in links:
        if each.start != each.end:
            upper, lower = sorted((each.start, each.end), key=lambda page: (middles[page], page))
            said[upper, lower].append(f"{labels[each.start]} – {each.words} → {labels[each.end]}")
    spans = {pair: middles[pair[1]] - middles[pair[0]] for pair in said}
    ranks = {span: n for n, span in enumerate(sorted(set(spans.values())), start=1)}
    x = EDGE + _SWING
    for pair in sorted(said, key=lambda pair: (-spans[pair], pair)):
        top, bottom = middles[pair[0]], middles[pair[1]]
        swing = min(_SWING, 12 + (_SWING - 12) * ranks[spans[pair]] / len(ranks), spans[pair])
        path = f"M{x} {top:.1f}A{swing:.1f} {spans[pair] / 2:.1f} 0 0 0 {x} {bottom:.1f}"
        yield element(
            "g",
            element("title", "; ".join(dict.fromkeys(said[pair]))),
            element("path", d=path, class_="reach"),
            element("path", d=path, class_="arc"),
            class_="tie",
        )
