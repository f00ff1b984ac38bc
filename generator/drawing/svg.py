"""SVG as a tree of elements: what pictures are made of, and the two forms in which they are written.

On a page a picture stands inline, so that its links work and the page's colours
reach it; in docs/ it is an ordinary image, which brings its own style and has
no links. Text is escaped by the tree, never by hand.
"""

import re
import unicodedata
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import ParamSpec
from xml.etree import ElementTree as ET

from generator.layout import address

P = ParamSpec("P")

NAMESPACE = "http://www.w3.org/2000/svg"
WIDTH = 360  # of pictures, so that their type can still be read where a phone makes it 320
EDGE = 8  # around a chart
TYPE = 13  # px
SMALL = 11.5
LINE = 1.35  # from line to line, in sizes of the type
BOLD = 1.15  # how much wider bold type is, in the widest of the common fonts

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NARROW = frozenset("iljtfrI.,;:'’‘|!()[] ")
_WIDE = frozenset("mwMW—@%")


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
    """An element with its attributes: ``stop_opacity`` is written stop-opacity, ``class_`` class."""
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
    """A link that shows its title, and takes up as much room as a finger needs: that rectangle."""
    return link(page, element("title", title), element("rect", **room, class_="hit"), *parts)


def text(words: str, x: float, y: float, **attributes: str | float) -> ET.Element:
    """A line of text with its base line at `y`."""
    return element("text", words, x=x, y=y, **attributes)


def _value(value: str | float) -> str:
    return _written(value) if isinstance(value, str) else f"{round(value, 1):g}"


def _written(words: str) -> str:
    """Words as XML can hold them: U+FFFD stands for a character that it cannot, as on the pages."""
    return _NOT_IN_XML.sub("\ufffd", words)


def text_width(words: str, size: float) -> float:
    """About how wide a line is in a common sans-serif; rather too wide than too narrow."""
    return _advances(words) * size


@lru_cache(maxsize=20_000)
def _advances(words: str) -> float:
    return sum(map(_advance, unicodedata.normalize("NFC", words)))


def _advance(c: str) -> float:
    if unicodedata.combining(c):
        return 0.0
    if unicodedata.east_asian_width(c) in "WF":
        return 1.0
    if c in _NARROW:
        return 0.36
    if c in _WIDE:
        return 0.95
    return 0.72 if c.isupper() else 0.6


def wrap(words: str, width: float, size: float, *, most: int = 3) -> tuple[str, ...]:
    """Break words into lines of that width; with more than `most`, the last of these ends in an ellipsis."""
    lines: list[str] = []
    for word in (piece for whole in words.split() for piece in _broken(whole, width, size)):
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        last = lines[most - 1]
        while last and text_width(f"{last} …", size) > width:
            last = last.rpartition(" ")[0] or ("" if " " in last else last[:-1])
        lines = [*lines[: most - 1], f"{last} …".lstrip()]
    return tuple(lines)


def _broken(word: str, width: float, size: float) -> list[str]:
    """A word in pieces that fit: an address, or a script that has no spaces."""
    pieces = [""]
    for c in word:
        if pieces[-1] and text_width(pieces[-1] + c, size) > width:
            pieces.append("")
        pieces[-1] += c
    return pieces


def fading(name: str, *, start: float, end: float, down: bool) -> ET.Element:
    """A mask for a shape whose ends are not known; the shape names it by ``mask="url(#name)"``.

    The shape fades in over its part `start` and out over its part `end`, each from 0 to 1.
    """
    stops = ((0, 0 if start else 1), (start, 1), (1 - end, 1), (1, 0 if end else 1))
    return element(
        "defs",
        element(
            "linearGradient",
            *(element("stop", offset=f"{at:.2f}", stop_opacity=opacity) for at, opacity in stops),
            id=f"{name}-stops",
            gradientUnits="userSpaceOnUse",
            x2=0 if down else 1,
            y2=1 if down else 0,
        ),
        element(
            "mask",
            # Larger than the shape, so that its outline is not cut.
            element("rect", x=-0.5, y=-0.5, width=2, height=2, fill=f"url(#{name}-stops)"),
            id=name,
            maskContentUnits="objectBoundingBox",
            x=-0.2,
            y=-0.2,
            width=1.4,
            height=1.4,
        ),
    )


# --- the two forms ---------------------------------------------------------------------------------------


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
    targets: list[str] = []
    for found in root.iter("a"):
        page, _, anchor = found.attrib["href"].partition("#")
        targets.append(address(page, anchor))
        found.set("href", f"\0{len(targets) - 1}\0")
    written = ET.tostring(root, encoding="unicode").replace("{", "&#123;")  # nothing in it is the template's
    for n, target in enumerate(targets):
        written = written.replace(f"\0{n}\0", f"{{{{ base_url }}}}/{target}")
    return written


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
