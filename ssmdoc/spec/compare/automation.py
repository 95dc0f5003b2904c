"""What came of an automation held against what its spec expects."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ssmdoc.automation.execution import Execution
from ssmdoc.automation.records import Record
from ssmdoc.automation.status import Status
from ssmdoc.aws.matchers import Items, Matcher, Members
from ssmdoc.plan.automation.convert import as_text
from ssmdoc.source.values import JsonValue
from ssmdoc.spec.compare.calls import differences_of_calls
from ssmdoc.spec.compare.part import Part
from ssmdoc.spec.compare.steps import find_record, missing_step, path_name
from ssmdoc.spec.compare.text import differences_of_text
from ssmdoc.spec.compare.value import differences_of_value, plain, text_of
from ssmdoc.spec.expected.values import Expectation, StepExpectation
from ssmdoc.spec.outcome import Difference
from ssmdoc.spec.result import AutomationResult


def differences_of_automation(result: AutomationResult, expected: Expectation) -> Iterator[Difference]:
    """What is not as expected."""
    execution = result.execution
    status = execution.status.value
    if expected.status not in (None, status):
        yield Difference(None, "status", "is", str(expected.status), status, ("status",))
    message = execution.failure.message if execution.failure and execution.status is not Status.SUCCESS else ""
    yield from differences_of_text(Part(None, "failure", ("failure",)), message, expected.failure)
    if expected.path is not None:
        yield from _of_path(execution, expected.path)
    for step in expected.steps:
        yield from _of_step(execution, step)
    yield from _of_named("outputs", execution.outputs, expected.outputs)
    yield from _of_named("variables", execution.variables, expected.variables)
    yield from differences_of_calls(result.calls, expected)


def stdout_of(record: Record) -> str:
    """What a step printed: its script, or the command that it ran."""
    return record.log or as_text(record.outputs.get("Output") or "")


def _of_path(execution: Execution, expected: Matcher) -> Iterator[Difference]:
    actual = [path_name(record) for record in execution.records]
    wanted = plain(expected)
    part = Part(None, "path", ("path",))
    if isinstance(expected, Items) and isinstance(wanted, list):
        if [as_text(name) for name in wanted] != actual:
            yield part.differs("is", "\n".join(map(as_text, wanted)), "\n".join(actual))
        return
    yield from differences_of_value(part, [*actual], expected)


def _of_step(execution: Execution, expected: StepExpectation) -> Iterator[Difference]:
    record = find_record(expected.name, execution.records)
    if record is None:
        declared = execution.runbook.steps_by_name
        name = expected.name.rpartition("].")[2]
        if name not in declared:
            yield missing_step(expected.name, tuple(declared))
            return
        record = Record("", declared[name])

    def part(name: str) -> Part:
        return Part(expected.name, name, ("steps", expected.name, name))

    status = record.status.value
    if expected.status not in (None, status):
        yield part("status").differs("is", str(expected.status), status)
    if expected.code is not None and str(expected.code) != record.response_code:
        yield part("code").differs("is", str(expected.code), record.response_code or "none")
    message = record.failure.message if record.failure else ""
    yield from differences_of_text(part("failure"), message, expected.failure)
    yield from differences_of_text(part("stdout"), stdout_of(record), expected.stdout)
    if expected.attempts is not None:
        attempts = 0 if record.status is Status.PENDING else record.attempt
        yield from differences_of_value(part("attempts"), attempts, expected.attempts)
    if expected.duration is not None:
        seconds = (record.ended - record.started).total_seconds() if record.ended and record.started else 0.0
        bounds = expected.duration
        if seconds < bounds.least or (bounds.most is not None and seconds > bounds.most):
            yield part("duration").differs("is", str(bounds), f"{seconds:.3f} s")
    for name, matcher in expected.outputs:
        yield from _of_member(part("outputs"), record.outputs, name, matcher)


def _of_named(
    key: str, actual: Mapping[str, JsonValue], expected: tuple[tuple[str, Matcher], ...]
) -> Iterator[Difference]:
    for name, matcher in expected:
        yield from _of_member(Part(None, key, (key,)), actual, name, matcher)


def _of_member(part: Part, actual: Mapping[str, JsonValue], name: str, expected: Matcher) -> Iterator[Difference]:
    """An output or variable; one of another type whose text is the expected one is as expected."""
    value = actual.get(name)
    if isinstance(plain(expected), str) and isinstance(value, int | float) and text_of(value) == plain(expected):
        return
    whole = Members(((name, expected),))
    for found in differences_of_value(part, dict(actual), whole):
        yield replace(found, part=found.part.replace(".", " ", 1))
