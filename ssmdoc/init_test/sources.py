"""Where the values of references come from that a case can set: parameters, and outputs read from answers of APIs."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from ssmdoc.init_test.simulate import Trial
from ssmdoc.model.references import Form, Reference, find_references
from ssmdoc.plan.automation.resolve import UnavailableError
from ssmdoc.plan.automation.runbook import Runbook
from ssmdoc.source.values import JsonValue

Source: TypeAlias = str | tuple[str, str]
"""A parameter, or a step and its output."""
_CALLS = ("aws:executeAwsApi", "aws:waitForAwsResourceProperty", "aws:assertAwsResourceProperty")
_UPDATE = "aws:updateVariable"


def source_of(reference: Reference, runbook: Runbook) -> Source | None:
    """What a case sets to give a reference a value; None where nothing does."""
    match reference.form:
        case Form.PARAMETER:
            return reference.names[0]
        case Form.OUTPUT:
            step = runbook.steps_by_name.get(reference.names[0])
            names = {output.name for output in step.outputs} if step and step.action in _CALLS else set()
            return (reference.names[0], reference.names[1]) if reference.names[1] in names else None
        case Form.VARIABLE:
            return _of_variable(reference.names[0], runbook)
        case _:
            return None


def references_in(value: JsonValue) -> Iterator[Reference]:
    """Those of all texts in a value."""
    match value:
        case str():
            yield from find_references(value)
        case list():
            for item in value:
                yield from references_in(item)
        case dict():
            for item in value.values():
                yield from references_in(item)
        case _:
            pass


def known_value(trial: Trial, before: int, reference: Reference) -> JsonValue:
    """The value of a reference in a trial, at the beginning of the record of this number.

    Raises:
        UnavailableError: it has none.
    """
    records = trial.execution.records[:before]
    match reference.form:
        case Form.PARAMETER:
            return trial.execution.parameters.get(reference.names[0])
        case Form.OUTPUT:
            for record in reversed(records):
                if record.step.name == reference.names[0] and reference.names[1] in record.outputs:
                    return record.outputs[reference.names[1]]
        case Form.VARIABLE:
            for record in reversed(records):
                if record.step.action == _UPDATE and _variable(record.inputs) == reference.names[0]:
                    return record.inputs.get("Value")
            declared = trial.execution.runbook.variables.get(_bare(reference.names[0]))
            if declared is not None:
                return declared.default
        case _:
            pass
    raise UnavailableError("", "")


def _of_variable(name: str, runbook: Runbook) -> Source | None:
    """Of a variable that one step sets to the value of one reference."""
    values = [
        step.inputs.get("Value")
        for step in runbook.steps_by_name.values()
        if step.action == _UPDATE and _variable(step.inputs) == _bare(name)
    ]
    if len(values) != 1 or not isinstance(values[0], str):
        return None
    found = [*find_references(values[0])]
    if len(found) != 1 or found[0].end - found[0].start != len(values[0]) or found[0].form is Form.VARIABLE:
        return None
    return source_of(found[0], runbook)


def _variable(inputs: Mapping[str, JsonValue]) -> str:
    return _bare(str(inputs.get("Name")))


def _bare(name: str) -> str:
    return name.removeprefix("variable:")
