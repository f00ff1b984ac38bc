"""Read one file that somebody wrote: bytes to nodes, nodes to a typed value.

What the models refuse is said in an editor's words, at the line and column of
the node that is wrong; the first thing to try comes with it.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Texts
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator import codes
from generator.problems import Problem
from generator.reading.as_meant import in_a_list, leave_out, put_in, read_as
from generator.reading.keys_in_text import swallowed
from generator.reading.nodes import EMPTY_KEY, Mapping, Node, Path, Scalar, along, to_data
from generator.reading.nodes import Sequence as NodeList
from generator.reading.syntax import AS_BLOCK, BLOCK, BULLET, NO_KEY, no_bullet, no_key
from generator.reading.unreadable import parse_file_on
from generator.schema import Authored
from generator.schema.keys import guess, home, keys_at
from generator.schema.scalars import ONE_DAY, STANCES
from generator.text.dates import in_edtf
from generator.text.language import ENGLISH
from generator.text.spelling import meant_word

A = TypeVar("A", bound=Authored)

_TO_ADD = {
    "by": ", the id of who says it",
    "file": ", the article's path from this folder on: seeds/article.txt",
    "from": ", the atlas, website or register that you have it from",
    "quote": ", words copied from the source",
    "measure": ", what is counted, such as: people killed",
    "reason": ", why these words carry no statement",
    "sha256": "; for the digits: briefing new source seeds/FILE",
    "stance": f", one of: {', '.join(STANCES)}",
    "responses.by": ", the id of who answers",
    "relations.to": ", the id of the other side",
    "responses.to": ", the ids of the statements that are answered; or put the response below its statement",
}
"""What helps to fill in a key that is missing."""

_SEVERAL = {
    "by": "a claim has one speaker: write a statement for each, or name a group that has a file of its own",
    "date": "two days are an interval: 2023-09-19/2023-09-20",
    "passage": "name one; a quote stands in one passage, and several quotes stand under 'quotes:'",
    "quote": "several quotes stand under 'quotes:', each with '- ' in front",
    "source": "name one; several quotes stand under 'quotes:', each with its own 'source:'",
}
"""What to do instead, where somebody gives a list for one value."""

_LEAVES_THE_REST = {codes.DUPLICATE_KEY, codes.EMPTY_VALUE, codes.CUT_BY_COMMENT, codes.YAML_SYNTAX}
"""Mistakes of YAML that take nothing from what stands beside them, where anything can be read at all."""

_NOTHING: Texts[str, str] = {}
_MOST_ROUNDS = 5  # what is read otherwise, or left out, may leave something wrong in it or around it


def read(
    model: type[A], data: bytes, file: str, stand_ins: Texts[str, str] = _NOTHING
) -> tuple[A | None, tuple[Problem, ...]]:
    """Read a file that holds one mapping; with problems, as much of it as can be read beside them.

    `stand_ins` are read for the keys that are missing, so that one does not hide all others.
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
    value, refused = validate(model, parsed.node, dict(stand_ins))
    # What the YAML reader already refused is missing from the data, or cut off: say each mistake once.
    is_whole = {problem.code for problem in problems} <= _LEAVES_THE_REST
    told = (_not_to_be_left_out(problem, refused) for problem in problems)
    return (value if is_whole else None), (*told, *_without_consequences(refused, problems))


def _without_consequences(refused: Sequence[Problem], first: Sequence[Problem]) -> tuple[Problem, ...]:
    if not first:
        return tuple(refused)
    there = {problem.origin for problem in first}
    return tuple(p for p in refused if p.code is not codes.MISSING_KEY and p.origin not in there)


def _not_to_be_left_out(problem: Problem, refused: Sequence[Problem]) -> Problem:
    """An empty value whose key is missed where it stands: to delete the line would not do."""
    key = EMPTY_KEY.fullmatch(problem.sentence) if problem.code is codes.EMPTY_VALUE else None
    missed = [p for p in refused if p.code is codes.MISSING_KEY and p.origin <= problem.origin]
    if key and any(re.search(rf"\b{re.escape(key[1])}\b", p.sentence) for p in missed):
        return replace(problem, hint=f"write one{_TO_ADD.get(key[1], '')}; '{key[1]}' cannot be left out")
    return problem


@dataclass(frozen=True, slots=True)
class _Mistake:
    """What a model refuses, and where; `is_key`: the last key of the path is wrong, and not its value."""

    path: Path
    is_key: bool
    problem: Problem


def validate(
    model: type[A], node: Node, stand_ins: Texts[str, str] = _NOTHING
) -> tuple[A | None, tuple[Problem, ...]]:
    """Check a node against a model; every mistake in it is a problem of its own.

    With problems, the value is what the node says beside them; None where that is too little.
    """
    value, mistakes = _check(model, node)
    problems = [mistake.problem for mistake in mistakes]
    for _ in range(_MOST_ROUNDS):
        meant = _read_as_meant(model, node, mistakes)
        if meant is None:
            break
        node = meant
        value, mistakes = _check(model, node)
        # Below a key that was misspelt nothing has been looked at before.
        problems += [mistake.problem for mistake in mistakes if mistake.problem not in problems]
    for _ in range(_MOST_ROUNDS):
        if not mistakes:
            break
        node = leave_out(
            node, [m.path for m in mistakes if m.is_key], [m.path for m in mistakes if not m.is_key]
        )
        node = put_in(node, stand_ins)
        value, mistakes = _check(model, node)  # what is missing now was said to be wrong before
    return value, tuple(problems)


def _read_as_meant(model: type[A], node: Node, mistakes: Sequence[_Mistake]) -> Node | None:
    """The node with what can only have been meant; None where that is nothing.

    A key whose value does not fit the key that it resembles was hardly meant as that one.
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
    """Whether a text was meant as several items, with commas between."""
    return isinstance(node, Scalar) and "," in node.text


def _check(model: type[A], node: Node) -> tuple[A | None, tuple[_Mistake, ...]]:
    value, mistakes = _validated(model, node)
    within = [_Mistake(path, is_key=False, problem=problem) for path, problem in swallowed(model, node)]
    return (None if within else value), (*_beside(mistakes, within), *within)


def _beside(mistakes: Sequence[_Mistake], within: Sequence[_Mistake]) -> Iterator[_Mistake]:
    """Those of the mistakes that do not come of keys within a text."""
    texts = {mistake.path for mistake in within}
    around = {path[:-1] for path in texts}
    for mistake in mistakes:
        is_missing = mistake.problem.code is codes.MISSING_KEY
        if mistake.path not in texts and not (is_missing and {mistake.path, mistake.path[:-1]} & around):
            yield mistake


def _validated(model: type[A], node: Node) -> tuple[A | None, tuple[_Mistake, ...]]:
    try:
        return model.model_validate(to_data(node)), ()
    except ValidationError as error:
        details = error.errors(include_url=False)
        unknown = [d["loc"] for d in details if d["type"] == "extra_forbidden"]
        guessed = {(*p[:-1], guess(str(p[-1]), keys_at(model, p[:-1]))) for p in unknown}
        # A key that is misspelt is not missing, too.
        said = (d for d in details if d["type"] != "missing" or d["loc"] not in guessed)
        return None, tuple(
            _Mistake(d["loc"], d["type"] == "extra_forbidden", _problem(model, node, d)) for d in said
        )


def _problem(model: type[Authored], node: Node, detail: ErrorDetails) -> Problem:
    path = [str(step) if isinstance(step, str) else step for step in detail["loc"]]
    at = along(node, path)[-1]
    match detail["type"]:
        case "missing":
            hint = f"add '{path[-1]}: …'{_to_add(path)}"
            return Problem(codes.MISSING_KEY, at.origin, f"the key '{path[-1]}' is missing", hint)
        case "extra_forbidden":
            return _unknown_key(model, node, path)
        case "is_instance_of":
            return _not_text(at, path)
        case "tuple_type":
            return replace(_not_a_list(at), is_one_item=_is_one_item(model, node, tuple(path)))
        case "dict_type":
            hint = f"write the code of each warning and the reason below it:\n{path[-1]}:\n  code: reason"
            return Problem(codes.WRONG_TYPE, at.origin, f"a mapping is wanted here, not {_what(at)}", hint)
        case "model_type" | "model_attributes_type":
            return _not_a_mapping(at, path, keys_at(model, path))
        case name if name in codes.BY_NAME:
            context = detail.get("ctx", {})
            instead = context.get("instead")
            code = codes.BY_NAME[name]
            sentence, hint = context["sentence"], context["hint"]
            if code is codes.BAD_DATE:
                hint = _date_meant(at, is_day=sentence.endswith(ONE_DAY)) or hint
            words = _second_line(at) if code is codes.MULTI_LINE else ()
            return Problem(code, at.origin, sentence, hint, words=words, instead=instead)
    return _not_text(at, path)


def _date_meant(node: Node, *, is_day: bool) -> str:
    """A proposal for a date that is written in another form; names of months are English ones here."""
    meant = in_edtf(node.text, ENGLISH.months) if isinstance(node, Scalar) else None
    return f"did you mean {meant}?" if meant and (len(meant) == len("2023-09-21") or not is_day) else ""


def _second_line(node: Node) -> tuple[str, ...]:
    """The words with which a second line of a text begins, or a second paragraph."""
    lines = node.text.strip().split("\n") if isinstance(node, Scalar) else []
    return tuple(line for line in lines[1:] if line.strip())[:1]


def _to_add(path: Sequence[str | int]) -> str:
    """What helps to fill in the key that `path` ends with; some depend on the list that they stand in."""
    *within, key = [str(step) for step in path if isinstance(step, str)]
    return _TO_ADD.get(".".join([*within[-1:], key])) or _TO_ADD.get(key, "")


def _what(node: Node) -> str:
    return {Scalar: "text", NodeList: "a list", Mapping: "a mapping"}[type(node)]


def _not_text(node: Node, path: Sequence[str | int]) -> Problem:
    if isinstance(node, Mapping) and len(node.entries) == 1 and " " in node.entries[0][0].text:
        sentence = f"the colon behind '{node.entries[0][0].text}' makes this a mapping; text is wanted here"
        return Problem(codes.WRONG_TYPE, node.origin, sentence, AS_BLOCK)
    several = _for_several(node, path)
    if isinstance(node, NodeList) and node.flow:
        sentence = "'[' makes this a list, and none is wanted here"
        hint = several or f"leave it out; if it belongs to the words, write the words {BLOCK}"
        return Problem(codes.WRONG_TYPE, node.origin, sentence, hint)
    return Problem(
        codes.WRONG_TYPE,
        node.origin,
        f"text is wanted here, not {_what(node)}",
        several or AS_BLOCK,
    )


def _for_several(node: Node, path: Sequence[str | int]) -> str | None:
    """What to do instead of a list of several values, where one is wanted."""
    several = isinstance(node, NodeList) and len(node.items) > 1
    return _SEVERAL.get(str(path[-1])) if several and path else None


def _not_a_list(node: Node) -> Problem:
    hint = "write each item on a line of its own, with '- ' in front"
    if isinstance(node, Scalar) and (mark := BULLET.match(node.text)):
        return Problem(codes.WRONG_TYPE, node.origin, *no_bullet(mark[2]))
    if isinstance(node, Mapping):
        hint = "put '- ' in front of its first line, and two spaces more in front of the others"
    return Problem(codes.WRONG_TYPE, node.origin, f"a list is wanted here, not {_what(node)}", hint)


def _is_one_item(model: type[Authored], node: Node, path: Path) -> bool:
    """Whether a value would be right as the only item of a list."""
    return not any(tuple(d["loc"][: len(path)]) == path for d in _refused(model, in_a_list(node, path)))


def _refused(model: type[Authored], node: Node) -> list[ErrorDetails]:
    try:
        model.model_validate(to_data(node))
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def _not_a_mapping(node: Node, path: Sequence[str | int], keys: Sequence[str]) -> Problem:
    lines = f"write 'key: value' lines, with a space behind each colon; the keys are: {', '.join(keys)}"
    if isinstance(node, NodeList) and node.flow:
        if "value" in keys:  # a fact, which may be text
            return _not_text(node, path)
        hint = _for_several(node, path) or f"leave it out; or {lines}"
        return Problem(codes.WRONG_TYPE, node.origin, "'[' makes this a list, and none is wanted here", hint)
    if isinstance(node, Scalar) and (found := NO_KEY.fullmatch(node.text)) and found["key"] in keys:
        return Problem(codes.WRONG_TYPE, node.origin, *no_key(found))
    if isinstance(node, NodeList) and len(node.items) == 1 and isinstance(only := node.items[0], Mapping):
        names = [key.text for key, _ in only.entries]
        if names and set(names) <= set(keys):
            lines = f"put two spaces in place of the '- ' in front of '{names[0]}'"
    return Problem(codes.WRONG_TYPE, node.origin, f"a mapping is wanted here, not {_what(node)}", lines)


def _unknown_key(model: type[Authored], node: Node, path: Sequence[str | int]) -> Problem:
    key = str(path[-1])
    parent = along(node, path[:-1])[-1]
    origin = parent.origin
    if isinstance(parent, Mapping):
        origin = next((name.origin for name, _ in parent.entries if name.text == key), origin)
    known = keys_at(model, path[:-1])
    meant = guess(key, known)
    hint = f"did you mean '{meant}'?" if meant else f"{home(key)}the keys known here are: {', '.join(known)}"
    sentence = f"the key '{key}' is not known here"
    return Problem(codes.UNKNOWN_KEY, origin, sentence, hint, instead=meant_word(key, known))
