"""Holds a tree against the JSON Schema of its kind and says what does not fit, with exact places."""

from collections.abc import Iterator
from itertools import islice

from ssmdoc.catalogue.nearest import nearest, offer
from ssmdoc.diagnostic import MAX_FINDINGS, Diagnostic, Severity
from ssmdoc.model.kind import Kind
from ssmdoc.schema.engine import Violation, compiled, preferred
from ssmdoc.schema.places import entries, place_of
from ssmdoc.schema.store import Schema, load
from ssmdoc.schema.words import actual, advice, container, expected, subject
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Mapping, Node, Scalar
from ssmdoc.source.values import to_value

SCHEMAS = {Kind.COMMAND_1: "command-1.x", Kind.COMMAND_2: "command-2.x"}
"""The kinds of document that have a schema, and its name."""


def check(
    kind: Kind, root: Node, *, left_to: frozenset[str] = frozenset(), engine: str | None = None
) -> Iterator[Diagnostic]:
    """What the schema of a kind of document finds in a tree, in the order of the text; nothing for a kind without one.

    `left_to` names lint rules that say what they check better than the schema can: what the schema leaves to one of
    them (`x-rules`) is not reported. `engine` is for tests; both give the same findings.
    """
    if kind in SCHEMAS:
        yield from check_schema(SCHEMAS[kind], root, left_to=left_to, engine=engine)


def check_schema(
    name: str, root: Node, *, left_to: frozenset[str] = frozenset(), engine: str | None = None
) -> Iterator[Diagnostic]:
    """As `check`, with the schema of this name."""
    value = to_value(root)
    validator = compiled(name, engine or preferred())
    if validator.is_valid(value):
        return
    violations = [found for found in validator.violations(value) if not _left_to_a_rule(root, found, left_to)]
    wrong = {found.path for found in violations if found.keyword == "type"}
    counting = (found for found in violations if found.keyword == "type" or found.path not in wrong)
    findings = (found for violation in counting for found in _findings(load(name), root, violation))
    yield from sorted(_first_distinct(findings), key=lambda found: (found.span, found.rule, found.message))


def _first_distinct(findings: Iterator[Diagnostic]) -> set[Diagnostic]:
    """The findings without repetitions, and not many more than are reported: aliases can make any number of them."""
    distinct: set[Diagnostic] = set()
    for finding in islice(findings, 10 * MAX_FINDINGS):
        distinct.add(finding)
        if len(distinct) > MAX_FINDINGS:
            break
    return distinct


def _findings(schema: Schema, root: Node, violation: Violation) -> Iterator[Diagnostic]:
    place = place_of(root, violation.path)
    match violation.keyword, place.value:
        case "additionalProperties", Mapping() as mapping:
            yield from _unknown_keys(schema, mapping, violation)
        case "required", Mapping() as mapping:
            yield from _missing_keys(mapping, violation)
        case "propertyNames", Mapping() as mapping:
            yield from _misnamed_keys(mapping, violation)
        case "type", Mapping(entries=[entry]) if isinstance(entry.key, Mapping):
            # {{ x }} without quotes, which the reader reports
            return
        case keyword, value:
            rule = "wrong-type" if keyword == "type" else "invalid-value"
            message = f"{subject(violation.path)} must be {expected(violation.schema)}, not {actual(value)}"
            if keyword in ("type", "pattern"):
                message += advice(violation.schema, value)
            if "x-otherwise" in violation.schema:
                message += f"; {violation.schema['x-otherwise']}"
            yield Diagnostic(rule, _severity(violation.schema), message, place.span)


def _unknown_keys(schema: Schema, mapping: Mapping, violation: Violation) -> Iterator[Diagnostic]:
    known = violation.schema["properties"]
    severity = _severity(violation.schema, "x-unknown-severity")
    where = container(violation.path, mapping, violation.schema)
    written = entries(mapping)
    present = {entry.key.text for entry in written if isinstance(entry.key, Scalar)}
    for entry in written:
        key = entry.key
        if not isinstance(key, Scalar):
            message = f"a key in {where} must be text, not {actual(key)}"
            yield Diagnostic("wrong-type", severity, message, key.span)
            continue
        if key.text in known or (severity is Severity.WARNING and _other_case(key.text, known)):
            continue
        meant = _meant(key.text, violation.schema)
        message = f"unknown key {in_quotes(key.text)} in {where}"
        if meant and meant not in present:
            # the key that is meant may be one that must be there: then this one finding stands for both
            worst = Severity.ERROR if meant in _required(violation.schema) else severity
            yield Diagnostic("unknown-key", worst, message + offer(meant), key.span)
        else:
            ignored = ", it has no effect" if severity is Severity.WARNING else ""
            message += _elsewhere(schema, mapping, key.text) or ignored
            yield Diagnostic("unknown-key", severity, message, key.span)


def _missing_keys(mapping: Mapping, violation: Violation) -> Iterator[Diagnostic]:
    present = [entry.key.text for entry in entries(mapping) if isinstance(entry.key, Scalar)]
    known = violation.schema.get("properties", {})
    where = container(violation.path, mapping, violation.schema)
    first = mapping.entries[0].key.span if mapping.entries else mapping.span
    for name in violation.schema["required"]:
        if name in present:
            continue
        others = [key for key in present if key not in known]
        misspelled = any(_meant(key, violation.schema) == name for key in others)
        if not misspelled and not (violation.schema.get("x-unknown-severity") and _other_case(name, others)):
            yield Diagnostic("missing-key", _severity(violation.schema), f'missing key "{name}" in {where}', first)


def _misnamed_keys(mapping: Mapping, violation: Violation) -> Iterator[Diagnostic]:
    import re

    right = re.compile(violation.schema["propertyNames"]["pattern"].replace("$", r"\Z"))
    what = violation.schema["x-expected-name"]
    for entry in entries(mapping):
        key = entry.key
        if isinstance(key, Scalar) and not right.search(key.text):
            message = f"{what[0]} {in_quotes(key.text)} must be {what[1]}"
            yield Diagnostic("invalid-value", _severity(violation.schema), message, key.span)


def _left_to_a_rule(root: Node, violation: Violation, left_to: frozenset[str]) -> bool:
    """Whether a rule reports the violation; rules look at text, so a list or map in its place is never left to one."""
    rule = violation.schema.get("x-rules", {}).get(violation.keyword)
    if rule not in left_to:
        return False
    return violation.keyword != "type" or isinstance(place_of(root, violation.path).value, Scalar)


def _meant(key: str, schema: Schema) -> str | None:
    """The key that an unknown one most likely stands for: what others call it, or the nearest name."""
    alias: str | None = schema.get("x-aliases", {}).get(key.lower())
    return alias or nearest(key, schema.get("properties", {}))


def _required(schema: Schema) -> set[str]:
    """The keys that a map must have, always or in one of the cases that the schema tells apart."""
    cases = [case["then"] for case in schema.get("allOf", [])]
    return {name for part in (schema, *cases) for name in part.get("required", [])}


def _elsewhere(schema: Schema, mapping: Mapping, key: str) -> str:
    """What else to say of an unknown key: that it belongs into the inputs of its step, or that nothing reads it."""
    action = mapping.get("action")
    if isinstance(action, Scalar):
        inputs = schema["$defs"].get("inputs." + action.text.partition(":")[2], {})
        if key in inputs.get("properties", {}) and key not in ("name", "action"):
            return ', it belongs into "inputs"'
    return ""


def _severity(schema: Schema, annotation: str = "x-severity") -> Severity:
    return Severity(schema.get(annotation, "error"))


def _other_case(name: str, others: object) -> bool:
    """Whether SSM Agent takes the name for one of the others: Go's JSON decoder does not look at letter case."""
    return isinstance(others, dict | list) and name.lower() in (other.lower() for other in others)
