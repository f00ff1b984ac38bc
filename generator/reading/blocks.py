"""Find a value in a file's text where YAML misreads it, and write it as a block."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.model import Files
from generator.problems import Problem
from generator.reading.indentation import indent
from generator.reading.parse import parse_file
from generator.schema.keys import every_key_with_words, may_be_key

HEAD = re.compile(r"(?P<lead> *(?:- +)*)(?:(?P<key>[A-Za-z_]+): +)?(?P<value>\S.*)")
"""The first line of a value: what indents it, its key, if it has one, and the words in that line."""

_CONTINUED = re.compile(
    r"(?P<indent> +)(?![#\s]|- |[\w-]+:(?: |$))\S"
)  # neither a comment nor an item nor a key
_COMMENT = re.compile(r" {2,}# .*$")
_MARK = re.compile(r"[>|][-+0-9]*\s+")


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it stands in the text."""

    lead: str  # what indents its line, dashes too
    key: str | None  # None: an item of a list
    lines: tuple[str, ...]  # without indentation
    comment: str  # behind the last of them, with its spaces
    start: int
    end: int

    @property
    def words(self) -> str:
        """The value on one line."""
        return " ".join(self.lines)


def value_at(text: str, line: int) -> Value | None:
    """The value that a line belongs to; None where its extent is unclear."""
    lines = text.split("\n")
    if not 0 < line <= len(lines):
        return None
    first = _first_line(lines, line - 1)
    head = HEAD.fullmatch(lines[first])
    if head is None or not (head["key"] or "-" in head["lead"]):
        return None
    lead, key, value = head["lead"], head["key"], head["value"]
    if key and "-" in lead and not may_be_key(key):
        key, value = None, lines[first][len(lead) :]  # an item that is all words
    last = _last_line(lines, first, column=len(lead) if key else len(lead.rstrip()) - 1)
    if last is None or last < line - 1:
        return None
    written = [value, *(each.strip() for each in lines[first + 1 : last + 1])]
    comment = found[0] if (found := _COMMENT.search(written[-1])) else ""
    written[-1] = written[-1].removesuffix(comment).rstrip()
    start = sum(len(each) + 1 for each in lines[:first]) + len(lines[first]) - len(value)
    end = sum(len(each) + 1 for each in lines[: last + 1]) - 1
    return Value(lead, key, tuple(written), comment, start, end)


def _first_line(lines: Sequence[str], line: int) -> int:
    """The line that holds the key or dash of a continued value."""
    while line > 0 and _CONTINUED.match(lines[line]):
        line -= 1
    return line


def _last_line(lines: Sequence[str], first: int, column: int) -> int | None:
    """The last line that stands deeper than a column; None where a key, item or comment is among them."""
    last = first
    while last + 1 < len(lines) and indent(lines[last + 1]) > column:
        last += 1
        if not _CONTINUED.match(lines[last]):
            return None
    return last


def written_out(problem: Problem, files: Files) -> Problem:
    """The problem with its value written as a block, if its hint proposes one."""
    if not problem.as_block:
        return problem
    file = problem.origin.file
    value = value_at(parse_file(files.get(file, b""), file).text or "", problem.origin.line)
    if value is None or not are_words(value):
        return problem
    key = f"{value.key}: " if value.key else ""
    lines = [_MARK.sub("", value.lines[0]), *value.lines[1:]]
    words = block(value.lead, has_key=bool(key), lines=lines, comment=value.comment)
    return replace(problem, block=f"{value.lead}{key}{words}")


def are_words(value: Value) -> bool:
    """Whether a value is plain prose, without YAML's quotation marks around it."""
    first, last = value.words[:1], value.words[-1:]
    return (value.key is None or value.key in every_key_with_words()) and not (
        first == last and first in "'\""
    )


_DEEPER = 2  # columns from a key or a dash to the words of its block


def block(lead: str, *, has_key: bool, lines: list[str], comment: str = "") -> str:
    """`lines` as a folded block; `lead` is what stands before the key, or the dash itself."""
    # A dash and its space are as wide as a step of indentation.
    indent = " " * (len(lead) + _DEEPER * has_key)
    return "\n".join([f">-{comment}", *(f"{indent}{line}" for line in lines)])
