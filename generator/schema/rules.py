"""Rules on which keys of a mapping go together, each said once: for the build, and as JSON Schema.

A key counts as given where it has a value; an empty list is none.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from pydantic.json_schema import JsonSchemaValue

from generator import codes
from generator.problems import Code
from generator.schema.scalars import refuse

Given = Mapping[str, Any]
"""The keys that are given, with their values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExactlyOne:
    """One of these keys, and no other of them."""

    keys: tuple[str, ...]
    none: str = ""  # the sentence where there is none of them
    none_hint: str = "add the one that fits"
    both_hint: str = "keep one of them"

    def check(self, given: Given) -> None:
        """Refuse a mapping that breaks the rule."""
        found = [key for key in self.keys if key in given]
        if not found:
            sentence = self.none or f"one of these keys is missing: {', '.join(self._written)}"
            refuse(codes.MISSING_KEY, sentence, self.none_hint, keys=self._written)
        if len(found) > 1:
            sentence = f"'{found[0]}' and '{found[1]}' exclude each other"
            refuse(codes.BAD_VALUE, sentence, self.both_hint)

    def as_schema(self, lists: Collection[str]) -> JsonSchemaValue:
        """The same as JSON Schema; `lists` are the keys that hold one."""
        keys = self._written
        alone = [_not_beside(key, other, lists) for key, other in combinations(keys, 2)]
        return {"allOf": [*_one_of(keys, lists), *alone]}

    @property
    def _written(self) -> list[str]:
        """The keys that people write; others come of short forms."""
        return [key for key in self.keys if not key.startswith("\0")]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOrMore:
    """At least one of these keys."""

    keys: tuple[str, ...]
    none: str
    none_hint: str

    def check(self, given: Given) -> None:
        """Refuse a mapping that breaks the rule."""
        if not any(key in given for key in self.keys):
            refuse(codes.MISSING_KEY, self.none, self.none_hint, keys=self.keys)

    def as_schema(self, lists: Collection[str]) -> JsonSchemaValue:
        """The same as JSON Schema; `lists` are the keys that hold one."""
        return {"allOf": _one_of(self.keys, lists)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """Where the first key is given, the second has to be, too."""

    key: str
    other: str
    value: str | None = None  # the rule holds for this value of the first key alone; None: for any
    code: Code = codes.MISSING_KEY
    sentence: str = ""
    hint: str

    def check(self, given: Given) -> None:
        """Refuse a mapping that breaks the rule."""
        holds = self.key in given and self.value in (None, given[self.key])
        if holds and self.other not in given:
            sentence = self.sentence or f"'{self.key}' needs '{self.other}'"
            refuse(self.code, sentence, self.hint, keys=(self.other,))

    def as_schema(self, lists: Collection[str]) -> JsonSchemaValue:
        """The same as JSON Schema; `lists` are the keys that hold one."""
        when = _given(self.key, lists)
        if self.value is not None:
            when["properties"] = {self.key: {"const": self.value}}
        return {"if": when, "then": _given(self.other, lists)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Excludes:
    """Where the first key is given, the second may not be."""

    key: str
    other: str
    hint: str

    def check(self, given: Given) -> None:
        """Refuse a mapping that breaks the rule."""
        if self.key in given and self.other in given:
            sentence = f"'{self.key}' and '{self.other}: {given[self.other]}' exclude each other"
            refuse(codes.BAD_VALUE, sentence, self.hint)

    def as_schema(self, lists: Collection[str]) -> JsonSchemaValue:
        """The same as JSON Schema; `lists` are the keys that hold one."""
        return _not_beside(self.key, self.other, lists)


Rule = ExactlyOne | OneOrMore | Needs | Excludes


def _given(key: str, lists: Collection[str]) -> JsonSchemaValue:
    given: JsonSchemaValue = {"required": [key]}
    if key in lists:
        given["properties"] = {key: {"minItems": 1}}
    return given


def _one_of(keys: Sequence[str], lists: Collection[str]) -> list[JsonSchemaValue]:
    """One of the keys at least; an empty list is not enough."""

    def there(wanted: Iterable[str]) -> JsonSchemaValue:
        return {"anyOf": [{"required": [key]} for key in wanted]}

    empty = ({"required": [key], "properties": {key: {"maxItems": 0}}} for key in keys if key in lists)
    others = (there(other for other in keys if other != key) for key in keys if key in lists)
    return [there(keys), *({"if": when, "then": then} for when, then in zip(empty, others, strict=True))]


def _not_beside(key: str, other: str, lists: Collection[str]) -> JsonSchemaValue:
    """Where `key` is given, not the other."""
    first, second = _given(key, lists), _given(other, lists)
    both: JsonSchemaValue = {"required": [key, other]}
    if inside := first.get("properties", {}) | second.get("properties", {}):
        both["properties"] = inside
    # Said in this way, text editors mark the second key, and do not propose it.
    return {"if": both, "then": {"properties": {other: False}}}
