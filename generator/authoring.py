"""Read one file that somebody wrote: bytes to nodes, nodes to a typed value.

What the models refuse is said in an editor's words, at the line and column of
the node that is wrong; the first thing to try comes with it.
"""

import re
from collections.abc import Sequence
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator import codes
from generator.problems import Problem
from generator.schema import Authored
from generator.spelling import closest
from generator.yaml_nodes import Mapping, Node, Scalar, decode, parse, to_data
from generator.yaml_nodes import Sequence as NodeList

A = TypeVar("A", bound=Authored)


def read_nodes(data: bytes, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Decode and parse a YAML file."""
    text, problems = decode(data, file)
    if text is None:
        return None, problems
    return parse(text, file)


def read(model: type[A], data: bytes, file: str) -> tuple[A | None, tuple[Problem, ...]]:
    """Read a file that holds one mapping."""
    node, problems = read_nodes(data, file)
    if node is None:
        return None, problems
    value, refused = validate(model, node)
    # What the YAML reader already refused is missing from the data: say each mistake once.
    return (None if problems else value), (*problems, *_without_consequences(refused, problems))


def _without_consequences(refused: Sequence[Problem], first: Sequence[Problem]) -> tuple[Problem, ...]:
    if not first:
        return tuple(refused)
    there = {problem.origin for problem in first}
    return tuple(p for p in refused if p.code is not codes.MISSING_KEY and p.origin not in there)


def validate(model: type[A], node: Node) -> tuple[A | None, tuple[Problem, ...]]:
    """Check a node against a model; every mistake in it is a problem of its own."""
    try:
        return model.model_validate(to_data(node)), ()
    except ValidationError as error:
        details = error.errors(include_url=False)
        unknown = [d["loc"] for d in details if d["type"] == "extra_forbidden"]
        guessed = {(*path[:-1], _guess(model, path)) for path in unknown}
        # A key that is misspelt is not missing, too.
        said = (d for d in details if d["type"] != "missing" or d["loc"] not in guessed)
        return None, tuple(_problem(model, node, detail) for detail in said)


def _problem(model: type[Authored], node: Node, detail: ErrorDetails) -> Problem:
    path = [str(step) if isinstance(step, str) else step for step in detail["loc"]]
    at = _walk_to(node, path)
    match detail["type"]:
        case "missing":
            return Problem(
                codes.MISSING_KEY, at.origin, f"the key '{path[-1]}' is missing", f"add '{path[-1]}: …'"
            )
        case "extra_forbidden":
            return _unknown_key(model, node, path)
        case "is_instance_of":
            return _not_text(at)
        case "tuple_type":
            hint = "write each item on a line of its own, with '- ' in front"
            return Problem(codes.WRONG_TYPE, at.origin, f"a list is wanted here, not {_what(at)}", hint)
        case "model_type" | "model_attributes_type" | "dict_type":
            if isinstance(at, NodeList) and at.flow:
                return _not_text(at)
            known = ", ".join(_keys_at(model, path))
            hint = f"write 'key: value' lines, with a space behind each colon; the keys are: {known}"
            return Problem(codes.WRONG_TYPE, at.origin, f"a mapping is wanted here, not {_what(at)}", hint)
        case name if name in codes.BY_NAME:
            context = detail.get("ctx", {})
            return Problem(codes.BY_NAME[name], at.origin, context["sentence"], context["hint"])
    return _not_text(at)


def _walk_to(node: Node, path: Sequence[str | int]) -> Node:
    """The node that a path leads to, or the last one on the way that is there."""
    for step in path:
        following: Node | None = None
        if isinstance(node, Mapping) and isinstance(step, str):
            following = node.get(step)
        elif isinstance(node, NodeList) and isinstance(step, int) and step < len(node.items):
            following = node.items[step]
        if following is None:
            return node
        node = following
    return node


def _what(node: Node) -> str:
    return {Scalar: "text", NodeList: "a list", Mapping: "a mapping"}[type(node)]


def _not_text(node: Node) -> Problem:
    block = "write the words as a block: '>-' behind the colon, the words on the next line, indented"
    if isinstance(node, Mapping) and len(node.entries) == 1 and " " in node.entries[0][0].text:
        sentence = f"the colon behind '{node.entries[0][0].text}' makes this a mapping; text is wanted here"
        return Problem(codes.WRONG_TYPE, node.origin, sentence, block)
    if isinstance(node, NodeList) and node.flow:
        sentence = "'[' makes this a list, and none is wanted here"
        hint = f"leave it out; if it belongs to the words, {block}"
        return Problem(codes.WRONG_TYPE, node.origin, sentence, hint)
    return Problem(codes.WRONG_TYPE, node.origin, f"text is wanted here, not {_what(node)}", block)


def _unknown_key(model: type[Authored], node: Node, path: Sequence[str | int]) -> Problem:
    key = str(path[-1])
    parent = _walk_to(node, path[:-1])
    origin = parent.origin
    if isinstance(parent, Mapping):
        origin = next((name.origin for name, _ in parent.entries if name.text == key), origin)
    known = _keys_at(model, path[:-1])
    guess = _guess(model, path)
    hint = f"did you mean '{guess}'?" if guess else f"the keys known here are: {', '.join(known)}"
    return Problem(codes.UNKNOWN_KEY, origin, f"the key '{key}' is not known here", hint)


def _guess(model: type[Authored], path: Sequence[str | int]) -> str | None:
    """The key that somebody may have meant by the last one of `path`."""
    return closest(str(path[-1]), _keys_at(model, path[:-1]))


def _keys_at(model: type[Authored], path: Sequence[str | int]) -> list[str]:
    """The keys of the mapping that a path leads to."""
    for step in path:
        if isinstance(step, str):
            inner = _model_in(
                next((f.annotation for n, f in model.model_fields.items() if step in (n, f.alias)), None)
            )
            if inner is None:
                break
            model = inner
    names = [field.alias or name for name, field in model.model_fields.items()]
    return [name for name in names if re.match(r"[a-z]", name)]


def _model_in(annotation: object) -> type[Authored] | None:
    """The model inside an annotation such as ``tuple[Statement, ...] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, Authored):
        return annotation
    inner = getattr(annotation, "__args__", ())
    return next((found for argument in inner if (found := _model_in(argument)) is not None), None)
