"""Markdown that is safe by construction: text from outside is another type, and is escaped on the way in.

`Markdown` is what templates are made of; anything else that meets it, in a
template or by ``+`` and ``format``, is taken for text and escaped. What is
escaped shows as the very same text under Python-Markdown and under CommonMark
with GitHub's extensions, and can form no mark-up in either.
"""

import re
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup

_SPACE = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_MARK = re.compile(r"[\\`*_\[\]{}]")
_ENTITY = re.compile(r"[&<>\"|~$^=]|:(?=[\w+-]+:)|#(?=[# ]*$)|!$")
_PLAIN = frozenset(" .,;–—’‘“”")
_DIRECTIONS = (("\u202a\u202b\u202d\u202e", "\u202c"), ("\u2066\u2067\u2068", "\u2069"))
_OPENING = re.compile(r"^(\s*)([#+\-!:]|\d+(?=[.)](?:\s|$)))")


class Markdown(Markup):
    """Markdown of our own, to be written as it is."""

    __slots__ = ()

    @classmethod
    def escape(cls, s: object, /) -> "Markdown":
        """Turn anything into Markdown; what is not Markdown yet is text."""
        return s if isinstance(s, Markdown) else to_markdown(s)


def to_markdown(value: object) -> Markdown:
    """Markdown that shows `value` as the text it is, on one line."""
    if hasattr(value, "__html__"):  # of a macro, whose parts have been through here
        return Markdown(value)
    return _escaped(str(value))


@lru_cache(maxsize=50_000)  # most of what pages print stands on several of them
def _escaped(text: str) -> Markdown:
    text = _SPACE.sub(" ", _CONTROL.sub("\ufffd", text))
    # Entities first would be escaped again; a backslash before the marks, a number for the rest.
    text = "".join(_escape_piece(piece) for piece in re.split(r"([\\`*_\[\]{}])", text))
    # Python-Markdown takes "[…\]:" at the start of a line for the definition of an address.
    text = text.replace(r"\]:", r"\]&#58;")
    return Markdown(_OPENING.sub(_escape_opening, text) + _closers(text))


def _closers(text: str) -> str:
    """The marks that end the changes of direction in `text`, so that they do not turn our own words."""
    return "".join(
        close * (sum(text.count(mark) for mark in opening) - text.count(close))
        for opening, close in _DIRECTIONS
    )


def _escape_piece(piece: str) -> str:
    if _MARK.fullmatch(piece):
        return f"\\{piece}"
    return _ENTITY.sub(lambda match: f"&#{ord(match.group())};", piece)


def _escape_opening(match: re.Match[str]) -> str:
    """At the start of a line these would open a heading, a list, a quotation or a note."""
    space, mark = match.groups()
    if mark.isdigit():
        return f"{space}{mark[:-1]}&#{ord(mark[-1])};"
    return f"{space}&#{ord(mark)};"


def to_attribute(value: str) -> Markdown:
    """Text between the quotation marks of an HTML attribute; no sort of Markdown sees a mark in it."""
    text = _SPACE.sub(" ", _CONTROL.sub("\ufffd", value))
    return Markdown("".join(c if c.isalnum() or c in _PLAIN else f"&#{ord(c)};" for c in text))


def to_address(url: str) -> Markdown:
    """A web address that can stand inside the brackets of a Markdown link."""
    return Markdown(quote(url, safe="/:?#@!$&+,;=%~.-_").replace("_", "%5F").replace("&", "&amp;"))
