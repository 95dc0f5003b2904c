"""The inputs of plugins: from the catalogue, as SSM Agent reads them.

The agent takes most values through Go's JSON decoder: null is as good as nothing, and where it decodes into
`interface{}` any type passes. Most inputs that the guide requires it does not: a plugin without them fails when it
runs.
"""

from scripts.schemas.common import REFERENCE, Schema, either, fixed_values, text
from ssmdoc.catalogue.inputs import Input
from ssmdoc.catalogue.limits import DEFAULT_TIMEOUT_SECONDS, MAX_TIMEOUT_SECONDS, MIN_TIMEOUT_SECONDS
from ssmdoc.catalogue.plugin_names import SCRIPT_PLUGINS, TIMED_PLUGINS
from ssmdoc.catalogue.plugins import CONTROL_FLOW_INPUTS, PLUGINS, Plugin

WHOLE_REFERENCE = r"^[ \t\r\n]*(\{\{[^{}]*\}\}|<<[^<>]*>>)[ \t\r\n]*$"

STRICT = (*SCRIPT_PLUGINS, "aws:downloadContent", "aws:runDocument")
"""The plugins of which required inputs must be there; one of the others says so when it runs."""

_ANY_TYPE = ("memory", "cpuShares", "hostnameNumAppendDigits")
"""Inputs of type String that the agent takes as any type. Source: AGENT dockercontainer.go, domainjoin_unix.go."""

_ID: Schema = text(
    'Names the block in the folders of its output; conventionally "0." and the plugin. A step does not need it.'
)
_MAX_ATTEMPTS: Schema = {"description": "Has no effect in a Command document."}


def inputs_name(plugin: str) -> str:
    """The name of the part that describes the inputs of a plugin."""
    return f"inputs.{plugin.removeprefix('aws:')}"


def all_inputs(schema_version: str) -> dict[str, Schema]:
    """The inputs of all plugins that work in a schema version; in steps the agent knows all of them."""
    plugins = list(PLUGINS.values())
    if schema_version == "1.2":
        plugins = [plugin for plugin in plugins if schema_version in plugin.schemas and not plugin.deprecated]
    return {inputs_name(plugin.name): inputs(plugin) for plugin in plugins}


def inputs(plugin: Plugin) -> Schema:
    """The inputs of a plugin."""
    script = plugin.name in SCRIPT_PLUGINS
    further = (
        {"properties": {"description": "The configuration as a parameter."}} if plugin.name == "aws:cloudWatch" else {}
    )
    schema: Schema = {
        "title": f"Inputs of {plugin.name}",
        "description": plugin.description,
        "type": "object",
    }
    if plugin.name in STRICT:
        schema["required"] = [given.name for given in plugin.inputs if given.required]
    schema["properties"] = {
        **{given.name: _value(plugin.name, given) for given in plugin.inputs},
        **further,
        "id": _ID,
        **{given.name: _control_flow(given) for given in CONTROL_FLOW_INPUTS},
        "maxAttempts": _MAX_ATTEMPTS,
    }
    return {
        **schema,
        "additionalProperties": False,
        **({"x-aliases": {"command": "runCommand", "commands": "runCommand"}} if script else {}),
        "x-name": f"the inputs of {plugin.name}",
        "x-expected": "a map",
        "x-unknown-severity": "warning",
    }


def _value(plugin: str, given: Input) -> Schema:
    types: Schema
    if plugin in TIMED_PLUGINS and given.name == "timeoutSeconds":
        types = _timeout()
    elif plugin in SCRIPT_PLUGINS and given.name in _SCRIPT_INPUTS:
        types = _SCRIPT_INPUTS[given.name]
    elif "Boolean" in given.types or given.name in _ANY_TYPE:
        types = {}
    elif given.types[0] == "StringList":
        types = {"type": ["array", "string", "null"], "x-expected": 'a list or one whole "{{ reference }}"'}
    elif given.types[0] == "StringMap":
        types = {"type": ["object", "string", "null"], "x-expected": "a map or JSON text"}
    elif given.values:
        types = {
            "type": ["string", "null"],
            "pattern": fixed_values(given.values),
            "x-expected": either(given.values),
            "x-severity": "warning",
        }
    else:
        types = {"type": ["string", "null"], "x-expected": "text"}
    return {"description": given.description, **types}


_SCRIPT_INPUTS: dict[str, Schema] = {
    "runCommand": {
        "type": ["array", "string"],
        "pattern": WHOLE_REFERENCE,
        "items": {"type": ["string", "null"], "x-expected": "text"},
        "x-expected": 'a list of lines or one whole "{{ reference }}"',
    },
    "environment": {
        "type": ["object", "string", "null"],
        "pattern": WHOLE_REFERENCE,
        "additionalProperties": {"type": ["string", "null"], "x-expected": "text"},
        "x-expected": "a map of names and text",
    },
}


def _timeout() -> Schema:
    rule = "timeout-out-of-range"
    return {
        "type": ["integer", "number", "string", "null"],
        "pattern": rf"^[0-9]+([.][0-9]+)?$|^$|{REFERENCE}",
        "minimum": MIN_TIMEOUT_SECONDS,
        "maximum": MAX_TIMEOUT_SECONDS,
        "default": DEFAULT_TIMEOUT_SECONDS,
        "x-expected": f"an integer from {MIN_TIMEOUT_SECONDS} to {MAX_TIMEOUT_SECONDS} or text of digits",
        "x-otherwise": f"SSM Agent takes {DEFAULT_TIMEOUT_SECONDS} instead",
        "x-rules": {"type": rule, "pattern": rule, "minimum": rule, "maximum": rule},
        "x-severity": "warning",
    }


def _control_flow(given: Input) -> Schema:
    ignored = {"x-otherwise": "SSM Agent ignores it", "x-severity": "warning"}
    if "Boolean" in given.types:
        return {
            "description": given.description,
            "type": ["boolean", "string", "null"],
            "pattern": rf"^([Tt]rue|[Ff]alse|TRUE|FALSE|)$|{REFERENCE}",
            "x-expected": "true or false",
            **ignored,
        }
    return {
        "description": given.description,
        "type": ["string", "null"],
        # one value stands without brackets
        "pattern": fixed_values(given.values) if len(given.values) > 1 else rf"^{given.values[0]}$|{REFERENCE}",
        "examples": list(given.values),
        "x-expected": either(given.values),
        **ignored,
    }
