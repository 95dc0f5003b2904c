"""What the service checks before the agent sees a command: the values given for a document's parameters.

Source: facts service.md (texts of AWS), agent-semantics 1.6 (what is left to the service), BOTO SendCommand (codes).
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ssmdoc.catalogue.limits import MAX_DOCUMENT_BYTES
from ssmdoc.catalogue.nearest import nearest
from ssmdoc.catalogue.parameter_types import TYPES
from ssmdoc.patterns.java import certainly_refuses
from ssmdoc.plan.declarations import Declared, declared_parameters
from ssmdoc.plan.parameter_text import ParameterTextError, parameter_values
from ssmdoc.source.values import JsonValue

__all__ = ["ParameterTextError", "Refusal", "parameter_values", "refuse"]

_STORE_REFERENCE = re.compile(r"\{\{\s*ssm(-secure)?:")


@dataclass(frozen=True, slots=True)
class Refusal:
    """The service refuses the command: AWS's error code and a text."""

    code: str
    message: str


def refuse(document: JsonValue, values: Mapping[str, JsonValue], *, content_bytes: int | None = None) -> Refusal | None:
    """Check the values given for a document's parameters as SendCommand does; None when it takes them.

    `content_bytes` is the size of the document as it was written, which is what the limit is about; without it the
    document counts as compact JSON.
    """
    size = _bytes(_compact(document)) if content_bytes is None else content_bytes
    # values of parameters count too (source: limits, document size)
    size += sum(_bytes(_shown(value)) for value in values.values())
    if size > MAX_DOCUMENT_BYTES:
        message = (
            f"the document and its parameter values have {size:,} bytes; at most {MAX_DOCUMENT_BYTES:,} are allowed"
        )
        return Refusal("MaxDocumentSizeExceeded", message)
    declared = declared_parameters(document)
    problems = [*_missing(declared, values), *_unknown(declared, values)]
    for name, value in values.items():
        if name in declared:
            problems += _problems(declared[name], value)
    return Refusal("InvalidParameters", "; ".join(problems)) if problems else None


def _missing(declared: Mapping[str, Declared], values: Mapping[str, JsonValue]) -> Iterator[str]:
    for name, parameter in declared.items():
        if parameter.required and values.get(name) is None:
            yield f'parameter "{name}" ({parameter.type}) has no default and must be given'


def _unknown(declared: Mapping[str, Declared], values: Mapping[str, JsonValue]) -> Iterator[str]:
    for name in values:
        if name in declared:
            continue
        if not declared:
            yield f'the document has no parameters, but "{name}" is given'
        elif similar := nearest(name, declared):
            yield f'parameter "{name}" is not declared; did you mean "{similar}"?'
        else:
            yield f'parameter "{name}" is not declared; the document has {", ".join(declared)}'


def _problems(parameter: Declared, value: JsonValue) -> Iterator[str]:
    """What is wrong with one value; a reference to Parameter Store is only known on the node."""
    if value is None or _STORE_REFERENCE.search(_compact(value)):
        return
    if parameter.type in TYPES and not TYPES[parameter.type].has(value):
        yield f'parameter "{parameter.name}" must be of type {parameter.type}, not {_shown(value)}'
        return
    yield from _allowed_value(parameter, value)
    yield from _length(parameter, value)
    yield from _pattern(parameter, value)


def _allowed_value(parameter: Declared, value: JsonValue) -> Iterator[str]:
    if not parameter.allowed_values:
        return
    allowed = [_compact(item) for item in parameter.allowed_values]
    for item in _members(value):
        if _compact(item) not in allowed:
            choices = ", ".join(_shown(choice) for choice in parameter.allowed_values)
            yield f'parameter "{parameter.name}" has value "{_shown(item)}" not found in [{choices}]'


def _length(parameter: Declared, value: JsonValue) -> Iterator[str]:
    least, most = parameter.characters
    for item in _members(value):
        if isinstance(item, str) and not least <= len(item) <= most:
            bound = f"at least {least:g}" if len(item) < least else f"at most {most:g}"
            yield f'parameter "{parameter.name}" has {len(item)} characters; {bound} are allowed: "{_shown(item)}"'
    least, most = parameter.items
    if isinstance(value, list | dict) and not least <= len(value) <= most:
        bound = f"at least {least:g}" if len(value) < least else f"at most {most:g}"
        yield f'parameter "{parameter.name}" has {len(value)} items; {bound} are allowed'


def _pattern(parameter: Declared, value: JsonValue) -> Iterator[str]:
    """A text without any match, where that is certain."""
    pattern = parameter.allowed_pattern
    for item in _members(value) if pattern else ():
        if isinstance(item, str) and certainly_refuses(pattern, item):
            yield f'parameter "{parameter.name}" has value "{_shown(item)}", which does not match {pattern}'


def _members(value: JsonValue) -> list[JsonValue]:
    """What is checked one by one: the items of a list, or the value itself."""
    return value if isinstance(value, list) else [value]


def _shown(value: JsonValue) -> str:
    return value if isinstance(value, str) else _compact(value)


def _compact(value: JsonValue) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _bytes(text: str) -> int:
    return len(text.encode(errors="replace"))
