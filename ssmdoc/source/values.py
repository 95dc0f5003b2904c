"""What scalars mean: YAML 1.1 for YAML, and plain Python values for whole trees."""

from typing import Literal, TypeAlias

import yaml

from ssmdoc.source.tree import Mapping, Node, Scalar, Sequence, Style

JsonValue: TypeAlias = "dict[str, JsonValue] | list[JsonValue] | str | int | float | bool | None"
ScalarValue: TypeAlias = str | int | float | bool | None
ScalarKind: TypeAlias = Literal["string", "integer", "number", "boolean", "null"]


def scalar_value(scalar: Scalar) -> ScalarValue:
    """The value of a scalar as YAML 1.1 and AWS see it."""
    if scalar.style is not Style.PLAIN or scalar.tag:
        return scalar.text
    try:
        value = yaml.safe_load(scalar.text)
    except (yaml.YAMLError, ValueError):
        return scalar.text
    return value if isinstance(value, str | int | float | bool | None) else scalar.text


def scalar_kind(scalar: Scalar) -> ScalarKind:
    """The JSON type of a scalar's value."""
    match scalar_value(scalar):
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case _:
            return "string"


def to_value(node: Node) -> JsonValue:
    """The plain value of a tree."""
    match node:
        case Scalar():
            return scalar_value(node)
        case Sequence():
            return [to_value(item) for item in node.items]
        case Mapping():
            return {
                entry.key.text if isinstance(entry.key, Scalar) else str(to_value(entry.key)): to_value(entry.value)
                for entry in node.entries
            }
