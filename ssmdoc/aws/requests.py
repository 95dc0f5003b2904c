"""A request as a runbook gives it becomes one that the service model admits, or a message that says why not."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ssmdoc.aws import shapes
from ssmdoc.aws.models import Operation
from ssmdoc.source.values import JsonValue

if TYPE_CHECKING:
    from botocore.model import Shape

_INTEGERS = ("integer", "long")
_NUMBERS = ("float", "double")
_LONGEST_NUMBER = 100


class InvalidRequestError(Exception):
    """The request does not fit the service model; the text is that of boto3's ParamValidationError."""


def prepare(operation: Operation, parameters: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """The request with the types and names that the model of the operation has.

    What is converted: a text, a number or a boolean where one of the others is wanted and it can be read so, one value
    where a list is wanted, a list of one where a single value is wanted, and a list that is the only item of a list of
    single values.
    Source: UG25:automation-action-outputs-inputs.md, UG23:automation-tutorial-update-patch-golden-ami.md.

    Raises:
        InvalidRequestError: it still does not fit: unknown or missing members, values of the wrong type.
    """
    try:
        request = _converted(operation, parameters)
        problems = _problems(operation, request)
    except RecursionError:
        request, problems = {}, "The request is nested too deeply"
    if problems:
        raise InvalidRequestError(f"Parameter validation failed:\n{problems}")
    return request


def member_names(operation: Operation) -> list[str]:
    """The names that parameters can have."""
    shape = operation.input
    if shape is None:
        return []
    aliases = [alias for alias, name in _aliases(operation).items() if name in shape.members]
    return [*shape.members, *aliases]


def canonical_name(operation: Operation, name: str) -> str:
    """The name of a parameter in the model."""
    shape = operation.input
    other = _aliases(operation).get(name)
    return other if other is not None and shape is not None and other in shape.members else name


def fitted(shape: "Shape | None", value: JsonValue) -> JsonValue:
    """The value in the type of the shape, where it can be converted; otherwise as it is."""
    if shape is None or shapes.is_free(shape):
        return value
    match shape.type_name, value:
        case "structure", dict():
            members = shapes.members(shape)
            return {name: fitted(members.get(name), part) for name, part in value.items()}
        case "map", dict():
            return {name: fitted(shapes.value(shape), part) for name, part in value.items()}
        case "list", _ if value is not None:
            return _list(shapes.item(shape), value)
        case (("structure" | "map" | "list"), _):
            return value
        case kind, _:
            return _single(kind, value)


def _converted(operation: Operation, parameters: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    members = operation.input.members if operation.input is not None else {}
    request: dict[str, JsonValue] = {}
    for name, value in parameters.items():
        meant = canonical_name(operation, name)
        known = name if meant in parameters else meant
        request[known] = fitted(members.get(known), value)
    return request


def _list(item: "Shape", value: JsonValue) -> JsonValue:
    items = value if isinstance(value, list) else [value]
    if item.type_name != "list" and len(items) == 1 and isinstance(items[0], list):
        items = items[0]
    return [fitted(item, part) for part in items]


def _single(kind: str, value: JsonValue) -> JsonValue:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    match value:
        case str():
            return _read(kind, value)
        case bool() if kind == "string":
            return "true" if value else "false"
        case int() | float() if kind == "string":
            return json.dumps(value)
        case float() if kind in _INTEGERS and value.is_integer():
            return int(value)
        case _:
            return value


def _read(kind: str, text: str) -> JsonValue:
    """What a text says in another type; the text where it says nothing in it."""
    if kind == "boolean":
        return {"true": True, "false": False}.get(text.strip().lower(), text)
    if kind in _INTEGERS or kind in _NUMBERS:
        if len(text) > _LONGEST_NUMBER:
            return text
        try:
            return int(text)
        except ValueError:
            if kind in _INTEGERS:
                return text
        try:
            return float(text)
        except ValueError:
            return text
    return text


def _aliases(operation: Operation) -> dict[str, str]:
    """Other names of parameters, as boto3 takes them (source: botocore.handlers)."""
    match operation.service, operation.name:
        case "ec2", _:
            return {"Filters": "Filter"}
        case "logs", "CreateExportTask":
            return {"fromTime": "from"}
        case "cloudsearchdomain", "Search":
            return {"returnFields": "return"}
        case _:
            return {}


def _problems(operation: Operation, request: Mapping[str, JsonValue]) -> str:
    """What botocore says about a request; nothing when it is right."""
    from botocore.validate import ParamValidator

    shape = operation.input
    if shape is None:
        return ""
    # boto3 fills these in by itself
    tokens = dict.fromkeys(operation.model.idempotent_members, "0" * 32)
    report = ParamValidator().validate({**tokens, **request}, shape)
    return str(report.generate_report()) if report.has_errors() else ""
