"""Results held against botocore's model of the service, member by member."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import botocore.session


def wrong_shapes(result: Mapping[str, Any]) -> list[str]:
    """Where the JSON of `ssmdoc run` is not of the shapes of the service."""
    shapes = _shapes()
    wrong = [
        line for name in ("Command", "CommandInvocations") for line in deviations(result[name], shapes[name], name)
    ]
    return wrong + [
        line for value in result["Invocations"] for line in deviations(value, shapes["Invocations"], "Invocations[]")
    ]


@cache
def _shapes() -> Mapping[str, Any]:
    model = botocore.session.get_session().get_service_model("ssm")
    listed = model.operation_model("ListCommandInvocations").output_shape
    sent = model.operation_model("SendCommand").output_shape
    assert listed
    assert sent
    return {
        "Command": sent.members["Command"],
        "CommandInvocations": listed.members["CommandInvocations"],
        "Invocations": model.operation_model("GetCommandInvocation").output_shape,
    }


def deviations(value: Any, shape: Any, path: str) -> Iterator[str]:
    """Where a value is not of a shape of the service model."""
    match shape.type_name:
        case "structure":
            for name, member in value.items():
                if name in shape.members:
                    yield from deviations(member, shape.members[name], f"{path}.{name}")
                else:
                    yield f"{path}.{name}: unknown member"
        case "list":
            for item in value:
                yield from deviations(item, shape.member, f"{path}[]")
        case "map":
            for item in value.values():
                yield from deviations(item, shape.value, f"{path}{{}}")
        case "string":
            yield from text_deviations(value, shape, path)
        case "integer" | "long":
            if type(value) is not int:
                yield f"{path}: {value!r} is no integer"
        case "boolean":
            if type(value) is not bool:
                yield f"{path}: {value!r} is no boolean"
        case "timestamp":
            if type(value) is not float:
                yield f"{path}: {value!r} is no time"
        case other:
            yield f"{path}: {other} is not expected"


def text_deviations(value: Any, shape: Any, path: str) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"{path}: {value!r} is no text"
    elif shape.enum and value not in shape.enum:
        yield f"{path}: {value!r} is none of {shape.enum}"
    elif len(value) > shape.metadata.get("max", len(value)):
        yield f"{path}: {len(value)} characters"
    elif (pattern := _pattern(shape)) and "Execution" not in path and not re.search(pattern, value):
        # the times AWS gives do not match the pattern of AWS's own model
        yield f"{path}: {value!r} does not match {pattern}"


def _pattern(shape: Any) -> str:
    """The pattern of a text, in Python's words where the model uses classes that Python does not know."""
    pattern: str = shape.metadata.get("pattern", "")
    return pattern.replace(r"\p{L}\p{Z}\p{N}", r"\w\s")
