"""Excerpts: the lines of a file that a problem is about, with marks under the wrong words."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator import codes
from generator.problems import Origin, Problem, visible
from generator.reading.nodes import Scalar, scalars
from generator.reading.parse import decode
from generator.reading.unreadable import parse_file_on

_MOST_LINES = 3
_YAML = (".yml", ".yaml")
_TAB = "→   "
_NO_WIDTH = ("Mn", "Me", "Cf")
_LEAST = 30  # columns of a line that are shown, however narrow the window is


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file."""

    number: int  # from 1
    text: str
    marked: tuple[tuple[int, int], ...]  # stretches of it, in code points from 0, in order


def excerpt(problem: Problem, data: bytes) -> tuple[Line, ...]:
    """The lines of a file that a problem is about; none where it is about the whole file.

    `data` are the file's bytes. Of a long value, only the first lines with wrong words are given.
    """
    origin = problem.origin
    text = _text(data, origin.file)
    lines = text.split("\n")
    if not 0 < origin.line <= len(lines):
        return ()
    offset = sum(len(line) + 1 for line in lines[: origin.line - 1])
    if not origin.column:
        line = lines[origin.line - 1]
        return (Line(origin.line, line, _trimmed(line, 0, len(line))),)
    word = _word(text, offset + origin.column - 1)
    # Of YAML that could not be read there is no value.
    value = None if problem.code is codes.YAML_SYNTAX else _value(data, text, origin)
    start, end = value or word
    stretches = [
        (start + a, start + b) for words in problem.words for a, b in _find(words, text[start:end])
    ] or [(start, end)]
    # Of a value in which nothing stands, the mark that begins it.
    return tuple(_marked(lines, sorted(set(stretches)))) or tuple(_marked(lines, [word]))


def _text(data: bytes, file: str) -> str:
    """The text of a file; bytes that are not UTF-8 become replacement characters."""
    text, _ = decode(data, file)
    if text is not None:
        return text
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""  # UTF-16, of which nothing could be read
    return re.sub("\r\n?", "\n", data.decode(errors="replace").removeprefix("\ufeff"))


def _find(words: str, value: str) -> Iterator[tuple[int, int]]:
    """Where words stand in a value, which may have a line break between any two of them."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    if pattern:
        for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", value):
            yield match.span()


def _marked(lines: list[str], stretches: list[tuple[int, int]]) -> Iterator[Line]:
    """The first lines that the stretches touch, as many as are shown."""
    shown = 0
    offset = 0
    for number, line in enumerate(lines, start=1):
        end = offset + len(line)
        touched = [
            part
            for a, b in stretches
            if a <= end and b > offset
            for part in _trimmed(line, max(a - offset, 0), min(b - offset, len(line)))
        ]
        if touched and shown < _MOST_LINES:
            shown += 1
            yield Line(number, line, tuple(touched))
        offset = end + 1


def _trimmed(line: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """A stretch of a line without the white space around it; of an empty stretch, its position."""
    words = line[start:end]
    if not words.strip():  # a tab, or something that is missing; else an empty line of a long value
        return ((start, start + 1),) if end - start <= 1 and (words or start == len(line)) else ()
    return ((start + len(words) - len(words.lstrip()), start + len(words.rstrip())),)


def _value(data: bytes, text: str, origin: Origin) -> tuple[int, int] | None:
    """The key or value that begins at a place of a YAML file, without the mark that opens a block."""
    if not origin.file.endswith(_YAML):
        return None
    found = _scalars(data, origin.file).get((origin.line, origin.column))
    if found is None:
        return None
    start, end = found.start, found.end
    if re.match(r"[>|][-+0-9]*[ \t]*(#.*)?\n", text[start:end]):
        start = text.index("\n", start) + 1
    return start, end


@lru_cache(maxsize=8)
def _scalars(data: bytes, file: str) -> dict[tuple[int, int], Scalar]:
    found = scalars(parse_file_on(data, file).node)
    return {(s.origin.line, s.origin.column): s for s in found if s.end > s.start}


def _word(text: str, start: int) -> tuple[int, int]:
    """The word at a place where no value begins, or a run of one punctuation mark."""
    match = re.compile(r"\w[\w-]*|>[-+0-9]*|(\S)\1*|$").match(text, start)
    return match.span() if match else (start, start + 1)


def drawn(lines: tuple[Line, ...], width: int) -> list[tuple[str, str]]:
    """The lines with their numbers, each with its marks below, cropped to `width` columns."""
    gutter = max((len(str(line.number)) for line in lines), default=0)
    result = []
    for line in lines:
        shown, marks = _cropped(*_in_columns(line), max(width - gutter - 6, _LEAST))
        result.append((f"  {line.number:>{gutter}} | {shown}".rstrip(), f"  {'':>{gutter}} | {marks}"))
    return result


def _in_columns(line: Line) -> tuple[list[str], list[bool]]:
    """What fills each column of the terminal, and whether it is marked."""
    cells: list[str] = []
    marked: list[bool] = []
    for n, character in enumerate(line.text):
        is_marked = any(a <= n < b for a, b in line.marked)
        shown = _TAB if character == "\t" else visible(character)
        if shown == character and unicodedata.category(character) in _NO_WIDTH and cells:
            cells[-1] += character
            continue
        wide = unicodedata.east_asian_width(character) in ("W", "F")
        filled = [character, ""] if wide else list(shown)
        cells += filled
        marked += [is_marked] * len(filled)
    if any(a >= len(line.text) for a, _ in line.marked):  # something is missing at the end of the line
        cells.append(" ")
        marked.append(True)
    return cells, marked


def _cropped(cells: list[str], marked: list[bool], width: int) -> tuple[str, str]:
    """The part of a line around its first mark that fits into `width` columns."""
    first = marked.index(True) if True in marked else 0
    start = 0 if len(cells) <= width else max(0, min(first - width // 4, len(cells) - width))
    end = min(len(cells), start + width)
    shown, marks = cells[start:end], marked[start:end]
    if start:
        shown[0], marks[0] = "…", False
    if end < len(cells):
        shown[-1], marks[-1] = "…", False
    return "".join(shown), "".join("^" if each else " " for each in marks).rstrip()
