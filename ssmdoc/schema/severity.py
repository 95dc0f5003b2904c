"""How bad it is when a value breaks a schema: as the schema says, else an error."""

from ssmdoc.diagnostic import Severity
from ssmdoc.schema.engine import Violation
from ssmdoc.schema.store import Schema
from ssmdoc.source.tree import Node, Scalar
from ssmdoc.source.values import scalar_kind


def severity(schema: Schema, annotation: str = "x-severity") -> Severity:
    """What an annotation of the schema says."""
    return Severity(schema.get(annotation, "error"))


def severity_of(violation: Violation, value: Node) -> Severity:
    """That of one keyword (`x-severities`), of a text or number in another's place (`x-scalar-severity`), or of all.

    One of the values that are wanted, in other letter case, is a warning; so is a placeholder that other tools fill.
    """
    keyword, schema = violation.keyword, violation.schema
    if keyword in schema.get("x-severities", {}):
        return Severity(schema["x-severities"][keyword])
    if isinstance(value, Scalar):
        if keyword == "type" and _is_placeholder(value.text.strip()):
            return Severity.WARNING
        if keyword == "type" and "x-scalar-severity" in schema and scalar_kind(value) != "null":
            return severity(schema, "x-scalar-severity")
        if keyword in ("pattern", "enum") and value.text.lower() in map(str.lower, schema.get("x-values", [])):
            return Severity.WARNING
    return severity(schema)


def _is_placeholder(text: str) -> bool:
    """Whether a text is what templates leave for others to fill: `${steps}`, `{Steps}`, `<steps>`."""
    inner = text.removeprefix("$")[1:-1]
    return text.removeprefix("$")[:1] + text[-1:] in ("{}", "<>") and not any(mark in inner for mark in "{}<>")
