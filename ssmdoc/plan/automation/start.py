"""The values with which an automation starts, checked as StartAutomationExecution checks them.

Source: facts service.md (texts of AWS), BOTO StartAutomationExecution and AutomationParameterMap (codes, limits).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ssmdoc.catalogue.limits import (
    MAX_AUTOMATION_PARAMETER_ITEMS,
    MAX_AUTOMATION_PARAMETER_NAME,
    MAX_AUTOMATION_PARAMETER_VALUE,
    MAX_AUTOMATION_PARAMETERS,
)
from ssmdoc.catalogue.nearest import nearest
from ssmdoc.model.references import Form, find_references
from ssmdoc.model.value_types import value_type
from ssmdoc.patterns.java import certainly_refuses
from ssmdoc.plan.automation.convert import ConversionError, as_text, as_texts, convert
from ssmdoc.plan.automation.runbook import Runbook
from ssmdoc.plan.declarations import Declared
from ssmdoc.source.values import JsonValue

CODE = "InvalidAutomationExecutionParametersException"


@dataclass(frozen=True, slots=True)
class StartRefusal:
    """The service does not start the automation: its error code and a text."""

    message: str
    code: str = CODE


def typed_values(runbook: Runbook, given: Mapping[str, JsonValue]) -> Mapping[str, JsonValue] | StartRefusal:
    """The value of each parameter: given or default, with the declared type; or why the service refuses them.

    Values are typed already, or lists of texts, as the API has them.
    """
    problems = [*_counts(given), *_unknown(runbook, given), *_missing(runbook, given)]
    values: dict[str, JsonValue] = {}
    for name, parameter in runbook.parameters.items():
        is_given = given.get(name) is not None
        value = given[name] if is_given else runbook.defaults.get(name)
        wanted = value_type(parameter.type) or "String"
        try:
            values[name] = value if _waits(value) else convert(_read(value, wanted), (wanted,))
        except ConversionError as error:
            problems.append(f'Parameter "{name}" has an invalid value: {error}.')
            continue
        if is_given:
            problems += _problems(parameter, values[name])
    return StartRefusal(" ".join(problems)) if problems else values


def _waits(value: JsonValue) -> bool:
    """Whether a value is a reference that is only known when the automation runs."""
    return isinstance(value, str) and any(found.form is not Form.PARAMETER for found in find_references(value))


def _read(value: JsonValue, wanted: str) -> JsonValue:
    """Maps that were given as the API has them, as lists of JSON texts (BOTO AutomationParameterMap)."""
    if wanted == "StringMap" and isinstance(value, list) and len(value) == 1:
        return convert(value[0], (wanted,))
    if wanted == "MapList" and isinstance(value, list):
        return [convert(item, ("StringMap",)) for item in value]
    return value


def _counts(given: Mapping[str, JsonValue]) -> Iterator[str]:
    if len(given) > MAX_AUTOMATION_PARAMETERS:
        yield f"{len(given)} parameters are given, at most {MAX_AUTOMATION_PARAMETERS} are allowed."
    for name, value in given.items():
        if len(name) > MAX_AUTOMATION_PARAMETER_NAME:
            most = MAX_AUTOMATION_PARAMETER_NAME
            yield f'The name "{name[:60]}" has {len(name)} characters, at most {most} are allowed.'
        texts = as_texts(value)
        if len(texts) > MAX_AUTOMATION_PARAMETER_ITEMS:
            yield f'Parameter "{name}" has {len(texts)} items, at most {MAX_AUTOMATION_PARAMETER_ITEMS} are allowed.'
        longest = max(map(len, texts), default=0)
        if longest > MAX_AUTOMATION_PARAMETER_VALUE:
            yield (
                f'Parameter "{name}" has a value of {longest} characters, '
                f"at most {MAX_AUTOMATION_PARAMETER_VALUE} are allowed."
            )


def _unknown(runbook: Runbook, given: Mapping[str, JsonValue]) -> Iterator[str]:
    for name in given:
        if name not in runbook.parameters:
            similar = nearest(name, runbook.parameters)
            yield f'Parameter "{name}" is not declared.' + (f' Did you mean "{similar}"?' if similar else "")


def _missing(runbook: Runbook, given: Mapping[str, JsonValue]) -> Iterator[str]:
    for name in runbook.parameters:
        if given.get(name) is None and name not in runbook.defaults:
            yield f"Missing required parameter: {name} in user inputs."


def _problems(parameter: Declared, value: JsonValue) -> Iterator[str]:
    """What the declaration says against a value."""
    name = parameter.name
    allowed = [as_text(item) for item in parameter.allowed_values]
    least, most = parameter.characters
    for item in value if isinstance(value, list) else [value]:
        text = as_text(item)
        if allowed and text not in allowed:
            yield f'Parameter "{name}" has value "{text}" not found in [{", ".join(allowed)}].'
        if isinstance(item, str) and parameter.allowed_pattern and certainly_refuses(parameter.allowed_pattern, item):
            yield f'Parameter "{name}" has value "{text}" not matching "{parameter.allowed_pattern}".'
        if isinstance(item, str) and not least <= len(item) <= most:
            yield f'Parameter "{name}" has {len(item)} characters, {least:g} to {most:g} are allowed.'
    least, most = parameter.items
    if isinstance(value, list | dict) and not least <= len(value) <= most:
        yield f'Parameter "{name}" has {len(value)} items, {least:g} to {most:g} are allowed.'
