"""The values for a document's parameters, from `--parameters` and `-p`."""

import json
import math
from collections.abc import Mapping
from pathlib import Path

from ssmdoc.commands.run_inputs import InputError, Inputs
from ssmdoc.plan.parameter_text import ParameterTextError, parameter_values
from ssmdoc.source.values import JsonValue

MOST_LEVELS = 100
"""Lists and maps inside each other in a value; the rest of the code walks them by calling itself."""


def read_values(inputs: Inputs, document: JsonValue) -> Mapping[str, JsonValue]:
    """The values of `--parameters`, and over them those of `-p`.

    Raises:
        InputError: a text is not JSON, or does not fit the type that the document declares.
    """
    try:
        return read_object(inputs) | dict(parameter_values(document, inputs.pairs))
    except ParameterTextError as error:
        raise InputError(str(error)) from error


def read_object(inputs: Inputs) -> dict[str, JsonValue]:
    """The JSON object of `--parameters`."""
    text = inputs.parameters
    if text is None:
        return {}
    try:
        given = json.loads(text, parse_int=whole, parse_float=finite, parse_constant=finite)
    except json.JSONDecodeError as error:
        # A short text that names a file was most likely meant as one.
        hint = f"; write @{text} for the file" if len(text) < 1000 and is_file(text) else ""
        place = f"line {error.lineno}, column {error.colno}"
        raise InputError(f"{inputs.parameters_name}: not JSON: {error.msg.lower()} ({place}){hint}") from error
    except RecursionError as error:
        raise InputError(f"{inputs.parameters_name}: nested too deeply") from error
    except ValueError as error:
        raise InputError(f"{inputs.parameters_name}: {error}") from error
    if depth(given) > MOST_LEVELS:
        raise InputError(f"{inputs.parameters_name}: nested more than {MOST_LEVELS} levels deep")
    if not isinstance(given, dict):
        raise InputError(f'{inputs.parameters_name}: must be a JSON object such as {{"Name": "value"}}')
    return given


def finite(text: str) -> float:
    """A number that JSON can say; ValueError for NaN, the infinities and what is too large."""
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text} is not a number that a document can have")
    return value


def whole(text: str) -> int:
    """A whole number, which AWS holds in a floating-point one, too."""
    finite(text)
    return int(text)


def depth(value: JsonValue) -> int:
    """How many lists and maps a value has inside each other."""
    levels, inner = 0, [value]
    while inner:
        inner = [
            item
            for outer in inner
            if isinstance(outer, (list, dict))
            for item in (outer.values() if isinstance(outer, dict) else outer)
        ]
        levels += 1
    return levels


def is_file(text: str) -> bool:
    """Whether a text is the path of a file."""
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False
