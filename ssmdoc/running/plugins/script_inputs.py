"""The inputs of the plugins that run a script, read as the agent reads them.

Source: amazon-ssm-agent runscript.go RunScriptPluginInput, pluginutil.go ValidateExecutionTimeout.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from ssmdoc.catalogue.limits import DEFAULT_TIMEOUT_SECONDS, MAX_TIMEOUT_SECONDS, MIN_TIMEOUT_SECONDS
from ssmdoc.plan.go_json import Anything, List, Map, Struct, Text, UnmarshalError, unmarshal
from ssmdoc.plan.go_text import printed
from ssmdoc.source.values import JsonValue

_INPUTS = Struct(
    "runscript.RunScriptPluginInput",
    {
        "RunCommand": List(Text()),
        "Environment": Map(Text()),
        "ID": Text(),
        "WorkingDirectory": Text(),
        "TimeoutSeconds": Anything(),
    },
)
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_ESCAPING_ID = re.compile(r"(\.\./|~/).*")


class InvalidInputsError(Exception):
    """The inputs do not fit the plugin; the text is the agent's."""


@dataclass(frozen=True, slots=True)
class ScriptInputs:
    """What a script plugin works with."""

    commands: tuple[str, ...]
    environment: Mapping[str, str]
    id: str
    working_directory: str
    timeout: int
    """Seconds."""


def read_inputs(inputs: JsonValue) -> ScriptInputs:
    """Read the inputs; keys count without regard to case, unknown ones not at all, missing and null ones are empty.

    Raises:
        InvalidInputsError: one has a wrong type.
    """
    try:
        # the shape is what the types above say
        fields = cast("dict[str, Any]", unmarshal(inputs, _INPUTS) or dict.fromkeys(_INPUTS.fields))
    except UnmarshalError as error:
        raise InvalidInputsError(f"Invalid format in plugin properties {printed(inputs)};\nerror {error}") from None
    identifier = fields["ID"] or ""
    return ScriptInputs(
        commands=tuple(command or "" for command in fields["RunCommand"] or ()),
        environment={name: value or "" for name, value in (fields["Environment"] or {}).items()},
        id="" if _ESCAPING_ID.fullmatch(identifier) else identifier,
        working_directory=fields["WorkingDirectory"] or "",
        timeout=execution_timeout(fields["TimeoutSeconds"]),
    )


def execution_timeout(value: JsonValue) -> int:
    """Seconds: fractions are cut off; what is no number, below 5 or above 172,800 becomes 3600 (to-004, to-005)."""
    match value:
        case bool():
            return DEFAULT_TIMEOUT_SECONDS
        case int() | float():
            seconds = float(value)
        case str() if _DECIMAL.fullmatch(value):
            seconds = float(value)
        case _:
            return DEFAULT_TIMEOUT_SECONDS
    in_range = MIN_TIMEOUT_SECONDS <= seconds < MAX_TIMEOUT_SECONDS + 1
    return int(seconds) if in_range else DEFAULT_TIMEOUT_SECONDS
