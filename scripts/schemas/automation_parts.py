"""The parts of Automation documents that do not depend on the action of a step."""

from scripts.schemas.common import REFERENCE, Schema, bounds, count, default_value, display_type, parameter_type, text
from ssmdoc.catalogue.outputs import DEFAULT_OUTPUT_TYPE, OUTPUT_TYPES

FLAG = rf"^([Tt]rue|[Ff]alse|TRUE|FALSE|)$|{REFERENCE}"
DIGITS = rf"^[0-9]*$|{REFERENCE}"


def flag(description: str) -> Schema:
    """True or false, also as text."""
    return {
        "description": description,
        "type": ["boolean", "string", "null"],
        "pattern": FLAG,
        "x-expected": "true or false",
        "x-scalar-severity": "warning",
    }


def step_name(description: str) -> Schema:
    """The name of a step where one is wanted."""
    return {
        "description": description,
        "type": ["string", "null"],
        "x-expected": "the name of a step",
        "x-scalar-severity": "warning",
    }


def parameter() -> Schema:
    """The declaration of a parameter of an Automation document."""
    return {
        "title": "Parameter",
        "description": "A value that whoever starts the automation gives, and that `{{ name }}` stands for.",
        "type": "object",
        "required": ["type"],
        "properties": {
            "type": parameter_type(),
            "description": text("What the parameter is for; Markdown.", warn=True),
            "default": default_value(),
            "allowedValues": {
                "description": "The only values that are allowed.",
                "type": ["array", "null"],
                "x-expected": "a list",
            },
            "allowedPattern": text("Java regular expression that the value must match."),
            "displayType": display_type(),
            **bounds(),
        },
        "additionalProperties": False,
        "x-name": "parameter {key}",
        "x-expected": "a map",
        "x-unknown-severity": "warning",
        "x-exact-names": True,
        "x-aliases": {"allowedvalue": "allowedValues", "pattern": "allowedPattern", "defaultvalue": "default"},
    }


def variable() -> Schema:
    """The declaration of a variable: as that of a parameter."""
    declared = parameter()
    declared["title"] = "Variable"
    declared["description"] = "A value that `{{ variable:name }}` stands for and that aws:updateVariable changes."
    declared["x-name"] = "variable {key}"
    return declared


def files() -> Schema:
    """The attachments of a runbook."""
    checksum = {"description": "SHA-256 hash of the file, in hexadecimal.", "type": "string", "x-expected": "text"}
    return {
        "description": "The attachments of the runbook, which steps of aws:executeScript name: a file and its hash.",
        "type": ["object", "null"],
        "x-expected": "a map of files",
        "additionalProperties": {
            "title": "File",
            "description": "An attachment.",
            "type": "object",
            "properties": {
                "checksums": {
                    "description": "The hash of the file.",
                    "type": "object",
                    "properties": dict.fromkeys(("sha256", "SHA256", "sha-256", "SHA-256"), checksum),
                    "additionalProperties": False,
                    "x-name": 'the "checksums"',
                    "x-expected": "a map",
                    "x-unknown-severity": "warning",
                    "x-exact-names": True,
                },
                "size": count("Bytes of the file."),
            },
            "additionalProperties": False,
            "x-name": "file {key}",
            "x-expected": "a map",
            "x-unknown-severity": "warning",
            "x-exact-names": True,
        },
    }


def output() -> Schema:
    """An output that a step declares."""
    return {
        "title": "Output",
        "description": "A value of the step's response that later steps read as `{{ step.Name }}`.",
        "type": "object",
        "required": ["Name", "Selector"],
        "properties": {
            "Name": {
                "description": "Name of the output.",
                "type": "string",
                "x-expected": "text",
                "x-scalar-severity": "warning",
            },
            "Selector": {
                "description": "JSONPath of the value in the response: $.Reservations[0].Instances[0].InstanceId; "
                "for aws:executeScript it begins with $.Payload.",
                "type": "string",
                "x-expected": "a JSONPath",
                "x-scalar-severity": "warning",
            },
            "Type": {
                "description": f"Type of the value; {DEFAULT_OUTPUT_TYPE} when it is not said.",
                "type": ["string", "null"],
                "enum": [*OUTPUT_TYPES, None],
                "default": DEFAULT_OUTPUT_TYPE,
                "x-values": list(OUTPUT_TYPES),
                "x-expected": f"{', '.join(OUTPUT_TYPES[:-1])} or {OUTPUT_TYPES[-1]}",
            },
        },
        "additionalProperties": False,
        "x-name": "output {name} of the step",
        "x-expected": "a map",
        "x-unknown-severity": "warning",
        "x-exact-names": True,
        "x-aliases": {"path": "Selector", "jsonpath": "Selector"},
    }
