"""Rules on which keys of a mapping go together, each said once: for the build, and as JSON Schema.

A key counts as given where it has a value; an empty list is none.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from pydantic.json_schema import JsonSchemaValue

from generator import codes
from generator.problems import Code
from generator.schema.scalars import refuse

Given = Mapping[str, Any]
"""The keys that are given, with their values."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Which keys may, must or may not stand together in a mapping."""

    check: Callable[[Given], None]  # refuses a mapping that breaks the rule
    as_schema: Callable[[Collection[str]], JsonSchemaValue]  # takes the keys that hold a list


def exactly_one(
    *keys: str, none: str = "", none_hint: str = "add the one that fits", both_hint: str = "keep one of them"
) -> Rule:
    """One of these keys, and no other of them; `none` is the sentence where none is given."""
    written = [key for key in keys if not key.startswith("\0")]  # the others come of short forms

    def check(given: Given) -> None:
        found = [key for key in keys if key in given]
        if not found:
            sentence = none or f"one of these keys is missing: {', '.join(written)}"
            refuse(codes.MISSING_KEY, sentence, none_hint, keys=written)
        if len(found) > 1:
            refuse(codes.BAD_VALUE, f"'{found[0]}' and '{found[1]}' exclude each other", both_hint)

    def as_schema(lists: Collection[str]) -> JsonSchemaValue:
        alone = [_not_beside(key, other, lists) for key, other in combinations(written, 2)]
        return {"allOf": [*_one_of(written, lists), *alone]}

    return Rule(check, as_schema)


def one_or_more(*keys: str, none: str, none_hint: str) -> Rule:
    """At least one of these keys."""

    def check(given: Given) -> None:
        if not any(key in given for key in keys):
            refuse(codes.MISSING_KEY, none, none_hint, keys=keys)

    return Rule(check, lambda lists: {"allOf": _one_of(keys, lists)})


def needs(  # noqa: PLR0913  # the rule, and the words for who breaks it
    key: str,
    other: str,
    hint: str,
    *,
    value: str | None = None,
    code: Code = codes.MISSING_KEY,
    sentence: str = "",
) -> Rule:
    """Where the first key is given, the second has to be, too; with `value`, only where the first has it."""

    def check(given: Given) -> None:
        holds = key in given and value in (None, given[key])
        if holds and other not in given:
            refuse(code, sentence or f"'{key}' needs '{other}'", hint, keys=(other,))

    def as_schema(lists: Collection[str]) -> JsonSchemaValue:
        when = _given(key, lists)
        if value is not None:
            when["properties"] = {key: {"const": value}}
        return {"if": when, "then": _given(other, lists)}

    return Rule(check, as_schema)


def excludes(key: str, other: str, hint: str) -> Rule:
    """Where the first key is given, the second may not be."""

    def check(given: Given) -> None:
        if key in given and other in given:
            refuse(codes.BAD_VALUE, f"'{key}' and '{other}: {given[other]}' exclude each other", hint)

    return Rule(check, lambda lists: _not_beside(key, other, lists))


def _given(key: str, lists: Collection[str]) -> JsonSchemaValue:
    given: JsonSchemaValue = {"required": [key]}
    if key in lists:
        given["properties"] = {key: {"minItems": 1}}
    return given


def _one_of(keys: Sequence[str], lists: Collection[str]) -> list[JsonSchemaValue]:
    """One of the keys at least; an empty list is not enough."""

    def there(wanted: Iterable[str]) -> JsonSchemaValue:
        return {"anyOf": [{"required": [key]} for key in wanted]}

    def others(key: str) -> JsonSchemaValue:
        empty = {"required": [key], "properties": {key: {"maxItems": 0}}}
        return {"if": empty, "then": there(other for other in keys if other != key)}

    return [there(keys), *(others(key) for key in keys if key in lists)]


def _not_beside(key: str, other: str, lists: Collection[str]) -> JsonSchemaValue:
    """Where `key` is given, not the other."""
    first, second = _given(key, lists), _given(other, lists)
    both: JsonSchemaValue = {"required": [key, other]}
    if inside := first.get("properties", {}) | second.get("properties", {}):
        both["properties"] = inside
    # In this form text editors mark the second key, and do not propose it.
    return {"if": both, "then": {"properties": {other: False}}}
