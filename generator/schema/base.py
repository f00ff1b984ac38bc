"""What every mapping of the YAML is made of: its place, its rules, its short forms, its references."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, ClassVar, Self, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    InstanceOf,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from generator.problems import Origin
from generator.schema.rules import Rule
from generator.schema.scalars import ORIGIN, Refers
from generator.values import Text


class Authored(BaseModel):
    """A mapping that somebody wrote, with the place it starts at."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    RULES: ClassVar[tuple[Rule, ...]] = ()
    """Which of its keys go together."""

    origin: InstanceOf[Origin] = Field(alias="\0origin")  # ORIGIN, written out for the type checker

    @cached_property
    def parts(self) -> tuple["Authored", ...]:
        """It and every mapping inside it, in the order of the keys."""
        return tuple(_parts(self))

    @model_validator(mode="after")
    def _keeps_the_rules(self) -> Self:
        if self.RULES:
            fields = type(self).model_fields
            values = {field.alias or name: getattr(self, name) for name, field in fields.items()}
            given = {key: value for key, value in values.items() if value not in (None, ())}
            for rule in self.RULES:
                rule.check(given)
        return self


# --- short forms -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShortFor:
    """Lets a scalar stand for a mapping that has it under `key`."""

    key: str

    def _write_out(self, value: object) -> object:
        return {ORIGIN: value.origin, self.key: value} if isinstance(value, Text) else value

    def __get_pydantic_core_schema__(self, source: type, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Write the mapping out before it is checked."""
        return core_schema.no_info_before_validator_function(self._write_out, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Either of the two forms."""
        return {"anyOf": [short_form(self.key, schema, handler), handler(schema)]}


def short_form(key: str, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
    """What may be written under `key` of a mapping, and so in its place."""
    properties = handler.resolve_ref_schema(handler(schema))["properties"]
    return {name: value for name, value in properties[key].items() if name != "description"}


@dataclass(frozen=True, slots=True)
class OrOne:
    """Lets one id stand for a list of one."""

    @staticmethod
    def _write_out(value: object) -> object:
        return [value] if isinstance(value, Text) else value

    def __get_pydantic_core_schema__(self, source: type, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Make a list of it before it is checked."""
        return core_schema.no_info_before_validator_function(self._write_out, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Either of the two forms."""
        several = handler(schema)
        return {"anyOf": [several["items"], several]}


# --- what is in a mapping --------------------------------------------------------------------------------


def _parts(model: Authored) -> Iterator[Authored]:
    yield model
    for name in _fields_with_mappings(type(model)):
        value = getattr(model, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Authored):
                yield from _parts(item)


@cache
def _fields_with_mappings(model: type[Authored]) -> tuple[str, ...]:
    return tuple(name for name, field in model.model_fields.items() if _may_be_mapping(field.annotation))


def _may_be_mapping(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Authored):
        return True
    return any(map(_may_be_mapping, get_args(annotation)))


def references(model: Authored) -> Iterator[tuple[Text, Refers]]:
    """Yield every id that `model`, without the mappings inside it, refers to."""
    for name, refers in _reference_fields(type(model)).items():
        value = getattr(model, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Text):
                yield item, refers


@cache
def _reference_fields(model: type[Authored]) -> Mapping[str, Refers]:
    found = {}
    for name, field in model.model_fields.items():
        markers = [m for m in field.metadata if isinstance(m, Refers)] or list(_markers(field.annotation))
        if markers:
            found[name] = markers[-1]
    return found


def _markers(annotation: Any) -> Iterator[Refers]:
    for argument in get_args(annotation):
        if isinstance(argument, Refers):
            yield argument
        else:
            yield from _markers(argument)
    for marker in getattr(annotation, "__metadata__", ()):
        if isinstance(marker, Refers):
            yield marker
