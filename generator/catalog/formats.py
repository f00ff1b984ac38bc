"""Divide articles into paragraphs: one row of a table for each ending that an article's file may have."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

_EMPTY_LINES = re.compile(r"\n[^\S\n]*\n\s*")
# Behind a line of dashes with an empty line below there is no front matter, but the article.
_FRONT_MATTER = re.compile(r"---[^\S\n]*\n(?:(?![^\S\n]*\n).*?\n)??---[^\S\n]*(\n|\Z)", re.DOTALL)
_HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^>]*>", re.DOTALL | re.IGNORECASE
)
_PARSER = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True, slots=True)
class _Format:
    """A way in which articles are written."""

    paragraphs: Callable[[str], Iterator[str]]  # what a reader sees as one piece
    heading: Callable[[str], str | None]  # what is marked as the headline


def paragraphs_of(text: str, file: str) -> tuple[str, ...]:
    """What a reader of an article sees as one piece each."""
    return tuple(_format(file).paragraphs(text))


def headline_of(text: str, file: str) -> str:
    """What looks like the headline of an article that nobody has described yet."""
    if heading := _format(file).heading(text):
        return heading
    # A page's furniture ("Skip to content") is shorter than a headline and stands before it.
    found = paragraphs_of(text, file)
    long_enough = (p for p in found if len(p.split()) > 3)
    return " ".join(next(long_enough, found[0] if found else "").split())


def _format(file: str) -> _Format:
    return next(row for ending, row in _FORMATS.items() if file.endswith(ending))


def _plain_paragraphs(text: str) -> Iterator[str]:
    """What empty lines divide."""
    for paragraph in _EMPTY_LINES.split(text):
        if stripped := paragraph.strip():
            yield stripped


def _no_heading(_text: str) -> None:
    """Nothing is marked in plain text."""


def _markdown_heading(text: str) -> str | None:
    tokens = _PARSER.parse(_body(text))
    for token, following in pairwise(tokens):
        if token.type == "heading_open":
            return " ".join(_words(following).split()) or None
    return None


def _markdown_paragraphs(text: str) -> Iterator[str]:
    """What a reader of the rendered Markdown sees as one piece: paragraph, heading, list item, cell."""
    for token in _PARSER.parse(_body(text)):
        if token.type == "inline":
            words = _words(token)
        elif token.type in ("fence", "code_block"):
            words = token.content
        elif token.type == "html_block":
            words = unescape(_HIDDEN.sub("", token.content))
        else:
            continue
        if stripped := words.strip():
            yield stripped


def _body(text: str) -> str:
    """Markdown without its front matter."""
    return _FRONT_MATTER.sub("", text, count=1) if text.startswith("---") else text


def _words(token: Token) -> str:
    return "".join(_visible(child) for child in token.children or ())


def _visible(token: Token) -> str:
    """What is seen of a piece of a line: no marks, no addresses, no tags."""
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "image":  # what stands in its place for whoever cannot see it
        return _words(token)
    return "" if token.type == "html_inline" else token.content


_FORMATS: Mapping[str, _Format] = {
    ".txt": _Format(_plain_paragraphs, _no_heading),
    ".md": _Format(_markdown_paragraphs, _markdown_heading),
}
ENDINGS = tuple(_FORMATS)
"""The endings of files that can be read as articles."""
