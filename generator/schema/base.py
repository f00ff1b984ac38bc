"""What every mapping of the YAML is made of: its place, its rules, its short forms, its references."""

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Any, ClassVar, Self, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    GetPydanticSchema,
    InstanceOf,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from generator.problems import Origin
from generator.schema.rules import Rule
from generator.schema.scalars import ORIGIN, Refers, read_by
from generator.values import Text


class Authored(BaseModel):
    """A mapping that somebody wrote, with the place it starts at."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    RULES: ClassVar[tuple[Rule, ...]] = ()
    """Which of its keys go together."""

    origin: InstanceOf[Origin] = Field(alias="\0origin")  # ORIGIN, written out for the type checker

    @cached_property
    def parts(self) -> tuple["Authored", ...]:
        """This mapping and every mapping inside it, in the order of the keys."""
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


def short_for(key: str) -> GetPydanticSchema:
    """Lets a scalar stand for a mapping that has it under `key`."""
    return read_by(
        lambda text: {ORIGIN: text.origin, key: text},
        lambda schema, handler: {"anyOf": [short_form(key, schema, handler), handler(schema)]},
    )


def short_form(key: str, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
    """What may be written in place of a mapping: what it may have under `key`."""
    properties = handler.resolve_ref_schema(handler(schema))["properties"]
    return {name: value for name, value in properties[key].items() if name != "description"}


def _one_or_several(schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
    several = handler(schema)
    return {"anyOf": [several["items"], several]}


OR_ONE = read_by(lambda text: [text], _one_or_several)
"""Lets one id stand for a list of one."""


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
    """Every id that `model` refers to by itself; the mappings inside it have their own."""
    for name, refers in _reference_fields(type(model)).items():
        value = getattr(model, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Text):
                yield item, refers


@cache
def _reference_fields(model: type[Authored]) -> Mapping[str, Refers]:
    marked = {name: list(_markers(field.rebuild_annotation())) for name, field in model.model_fields.items()}
    return {name: markers[-1] for name, markers in marked.items() if markers}


def _markers(annotation: Any) -> Iterator[Refers]:
    if isinstance(annotation, Refers):
        yield annotation
    for argument in get_args(annotation):
        yield from _markers(argument)
