"""Values of a mocks file held against shapes of the service model: unknown members, wrong types, and where."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ssmdoc.aws import shapes
from ssmdoc.aws.answers import METADATA, iso
from ssmdoc.catalogue.nearest import did_you_mean
from ssmdoc.diagnostic import Diagnostic, Severity
from ssmdoc.schema.places import entries
from ssmdoc.schema.words import actual
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.text import Span
from ssmdoc.source.tree import Mapping, Node, Scalar, Sequence
from ssmdoc.source.values import JsonValue, to_value

if TYPE_CHECKING:
    from botocore.model import Shape

RULE = "mocks"
_EXPECTED = {
    "structure": "a map",
    "map": "a map",
    "list": "a list",
    "string": "a text",
    "blob": "a text",
    "integer": "a whole number",
    "long": "a whole number",
    "float": "a number",
    "double": "a number",
    "boolean": "true or false",
    "timestamp": "a time such as 2026-01-31T12:00:00Z",
}
_MOST_NAMES = 8
"""As many names are listed where no near one is known."""


class Problems:
    """Collects what is wrong."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []

    def error(self, span: Span, message: str) -> None:
        """Something that cannot be."""
        self.found.append(Diagnostic(RULE, Severity.ERROR, message, span))

    def warning(self, span: Span, message: str) -> None:
        """Something that the model does not know, which may be older than AWS."""
        self.found.append(Diagnostic(RULE, Severity.WARNING, message, span))


def read_response(node: Mapping, shape: "Shape | None", where: str, problems: Problems) -> dict[str, JsonValue]:
    """An answer with the types of its shape; `where` is what messages call it.

    Of each structure any members can be there. Times are written as answers have them, whatever form they are given in.
    """
    value: dict[str, JsonValue] = {}
    members = shapes.members(shape) if shape is not None else {}
    for entry in entries(node):
        name = entry.key.text if isinstance(entry.key, Scalar) else ""
        if name == METADATA:
            value[name] = to_value(entry.value)
            if not isinstance(entry.value, Mapping):
                problems.error(entry.value.span, f'"{METADATA}" must be a map, not {actual(entry.value)}')
        elif name in members:
            value[name] = read_value(entry.value, members[name], name, problems)
        else:
            problems.error(entry.key.span, unknown_member(name, members, where))
    return value


def read_value(node: Node, shape: "Shape", name: str, problems: Problems) -> JsonValue:
    """A value of a shape; `name` is the member that it is, or is in."""
    if shapes.is_free(shape) or shape.serialization.get("eventstream"):
        return to_value(node)
    match shape.type_name, node:
        case "structure", Mapping():
            return read_response(node, shape, in_quotes(name), problems)
        case "map", Mapping():
            return {
                entry.key.text: read_value(entry.value, shapes.value(shape), entry.key.text, problems)
                for entry in entries(node)
                if isinstance(entry.key, Scalar)
            }
        case "list", Sequence():
            return [read_value(part, shapes.item(shape), name, problems) for part in node.items]
        case _:
            return read_single(node, to_value(node), shape, name, problems)


def read_single(node: Node, value: JsonValue, shape: "Shape", name: str, problems: Problems) -> JsonValue:
    """A value that must be of a simple shape, and is `value` if it is."""
    kind = shape.type_name
    if kind == "timestamp" and isinstance(value, int | float | str) and not isinstance(value, bool):
        moment = _moment(value)
        if moment is not None:
            return iso(moment)
    elif _is(kind, value):
        if kind == "string" and isinstance(value, str):
            _look_at_choices(node, value, shapes.choices(shape), name, problems)
        return value
    advice = "; put it in quotes" if kind in ("string", "blob") and isinstance(value, bool | int | float) else ""
    problems.error(node.span, f"{in_quotes(name)} must be {_EXPECTED.get(kind, kind)}, not {actual(node)}{advice}")
    return value


def unknown_member(name: str, known: Iterable[str], where: str) -> str:
    """What to say of a name that a shape does not have."""
    names = list(known)
    hint = did_you_mean(name, names)
    if not hint:
        listed = ", ".join(names[:_MOST_NAMES]) + (", …" if len(names) > _MOST_NAMES else "")
        hint = f"; it has {listed}" if names else "; it has no members"
    return f"unknown member {in_quotes(name)} in {where}{hint}"


def _look_at_choices(node: Node, text: str, choices: list[str], name: str, problems: Problems) -> None:
    if choices and text not in choices:
        problems.warning(
            node.span,
            f"{in_quotes(name)} cannot be {in_quotes(text)} as botocore knows it{did_you_mean(text, choices)}",
        )


def _is(kind: str, value: JsonValue) -> bool:
    match kind:
        case "string" | "blob":
            return isinstance(value, str)
        case "boolean":
            return isinstance(value, bool)
        case "integer" | "long":
            return isinstance(value, int) and not isinstance(value, bool)
        case "float" | "double":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case _:
            return False


def _moment(value: float | str) -> datetime | None:
    from botocore.utils import parse_timestamp

    try:
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value, UTC)
        moment = parse_timestamp(value)
    except (ValueError, OverflowError, OSError, RuntimeError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
