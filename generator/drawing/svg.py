"""SVG as a tree of elements: what pictures are made of, and the two forms in which they are written.

On a page a picture stands inline, so that its links work and the page's colours
reach it; in docs/ it is an ordinary image, which brings its own style and has
no links. Text is escaped by the tree, never by hand.
"""

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import ParamSpec
from xml.etree import ElementTree as ET

from generator.layout import address

P = ParamSpec("P")

NAMESPACE = "http://www.w3.org/2000/svg"

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, ready to be written."""

    title: str  # what it is, in a few words: its accessible name
    description: str  # what it shows, for those who do not see it
    width: float  # in pixels, at the size at which its type is meant to be read
    height: float
    body: tuple[ET.Element, ...]
    kind: str  # a class for the style: "map", "timeline", …


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that has something to show, and is drawn when it is asked for."""

    title: str
    draw: Callable[[], Drawing | None]

    @property
    def drawing(self) -> Drawing:
        drawn = self.draw()
        assert drawn is not None  # else there would be no picture
        return drawn


def drawn_once(draw: Callable[P, Drawing | None]) -> Callable[P, Drawing | None]:
    """Draw the same picture only once: while somebody edits, most pictures stay as they were."""
    remembered = lru_cache(maxsize=500)(draw)

    @wraps(draw)
    def drawn(*args: P.args, **named: P.kwargs) -> Drawing | None:
        hashable = (tuple(arg) if isinstance(arg, list) else arg for arg in args)
        return remembered(*hashable, **dict(named))

    return drawn


def element(tag: str, /, *children: ET.Element | str, **attributes: str | float) -> ET.Element:
    """An element; a string is its text. ``stop_opacity`` is written stop-opacity, ``class_`` class."""
    named = {name.rstrip("_").replace("_", "-"): _value(value) for name, value in attributes.items()}
    made = ET.Element(tag, named)
    for child in children:
        if isinstance(child, str):
            made.text = _written(child)
        else:
            made.append(child)
    return made


def link(page: str, *children: ET.Element) -> ET.Element:
    """A link to a page, named by its path from docs/, such as ``events/talks.md``; ``#anchor`` may follow."""
    return element("a", *children, href=page)


def touchable(page: str, title: str, *parts: ET.Element, **room: float) -> ET.Element:
    """A link with a title; `room` is the rectangle that a finger can hit."""
    return link(page, element("title", title), element("rect", **room, class_="hit"), *parts)


def text(words: str, x: float, y: float, **attributes: str | float) -> ET.Element:
    """A line of text with its base line at `y`."""
    return element("text", words, x=x, y=y, **attributes)


def _value(value: str | float) -> str:
    return _written(value) if isinstance(value, str) else f"{round(value, 1):g}"


def _written(words: str) -> str:
    """Words as XML can hold them: U+FFFD stands for a character that it cannot, as on the pages."""
    return _NOT_IN_XML.sub("\ufffd", words)


def fading(name: str, *, start: float, end: float, down: bool) -> ET.Element:
    """A mask for a shape whose ends are not known; the shape names it by ``mask="url(#name)"``.

    The shape fades in over its part `start` and out over its part `end`, each from 0 to 1.
    """
    opacities = ((0, 0 if start else 1), (start, 1), (1 - end, 1), (1, 0 if end else 1))
    stops = (element("stop", offset=f"{at:.2f}", stop_opacity=opacity) for at, opacity in opacities)
    way = {"x2": 0, "y2": 1} if down else {"x2": 1, "y2": 0}
    gradient = element("linearGradient", *stops, id=f"{name}-stops", gradientUnits="userSpaceOnUse", **way)
    shown = element("rect", x=-0.5, y=-0.5, width=2, height=2, fill=f"url(#{name}-stops)")
    # Larger than the shape, so that its outline is not cut.
    room = {"x": -0.2, "y": -0.2, "width": 1.4, "height": 1.4}
    mask = element("mask", shown, id=name, maskContentUnits="objectBoundingBox", **room)
    return element("defs", gradient, mask)


@lru_cache(maxsize=500)  # while somebody edits, most pictures stay as they were
def as_image(drawing: Drawing, style: str) -> str:
    """The picture as a file of its own: with its style, without links."""
    root = _root(drawing)
    width, height = _value(drawing.width), _value(drawing.height)
    root.attrib |= {"xmlns": NAMESPACE, "role": "img", "width": width, "height": height}
    root.insert(2, element("style", style))
    for found in root.iter("a"):
        found.tag = "g"
        found.attrib.pop("href", None)
    return ET.tostring(root, encoding="unicode") + "\n"


@lru_cache(maxsize=500)
def as_template(drawing: Drawing, name: str) -> str:
    """The picture as a template of a part of a page: only the page knows the way to other pages.

    Ids of the picture begin with `name`, so that they differ from others on the page.
    """
    root = _root(drawing)
    _own_ids(root, name)
    root.attrib |= {"aria-labelledby": f"{name}-title", "aria-describedby": f"{name}-desc"}
    root[0].set("id", f"{name}-title")
    root[1].set("id", f"{name}-desc")
    for found in root.iter("a"):
        page, _, anchor = found.attrib["href"].partition("#")
        found.set("href", f"\0/{address(page, anchor)}")  # no text or attribute has a NUL
    written = ET.tostring(root, encoding="unicode").replace("{", "&#123;")  # nothing in it is the template's
    return written.replace("\0", "{{ base_url }}")


def _root(drawing: Drawing) -> ET.Element:
    return element(
        "svg",
        element("title", drawing.title),
        element("desc", drawing.description),
        *deepcopy(drawing.body),
        viewBox=f"0 0 {_value(drawing.width)} {_value(drawing.height)}",
        role="group",
        class_=f"picture {drawing.kind}",
    )


def _own_ids(root: ET.Element, name: str) -> None:
    """Put `name` before the ids of a picture, and before what refers to them."""
    for each in root.iter():
        for key, value in each.attrib.items():
            if key == "id":
                each.set(key, f"{name}-{value}")
            elif value.startswith("url(#"):
                each.set(key, value.replace("url(#", f"url(#{name}-", 1))
