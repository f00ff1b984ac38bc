"""What a picture shows, as its tests ask for it: its words with the room that they take up, and its links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from hypothesis import strategies as st

from generator.drawing.svg import Drawing
from generator.drawing.typesetting import BOLD, text_width

STYLE = (
    Path(__file__).parents[2] / "generator" / "theme" / "assets" / "stylesheets" / "pictures.css"
).read_text(encoding="utf-8")

SCRIPTS = "abcdefgWMÉ –0123456789Жщשלוםمظاهرات日本語ที่हिन्दी"

names = st.one_of(
    st.text(SCRIPTS, min_size=1, max_size=30),
    st.text(SCRIPTS, min_size=80, max_size=200),
    st.sampled_from(
        ["Yerevan", "مظاهرات في يريفان ضد الحكومة", "שלום", "https://example.org/" + "long" * 40]
    ),
).filter(lambda words: bool(words.strip()))


@dataclass(frozen=True)
class Words:
    """A line of text and the box that it takes up."""

    words: str
    kind: str
    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: "Words") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def words_of(drawing: Drawing) -> list[Words]:
    """Every line of text, as wide and high as its class makes it."""
    found = []
    for each in _all(drawing, "text"):
        kind = each.attrib["class"]
        size, factor = _type(drawing, kind)
        width = text_width(each.text or "", size) * factor
        x, y = float(each.attrib["x"]), float(each.attrib["y"])
        left = x - width / 2 if each.attrib.get("text-anchor") == "middle" else x
        found.append(Words(each.text or "", kind, left, left + width, y - 0.72 * size, y + 0.2 * size))
    return found


def _type(drawing: Drawing, kind: str) -> tuple[float, float]:
    """The size of the type of a class and how much wider than plain it is, as the stylesheet has it."""
    size, factor = 13.0, 1.0
    pictures = "|".join(drawing.kind.split())
    classes = "".join(rf"(?:\.{name})?" for name in kind.split())
    for rule in re.finditer(
        rf"^\.picture\.(?:{pictures}) {classes} {{(.*?)}}", STYLE, re.DOTALL | re.MULTILINE
    ):
        if given := re.search(r"font-size: ([\d.]+)px", rule[1]):
            size = float(given[1])
        if given := re.search(r"font-weight: (\d+)", rule[1]):
            factor = BOLD if int(given[1]) >= 600 else 1.0
    return size, factor


def assert_readable(drawing: Drawing) -> None:
    """No line of text leaves the frame or meets another, and no shape leaves it either."""
    lines = sorted(words_of(drawing), key=lambda line: line.top)
    slack = 0.2  # coordinates are rounded
    for n, line in enumerate(lines):
        assert line.left >= -slack, line
        assert line.right <= drawing.width + slack, line
        assert line.top >= -slack, line
        assert line.bottom <= drawing.height + slack, line
        for other in lines[n + 1 :]:
            if other.top >= line.bottom:
                break
            assert not line.meets(other), (line, other)
    for x, y, width, height in _shapes(drawing):
        assert x >= -slack
        assert y >= -slack
        assert x + width <= drawing.width + slack
        assert y + height <= drawing.height + slack
        assert width >= 0
        assert height >= 0


def _shapes(drawing: Drawing) -> Iterator[tuple[float, float, float, float]]:
    for each in drawing.body:
        inside_masks = {rect for mask in each.iter("mask") for rect in mask.iter("rect")}
        for rect in set(each.iter("rect")) - inside_masks:
            a = rect.attrib
            yield float(a.get("x", 0)), float(a["y"]), float(a["width"]), float(a["height"])
        for circle in each.iter("circle"):
            r = float(circle.attrib["r"])
            yield float(circle.attrib["cx"]) - r, float(circle.attrib["cy"]) - r, 2 * r, 2 * r


def links_of(drawing: Drawing) -> list[tuple[str, str]]:
    """The page and the title of each link."""
    return [(a.attrib["href"], a.findtext("title") or "") for a in _all(drawing, "a")]


def assert_reachable(drawing: Drawing) -> None:
    """Every link has a title, and is high enough for a finger."""
    for a in _all(drawing, "a"):
        assert a.findtext("title")
        heights = [float(r.attrib["height"]) for r in a.iter("rect") if r.attrib.get("class") == "hit"]
        assert len(heights) == 1
        assert heights[0] >= 24


def _all(drawing: Drawing, tag: str) -> list[ET.Element]:
    return [found for each in drawing.body for found in each.iter(tag)]


def with_class(drawing: Drawing, *names: str) -> list[ET.Element]:
    """The shapes that have all of these classes."""
    return [
        found
        for each in drawing.body
        for found in each.iter()
        if set(names) <= set(found.attrib.get("class", "").split())
    ]
