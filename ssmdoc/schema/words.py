"""The findings of the schema check in the user's words, without a word of JSON Schema."""

from ssmdoc.schema.engine import Path
from ssmdoc.schema.store import Schema
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Mapping, Node, Scalar, Sequence, Style
from ssmdoc.source.values import scalar_kind

_TYPES = {
    "string": "text",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a map",
}
_BLOCK_MARKS = {Style.LITERAL: "|", Style.FOLDED: ">"}


def subject(path: Path) -> str:
    """What a value is called: by its key, or by its place in a list."""
    match path:
        case ():
            return "the document"
        case (*before, int(index)):
            return f"item {index + 1} of {subject(tuple(before))}"
        case _:
            return in_quotes(str(path[-1]))


def container(path: Path, node: Node, schema: Schema) -> str:
    """What a map is called: `step "install"`, `parameter "Path"`, `the inputs of aws:runShellScript`."""
    called = str(schema.get("x-name") or subject(path))
    if "{key}" in called:
        return called.replace("{key}", in_quotes(str(path[-1])))
    if "{name}" in called:
        name = node.get("name") if isinstance(node, Mapping) else None
        known = isinstance(name, Scalar) and name.text
        return called.replace("{name}", in_quotes(name.text) if known and isinstance(name, Scalar) else _ordinal(path))
    return called


def expected(schema: Schema) -> str:
    """What a value should have been."""
    if "x-expected" in schema:
        return str(schema["x-expected"])
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    return " or ".join(_TYPES[name] for name in types if name in _TYPES)


def actual(node: Node) -> str:
    """What a value is instead."""
    match node:
        case Mapping(entries=[]):
            return "an empty map"
        case Mapping():
            return "a map"
        case Sequence(items=[]):
            return "an empty list"
        case Sequence():
            return "a list"
        case Scalar(text="", style=Style.PLAIN):
            return "empty"
        case Scalar():
            return _scalar(node)


def _scalar(scalar: Scalar) -> str:
    match scalar_kind(scalar):
        case "string":
            return in_quotes(scalar.text)
        case "boolean":
            return f"the boolean {scalar.text}"
        case "null":
            return scalar.text
        case _:
            return f"the number {scalar.text}"


def advice(schema: Schema, node: Node) -> str:
    """How to mend a value that is wrong, where that is certain."""
    types = schema.get("type", [])
    if "array" in types and isinstance(node, Scalar) and node.style in (Style.LITERAL, Style.FOLDED):
        return f'; write it as a list item: "- {_BLOCK_MARKS[node.style]}", and the lines deeper below it'
    if "string" not in types or "object" in types or "array" in types:
        return ""
    match node:
        case Scalar(style=Style.PLAIN) if scalar_kind(node) not in ("string", "null"):
            return "; put it in quotes"
        case Mapping(entries=[entry]) if isinstance(entry.key, Scalar):
            return '; text with ": " in it needs quotes'
        case _:
            return ""


def _ordinal(path: Path) -> str:
    match path:
        case (*_, int(index)):
            return str(index + 1)
        case _:
            return ""
