"""The parts of Command documents: parameters, plugins of `runtimeConfig`, steps."""

from scripts.schemas.command_inputs import STRICT, WHOLE_REFERENCE, inputs_name
from scripts.schemas.common import Schema, bounds, default_value, display_type, parameter_type, text
from ssmdoc.catalogue.parameter_types import ENV_VAR
from ssmdoc.catalogue.plugin_names import PLUGIN_NAMES
from ssmdoc.catalogue.plugins import Plugin


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
            "default": default_value(),
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
            "displayType": display_type(),
            **bounds(),
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


def plugin_name(plugin: Plugin) -> str:
    """The name of the part that describes a plugin of `runtimeConfig`."""
    return f"plugin.{plugin.name.removeprefix('aws:')}"


def plugin_part(plugin: Plugin | None) -> Schema:
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


def step() -> Schema:
    """A step of `mainSteps`."""
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
