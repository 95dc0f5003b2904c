"""The inputs of aws:configurePackage (plg-007).

Source: amazon-ssm-agent configurepackage.go parseAndValidateInput, validateInput.
"""

import json
from collections.abc import Mapping
from typing import NamedTuple, NoReturn, cast

from ssmdoc.plan.bounded_json import read_json
from ssmdoc.plan.go_json import Map, Struct, Text, UnmarshalError, unmarshal
from ssmdoc.plan.go_text import marshalled
from ssmdoc.running.plugins.inputs import read_fields, text
from ssmdoc.running.plugins.script_inputs import InvalidInputsError
from ssmdoc.source.values import JsonValue

_ARGUMENTS = "additionalArguments"
_INPUTS = Struct(
    "configurepackage.ConfigurePackagePluginInput",
    dict.fromkeys(("name", "version", "action", "installationType", _ARGUMENTS, "source", "repository"), Text()),
)
_IN_PLACE = "In-place update"
_PREFIX = "SSM_"


class PackageInputs(NamedTuple):
    """What a step asks for."""

    name: str
    version: str
    action: str
    in_place: bool
    arguments: Mapping[str, str]
    """Variables for the scripts of the package."""


def read_package_inputs(inputs: JsonValue) -> PackageInputs:
    """Read the inputs.

    Raises:
        InvalidInputsError: they do not fit; the text is the agent's.
    """
    if inputs is not None and not isinstance(inputs, dict):
        raise InvalidInputsError(
            f"cannot unmarshal plugin properties {marshalled(inputs)}; \nerror {_not_a_map(inputs)}"
        )
    # a map is dropped without a word: the service hands the arguments over as text
    given = {
        key: "" if key == _ARGUMENTS and isinstance(value, dict) else value for key, value in (inputs or {}).items()
    }
    fields = read_fields(given, _INPUTS, "invalid format in plugin properties", "; \nerror")
    if text(fields, "source"):
        raise InvalidInputsError("invalid input: source parameter is not supported in this version")
    if not text(fields, "name"):
        raise InvalidInputsError("invalid input: empty name field")
    return PackageInputs(
        text(fields, "name"),
        text(fields, "version"),
        text(fields, "action"),
        text(fields, "installationType") == _IN_PLACE,
        _arguments(text(fields, _ARGUMENTS)),
    )


def _not_a_map(inputs: JsonValue) -> str:
    try:
        unmarshal(inputs, Map(Text()))
    except UnmarshalError as error:
        return str(error).replace("map[string]string", "map[string]interface {}")
    return ""


def _arguments(content: str) -> Mapping[str, str]:
    if not content:
        return {}
    try:
        decoded = unmarshal(read_json(content, _refuse_constant), Map(Text()))
    except UnmarshalError as error:
        reason = str(error)
    except ValueError as error:
        reason = _syntax_problem(content, error)
    else:
        arguments = cast("dict[str, str | None]", decoded or {})
        if "" in arguments:
            raise InvalidInputsError("invalid input: empty key is not allowed in additional arguments from input")
        if not all(name.startswith(_PREFIX) for name in arguments):
            raise InvalidInputsError(
                f'invalid input: keys need to start with "{_PREFIX}" prefix in additional arguments from input'
            )
        return {name: value or "" for name, value in arguments.items()}
    raise InvalidInputsError(f"invalid input: unable to unmarshal additional arguments from input; error {reason}")


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _syntax_problem(content: str, error: ValueError) -> str:
    """Go's words where they are certain, else where the text stops being JSON."""
    stripped = content.strip(" \t\r\n")
    if not stripped:
        return "unexpected end of JSON input"
    if stripped[0] not in '{["-0123456789tfn':
        return f"invalid character '{stripped[0]}' looking for beginning of value"
    if isinstance(error, json.JSONDecodeError) and error.pos >= len(content.rstrip(" \t\r\n")):
        return "unexpected end of JSON input"
    return f"invalid JSON: {error}"
