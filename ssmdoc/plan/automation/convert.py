"""Values of one type where another is wanted, and values as the texts of an execution.

Source: UG25 automation-action-outputs-inputs.md; BOTO AutomationParameterMap.
"""

import json
from collections.abc import Iterable

from ssmdoc.source.values import JsonValue


class ConversionError(Exception):
    """A value is not of the type that is wanted and cannot be converted; the text says so."""


def as_text(value: JsonValue) -> str:
    """A value inside a text, or as a text of an execution: texts as they are, others as compact JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def as_texts(value: JsonValue) -> list[str]:
    """A value as the list of texts by which an execution reports it."""
    if value is None:
        return []
    return [as_text(item) for item in value] if isinstance(value, list) else [as_text(value)]


def type_of(value: JsonValue) -> str:
    """The type of a value, in SSM's words."""
    match value:
        case bool():
            return "Boolean"
        case int() | float():
            return "Integer"
        case dict():
            return "StringMap"
        case list():
            return "MapList" if value and all(isinstance(item, dict) for item in value) else "StringList"
        case _:
            return "String"


def convert(value: JsonValue, wanted: Iterable[str]) -> JsonValue:
    """The value as one of the wanted types, unchanged where it is of one; no wanted type is any.

    Raises:
        ConversionError: it is of none and cannot be converted.
    """
    types = tuple(wanted)
    if not types or value is None or any(_is(value, type_) for type_ in types):
        return value
    for type_ in types:
        converted = _converted(value, type_)
        if converted is not None:
            return converted
    raise ConversionError(f"a value of type {type_of(value)} is not {' or '.join(types)}: {shortened(as_text(value))}")


def as_output(value: JsonValue, type_: str) -> JsonValue:
    """The value that a selector found, as the type that the output declares.

    A map or a list where a String is declared becomes its JSON text; the guide does not say what AWS makes of it.

    Raises:
        ConversionError: it cannot be converted.
    """
    if type_ == "String" and isinstance(value, dict | list) and not (isinstance(value, list) and len(value) == 1):
        return as_text(value)
    if type_ == "MapList" and isinstance(value, dict):
        return [value]
    return convert(value, (type_,))


def shortened(text: str, most: int = 200) -> str:
    """The beginning of a long text."""
    return text if len(text) <= most else text[: most - 3] + "..."


def _is(value: JsonValue, type_: str) -> bool:
    match type_:
        case "String":
            return isinstance(value, str)
        case "Integer":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "Boolean":
            return isinstance(value, bool)
        case "StringMap" | "Map":
            return isinstance(value, dict)
        case "MapList":
            return isinstance(value, list) and all(isinstance(item, dict) for item in value)
        case "StringList" | "List":
            return isinstance(value, list)
        case _:
            return True


def _converted(value: JsonValue, type_: str) -> JsonValue:
    """The value as another type; None where that cannot be."""
    if isinstance(value, list) and len(value) == 1 and type_ in ("String", "Integer", "Boolean"):
        return value[0] if _is(value[0], type_) else _converted(value[0], type_)
    match type_, value:
        case "String", bool() | int() | float():
            return as_text(value)
        case "StringList", str() | bool() | int() | float():
            return [as_text(value)]
        case "Integer", str():
            return _integer(value)
        case "Boolean", str() if value.lower() in ("true", "false"):
            return value.lower() == "true"
        case (("StringMap" | "MapList"), str()):
            return _from_json(value, type_)
        case _:
            return None


def _from_json(text: str, type_: str) -> JsonValue:
    """A map or a list of maps that was given as JSON text (facts type_conversions: API parameter values)."""
    try:
        value: JsonValue = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if _is(value, type_) else None


def _integer(text: str) -> int | None:
    try:
        return int(text.strip())
    except ValueError:
        return None
