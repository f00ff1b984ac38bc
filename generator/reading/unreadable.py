"""Recover from a value that YAML cannot read: it is taken for the words that were meant.

So a stray colon in a sentence hides no other mistake of its file. The parser gets a stand-in
of the same length, so that all positions stay as they are.
"""

import re
from collections.abc import Mapping as Texts
from dataclasses import dataclass, replace
from functools import lru_cache

from generator import codes
from generator.problems import Problem
from generator.reading.blocks import are_words, value_at
from generator.reading.indentation import shallow_block
from generator.reading.nodes import Node, Scalar, rebuilt
from generator.reading.parse import Parsed, parse, parse_file
from generator.reading.syntax import NO_KEY
from generator.schema.keys import every_key

_MOST = 20  # values of one file that are passed over


@lru_cache(maxsize=2_000)
def parse_file_on(data: bytes, file: str) -> Parsed:
    """Decode and parse a file, and recover the values that YAML cannot read."""
    parsed = parse_file(data, file)
    if parsed.text is None or parsed.node is not None:
        return parsed
    return Parsed(parsed.text, *_parse_on(parsed.text, file, parsed.problems))


def _parse_on(text: str, file: str, problems: tuple[Problem, ...]) -> tuple[Node | None, tuple[Problem, ...]]:
    """What can be read of a text in spite of its `problems`."""
    node: Node | None = None
    meant: dict[int, str] = {}  # by where a value starts
    told = list(problems)
    while node is None and len(meant) < _MOST and problems[0].code is codes.YAML_SYNTAX:
        found = _of_key(text, problems[0]) or _of_words(text, problems[0]) or _of_block(text, problems[0])
        if found is None or found.start in meant:
            return None, tuple(told)
        meant[found.start] = found.words
        text = text[: found.hidden.start] + found.stand_in + text[found.hidden.stop :]
        node, problems = parse(text, file)
        lines = {problem.origin.line for problem in told}
        told += [problem for problem in problems if problem.origin.line not in lines]
    return (_as_meant(node, meant) if node is not None else None), tuple(told)


@dataclass(frozen=True, slots=True)
class _Hidden:
    """A value that is hidden from the parser."""

    start: int  # of the value as it is read then
    words: str  # that were meant
    hidden: range  # of the text
    stand_in: str  # as long as that


def _of_key(text: str, problem: Problem) -> _Hidden | None:
    """The value of a key without a colon, or without the space behind it; it moves one column right."""
    begin = sum(len(line) + 1 for line in text.split("\n")[: problem.origin.line - 1])
    found = NO_KEY.match(text[begin:].partition("\n")[0])
    if found is None or found["key"] not in every_key() or len(found["value"]) == 1:
        return None
    start = begin + found.end("key") + len(": ")
    hidden = range(begin + found.end("key"), begin + found.end())
    stand_in = ": ".ljust(len(hidden), "x")
    return _Hidden(start, found["value"], hidden, stand_in)


def _of_words(text: str, problem: Problem) -> _Hidden | None:
    """Words that YAML takes for something else; the stand-in is made of letters."""
    value = value_at(text, problem.origin.line)
    if value is None or not are_words(value):
        return None
    hidden = range(value.start, value.end)
    stand_in = re.sub(r"\S", "x", text[value.start : value.end])
    return _Hidden(value.start, value.words, hidden, stand_in)


def _of_block(text: str, problem: Problem) -> _Hidden | None:
    """The words of a block that is not indented deep enough; the stand-in is made of comments."""
    lines = text.split("\n")
    block = shallow_block(lines, problem.origin.line - 1)
    if block is None:
        return None
    begin = sum(len(line) + 1 for line in lines[: block.first])
    below = lines[block.first : block.first + len(block.words)]
    hidden = range(begin, begin + sum(len(line) + 1 for line in below) - 1)
    start = begin - 1 - len(block.opening) + len(block.opening.partition(": ")[0]) + 2
    start += len(text[start:]) - len(text[start:].lstrip(" "))
    stand_in = "\n".join("#" * len(line) for line in below)
    return _Hidden(start, " ".join(block.words), hidden, stand_in)


def _as_meant(node: Node, meant: Texts[int, str]) -> Node:
    return rebuilt(
        node,
        lambda _, within: (
            replace(within, text=meant.get(within.start, within.text))
            if isinstance(within, Scalar)
            else within
        ),
    )
