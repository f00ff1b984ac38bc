import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from generator.build import write_for_editors
from generator.editing.new import new_entity
from generator.model import Class
from tests.support.built import BRIEFINGS, copy_sources, write_small
from tests.support.checked import Refused, check_jsonschema


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """Give the schemas of the invented briefing, made anew."""
    root = copy_sources(BRIEFINGS["saltmere"], tmp_path_factory.mktemp("saltmere"))
    write_for_editors(root)
    return {path.name: json.loads(path.read_text("utf-8")) for path in (root / ".schemas").iterdir()}


def properties(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401 - whatever JSON holds
    """Every key that a schema knows."""
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield from node.get("properties", {}).items()
        for value in node.values():
            yield from properties(value)
    elif isinstance(node, list):
        for value in node:
            yield from properties(value)


def resolved(schemas: Mapping[str, Any], file: str, node: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    while reference := node.get("$ref"):
        named, _, path = reference.partition("#/")
        file = named or file
        node = schemas[file]
        for step in path.split("/"):
            node = node[step]
    return file, node


def shows(schemas: Mapping[str, Any], file: str, node: dict[str, Any]) -> bool:
    """Whether an example or the allowed values of a key can be seen, or it has keys of its own."""
    if "examples" in node:
        return True
    file, node = resolved(schemas, file, node)
    if {"examples", "enum", "properties"} & node.keys():
        return True
    inner = [*node.get("anyOf", []), *([node["items"]] if "items" in node else [])]
    return any(shows(schemas, file, part) for part in inner)


def test_every_key_has_a_sentence_and_an_example_or_its_values(schemas: Mapping[str, Any]) -> None:
    """An editor who hovers over a key wants to know what to write there."""
    dumb = [
        (file, key)
        for file, made in schemas.items()
        for key, node in properties(made)
        if not node.get("description", "").endswith(".") or not shows(schemas, file, node)
        if "warning: " not in node.get("description", "")  # codes to accept: the value is one's own reason
    ]

    assert dumb == []


def test_no_key_has_a_lone_example(schemas: Mapping[str, Any]) -> None:
    """Text editors complete the key with it; words that nobody thought of would stand on the site one day."""
    lone = [
        (file, key)
        for file, made in schemas.items()
        for key, node in properties(made)
        for found in (node, node.get("items", {}), *node.get("anyOf", []))
        if len(found.get("examples", "no")) < 2
    ]

    assert lone == []


def test_the_schemas_are_draft_7_and_lead_nowhere_else(schemas: Mapping[str, Any]) -> None:
    """That is the draft that text editors know; and none of them should have to ask the network."""
    for file, made in schemas.items():
        assert made["$schema"] == "http://json-schema.org/draft-07/schema#"
        Draft7Validator.check_schema(made)
        for reference in re.findall(r'"\$ref": "([^"]+)"', json.dumps(made)):
            resolved(schemas, file, {"$ref": reference})


def test_ids_are_listed_with_their_names(schemas: Mapping[str, Any]) -> None:
    """Nobody knows all ids by heart, and nobody should have to look them up."""
    known = schemas["known.json"]["definitions"]

    def listed(name: str) -> dict[str, str]:
        one = known[name]["anyOf"][0]
        return dict(zip(one["enum"], one["enumDescriptions"], strict=True))

    assert listed("actor")["thelmyri-vraxou"] == "Thelmyri Vraxou"
    assert listed("place-or-state")["ordrevane"] == "Ordrevane"  # a state
    assert "thelmyri-vraxou" not in listed("place-or-state")
    assert listed("source")["tidesheet-2021-03-12"].startswith("Dockhands")
    assert "vessel" in listed("kind-of-actor")
    assert listed("actor-or-place-or-event").keys() >= listed("event").keys() | listed("actor").keys()
    assert all(text.endswith((".", "”")) for text in listed("statement").values())


def test_an_id_that_is_newer_than_the_schemas_is_taken_and_a_name_is_not(tmp_path: Path) -> None:
    """A file that was just made is no mistake; a name in place of an id always is."""
    root = write_small(tmp_path)
    write_for_editors(root)
    new_entity(root, Class.ACTOR, "Ada Morn")
    event = root / "site_src/events/stop.yml"
    event.parent.mkdir()

    def refused(by: str) -> list[Refused]:
        event.write_text(f"name: Stop\nparticipants: [{by}]\n")
        return check_jsonschema(root / ".schemas/event.json", [event])

    assert refused("ada-morn") == []
    assert refused("Ada Morn") == [Refused(event, ("participants", 0))]
