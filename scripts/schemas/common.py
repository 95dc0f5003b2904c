"""Parts that schemas of several kinds of document have in common."""

from typing import Any, TypeAlias

from ssmdoc.catalogue.inputs import Input
from ssmdoc.catalogue.parameter_types import PARAMETER_TYPES, RESOURCE_TYPES

Schema: TypeAlias = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
REFERENCE = r"\{\{|<<"
"""Regular expression of texts with a reference in them, whose value nobody knows before the document runs."""


def text(description: str, *, warn: bool = False) -> Schema:
    """A text that may be left empty."""
    severity = {"x-severity": "warning"} if warn else {}
    return {"description": description, "type": ["string", "null"], "x-expected": "text", **severity}


def count(description: str) -> Schema:
    """A number of things, which may be written as text of digits."""
    return {
        "description": description,
        "type": ["integer", "string", "null"],
        "pattern": "^[0-9]*$",
        "minimum": 0,
        "x-expected": "an integer",
        "x-severity": "warning",
    }


def identification(name: str) -> Schema:
    """The dialect and the identifier that a schema begins with."""
    return {"$schema": DIALECT, "$id": f"urn:ssmdoc:schema:{name}"}


def editor_schema() -> Schema:
    """The key that editors read."""
    return {"description": "Address of a JSON Schema, for editors."}


def schema_version(versions: tuple[str, ...], offered: str) -> Schema:
    """The key that says which document language this is."""
    quoted = ", ".join(f'"{version}"' for version in versions)
    return {
        "description": f'Version of the document language: "{offered}", in quotes.',
        "type": "string",
        "enum": list(versions),
        "x-rules": {"type": "unquoted-schema-version", "enum": "unknown-schema-version"},
        "x-expected": f"one of {quoted}" if len(versions) > 1 else quoted,
    }


def parameters() -> Schema:
    """The declarations of parameters by name."""
    return {
        "description": "The parameters of the document: a name of letters and digits, and what its value may be.",
        "type": ["object", "null"],
        "propertyNames": {"pattern": "^[a-zA-Z0-9]+$"},
        "additionalProperties": {"$ref": "#/$defs/parameter"},
        "x-rules": {"propertyNames": "invalid-parameter-name"},
        "x-expected": "a map of parameters",
        "x-expected-name": ["parameter name", "letters and digits only"],
    }


def default_value() -> Schema:
    """The default of a parameter."""
    return {
        "description": "The value when none is given; without it a value must be given. It may be "
        "`{{ ssm:name }}`, a parameter of Parameter Store."
    }


def display_type() -> Schema:
    """How the console asks for the value of a parameter."""
    return {
        "description": "How the console shows the field.",
        "enum": ["textfield", "textarea", None],
        "x-expected": '"textfield" or "textarea"',
        "x-severity": "warning",
    }


def bounds() -> dict[str, Schema]:
    """The bounds on the size of a parameter's value."""
    return {
        "minItems": count("Least number of items of a list or map."),
        "maxItems": count("Greatest number of items of a list or map."),
        "minChars": count("Least number of characters."),
        "maxChars": count("Greatest number of characters."),
    }


def parameter_type() -> Schema:
    """The type that a parameter is declared with."""
    names = list(PARAMETER_TYPES)
    return {
        "description": "Type of the value.",
        "type": "string",
        "examples": names,
        "enum": [*names, *RESOURCE_TYPES],
        "x-rules": {"type": "unknown-parameter-type", "enum": "unknown-parameter-type"},
        "x-expected": f"{', '.join(names[:-1])} or {names[-1]}",
    }


def either(values: tuple[str, ...]) -> str:
    """Values as a message offers them."""
    return " or ".join(f'"{value}"' for value in values)


def fixed_values(values: tuple[str, ...]) -> str:
    """Regular expression of these values, and of texts with a reference in them."""
    return f"^({'|'.join(values)})$|{REFERENCE}"


def required_names(inputs: tuple[Input, ...]) -> list[str]:
    """The names of the inputs that must be given."""
    return [given.name for given in inputs if given.required]
