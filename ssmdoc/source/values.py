"""What scalars mean, by the rules of YAML 1.1 as SnakeYAML (AWS) and PyYAML have them, and plain values of trees.

JSON needs no rules of its own: its strings are quoted, and its numbers and words mean the same in YAML 1.1.
Dates stay text, as they do on the way from YAML to JSON.
"""

import re
from math import isfinite
from typing import Literal, TypeAlias

from ssmdoc.source.mapping_keys import is_merge
from ssmdoc.source.tree import Entry, Mapping, Node, Scalar, Sequence, Style

JsonValue: TypeAlias = "dict[str, JsonValue] | list[JsonValue] | str | int | float | bool | None"
ScalarValue: TypeAlias = str | int | float | bool | None
ScalarKind: TypeAlias = Literal["string", "integer", "number", "boolean", "null"]

_TRUE = frozenset({"yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"})
_FALSE = frozenset({"no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"})
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_WORDS: dict[str, ScalarKind] = {
    **dict.fromkeys(_TRUE | _FALSE, "boolean"),
    **dict.fromkeys(_NULL, "null"),
}
_NUMBER_STARTS = frozenset("+-.0123456789")
_LONGEST_NUMBER = 1000
"""Python refuses to read integers of more than some thousand digits; nothing this long is meant as a number."""

_integer = re.compile(
    r"[-+]?(?:0b_*[01][01_]*|0[0-7_]+|0|[1-9][0-9_]*(?::[0-5]?[0-9])*|0x_*[0-9a-fA-F][0-9a-fA-F_]*)"
).fullmatch
_number = re.compile(
    r"[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+"  # as in JSON and SnakeYAML; text to PyYAML
    r"|[-+]?\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
).fullmatch
_TAGS: dict[str, ScalarKind] = {"!!int": "integer", "!!float": "number", "!!bool": "boolean", "!!null": "null"}


def scalar_kind(scalar: Scalar) -> ScalarKind:
    """The JSON type of a scalar's value."""
    if scalar.tag is not None:
        return _tagged_kind(scalar.text, scalar.tag)
    if scalar.style is not Style.PLAIN:
        return "string"
    return _plain_kind(scalar.text)


def scalar_value(scalar: Scalar) -> ScalarValue:
    """The value of a scalar: of a plain one what YAML 1.1 makes of it, of any other its text."""
    text = scalar.text
    match scalar_kind(scalar):
        case "string":
            return text
        case "integer":
            return _integer_value(text)
        case "number":
            return _number_value(text)
        case "boolean":
            return text in _TRUE
        case "null":
            return None


def to_value(node: Node) -> JsonValue:
    """The value of a tree as JSON has it.

    Keys are text (a list or map as key only a sign for one), of equal keys the last wins, merge keys are applied, and
    infinity and not-a-number, which JSON does not have, stay text.
    """
    if node.__class__ is Scalar:
        value = scalar_value(node)
        return node.text if isinstance(value, float) and not isfinite(value) else value
    if isinstance(node, Sequence):
        return [to_value(item) for item in node.items]
    if isinstance(node, Mapping):
        return _mapping_value(node)
    return node.text


def merged_mappings(entry: Entry) -> list[Mapping]:
    """The mappings that a merge key (`<<`) takes over, the strongest first; none for any other entry."""
    if not isinstance(entry.key, Scalar) or not is_merge(entry.key):
        return []
    if isinstance(entry.value, Sequence):
        return [item for item in entry.value.items if isinstance(item, Mapping)]
    return [entry.value] if isinstance(entry.value, Mapping) else []


def _mapping_value(mapping: Mapping) -> dict[str, JsonValue]:
    own: dict[str, JsonValue] = {}
    merged: dict[str, JsonValue] = {}
    for entry in mapping.entries:
        key = entry.key
        text = key.text if isinstance(key, Scalar) else _collection_key(key)
        if text == "<<" and (taken := merged_mappings(entry)):
            for taken_mapping in reversed(taken):
                merged.update(_mapping_value(taken_mapping))
        else:
            own[text] = to_value(entry.value)
    return merged | own if merged else own


def _collection_key(key: Sequence | Mapping) -> str:
    """The text for a key that is no text; what it holds is left out, for that would double with each level of keys."""
    return "[…]" if isinstance(key, Sequence) else "{…}"


def _plain_kind(text: str) -> ScalarKind:
    word = _WORDS.get(text)
    if word is not None:
        return word
    if text[0] not in _NUMBER_STARTS or len(text) > _LONGEST_NUMBER:
        return "string"
    if _integer(text):
        return "integer"
    return "number" if _number(text) else "string"


def _tagged_kind(text: str, tag: str) -> ScalarKind:
    """The kind that a tag asks for, where the text can be read so; other tags leave it text."""
    asked = _TAGS.get(tag)
    if asked is None:
        return "string"
    plain = _plain_kind(text)
    return asked if plain == asked or (asked == "number" and plain == "integer") else "string"


def _integer_value(text: str) -> int:
    digits = text.replace("_", "").lstrip("+-")
    sign = -1 if text.startswith("-") else 1
    if ":" in digits:
        return sign * _base_sixty([int(part) for part in digits.split(":")])
    base = 2 if digits.startswith("0b") else 16 if digits.startswith("0x") else 8 if digits.startswith("0") else 10
    return sign * int(digits, base)


def _number_value(text: str) -> float:
    digits = text.replace("_", "").lower().lstrip("+-")
    sign = -1.0 if text.startswith("-") else 1.0
    if ":" in digits:
        *sixties, last = digits.split(":")
        return sign * (_base_sixty([int(part) for part in sixties]) * 60 + float(last))
    return sign * float(digits.lstrip(".") if digits in (".inf", ".nan") else digits)


def _base_sixty(parts: list[int]) -> int:
    value = 0
    for part in parts:
        value = value * 60 + part
    return value
