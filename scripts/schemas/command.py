"""The schemas of Command documents, and that of Policy documents, which have the layout of Command documents 2.x."""

from scripts.schemas.command_inputs import STRICT, WHOLE_REFERENCE, all_inputs, inputs_name
from scripts.schemas.common import (
    Schema,
    count,
    editor_schema,
    identification,
    parameter_type,
    parameters,
    schema_version,
    text,
)
from ssmdoc.catalogue.parameter_types import ENV_VAR
from ssmdoc.catalogue.plugin_names import PLUGIN_NAMES
from ssmdoc.catalogue.plugins import PLUGINS, Plugin
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
                "properties": {plugin.name: {"$ref": f"#/$defs/{_plugin_name(plugin)}"} for plugin in plugins},
                "additionalProperties": {"$ref": "#/$defs/plugin"},
                "x-expected": "a map of at least one plugin",
            },
        ),
        "$defs": {
            "parameter": parameter(),
            "plugin": _plugin(None),
            **{_plugin_name(plugin): _plugin(plugin) for plugin in plugins},
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
        "$defs": {"parameter": parameter(), "step": _step(), **all_inputs("2.2")},
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


def parameter() -> Schema:
    """The declaration of a parameter of a Command document."""
    return {
        "title": "Parameter",
        "description": "A value that whoever runs the document gives, and that `{{ name }}` stands for.",
        "type": "object",
        "required": ["type"],
        "properties": {
            "type": parameter_type(),
            "description": text("What the parameter is for.", warn=True),
            "default": {
                "description": "The value when none is given; without it a value must be given. It may be "
                "`{{ ssm:name }}`, a parameter of Parameter Store."
            },
            "allowedValues": {
                "description": "The only values that are allowed.",
                "type": ["array", "null"],
                "items": {"type": ["string", "null"], "x-expected": "text", "x-severity": "warning"},
                "x-expected": "a list",
            },
            "allowedPattern": text(
                "Regular expression that the value must match: Java's in the service, Go's (RE2, not anchored) in SSM "
                "Agent."
            ),
            "displayType": {
                "description": "How the console shows the field.",
                "enum": ["textfield", "textarea", None],
                "x-expected": '"textfield" or "textarea"',
                "x-severity": "warning",
            },
            "minItems": count("Least number of items of a list or map."),
            "maxItems": count("Greatest number of items of a list or map."),
            "minChars": count("Least number of characters."),
            "maxChars": count("Greatest number of characters."),
            "interpolationType": {
                "description": f"`{ENV_VAR}`: the script gets the value as the environment variable SSM_name instead "
                "of in its text. Needs schema version 2.2 and SSM Agent 3.3.2746.0 or newer; an older agent ignores "
                "it.",
                "enum": [ENV_VAR, None],
                "x-expected": f'"{ENV_VAR}"',
                "x-severity": "warning",
            },
        },
        "additionalProperties": False,
        "x-name": "parameter {key}",
        "x-expected": "a map",
        "x-unknown-severity": "warning",
    }


def _plugin_name(plugin: Plugin) -> str:
    return f"plugin.{plugin.name.removeprefix('aws:')}"


def _plugin(plugin: Plugin | None) -> Schema:
    """A plugin of `runtimeConfig`; without one, a plugin that is not known."""
    words = "The inputs of the plugin; a list runs the plugin once for each of its maps."
    free: Schema = {
        "type": ["object", "array", "string"],
        "description": words,
        "x-expected": "a map, a list of maps or text",
        "items": {"type": "object", "x-expected": "a map"},
    }
    if plugin is not None and not plugin.deprecated:
        reference = {"$ref": f"#/$defs/{inputs_name(plugin.name)}"}
        free = {
            "type": ["object", "array", "string"],
            "pattern": WHOLE_REFERENCE,
            "description": words,
            "x-expected": 'a map, a list of maps or one whole "{{ reference }}"',
            "if": {"type": "object"},
            "then": reference,
            "items": reference,
        }
    schema: Schema = {
        "title": f"Plugin {plugin.name}" if plugin else "Plugin",
        "description": plugin.description if plugin else "A plugin with its inputs.",
        "type": "object",
        "properties": {
            "properties": free,
            "settings": {
                "description": "Settings of the plugin; only aws:cloudWatch has them.",
                "type": ["object", "string", "null"],
                "x-expected": "a map",
            },
            "description": text("What the plugin does here.", warn=True),
        },
        "additionalProperties": False,
        "x-name": "plugin {key}",
        "x-expected": "a map",
        "x-unknown-severity": "warning",
    }
    return {**schema, "required": ["properties"]} if plugin and plugin.name in STRICT else schema


def _step() -> Schema:
    return {
        "title": "Step",
        "description": "One step: a plugin with its inputs. Steps run in order, and a failed one does not stop the "
        "next.",
        "type": "object",
        "required": ["action", "name"],
        "properties": {
            "action": {
                "description": "The plugin that runs, letter by letter: aws:runShellScript.",
                "type": "string",
                "examples": list(PLUGIN_NAMES),
                "x-expected": "the name of a plugin",
            },
            "name": {
                "description": "Name of the step: letters, digits and underscores, used once in the document.",
                "type": "string",
                "x-expected": "text",
                "allOf": [
                    {
                        "pattern": "^[a-zA-Z0-9_]+$",
                        "x-rules": {"pattern": "invalid-step-name"},
                        "x-severity": "warning",
                        "x-expected": "letters, digits and underscores",
                    }
                ],
            },
            "inputs": {
                "description": "The inputs of the plugin, and what happens after it: onFailure, onSuccess, "
                "finallyStep.",
                "type": ["object", "null"],
                "x-expected": "a map",
            },
            "precondition": _precondition(),
            "description": {"description": "What the step does; AWS ignores it."},
            "settings": {
                "description": "Settings of the plugin; used by no document that AWS describes.",
                "type": ["object", "string", "null"],
                "x-expected": "a map",
            },
            "maxAttempts": _ignored("Has no effect in a Command document.", "integer", "an integer"),
            "timeoutSeconds": _ignored(
                "Has no effect here in a Command document: timeoutSeconds belongs into the inputs.",
                "integer",
                "an integer",
            ),
            "onFailure": _ignored(
                "Has no effect here in a Command document: onFailure belongs into the inputs.", "string", "text"
            ),
        },
        "additionalProperties": False,
        "x-name": "step {name}",
        "x-expected": "a map",
        "x-unknown-severity": "warning",
        "allOf": [_case(plugin) for plugin in PLUGIN_NAMES],
    }


def _precondition() -> Schema:
    rule = "malformed-precondition"
    return {
        "description": "When the step runs; when it does not hold, the step is skipped. Needs schema version 2.2. The "
        "one operator is StringEquals with two texts: platformType and Linux, Windows or MacOS, or texts of which one "
        "holds a reference to a parameter.",
        "type": ["object", "null"],
        "properties": {
            "StringEquals": {
                "description": "Two texts that must be equal.",
                "type": "array",
                "minItems": 2,
                "maxItems": 2,
                "items": {"type": "string", "x-expected": "text"},
                "x-rules": {"minItems": rule, "maxItems": rule},
                "x-expected": "a list of two texts",
            }
        },
        "additionalProperties": False,
        "x-name": "the precondition",
        "x-rules": {"additionalProperties": rule},
        "x-expected": "a map",
    }


def _ignored(description: str, kind: str, words: str) -> Schema:
    return {"description": description, "type": [kind, "null"], "x-expected": words}


def _case(plugin: str) -> Schema:
    then: Schema = {"properties": {"inputs": {"$ref": f"#/$defs/{inputs_name(plugin)}"}}}
    if plugin in STRICT:
        then |= {"required": ["inputs"], "x-name": "step {name}"}
    return {"if": {"properties": {"action": {"const": plugin}}, "required": ["action"]}, "then": then}
