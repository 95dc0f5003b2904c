"""Conditions of aws:branch and aws:loop, and the choices of aws:branch."""

from scripts.schemas.automation_parts import FLAG
from scripts.schemas.common import REFERENCE, Schema
from ssmdoc.catalogue.conditions import (
    COMBINATORS,
    JUNCTIONS,
    LEAST_CONDITIONS,
    NEGATION,
    NEXT_STEP,
    OPERATIONS,
    VARIABLE,
)

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
    **dict.fromkeys(("notequals", "stringnotequals", "numericnotequals", "booleannotequals", "notcontains"), NEGATION),
}
"""What other languages call the operations, in lower case; what is not so has to be said with Not."""


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
    for name, words in zip(JUNCTIONS, ("All of these hold.", "At least one of these holds."), strict=True):
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
        {NEXT_STEP: following, **properties},
        "choice {name}",
        1,
    )
    choice["required"] = [NEXT_STEP]
    choice["x-aliases"] = {"next": NEXT_STEP, "goto": NEXT_STEP, **choice["x-aliases"]}
    return {"condition": condition, "choice": choice}


def _condition(title: str, description: str, properties: dict[str, Schema], name: str, others: int) -> Schema:
    several = "{where} has more than one condition, combine them with And or Or"
    return {
        "title": title,
        "description": description,
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "anyOf": [{"required": [key]} for key in (VARIABLE, *COMBINATORS)],
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
        "x-one-of": [VARIABLE, *COMBINATORS],
        "x-missing": 'key "Variable", "And", "Or" or "Not"',
        "x-name": name,
        "x-expected": "a map",
        "x-aliases": dict(_OTHER_NAMES),
    }
