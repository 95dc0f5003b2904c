"""The schemas as files: right JSON Schema, described for hovers, in step with each other and with the catalogue."""

from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from ssmdoc.catalogue.actions import ACTIONS, Action
from ssmdoc.catalogue.plugins import CONTROL_FLOW_INPUTS, PLUGINS
from ssmdoc.rules import RULES
from ssmdoc.schema import store
from ssmdoc.schema.check import SCHEMAS
from ssmdoc.schema.store import Schema

COMMAND = ("command-1.x", "command-2.x")
AUTOMATION = ("automation-0.3", "automation-change-template-0.3")
CHECKED = tuple(SCHEMAS.values())
DESCRIBED = (*CHECKED, "policy-2.x", "ssm-document")
ASSERTIONS = {"type", "enum", "pattern", "minimum", "maximum", "minItems", "maxItems", "minProperties", "maxLength"}


def subschemas(schema: Schema, path: str = "") -> Iterator[tuple[str, Schema]]:
    """A schema and all schemas within it, conditions (`if`) aside: nobody reads those."""
    yield path, schema
    for keyword in ("items", "additionalProperties", "then", "else"):
        if isinstance(schema.get(keyword), dict):
            yield from subschemas(schema[keyword], f"{path}/{keyword}")
    for keyword in ("properties", "$defs"):
        for name, part in schema.get(keyword, {}).items():
            if isinstance(part, dict):
                yield from subschemas(part, f"{path}/{keyword}/{name}")
    for index, part in enumerate(schema.get("allOf", [])):
        yield from subschemas(part, f"{path}/allOf/{index}")


@pytest.mark.parametrize("name", store.names())
def test_is_json_schema(name: str) -> None:
    schema = store.load(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:ssmdoc:schema:{name}"
    assert schema["title"]
    assert schema["description"].endswith(".")


@pytest.mark.parametrize("name", store.names())
def test_needs_no_other_file(name: str) -> None:
    schema = store.load(name)
    for path, part in subschemas(schema):
        if "$ref" in part:
            assert part["$ref"].removeprefix("#/$defs/") in schema["$defs"], path


@pytest.mark.parametrize("name", DESCRIBED)
def test_parts_have_titles_and_descriptions(name: str) -> None:
    parts = store.load(name).get("$defs", {})
    assert [part for part, schema in parts.items() if not schema.get("title") or not schema.get("description")] == []


@pytest.mark.parametrize("name", DESCRIBED)
def test_properties_have_descriptions(name: str) -> None:
    bare = [
        f"{path}/{key}"
        for path, part in subschemas(store.load(name))
        if not path.endswith("/then")
        for key, value in part.get("properties", {}).items()
        if not value.get("description") and "$ref" not in value
    ]
    assert bare == []


@pytest.mark.parametrize("name", CHECKED)
def test_assertions_say_what_is_expected(name: str) -> None:
    silent = [
        path for path, part in subschemas(store.load(name)) if ASSERTIONS & part.keys() and "x-expected" not in part
    ]
    assert silent == []


@pytest.mark.parametrize("name", CHECKED)
def test_maps_with_fixed_keys_have_a_name(name: str) -> None:
    nameless = [
        path
        for path, part in subschemas(store.load(name))
        if (part.get("additionalProperties") is False or "required" in part) and "x-name" not in part
    ]
    assert nameless == []


@pytest.mark.parametrize("names", [COMMAND, AUTOMATION, ("command-2.x", "policy-2.x")])
def test_shared_parts_are_the_same(names: tuple[str, str]) -> None:
    one, two = (store.load(name)["$defs"] for name in names)
    shared = one.keys() & two.keys()
    assert {name: one[name] for name in shared} == {name: two[name] for name in shared}
    assert "parameter" in shared


def test_rules_that_findings_are_left_to_exist() -> None:
    named = {
        rule
        for name in CHECKED
        for _, part in subschemas(store.load(name))
        for rule in part.get("x-rules", {}).values()
    }
    assert {rule for rule in named if rule not in RULES or RULES[rule].check is None} == set()


@pytest.mark.parametrize("plugin", PLUGINS.values(), ids=list(PLUGINS))
def test_knows_the_inputs_of_the_catalogue(plugin: Any) -> None:
    known = store.load("command-2.x")["$defs"][f"inputs.{plugin.name.removeprefix('aws:')}"]["properties"]
    expected = {given.name for given in (*plugin.inputs, *CONTROL_FLOW_INPUTS)}
    assert expected <= known.keys()


def test_has_no_plugin_that_the_catalogue_lacks() -> None:
    named = {name for name in store.load("command-2.x")["$defs"] if name.startswith("inputs.")}
    assert named == {f"inputs.{plugin.removeprefix('aws:')}" for plugin in PLUGINS}


@pytest.mark.parametrize("action", ACTIONS.values(), ids=list(ACTIONS))
def test_knows_the_inputs_of_actions(action: Action) -> None:
    part = store.load("automation-0.3")["$defs"][f"inputs.{action.name.removeprefix('aws:')}"]
    assert [given.name for given in action.inputs] == list(part["properties"])[: len(action.inputs)]
    assert part.get("required", []) == [given.name for given in action.inputs if given.required]
    assert part["description"] == action.description


def test_has_no_action_that_the_catalogue_lacks() -> None:
    named = {name for name in store.load("automation-0.3")["$defs"] if name.startswith("inputs.")}
    assert named == {f"inputs.{action.removeprefix('aws:')}" for action in ACTIONS}
