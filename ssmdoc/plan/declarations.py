"""The parameters a document declares, as the service and the command line need them; what is malformed is left out."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from ssmdoc.source.values import JsonValue


@dataclass(frozen=True, slots=True)
class Declared:
    """A declared parameter; a missing attribute is None, an unreadable bound is no bound."""

    name: str
    type: str
    required: bool
    """It has no default, so a value must be given."""
    allowed_values: tuple[JsonValue, ...]
    allowed_pattern: str
    characters: tuple[float, float]
    """The least and the most characters of a text."""
    items: tuple[float, float]
    """The least and the most items of a list or a map."""


def declared_parameters(document: JsonValue) -> Mapping[str, Declared]:
    """The declarations of a document by name, in order."""
    declarations = document.get("parameters") if isinstance(document, dict) else None
    if not isinstance(declarations, dict):
        return {}
    return {name: _declared(name, fields if isinstance(fields, dict) else {}) for name, fields in declarations.items()}


def _declared(name: str, fields: Mapping[str, JsonValue]) -> Declared:
    kind, pattern, allowed = fields.get("type"), fields.get("allowedPattern"), fields.get("allowedValues")
    return Declared(
        name,
        type=kind if isinstance(kind, str) else "String",
        required=fields.get("default") is None,
        allowed_values=tuple(allowed) if isinstance(allowed, list) else (),
        allowed_pattern=pattern if isinstance(pattern, str) else "",
        characters=(_bound(fields.get("minChars"), 0), _bound(fields.get("maxChars"), math.inf)),
        items=(_bound(fields.get("minItems"), 0), _bound(fields.get("maxItems"), math.inf)),
    )


def _bound(value: JsonValue, otherwise: float) -> float:
    number = whole_number(value)
    return otherwise if number is None else number


def whole_number(value: JsonValue) -> int | None:
    """A number, given as one or as a text that is one (source: agent-semantics 1.2); None of anything else."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    try:
        return int(value)
    except ValueError:
        return None
