"""What is wrong with the keys of a map: unknown, missing, misnamed, or not together."""

from collections.abc import Collection, Iterator

from ssmdoc.catalogue.document_keys import OWNERS
from ssmdoc.catalogue.nearest import nearest, offer
from ssmdoc.diagnostic import Diagnostic, Label, Severity
from ssmdoc.model.literals import is_open
from ssmdoc.schema.engine import Violation, ecma
from ssmdoc.schema.places import entries, find
from ssmdoc.schema.severity import severity
from ssmdoc.schema.store import Schema
from ssmdoc.schema.words import actual, container
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.text import Span
from ssmdoc.source.tree import Mapping, Scalar
from ssmdoc.source.values import scalar_kind


def unknown_keys(schema: Schema, mapping: Mapping, violation: Violation) -> Iterator[Diagnostic]:
    """Keys that the map cannot have, with the key that is meant."""
    known = violation.schema["properties"]
    level = severity(violation.schema, "x-unknown-severity")
    exact = "x-exact-names" in violation.schema
    where = container(violation.path, mapping, violation.schema)
    written = entries(mapping)
    present = {entry.key.text for entry in written if isinstance(entry.key, Scalar)}
    for entry in written:
        key = entry.key
        if not isinstance(key, Scalar):
            message = f"a key in {where} must be text, not {actual(key)}"
            yield Diagnostic("wrong-type", level, message, key.span)
            continue
        if key.text in known or (level is Severity.WARNING and not exact and _other_case(key.text, known)):
            continue
        meant = _meant(key.text, violation.schema)
        message = f"unknown key {in_quotes(key.text)} in {where}"
        if meant and meant not in present:
            # the key that is meant may be one that must be there: then this one finding stands for both
            doubtful = key.text in violation.schema.get("x-other-spellings", {})
            needed = not doubtful and meant in _required(violation.schema, present)
            worst = Severity.ERROR if needed else level
            yield Diagnostic("unknown-key", worst, message + offer(meant), key.span)
        else:
            ignored = ", it has no effect" if level is Severity.WARNING and not exact else ""
            message += _elsewhere(schema, mapping, violation.schema, key.text) or ignored
            yield Diagnostic("unknown-key", level, message, key.span)


def missing_keys(mapping: Mapping, violation: Violation) -> Iterator[Diagnostic]:
    """Keys that the map must have, unless an unknown key stands for them, which is reported as such."""
    known = violation.schema.get("properties", {})
    where = container(violation.path, mapping, violation.schema)
    written = [entry.key for entry in entries(mapping) if isinstance(entry.key, Scalar)]
    present = [key.text for key in written]
    for name in violation.schema["required"]:
        if name in present:
            continue
        others = [key for key in written if key.text not in known]
        misspelled = [key for key in others if _meant(key.text, violation.schema) == name]
        if misspelled and "x-any-key" in violation.schema:
            message = f"unknown key {in_quotes(misspelled[0].text)} in {where}{offer(name)}"
            yield Diagnostic("unknown-key", severity(violation.schema), message, misspelled[0].span)
        elif not (
            misspelled
            or _goes_by_other_case(name, [key.text for key in others], violation.schema)
            or (violation.schema.get("additionalProperties") is not False and _is_nested(name, mapping))
        ):
            yield Diagnostic(
                "missing-key", severity(violation.schema), f'missing key "{name}" in {where}', _start(mapping)
            )


def missing_choice(mapping: Mapping, violation: Violation) -> Iterator[Diagnostic]:
    """None of some keys, of which a map must have one, is there."""
    names = violation.schema["x-one-of"]
    written = [entry.key.text for entry in entries(mapping) if isinstance(entry.key, Scalar)]
    others = [key for key in written if key not in violation.schema.get("x-known", written)]
    if not others and not any(_meant(key, {**violation.schema, "properties": names}) in names for key in written):
        where = container(violation.path, mapping, violation.schema)
        message = f"missing {violation.schema['x-missing']} in {where}"
        yield Diagnostic("missing-key", severity(violation.schema), message, _start(mapping))


def excluding_keys(mapping: Mapping, violation: Violation) -> Iterator[Diagnostic]:
    """Two keys that exclude each other, unless the value of one may be empty when the document runs."""
    for names in violation.schema["x-not-both"]:
        pair = [entry for entry in (find(mapping, name) for name in names) if entry]
        if len(pair) == len(names) and not any(_may_be_empty(entry.value) for entry in pair):
            first, second = sorted((entry.key for entry in pair), key=lambda key: key.span)
            where = container(violation.path, mapping, violation.schema)
            message = f'"{names[0]}" and "{names[1]}" exclude each other in {where}'
            labels = (Label(first.span, "this is the other"),)
            yield Diagnostic("invalid-value", severity(violation.schema), message, second.span, labels)


def misnamed_keys(mapping: Mapping, violation: Violation) -> Iterator[Diagnostic]:
    """Keys that are no names."""
    right = ecma(violation.schema["propertyNames"]["pattern"])
    what = violation.schema["x-expected-name"]
    for entry in entries(mapping):
        key = entry.key
        if isinstance(key, Scalar) and not right(key.text):
            message = f"{what[0]} {in_quotes(key.text)} must be {what[1]}"
            yield Diagnostic("invalid-value", severity(violation.schema), message, key.span)


def _is_nested(name: str, inputs: Mapping) -> bool:
    """Whether an input stands in a second `inputs` inside the inputs, of which misplaced-step-key speaks."""
    nested = inputs.get("inputs")
    return isinstance(nested, Mapping) and nested.entry(name) is not None


def _start(mapping: Mapping) -> Span:
    return mapping.entries[0].key.span if mapping.entries else mapping.span


def _may_be_empty(value: object) -> bool:
    """Whether a value is empty, or a text with a reference, which can become empty."""
    if isinstance(value, Scalar):
        return not value.text or scalar_kind(value) == "null" or is_open(value.text)
    return not getattr(value, "items", None) and not getattr(value, "entries", None)


def _meant(key: str, schema: Schema) -> str | None:
    """The key that an unknown one most likely stands for: what others call it, or the nearest name."""
    alias: str | None = schema.get("x-aliases", {}).get(key.lower()) or schema.get("x-other-spellings", {}).get(key)
    return alias or nearest(key, schema.get("properties", {}))


def _required(schema: Schema, present: Collection[str]) -> set[str]:
    """The keys that a map must have, always or in one of the cases that the schema tells apart."""
    cases = [case.get("then", {}) for case in schema.get("allOf", [])]
    names = {name for part in (schema, *cases) for name in part.get("required", [])}
    one_of = schema.get("x-one-of", [])
    return names if any(name in present for name in one_of) else names.union(one_of)


def _elsewhere(schema: Schema, mapping: Mapping, part: Schema, key: str) -> str:
    """What else to say of an unknown key: where it belongs."""
    if "$id" in part:  # the document as a whole
        return f", it belongs to {OWNERS[key]}" if key in OWNERS else ""
    action = mapping.get("action")
    if isinstance(action, Scalar):
        inputs = schema.get("$defs", {}).get("inputs." + action.text.partition(":")[2], {})
        if key in inputs.get("properties", {}) and key not in ("name", "action"):
            return ', it belongs into "inputs"'
    if "x-exact-names" in part and part.get("title", "").startswith("Inputs of"):
        step = schema.get("$defs", {}).get("step", {}).get("properties", {})
        return ', it belongs into the step, beside "inputs"' if key in step else ""
    return ""


def _goes_by_other_case(name: str, others: Collection[str], schema: Schema) -> bool:
    lax = "x-unknown-severity" in schema and "x-exact-names" not in schema
    return lax and _other_case(name, others)


def _other_case(name: str, others: Collection[str]) -> bool:
    """Whether SSM Agent takes the name for one of the others: Go's JSON decoder does not look at letter case."""
    return name.lower() in (other.lower() for other in others)
