"""Read one file that somebody wrote: bytes to nodes, nodes to a typed value.

With mistakes in it, the file is read as far as it goes: nothing is published, but all
mistakes are reported in one run.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Texts
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar, cast

from pydantic import ValidationError

from generator import codes
from generator.problems import Problem
from generator.reading.as_meant import in_a_list, leave_out, put_in, read_as
from generator.reading.keys_in_text import swallowed
from generator.reading.nodes import Node, Scalar, along, to_data
from generator.reading.refusals import Mistake, refusals, to_add
from generator.reading.unreadable import parse_file_on
from generator.schema import Authored

A = TypeVar("A", bound=Authored)

_LEAVES_THE_REST = {codes.DUPLICATE_KEY, codes.EMPTY_VALUE, codes.CUT_BY_COMMENT, codes.YAML_SYNTAX}
"""Mistakes of YAML that take nothing from what stands beside them, where anything can be read at all."""

_NOTHING: Texts[str, str] = {}
_MOST_ROUNDS = 5  # what is read otherwise, or left out, may leave something wrong in it or around it


def read(
    model: type[A], data: bytes, file: str, stand_ins: Texts[str, str] = _NOTHING
) -> tuple[A | None, tuple[Problem, ...]]:
    """Read a file that holds one mapping; with problems, as much of it as is valid.

    `stand_ins` are values for missing keys, so that a missing key does not hide the rest of its file.
    """
    value, problems = _read(model, data, file, tuple(stand_ins.items()))
    return cast("A | None", value), problems


@lru_cache(maxsize=2_000)  # a briefing is read again after each change, which is mostly in one of its files
def _read(
    model: type[Authored], data: bytes, file: str, stand_ins: tuple[tuple[str, str], ...]
) -> tuple[Authored | None, tuple[Problem, ...]]:
    parsed = parse_file_on(data, file)
    problems = parsed.problems
    if parsed.node is None:
        return None, problems
    value, mistakes = _validate(model, parsed.node, dict(stand_ins))
    # What the YAML reader already refused is missing from the data, or cut off: say each mistake once.
    is_whole = {problem.code for problem in problems} <= _LEAVES_THE_REST
    told = (_not_to_be_left_out(problem, mistakes) for problem in problems)
    return (value if is_whole else None), (*told, *_without_consequences(mistakes, problems))


def _without_consequences(mistakes: Sequence[Mistake], first: Sequence[Problem]) -> Iterator[Problem]:
    """The mistakes that do not follow from `first`: a key that the YAML reader dropped is not missing."""
    places = {problem.origin for problem in first}
    keys = {key for problem in first for key in problem.keys}
    for problem in (mistake.problem for mistake in mistakes):
        is_missing = problem.code is codes.MISSING_KEY
        if keys.isdisjoint(problem.keys) if is_missing else problem.origin not in places:
            yield problem


def _not_to_be_left_out(problem: Problem, mistakes: Sequence[Mistake]) -> Problem:
    """The problem of an empty value; if its key is required, the hint does not say to delete the line."""
    if problem.code is not codes.EMPTY_VALUE or problem.words:
        return problem
    for mistake in mistakes:
        if mistake.problem.code is codes.MISSING_KEY and (
            missed := next((key for key in problem.keys if key in mistake.problem.keys), None)
        ):
            way = mistake.path if mistake.path[-1:] == (missed.name,) else (*mistake.path, missed.name)
            return replace(problem, hint=f"write one{to_add(way)}; '{missed.name}' cannot be left out")
    return problem


def validate(
    model: type[A], node: Node, stand_ins: Texts[str, str] = _NOTHING
) -> tuple[A | None, tuple[Problem, ...]]:
    """Check a node against a model, and report every mistake in it.

    With problems, the value holds what is valid; None where that is too little.
    """
    value, mistakes = _validate(model, node, stand_ins)
    return value, tuple(mistake.problem for mistake in mistakes)


def _validate(model: type[A], node: Node, stand_ins: Texts[str, str]) -> tuple[A | None, list[Mistake]]:
    value, mistakes = _check(model, node)
    found = list(mistakes)
    for _ in range(_MOST_ROUNDS):
        meant = _read_as_meant(model, node, mistakes)
        if meant is None:
            break
        node = meant
        value, mistakes = _check(model, node)
        # Below a key that was misspelt nothing has been looked at before.
        told = {mistake.problem for mistake in found}
        found += [mistake for mistake in mistakes if mistake.problem not in told]
    for _ in range(_MOST_ROUNDS):
        if not mistakes:
            break
        node = leave_out(
            node, [m.path for m in mistakes if m.is_key], [m.path for m in mistakes if not m.is_key]
        )
        node = put_in(node, stand_ins)
        value, mistakes = _check(model, node)  # what is missing now was said to be wrong before
    return value, found


def _read_as_meant(model: type[A], node: Node, mistakes: Sequence[Mistake]) -> Node | None:
    """The node with unmistakable slips corrected; None where there are none.

    A misspelt key is only corrected if its value fits the key that it resembles.
    """
    guessed = [mistake for mistake in mistakes if mistake.problem.instead]
    alone = [m.path for m in mistakes if m.problem.is_one_item and not _is_several(along(node, m.path)[-1])]
    if not guessed and not alone:
        return None
    for path in alone:
        node = in_a_list(node, path)
    values = {m.path: m.problem.instead or "" for m in guessed if not m.is_key}
    keys = {m.path: m.problem.instead or "" for m in guessed if m.is_key}
    renamed = {(*path[:-1], name): path for path, name in keys.items()}
    _, wrong = _check(model, read_as(node, keys, values))
    for mistake in wrong:
        keys.pop(renamed.get(mistake.path, ()), None)
    return read_as(node, keys, values) if keys or values or alone else None


def _is_several(node: Node) -> bool:
    """Whether a text seems to list several items, separated by commas."""
    return isinstance(node, Scalar) and "," in node.text


def _check(model: type[A], node: Node) -> tuple[A | None, tuple[Mistake, ...]]:
    value, mistakes = _typed(model, node)
    within = [Mistake(path, is_key=False, problem=problem) for path, problem in swallowed(model, node)]
    return (None if within else value), (*_beside(mistakes, within), *within)


def _beside(mistakes: Sequence[Mistake], within: Sequence[Mistake]) -> Iterator[Mistake]:
    """The mistakes that do not follow from a key inside a text."""
    texts = {mistake.path for mistake in within}
    around = {path[:-1] for path in texts}
    for mistake in mistakes:
        is_missing = mistake.problem.code is codes.MISSING_KEY
        if mistake.path not in texts and not (is_missing and {mistake.path, mistake.path[:-1]} & around):
            yield mistake


def _typed(model: type[A], node: Node) -> tuple[A | None, tuple[Mistake, ...]]:
    try:
        return model.model_validate(to_data(node)), ()
    except ValidationError as error:
        return None, refusals(model, node, error.errors(include_url=False))
