"""Turn what a model refuses into problems, each at the line and column of the wrong node."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Texts
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from generator import codes
from generator.problems import BLOCK, Key, Problem
from generator.reading.as_meant import in_a_list
from generator.reading.nodes import Mapping, Node, Path, Scalar, along, mappings, to_data
from generator.reading.nodes import Sequence as NodeList
from generator.reading.syntax import BULLET, NO_KEY, no_bullet, no_key
from generator.schema import Authored
from generator.schema.keys import guess, home, keys_at, keys_of, model_at
from generator.schema.scalars import NEW_SOURCE, STANCES
from generator.text.spelling import meant_word

_TO_ADD = {
    "by": ", the id of who says it",
    "file": ", the article's path from this folder on: seeds/article.txt",
    "from": ", the atlas, website or register that you have it from",
    "quote": ", words copied from the source",
    "measure": ", what is counted, such as: people killed",
    "reason": ", why these words carry no statement",
    "sha256": f"; for the digits: {NEW_SOURCE}",
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


@dataclass(frozen=True, slots=True)
class Mistake:
    """A refused node; with `is_key`, the last key of the path is wrong rather than its value."""

    path: Path
    is_key: bool
    problem: Problem


def refusals(model: type[Authored], node: Node, details: Sequence[ErrorDetails]) -> tuple[Mistake, ...]:
    """Every mistake in a node; `details` are pydantic's own errors."""
    mistakes = [
        Mistake(d["loc"], is_key=d["type"] == "extra_forbidden", problem=_problem(model, node, d))
        for d in details
    ]
    told = {mistake.path for mistake in mistakes}
    mistakes += [mistake for mistake in _broken_rules(model, node) if mistake.path not in told]
    # A key that is misspelt is not missing, too.
    meant = {
        Key(along(node, m.path[:-1])[-1].origin, name)
        for m in mistakes
        if m.is_key and (name := guess(str(m.path[-1]), keys_at(model, m.path[:-1])))
    }
    return tuple(
        m for m in mistakes if m.problem.code is not codes.MISSING_KEY or meant.isdisjoint(m.problem.keys)
    )


def _broken_rules(model: type[Authored], node: Node) -> Iterator[Mistake]:
    """Broken rules between keys; pydantic checks none in a mapping that has a wrong value."""
    for path, mapping in mappings(node):
        inner = model_at(model, path)
        given = {key.text: to_data(value) for key, value in mapping.entries}
        if inner is None or not given.keys() <= set(keys_of(inner)):
            continue  # a key that is not known may be meant for one that is missing
        for rule in inner.RULES:
            try:
                rule.check({key: value for key, value in given.items() if value != []})
            except PydanticCustomError as error:
                yield Mistake(path, is_key=False, problem=_refused(mapping, error.type, error.context or {}))
                break  # the next rule may be broken by the same key


def _problem(model: type[Authored], node: Node, detail: ErrorDetails) -> Problem:
    path = [str(step) if isinstance(step, str) else step for step in detail["loc"]]
    at = along(node, path)[-1]
    match detail["type"]:
        case "missing":
            hint = f"add '{path[-1]}: …'{to_add(path)}"
            sentence, key = f"the key '{path[-1]}' is missing", Key(at.origin, str(path[-1]))
            return Problem(codes.MISSING_KEY, at.origin, sentence, hint, keys=(key,))
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
            return _refused(at, name, detail.get("ctx", {}))
    return _not_text(at, path)


def _refused(node: Node, code: str, said: Texts[str, Any]) -> Problem:
    """The problem that `schema.scalars.refuse` raised."""
    return Problem(
        codes.BY_NAME[code],
        node.origin,
        said["sentence"],
        said["hint"],
        words=(said["words"] or node.text,) if isinstance(node, Scalar) else (),
        keys=tuple(Key(node.origin, key) for key in said["keys"]),
        instead=said["instead"],
    )


def to_add(path: Sequence[str | int]) -> str:
    """Help for the missing key at the end of `path`; for some keys it depends on their list."""
    *within, key = [str(step) for step in path if isinstance(step, str)]
    return _TO_ADD.get(".".join([*within[-1:], key])) or _TO_ADD.get(key, "")


def _what(node: Node) -> str:
    return {Scalar: "text", NodeList: "a list", Mapping: "a mapping"}[type(node)]


def _not_text(node: Node, path: Sequence[str | int]) -> Problem:
    if isinstance(node, Mapping) and len(node.entries) == 1 and " " in node.entries[0][0].text:
        sentence = f"the colon behind '{node.entries[0][0].text}' makes this a mapping; text is wanted here"
        return Problem(codes.WRONG_TYPE, node.origin, sentence, as_block=True)
    several = _for_several(node, path)
    if isinstance(node, NodeList) and node.flow:
        sentence = "'[' makes this a list, and none is wanted here"
        hint = several or f"leave it out; if it belongs to the words, write the words {BLOCK}"
        return Problem(codes.WRONG_TYPE, node.origin, sentence, hint)
    sentence = f"text is wanted here, not {_what(node)}"
    return Problem(codes.WRONG_TYPE, node.origin, sentence, several or "", as_block=not several)


def _for_several(node: Node, path: Sequence[str | int]) -> str | None:
    """A hint for a list of values where one value is wanted."""
    several = isinstance(node, NodeList) and len(node.items) > 1
    return _SEVERAL.get(str(path[-1])) if several and path else None


def _not_a_list(node: Node) -> Problem:
    hint = "write each item on a line of its own, with '- ' in front"
    if isinstance(node, Scalar) and (mark := BULLET.match(node.text)):
        return Problem(codes.WRONG_TYPE, node.origin, *no_bullet(mark[2]), words=(mark[2],))
    if isinstance(node, Mapping):
        hint = "put '- ' in front of its first line, and two spaces more in front of the others"
    return Problem(codes.WRONG_TYPE, node.origin, f"a list is wanted here, not {_what(node)}", hint)


def _is_one_item(model: type[Authored], node: Node, path: Path) -> bool:
    """Whether a value would be valid as the only item of a list."""
    return not any(tuple(d["loc"][: len(path)]) == path for d in _errors(model, in_a_list(node, path)))


def _errors(model: type[Authored], node: Node) -> list[ErrorDetails]:
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
        return Problem(codes.WRONG_TYPE, node.origin, *no_key(found), words=(found["key"],))
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
