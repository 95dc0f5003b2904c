"""The schemas of Command documents, and that of Policy documents, which have the layout of Command documents 2.x."""

from scripts.schemas.command_inputs import all_inputs
from scripts.schemas.command_parts import parameter, plugin_name, plugin_part, step
from scripts.schemas.common import (
    Schema,
    editor_schema,
    identification,
    parameters,
    schema_version,
    text,
)
from ssmdoc.catalogue.plugins import PLUGINS
from ssmdoc.catalogue.schema_versions import COMMAND_1_VERSIONS, COMMAND_2_VERSIONS

POLICY_VERSIONS = ("2.0", "2.2")
"""Source: UG25 documents-schemas-features.md."""


def command_1_schema() -> Schema:
    """The schema of Command documents with `runtimeConfig`."""
    plugins = [plugin for plugin in PLUGINS.values() if "1.2" in plugin.schemas]
    return {
        **_head(
            "command-1.x",
            "SSM Command document 1.x",
            "A Command document of AWS Systems Manager with schema version 1.2: plugins that SSM Agent runs on a node, "
            "in no promised order.",
            tuple(sorted(COMMAND_1_VERSIONS)),
            "1.2",
            "runtimeConfig",
            {
                "description": "The plugins that run, by name.",
                "type": "object",
                "minProperties": 1,
                "properties": {plugin.name: {"$ref": f"#/$defs/{plugin_name(plugin)}"} for plugin in plugins},
                "additionalProperties": {"$ref": "#/$defs/plugin"},
                "x-expected": "a map of at least one plugin",
            },
        ),
        "$defs": {
            "parameter": parameter(),
            "plugin": plugin_part(None),
            **{plugin_name(plugin): plugin_part(plugin) for plugin in plugins},
            **all_inputs("1.2"),
        },
    }


def command_2_schema() -> Schema:
    """The schema of Command documents with `mainSteps`."""
    return _with_steps(
        "command-2.x",
        "SSM Command document 2.x",
        "A Command or Policy document of AWS Systems Manager with schema version 2.0 or 2.2: steps that SSM Agent runs "
        "on a node.",
        tuple(sorted(COMMAND_2_VERSIONS)),
    )


def policy_schema() -> Schema:
    """The schema of Policy documents."""
    return _with_steps(
        "policy-2.x",
        "SSM Policy document",
        "A Policy document of AWS Systems Manager, which State Manager applies to nodes: the layout is that of a "
        "Command document.",
        POLICY_VERSIONS,
    )


def _with_steps(name: str, title: str, description: str, versions: tuple[str, ...]) -> Schema:
    steps = {
        "description": "The steps, run in order.",
        "type": "array",
        "minItems": 1,
        "items": {"$ref": "#/$defs/step"},
        "x-expected": "a list of at least one step",
    }
    return {
        **_head(name, title, description, versions, "2.2", "mainSteps", steps),
        "$defs": {"parameter": parameter(), "step": step(), **all_inputs("2.2")},
    }


def _head(
    name: str, title: str, description: str, versions: tuple[str, ...], offered: str, key: str, content: Schema
) -> Schema:
    return {
        **identification(name),
        "title": title,
        "description": description,
        "type": "object",
        "required": ["schemaVersion", key],
        "properties": {
            "$schema": editor_schema(),
            "schemaVersion": schema_version(versions, offered),
            "description": text("What the document does; Markdown.", warn=True),
            "parameters": parameters(),
            key: content,
        },
        "additionalProperties": False,
        "x-name": "the document",
        "x-expected": "a map",
    }
