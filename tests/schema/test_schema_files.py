"""The schemas as files: right JSON Schema, described for hovers, in step with each other and with the catalogue."""

from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from ssmdoc.catalogue.plugins import CONTROL_FLOW_INPUTS, PLUGINS
from ssmdoc.rules import RULES
from ssmdoc.schema import store
from ssmdoc.schema.store import Schema

COMMAND = ("command-1.x", "command-2.x")
ASSERTIONS = {"type", "enum", "pattern", "minimum", "maximum", "minItems", "maxItems", "minProperties"}


def subschemas(schema: Schema, path: str = "") -> Iterator[tuple[str, Schema]]:
    """A schema and all schemas within it, conditions (`if`) aside: nobody reads those."""
    yield path, schema
    for keyword in ("items", "additionalProperties", "then"):
        if isinstance(schema.get(keyword), dict):
            yield from subschemas(schema[keyword], f"{path}/{keyword}")
    for keyword in ("properties", "$defs"):
        for name, part in schema.get(keyword, {}).items():
            yield from subschemas(part, f"{path}/{keyword}/{name}")
    for index, part in enumerate(schema.get("allOf", [])):
        yield from subschemas(part, f"{path}/allOf/{index}")


@pytest.mark.parametrize("name", COMMAND)
def test_is_json_schema(name: str) -> None:
    schema = store.load(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:ssmdoc:schema:{name}"


def test_properties_have_descriptions() -> None:
    bare = [
        f"{name}{path}/{key}"
        for name in COMMAND
        for path, part in subschemas(store.load(name))
        if not path.endswith("/then")
        for key, value in part.get("properties", {}).items()
        if "description" not in value and "$ref" not in value
    ]
    assert bare == []


def test_assertions_say_what_is_expected() -> None:
    silent = [
        f"{name}{path}"
        for name in COMMAND
        for path, part in subschemas(store.load(name))
        if ASSERTIONS & part.keys() and "x-expected" not in part
    ]
    assert silent == []


def test_maps_with_fixed_keys_have_a_name() -> None:
    nameless = [
        f"{name}{path}"
        for name in COMMAND
        for path, part in subschemas(store.load(name))
        if (part.get("additionalProperties") is False or "required" in part) and "x-name" not in part
    ]
    assert nameless == []


def test_shared_parts_are_the_same() -> None:
    one, two = (store.load(name)["$defs"] for name in COMMAND)
    shared = one.keys() & two.keys()
    assert {name: one[name] for name in shared} == {name: two[name] for name in shared}
    assert {"parameter", "inputs.runShellScript", "inputs.runPowerShellScript"} <= shared


def test_rules_that_findings_are_left_to_exist() -> None:
    named = {
        rule
        for name in COMMAND
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
