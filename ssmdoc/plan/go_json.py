"""Go's encoding/json, as far as the agent leans on it: strict types, keys without regard to case, exact error texts.

An error does not end the decoding; the first one is reported (source: Go encoding/json decode.go).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import TypeAlias

from ssmdoc.plan.bounded_json import items
from ssmdoc.plan.go_text import as_agent_text, as_agent_value, as_float
from ssmdoc.source.values import JsonValue


class UnmarshalError(Exception):
    """The text of Go's error."""


@dataclass(frozen=True, slots=True)
class Text:
    """A Go string."""

    name: str = "string"


@dataclass(frozen=True, slots=True)
class Boolean:
    """A Go bool."""

    name: str = "bool"


@dataclass(frozen=True, slots=True)
class Integer:
    """A Go int."""

    name: str = "int"


@dataclass(frozen=True, slots=True)
class Number:
    """A json.Number: a number, or a text that is one."""

    name: str = "json.Number"


@dataclass(frozen=True, slots=True)
class Anything:
    """An interface: whatever the JSON holds."""

    name: str = "interface {}"


@dataclass(frozen=True, slots=True)
class List:
    """A slice."""

    item: "GoType"
    pointers: bool = False

    @property
    def name(self) -> str:
        """The type in Go's words."""
        return f"[]{'*' * self.pointers}{self.item.name}"


@dataclass(frozen=True, slots=True)
class Map:
    """A map with string keys."""

    item: "GoType"
    pointers: bool = False

    @property
    def name(self) -> str:
        """The type in Go's words."""
        return f"map[string]{'*' * self.pointers}{self.item.name}"


@dataclass(frozen=True, slots=True)
class Struct:
    """A struct: its fields by their JSON names."""

    name: str
    """With the package, as Go names the type: `contracts.Parameter`."""
    fields: Mapping[str, "GoType"]

    @property
    def short_name(self) -> str:
        """The name without the package; empty for a struct without a name."""
        return "" if self.name.startswith("struct") else self.name.rpartition(".")[2]


_FLOAT = Number("float64")
"""What Go makes of a number where anything may be."""

GoType: TypeAlias = Text | Boolean | Integer | Number | Anything | List | Map | Struct


def unmarshal(value: JsonValue, into: GoType) -> JsonValue:
    """The value as Go decodes it; a struct becomes a dict of all its fields, null where the JSON holds nothing.

    Raises:
        UnmarshalError: a type does not fit.
    """
    decoder = _Decoder()
    decoded = decoder.decode(value, into)
    if decoder.error is not None:
        raise UnmarshalError(decoder.error)
    return decoded


class _Decoder:
    """One decoding: the first error, and the struct and fields it is in."""

    def __init__(self) -> None:
        self.error: str | None = None
        self.struct: str | None = None
        self.path: tuple[str, ...] = ()

    def decode(self, value: JsonValue, into: GoType) -> JsonValue:
        if value is None:
            return None
        match into:
            case Anything() if (beyond := _beyond_float(value)) is not None:
                return self.refuse(f"number {beyond}", _FLOAT)
            case Anything():
                return as_agent_value(value)
            case Text() if isinstance(value, str):
                return as_agent_text(value)
            case Boolean() if isinstance(value, bool):
                return value
            case Integer() if isinstance(value, int) and not isinstance(value, bool):
                return value if -(2**63) <= value < 2**63 else self.refuse(f"number {value}", into)
            case Integer() if isinstance(value, float):
                return self.refuse(f"number {value}", into)
            case Number() if isinstance(value, int | float) and not isinstance(value, bool):
                return value
            case Number() if isinstance(value, str):
                return self.number(value)
            case List(item) if isinstance(value, list):
                return [self.decode(member, item) for member in value]
            case Map(item) if isinstance(value, dict):
                return {key: self.decode(member, item) for key, member in value.items()}
            case Struct() if isinstance(value, dict):
                return self.struct_fields(value, into)
            case _:
                return self.refuse(_json_kind(value), into)

    def struct_fields(self, value: Mapping[str, JsonValue], into: Struct) -> JsonValue:
        by_folded_name = {name.casefold(): name for name in into.fields}
        decoded: dict[str, JsonValue] = dict.fromkeys(into.fields)
        outer_struct, outer_path = self.struct, self.path
        for key, member in value.items():
            name = key if key in into.fields else by_folded_name.get(key.casefold())
            if name is None:
                continue
            self.struct, self.path = into.short_name, (*outer_path, name)
            decoded[name] = self.decode(member, into.fields[name])
            self.struct, self.path = outer_struct, outer_path
        return decoded

    def number(self, text: str) -> JsonValue:
        """A text where a json.Number is wanted; unlike other errors a wrong one ends Go's decoding at once."""
        try:
            float(text)
        except ValueError:
            raise UnmarshalError(
                f'json: invalid number literal, trying to unmarshal "\\"{text}\\"" into Number'
            ) from None
        return text

    def refuse(self, found: str, into: GoType) -> JsonValue:
        place = "value" if self.struct is None else f"struct field {self.struct}.{'.'.join(self.path)}"
        self.error = self.error or f"json: cannot unmarshal {found} into Go {place} of type {into.name}"
        return None


def _beyond_float(value: JsonValue) -> float | None:
    """The first number in a value that is too large for Go's float64."""
    match value:
        case int() | float():
            return None if isfinite(as_float(value)) else value
        case _:
            return next((found for item in items(value) if (found := _beyond_float(item)) is not None), None)


def _json_kind(value: JsonValue) -> str:
    match value:
        case str():
            return "string"
        case bool():
            return "bool"
        case int() | float():
            return "number"
        case list():
            return "array"
        case _:
            return "object"
