"""The values for a document's parameters, from `--parameters` and `-p`."""

import json
from collections.abc import Mapping
from pathlib import Path

from ssmdoc.commands.run_inputs import InputError, Inputs
from ssmdoc.plan.parameter_text import ParameterTextError, parameter_values
from ssmdoc.source.values import JsonValue


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
        given = json.loads(text)
    except json.JSONDecodeError as error:
        # A short text that names a file was most likely meant as one.
        hint = f"; write @{text} for the file" if len(text) < 1000 and is_file(text) else ""
        place = f"line {error.lineno}, column {error.colno}"
        raise InputError(f"{inputs.parameters_name}: not JSON: {error.msg.lower()} ({place}){hint}") from error
    except RecursionError as error:
        raise InputError(f"{inputs.parameters_name}: nested too deeply") from error
    if not isinstance(given, dict):
        raise InputError(f'{inputs.parameters_name}: must be a JSON object such as {{"Name": "value"}}')
    return given


def is_file(text: str) -> bool:
    """Whether a text is the path of a file."""
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False
