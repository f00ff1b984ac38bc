"""Turn a file's bytes into text, and text into nodes.

PyYAML reads the events, by libyaml where there is one; `compose` makes nodes of them.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import yaml

from generator import codes
from generator.problems import Origin, Problem, line_of
from generator.reading.compose import compose, marks_of
from generator.reading.nodes import Node
from generator.reading.syntax import explain_syntax, hard_indent, odd_line_end

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MERGE_MARK = re.compile(r"^(<{7}( |$)|={7}$|>{7}( |$)|\|{7}( |$))", re.MULTILINE)


def decode(data: bytes, file: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Turn a file's bytes into text with ``\\n`` line ends and no byte order mark."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, (_not_utf8(error, file),)
    return text.replace("\r\n", "\n").replace("\r", "\n"), ()


def _not_utf8(error: UnicodeDecodeError, file: str) -> Problem:
    """The first byte that is not UTF-8, behind the letters that are."""
    data = error.object
    hint = "save the file as UTF-8: most editors ask for the encoding where they save"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(codes.NOT_UTF8, Origin(file, 1, 1), "the file is saved as UTF-16, not as UTF-8", hint)
    line_start = max(data.rfind(b"\n", 0, error.start), data.rfind(b"\r", 0, error.start)) + 1
    column = len(data[line_start : error.start].decode("utf-8-sig")) + 1
    sentence = f"the character here is not UTF-8 (byte 0x{data[error.start]:02x})"
    return Problem(codes.NOT_UTF8, Origin(file, line_of(error), column), sentence, hint)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A YAML file: its text, its nodes, and its problems."""

    text: str | None  # as `decode` gives it; None: the bytes are no UTF-8
    node: Node | None  # None: there is nothing to go on with
    problems: tuple[Problem, ...]


@lru_cache(maxsize=2_000)  # many ask for a file; it is parsed once
def parse_file(data: bytes, file: str) -> Parsed:
    """Decode and parse a file as it stands on disk."""
    text, problems = decode(data, file)
    return Parsed(None, None, problems) if text is None else Parsed(text, *parse(text, file))


def parse(text: str, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Read YAML text, such as an edit would make of a file."""
    if marks := list(MERGE_MARK.finditer(text)):
        line = text.count("\n", 0, marks[0].start()) + 1
        return None, (
            Problem(
                codes.MERGE_MARK,
                Origin(file, line, 1),
                f"the marks of an unfinished merge ({marks[0].group().strip()})",
                "keep the lines that are right, delete the marks and the other lines",
            ),
        )
    if odd := odd_line_end(text, file) or hard_indent(text, file):
        return None, (odd,)
    try:
        events = list(yaml.parse(text, Loader=_Loader))
    except yaml.YAMLError:
        return None, (explain_syntax(text, file),)
    node, problems = compose(events, text, file)
    if node is None and not problems:
        return None, (_says_nothing(text, file),)
    return node, problems


@dataclass(frozen=True, slots=True)
class YamlEvent:
    """An event of the YAML parser: a scalar, or the start or end of a collection."""

    kind: str
    text: str  # of a scalar
    start: int  # in code points, as for `Scalar`
    end: int
    plain: bool


def read_events(text: str) -> tuple[YamlEvent, ...]:
    """The events up to the first syntax error, or to the end."""
    events = []
    try:
        for event in yaml.parse(text, Loader=_Loader):
            start, end = (mark.index for mark in marks_of(event))
            words = event.value if isinstance(event, yaml.ScalarEvent) else ""
            plain = isinstance(event, yaml.ScalarEvent) and not event.style
            events.append(YamlEvent(type(event).__name__, words, start, end, plain))
    except yaml.YAMLError:
        pass
    return tuple(events)


def _says_nothing(text: str, file: str) -> Problem:
    if "#" not in text:
        return Problem(codes.EMPTY_FILE, Origin(file), "the file is empty", "fill it in or delete it")
    hint = "take the # away from the lines that are to be read, or delete the file"
    return Problem(codes.EMPTY_FILE, Origin(file), "every line of the file is a comment", hint)
