"""What the JSON Schemas say of a key, and of the plugin or action that a step names."""

from collections.abc import Iterator

from ssmdoc.analysis.examine import Examination
from ssmdoc.lsp.markdown import literal
from ssmdoc.schema.check import SCHEMAS
from ssmdoc.schema.store import Schema, load
from ssmdoc.source.bounds import MAX_DEPTH
from ssmdoc.source.text import Span
from ssmdoc.source.tree import Entry, Mapping, Node, Scalar, Sequence


def description(examination: Examination, offset: int) -> tuple[Span, str] | None:
    """The key or action at an offset, and what its schema says of it, in Markdown; None when it says nothing."""
    kind, node = examination.kind, examination.root
    if kind not in SCHEMAS or node is None:
        return None
    whole = load(SCHEMAS[kind])
    schemas = [whole]
    for _ in range(MAX_DEPTH):
        schemas = [each for schema in schemas for each in _parts(whole, schema, node)]
        if isinstance(node, Sequence):
            item = next((item for item in node.items if item.start <= offset < item.end), None)
            if item is None:
                return None
            node, schemas = item, [schema["items"] for schema in schemas if isinstance(schema.get("items"), dict)]
            continue
        entry = _entry_at(node, offset)
        if entry is None or not isinstance(entry.key, Scalar):
            return None
        below = list(_below(whole, schemas, entry.key.text))
        if offset < entry.key.end:
            return _said(entry.key, below)
        if entry.key.text == "action" and isinstance(entry.value, Scalar):
            return _said(entry.value, list(_below(whole, schemas, "inputs")))
        node, schemas = entry.value, below
    return None


def _entry_at(node: Node, offset: int) -> Entry | None:
    """The entry of a map whose key or value is at an offset; an alias stands elsewhere than what it repeats."""
    for entry in node.entries if isinstance(node, Mapping) else ():
        if entry.key.start <= offset < entry.key.end or entry.value.start <= offset < entry.value.end:
            return entry
    return None


def _parts(whole: Schema, schema: Schema, node: Node) -> Iterator[Schema]:
    """The schemas that a schema puts together for a node: what it refers to, and those of its cases that hold."""
    schema = _resolved(whole, schema)
    yield schema
    for part in schema.get("allOf", []):
        if "if" not in part:
            yield from _parts(whole, part, node)
        elif "then" in part and _holds(part["if"], node):
            yield from _parts(whole, part["then"], node)


def _holds(condition: Schema, node: Node) -> bool:
    """Whether a condition holds that asks for certain values of keys; any other counts as one that does not."""
    if not isinstance(node, Mapping) or not condition.get("properties"):
        return False
    for key, wanted in condition["properties"].items():
        value = node.get(key)
        known = [wanted["const"]] if "const" in wanted else wanted.get("enum", [])
        if not isinstance(value, Scalar) or value.text not in known:
            return False
    return True


def _below(whole: Schema, schemas: list[Schema], key: str) -> Iterator[Schema]:
    """What the schemas of a map say of the value of a key."""
    for schema in schemas:
        found = schema.get("properties", {}).get(key, schema.get("additionalProperties"))
        if isinstance(found, dict):
            yield _resolved(whole, found)


def _resolved(whole: Schema, schema: Schema) -> Schema:
    """The schema that another refers to, with what is said beside the reference."""
    if "$ref" not in schema:
        return schema
    target = whole
    for step in schema["$ref"].removeprefix("#/").split("/"):
        target = target[step]
    return {**_resolved(whole, target), **schema}


def _said(place: Scalar, schemas: list[Schema]) -> tuple[Span, str] | None:
    """The most particular description, with the default and the values to choose from."""
    schema = next((schema for schema in reversed(schemas) if "description" in schema), None)
    if schema is None:
        return None
    lines = [f"**{literal(place.text)}**", schema["description"]]
    if "default" in schema:
        lines.append(f"Default: `{schema['default']}`")
    if values := [value for value in schema.get("enum", []) if value is not None]:
        lines.append("One of " + ", ".join(f"`{value}`" for value in values))
    return place.span, "\n\n".join(lines)
