"""Read on behind a value that YAML cannot read, as if it said the words that were meant.

So one colon too many in a sentence hides no other mistake of its file. For the
parser, letters stand in for the value, as many as it has: every place stays where it is.
"""

import re
from collections.abc import Mapping as Texts
from dataclasses import replace

from generator import codes
from generator.blocks import are_words, value_at
from generator.problems import Problem
from generator.yaml_nodes import Mapping, Node, Scalar, Sequence, parse

_MOST = 20  # values of one file that are passed over


def parse_on(text: str, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Read one YAML file, as `yaml_nodes.parse` does; the values that it cannot read are what they say."""
    node, problems = parse(text, file)
    meant: dict[int, str] = {}  # by where a value starts
    told = list(problems)
    while node is None and len(meant) < _MOST and problems[0].code is codes.YAML_SYNTAX:
        value = value_at(text, problems[0].origin.line)
        if value is None or value.start in meant or not are_words(value):
            return None, tuple(told)
        meant[value.start] = value.words
        text = text[: value.start] + re.sub(r"\S", "x", text[value.start : value.end]) + text[value.end :]
        node, problems = parse(text, file)
        lines = {problem.origin.line for problem in told}
        told += [problem for problem in problems if problem.origin.line not in lines]
    return (_as_meant(node, meant) if node is not None else None), tuple(told)


def _as_meant(node: Node, meant: Texts[int, str]) -> Node:
    match node:
        case Scalar():
            return replace(node, text=meant.get(node.start, node.text))
        case Sequence():
            return replace(node, items=tuple(_as_meant(item, meant) for item in node.items))
        case Mapping():
            entries = tuple((key, _as_meant(value, meant)) for key, value in node.entries)
            return replace(node, entries=entries)
