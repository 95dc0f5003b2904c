"""Holds a tree against the JSON Schema of its kind and says what does not fit, with exact places."""

from collections.abc import Iterator
from itertools import islice

from ssmdoc.catalogue.nearest import did_you_mean
from ssmdoc.diagnostic import MAX_FINDINGS, Diagnostic
from ssmdoc.model.kind import Kind
from ssmdoc.schema import keys
from ssmdoc.schema.engine import Violation, compiled, preferred
from ssmdoc.schema.places import Place, place_of
from ssmdoc.schema.severity import severity_of
from ssmdoc.schema.store import Schema, load
from ssmdoc.schema.words import actual, advice, container, expected, subject
from ssmdoc.source.tree import Mapping, Node, Scalar, Sequence
from ssmdoc.source.values import to_value

SCHEMAS = {
    Kind.COMMAND_1: "command-1.x",
    Kind.COMMAND_2: "command-2.x",
    Kind.AUTOMATION: "automation-0.3",
    Kind.CHANGE_TEMPLATE: "automation-change-template-0.3",
    Kind.SESSION: "session-1.0",
    Kind.PACKAGE: "package-2.0",
}
"""The kinds of document that have a schema, and its name."""

_MOST_VIOLATIONS = 20 * MAX_FINDINGS
"""As many are looked at; several may give one finding, or none."""


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
    every = islice(validator.violations(value), _MOST_VIOLATIONS)
    violations = [found for found in every if not _left_to_a_rule(root, found, left_to)]
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
            yield from keys.unknown_keys(schema, mapping, violation)
        case "required", Mapping() as mapping:
            yield from keys.missing_keys(mapping, violation)
        case "anyOf", Mapping() as mapping:
            yield from keys.missing_choice(mapping, violation)
        case "not", Mapping() as mapping if "x-not-both" in violation.schema:
            yield from keys.excluding_keys(mapping, violation)
        case "propertyNames", Mapping() as mapping:
            yield from keys.misnamed_keys(mapping, violation)
        case "type", Mapping(entries=[entry]) if isinstance(entry.key, Mapping):
            # {{ x }} without quotes, which the reader reports
            return
        case "not" | "maxProperties", value if "x-message" in violation.schema:
            yield _misplaced(place, violation)
        case keyword, value:
            rule = "wrong-type" if keyword == "type" else "invalid-value"
            message = f"{subject(violation.path)} must be {expected(violation.schema)}, not {_actual(keyword, value)}"
            if keyword in ("type", "pattern"):
                message += advice(violation.schema, value)
            if isinstance(value, Scalar) and "x-values" in violation.schema:
                message += did_you_mean(value.text, violation.schema["x-values"])
            if "x-otherwise" in violation.schema:
                message += f"; {violation.schema['x-otherwise']}"
            yield Diagnostic(rule, severity_of(violation, value), message, place.span)


def _actual(keyword: str, value: Node) -> str:
    if keyword in ("minItems", "maxItems") and isinstance(value, Sequence) and value.items:
        return f"of {len(value.items):,}"
    return actual(value)


def _misplaced(place: Place, violation: Violation) -> Diagnostic:
    where = container(violation.path, place.value, violation.schema)
    message = violation.schema["x-message"].replace("{where}", where)
    span = place.key.span if place.key else place.span
    if place.key is None and isinstance(place.value, Mapping) and place.value.entries:
        span = place.value.entries[0].key.span
    rule = "unknown-key" if violation.keyword == "not" else "invalid-value"
    return Diagnostic(rule, severity_of(violation, place.value), message, span)


def _left_to_a_rule(root: Node, violation: Violation, left_to: frozenset[str]) -> bool:
    """Whether a rule reports the violation; rules look at text, so a list or map in its place is never left to one."""
    rule = violation.schema.get("x-rules", {}).get(violation.keyword)
    if rule not in left_to:
        return False
    return violation.keyword != "type" or isinstance(place_of(root, violation.path).value, Scalar)
