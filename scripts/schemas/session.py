"""The schema of Session documents, made of the catalogue of sessions."""

from collections.abc import Iterator

from scripts.schemas.automation_parts import parameter
from scripts.schemas.common import (
    Schema,
    editor_schema,
    identification,
    parameters,
    schema_version,
    text,
)
from ssmdoc.catalogue.schema_versions import SESSION_VERSIONS
from ssmdoc.catalogue.session import (
    COMMAND_PROPERTIES,
    COMMAND_TYPES,
    INPUTS,
    MINUTES,
    OTHER_INPUT_NAMES,
    PLATFORMS,
    PORT,
    PORT_PROPERTIES,
    PORT_TYPE,
    SESSION_TYPES,
    SHELL_PROFILE,
    STANDARD_STREAM,
    Value,
)

UNSURE = r"[{<$%]"
"""A text with such a character may hold a reference or what a build fills in: nobody knows its value yet."""

TRUTH = rf"^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)?$|{UNSURE}"
"""What Go's ParseBool takes, and the agent with it. Source: AGENT docparser.go ConvertToBool."""


def session_schema() -> Schema:
    """The schema of Session documents (source: UG25 session-manager-schema.md)."""
    return {
        **identification("session-1.0"),
        "title": "SSM Session document",
        "description": "A Session document of AWS Systems Manager: preferences for sessions, or what a session runs.",
        "type": "object",
        "required": ["schemaVersion", "sessionType"],
        "properties": {
            "$schema": editor_schema(),
            "schemaVersion": schema_version(SESSION_VERSIONS, "1.0"),
            "description": text("What the document is for.", warn=True),
            "sessionType": {
                "description": "What kind of session this is, letter by letter: preferences for shells "
                "(Standard_Stream), one command (InteractiveCommands, NonInteractiveCommands), or a port (Port).",
                "type": "string",
                "enum": list(SESSION_TYPES),
                "x-expected": "one of " + ", ".join(f'"{name}"' for name in SESSION_TYPES),
                "x-values": list(SESSION_TYPES),
                "x-severities": {"enum": "error"},
            },
            "parameters": parameters(),
            "inputs": {
                "description": "Preferences of sessions: logs, encryption, user, time limits, first commands.",
                "type": ["object", "null"],
                "properties": {value.name: _value(value) for value in INPUTS},
                "additionalProperties": False,
                "x-name": "the inputs",
                "x-expected": "a map",
                "x-unknown-severity": "warning",
                "x-aliases": OTHER_INPUT_NAMES,
            },
            "properties": {"description": "What a session of this type runs, or the port that it opens."},
        },
        "additionalProperties": False,
        "x-name": "the document",
        "x-expected": "a map",
        "allOf": list(_by_type()),
        "$defs": {
            "parameter": {
                **parameter(),
                "description": "A value that whoever starts the session gives, and that `{{ name }}` stands for.",
            },
            "properties.commands": {
                "title": "Commands of all platforms",
                "description": "The command line for each platform.",
                "type": "object",
                "properties": {
                    **{name: {"$ref": "#/$defs/commands"} for name in PLATFORMS},
                    "commands": {
                        "description": "Belongs below a platform.",
                        "not": {},
                        "x-message": '"commands" belongs below a platform: "linux", "windows" or "macos"',
                    },
                },
                "additionalProperties": False,
                "anyOf": [{"required": [name]} for name in PLATFORMS],
                "x-one-of": list(PLATFORMS),
                "x-missing": '"linux", "windows" or "macos"',
                "x-name": "the properties",
                "x-expected": 'a map with "linux", "windows" or "macos"',
                "x-unknown-severity": "warning",
                "x-aliases": {"commands": "linux", "darwin": "macos", "mac": "macos", "osx": "macos"},
            },
            "commands": _map("Commands", "What runs on a platform.", COMMAND_PROPERTIES, "the properties for {key}"),
            "properties.port": _map("Port", "The port that a session opens.", PORT_PROPERTIES, "the properties"),
        },
    }


def _by_type() -> Iterator[Schema]:
    """What a document of a session type must have besides."""
    yield {
        "if": _is_type(STANDARD_STREAM),
        "then": {
            "properties": {"inputs": {"description": "Preferences of sessions."}},
            "required": ["inputs"],
            "x-name": "the document",
            "x-severity": "warning",
        },
    }
    for types, definition in ((COMMAND_TYPES, "properties.commands"), ((PORT,), "properties.port")):
        for name in types:
            properties = {"properties": {"$ref": f"#/$defs/{definition}"}}
            then = {"properties": properties, "required": ["properties"], "x-name": "the document"}
            yield {"if": _is_type(name), "then": then}


def _is_type(name: str) -> Schema:
    return {"properties": {"sessionType": {"const": name}}, "required": ["sessionType"]}


def _map(title: str, description: str, values: tuple[Value, ...], name: str) -> Schema:
    return {
        "title": title,
        "description": description,
        "type": "object",
        "required": [value.name for value in values if value.required],
        "properties": {value.name: _value(value) for value in values},
        "additionalProperties": False,
        "x-name": name,
        "x-expected": "a map",
        "x-unknown-severity": "warning",
    }


def _value(value: Value) -> Schema:
    match value:
        case Value(name="commands"):
            return _commands(value)
        case Value(name="portNumber" | "localPortNumber"):
            return _port_number(value)
        case Value(name="type"):
            return {
                **text(value.description, warn=True),
                "pattern": f"^({PORT_TYPE})?$|{UNSURE}",
                "x-expected": f'"{PORT_TYPE}"',
            }
        case Value(name="shellProfile"):
            profile = _map("Shell profile", value.description, SHELL_PROFILE, 'the "shellProfile"')
            return {**profile, "type": ["object", "null"], "required": []}
        case Value(type="Minutes"):
            return _minutes(value)
        case Value(type="BooleanText"):
            return {
                "description": value.description,
                "type": ["boolean", "string", "null"],
                "pattern": TRUTH,
                "x-expected": "true or false",
            }
        case Value(type="Boolean"):
            return _strict_boolean(value)
        case _:
            return text(value.description)


def _strict_boolean(value: Value) -> Schema:
    """What the agent takes no text for (source: AGENT contracts/model.go); AWS is not known to refuse it."""
    as_text = {
        "pattern": "^$",
        "x-severity": "warning",
        "x-expected": "true or false without quotes",
        "x-otherwise": "SSM Agent takes no text here",
    }
    return {
        "description": value.description,
        "type": ["boolean", "string", "null"],
        "x-expected": "true or false",
        "allOf": [as_text],
    }


def _minutes(value: Value) -> Schema:
    """A number of minutes as text; as a number it is common too. Source: UG25, BOTO MaxSessionDuration."""
    least, most = MINUTES[value.name]
    numbers = {60: "[1-9]|[1-5][0-9]|60", 1440: "[1-9][0-9]{0,2}|1[0-3][0-9]{2}|14[0-3][0-9]|1440"}
    return {
        "description": value.description,
        "type": ["string", "integer", "null"],
        "minimum": least,
        "maximum": most,
        "pattern": f"^(0*({numbers[most]}))?$|{UNSURE}",
        "x-expected": f"a number of minutes from {least} to {most}, in quotes",
    }


def _commands(value: Value) -> Schema:
    """One command line; a list is in a sample of the guide, while the agent reads text."""
    as_list = {
        "type": "string",
        "x-severity": "warning",
        "x-expected": "text",
        "x-otherwise": 'SSM Agent reads one text; write "|" and the lines below it',
    }
    return {
        "description": value.description,
        "type": ["string", "array"],
        "pattern": r"\S",
        "x-expected": "a command line",
        "allOf": [{"if": {"type": "array"}, "then": as_list}],
    }


def _port_number(value: Value) -> Schema:
    port = r"0*([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
    number = {
        "pattern": f"^({port})?$|{UNSURE}",
        "x-severity": "warning",
        "x-expected": "a number from 1 to 65535, in quotes",
    }
    if value.required:
        return {
            "description": value.description,
            "type": "string",
            "pattern": r"\S",
            "x-expected": "a port number in quotes",
            "allOf": [number],
        }
    return {**text(value.description, warn=True), "allOf": [number]}
