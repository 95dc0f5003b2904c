"""The inputs of a step as the agent decodes them into a plugin's struct."""

from typing import Any, cast

from ssmdoc.plan.go_json import Struct, UnmarshalError, unmarshal
from ssmdoc.plan.go_text import printed
from ssmdoc.running.plugins.script_inputs import InvalidInputsError
from ssmdoc.source.values import JsonValue

INVALID_FORMAT = "Invalid format in plugin properties"


def read_fields(
    inputs: JsonValue, struct: Struct, problem: str = INVALID_FORMAT, joint: str = ";\nerror"
) -> dict[str, Any]:
    """The fields of a plugin's inputs; keys count without regard to case, missing and null ones are None.

    Args:
        inputs: what the step gives.
        struct: what the plugin takes.
        problem: how the plugin begins the message about inputs that do not fit.
        joint: what it puts between the inputs and the reason.

    Raises:
        InvalidInputsError: one has a wrong type; the agent names the first in the order of their names, as it writes
            the inputs as JSON before it reads them (source: jsonutil.go Remarshal).
    """
    ordered = {key: inputs[key] for key in sorted(inputs)} if isinstance(inputs, dict) else inputs
    try:
        # the shape is what the struct says
        return cast("dict[str, Any]", unmarshal(ordered, struct) or dict.fromkeys(struct.fields))
    except UnmarshalError as error:
        raise InvalidInputsError(f"{problem} {printed(inputs)}{joint} {error}") from None


def text(fields: dict[str, Any], name: str) -> str:
    """A field of type string."""
    value = fields[name]
    return value if isinstance(value, str) else ""


def texts(fields: dict[str, Any], name: str) -> tuple[str, ...]:
    """A field that is a list of strings."""
    return tuple(item or "" for item in fields[name] or ())
