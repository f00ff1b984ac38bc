"""Turn the models of the YAML into JSON Schemas, by which text editors complete, explain and check.

Draft 7, for that is what they know best; `enumDescriptions`, `errorMessage` and
`patternErrorMessage` are for them, and other programs pass over them.

What a file says by itself is checked. What depends on other files (ids, kinds) is
listed with its names, and other values of the same form are taken, too: the list
may be older than a file that was written just now. The build says what is missing.
"""

import ast
import inspect
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from generator import layout, schema
from generator.model import Catalog, Class, Written
from generator.schema.scalars import KNOWN, NAMED, of_form

_DRAFT = "http://json-schema.org/draft-07/schema#"
_MODELS: Mapping[str, type[schema.Authored]] = {
    "site": schema.Site,
    "source": schema.Source,
    **{str(cls): cls.model for cls in Class},
}
# The id of a statement that has none in its file: owner, source, passage, and where its quote stands.
_OWN_STATEMENT = rf"{layout.ID.pattern}--{layout.ID.pattern}-p[0-9]+(-[0-9]+-[0-9]+)+"


def make_schemas(catalog: Catalog) -> tuple[Written, ...]:
    """The schemas of all files, and the ids and kinds of this briefing; paths from .schemas/ on."""
    return (*_of_models(), Written(KNOWN, _as_bytes(_known(catalog))))


@cache
def _of_models() -> tuple[Written, ...]:
    """The schemas that are the same for all briefings."""
    made = {name: model.model_json_schema(schema_generator=_Generator) for name, model in _MODELS.items()}
    made["decisions"] = _of_rulings()
    return tuple(Written(f"{name}.json", _as_bytes(_finished(made[name]))) for name in sorted(made))


def _as_bytes(made: JsonSchemaValue) -> bytes:
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()


def _of_rulings() -> JsonSchemaValue:
    made = TypeAdapter(tuple[schema.Ruling, ...]).json_schema(schema_generator=_Generator)
    # The only file that may be empty.
    about = "Which entity an ambiguous name means, and where; the narrowest ruling wins."
    return {**made, "type": ["array", "null"], "description": about}


class _Generator(GenerateJsonSchema):
    """Describes what people may write; pydantic by itself describes what a program may hand over."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Leave None out: nobody writes it, a key without a value is refused."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Leave the default out, which text editors would write into every file."""
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002  # pydantic's own
        """Leave titles out, which only repeat the keys."""
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Leave out what people cannot write; add the sentences on the keys, and the rules between them."""
        model = schema["cls"]
        made = super().model_schema(schema)
        made.pop("title")
        sentences = _sentences(model)
        made["properties"] = {
            key: {"description": sentences[key], **value}
            for key, value in made["properties"].items()
            if not key.startswith("\0")
        }
        made["required"] = [key for key in made["required"] if not key.startswith("\0")]
        if not made["required"]:
            del made["required"]
        if rules := [rule.as_schema(_lists(model)) for rule in model.RULES]:
            made["allOf"] = rules
        return made


def _lists(model: type[schema.Authored]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items() if field.default == ()}


def _sentences(model: type[schema.Authored]) -> dict[str, str]:
    """The sentence below each key; that of a subclass counts."""
    found: dict[str, str] = {}
    for cls in reversed(model.__mro__):
        if issubclass(cls, schema.Authored):
            found |= _sentences_in(cls.__module__).get(cls.__name__, {})
    aliases = {name: field.alias or name for name, field in model.model_fields.items()}
    return {aliases[name]: sentence for name, sentence in found.items() if name in aliases}


@cache
def _sentences_in(module: str) -> Mapping[str, Mapping[str, str]]:
    """What stands below the keys of each class of a module.

    Pydantic can read them, too, but does so whenever the program starts, for a fifth of a second.
    """
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {
        node.name: dict(_sentences_below(node.body)) for node in tree.body if isinstance(node, ast.ClassDef)
    }


def _sentences_below(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(sentence))):
                yield name, sentence


def _finished(made: JsonSchemaValue) -> JsonSchemaValue:
    """The schema as draft 7; what has a name stands among its definitions, once."""
    definitions: dict[str, Any] = {}
    inner = made.pop("$defs", {})
    root = _with_names(made, definitions)
    definitions |= {name: _with_names(part, definitions) for name, part in inner.items()}
    return {"$schema": _DRAFT, **root, "definitions": dict(sorted(definitions.items()))}


def _with_names(node: Any, definitions: dict[str, Any]) -> Any:  # noqa: ANN401  # whatever JSON holds
    """Move what has a name to the definitions, and leave a reference in its place."""
    if isinstance(node, list):
        return [_with_names(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    match node:
        case {"allOf": [{**said}]} if NAMED in said:
            name = str(said.pop(NAMED))
            file, _, inside = name.rpartition("#")
            if said:
                definitions[inside] = _with_names(said, definitions)
            beside = {key: value for key, value in node.items() if key != "allOf"}
            return {**beside, "$ref": f"{file}#/definitions/{inside}"}
        case {"$ref": reference}:
            return {**node, "$ref": reference.replace("#/$defs/", "#/definitions/")}
    return {key: _with_names(value, definitions) for key, value in node.items()}


def _known(catalog: Catalog) -> JsonSchemaValue:
    """The ids with their names, and the kinds, of all files that can be read."""
    names = {i: str(entity.title) for i, entity in catalog.entities.items()}
    kinds = {i: entity.content.kind for i, entity in catalog.entities.items()}
    actors, places, events = (
        {i: names.get(i, i) for i, known in catalog.known.items() if known is cls}
        for cls in (Class.ACTOR, Class.PLACE, Class.EVENT)
    )
    states = {i: name for i, name in actors.items() if kinds.get(i) == "state"}
    titles = {source.id: str(source.content.title) for source in catalog.sources}
    sources = {source: titles.get(source, source) for source in catalog.known_sources}
    return {
        "$schema": _DRAFT,
        "description": "The ids and kinds of this briefing; `briefing schema` writes them anew.",
        "definitions": {
            "actor": _ids("an actor", actors),
            "place-or-state": _ids("a place or a state", places | states),
            "event": _ids("an event", events),
            "actor-or-place-or-event": _ids("an actor, a place or an event", actors | places | events),
            "source": _ids("a source", sources),
            "statement": _ids("a statement", _statements(catalog), f"{layout.ID.pattern}|{_OWN_STATEMENT}"),
            **{f"kind-of-{cls}": _kinds(cls.kinds(catalog.site)) for cls in Class},
        },
    }


def _statements(catalog: Catalog) -> dict[str, str]:
    """The statements with an id of their own; any other has one that changes with its quotes."""
    return {
        str(statement.id): str(statement.text)
        for entity in catalog.entities.values()
        for statement in entity.content.statements
        if statement.id is not None
    }


def _ids(of_what: str, known: Mapping[str, str], pattern: str = layout.ID.pattern) -> JsonSchemaValue:
    otherwise = f"This is not the id of {of_what}: its file's name without .yml."
    return _listed(dict(sorted(known.items())), pattern, otherwise)


def _kinds(kinds: Iterable[str]) -> JsonSchemaValue:
    listed = {kind: kind.replace("-", " ") for kind in kinds}
    return _listed(listed, layout.ID.pattern, "This is not a kind: lower-case letters, digits and hyphens.")


def _listed(known: Mapping[str, str], pattern: str, otherwise: str) -> JsonSchemaValue:
    """One of these values, or another of the same form: it may be newer than the list."""
    another = of_form(pattern, otherwise)
    if not known:
        return another
    one = {"enum": list(known), "enumDescriptions": list(known.values()), "errorMessage": otherwise}
    return {"anyOf": [one, another]}
