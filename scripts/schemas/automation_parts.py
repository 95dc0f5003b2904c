"""The parts of Automation documents that do not depend on the action of a step."""

from scripts.schemas.common import REFERENCE, Schema, count, parameter_type, text
from ssmdoc.catalogue.conditions import COMBINATORS, LEAST_CONDITIONS, NEGATION, OPERATIONS, VARIABLE
from ssmdoc.catalogue.outputs import DEFAULT_OUTPUT_TYPE, OUTPUT_TYPES

FLAG = rf"^([Tt]rue|[Ff]alse|TRUE|FALSE|)$|{REFERENCE}"
DIGITS = rf"^[0-9]*$|{REFERENCE}"

_OPERANDS: dict[str, Schema] = {
    "String": {"type": "string", "x-expected": "text", "x-scalar-severity": "warning"},
    "Number": {
        "type": ["number", "string"],
        "pattern": rf"^-?[0-9]+([.][0-9]+)?$|{REFERENCE}",
        "x-expected": "a number",
        "x-scalar-severity": "warning",
    },
    "Boolean": {
        "type": ["boolean", "string"],
        "pattern": FLAG,
        "x-expected": "true or false",
        "x-scalar-severity": "warning",
    },
}


_OTHER_NAMES = {
    "equals": "StringEquals",
    "stringequalsignorecase": "EqualsIgnoreCase",
    "stringcontains": "Contains",
    "numericgreaterthan": "NumericGreater",
    "numericlessthan": "NumericLesser",
    "numericgreaterthanequals": "NumericGreaterOrEquals",
    "numericlessthanequals": "NumericLesserOrEquals",
}
"""What other languages call the operations, in lower case."""


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
            "default": {
                "description": "The value when none is given; without it a value must be given. It may be "
                "`{{ ssm:name }}`, a parameter of Parameter Store."
            },
            "allowedValues": {
                "description": "The only values that are allowed.",
                "type": ["array", "null"],
                "x-expected": "a list",
            },
            "allowedPattern": {**text("Java regular expression that the value must match.")},
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


def conditions() -> dict[str, Schema]:
    """A condition, and a choice of aws:branch: a condition with the step that follows when it holds."""
    properties: dict[str, Schema] = {
        VARIABLE: {
            "description": "What is compared: one whole reference, `{{ step.Output }}`.",
            "type": "string",
            "x-expected": "a reference",
            "x-scalar-severity": "warning",
        }
    }
    for operation in OPERATIONS.values():
        properties[operation.name] = {"description": operation.description, **_OPERANDS[operation.operand]}
    for name, words in zip(COMBINATORS, ("All of these hold.", "At least one of these holds."), strict=True):
        properties[name] = {
            "description": f"{words} A list of at least two conditions.",
            "type": "array",
            "minItems": LEAST_CONDITIONS,
            "x-rules": {"minItems": "too-few-conditions"},
            "items": {"$ref": "#/$defs/condition"},
            "x-expected": "a list of at least two conditions",
            "x-severities": {"type": "warning"},
        }
    properties[NEGATION] = {
        "description": "This condition does not hold.",
        "type": ["object", "array"],
        "if": {"type": "object"},
        "then": {"$ref": "#/$defs/condition"},
        "x-expected": "a condition",
    }
    following = {
        "description": "Name of the step to go on with when the condition holds.",
        "type": "string",
        "x-expected": "the name of a step",
        "x-scalar-severity": "warning",
    }
    condition = _condition(
        "Condition", "A comparison of a value, or conditions that are combined.", properties, "the condition", 0
    )
    choice = _condition(
        "Choice",
        "A condition, and the step to go on with when it holds.",
        {"NextStep": following, **properties},
        "choice {name}",
        1,
    )
    choice["required"] = ["NextStep"]
    choice["x-aliases"] = {"next": "NextStep", "goto": "NextStep", **choice["x-aliases"]}
    return {"condition": condition, "choice": choice}


def _condition(title: str, description: str, properties: dict[str, Schema], name: str, others: int) -> Schema:
    combined = [*COMBINATORS, NEGATION]
    several = "{where} has more than one condition, combine them with And or Or"
    return {
        "title": title,
        "description": description,
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "anyOf": [{"required": [key]} for key in (VARIABLE, *combined)],
        "allOf": [
            {
                "if": {"required": [VARIABLE]},
                "then": {
                    "anyOf": [{"required": [operation]} for operation in OPERATIONS],
                    "maxProperties": 2 + others,
                    "x-one-of": list(OPERATIONS),
                    "x-known": list(properties),
                    "x-aliases": dict(_OTHER_NAMES),
                    "x-missing": 'an operation such as "StringEquals"',
                    "x-name": name,
                    "x-expected": "a map",
                    "x-message": several,
                    "x-severities": {"maxProperties": "warning"},
                },
                "else": {
                    "maxProperties": 1 + others,
                    "x-name": name,
                    "x-expected": "a map",
                    "x-message": several,
                    "x-severities": {"maxProperties": "warning"},
                },
            }
        ],
        "x-one-of": [VARIABLE, *combined],
        "x-missing": 'key "Variable", "And", "Or" or "Not"',
        "x-name": name,
        "x-expected": "a map",
        "x-aliases": dict(_OTHER_NAMES),
    }
