"""Holds what came out of a case against what its spec expects."""

import re
from collections.abc import Iterator

from ssmdoc.catalogue.nearest import nearest
from ssmdoc.invoke.refused import Refused
from ssmdoc.running.result import CommandResult, StepResult
from ssmdoc.spec.expected.text import TextExpectation
from ssmdoc.spec.expected.values import Expectation, RefusalExpectation, StepExpectation
from ssmdoc.spec.outcome import Difference
from ssmdoc.spec.result import AutomationResult, Result


def differences(result: Result, expected: Expectation) -> tuple[Difference, ...]:
    """Everything that is not as expected, in the order of the spec; empty if all is."""
    match result:
        case Refused():
            return tuple(_of_refusal(result, expected))
        case CommandResult():
            return tuple(_of_result(result, expected))
        case AutomationResult():
            return ()


def _of_refusal(refused: Refused, expected: Expectation) -> Iterator[Difference]:
    if expected.refused is None:
        actual = f"refused with {refused.code}: {refused.message}"
        yield Difference(None, "status", "is", expected.status or "", actual)
        return
    if expected.refused.code not in (None, refused.code):
        yield Difference(None, "error code", "is", str(expected.refused.code), refused.code)
    yield from _of_text(None, "message", refused.message, expected.refused.message)


def _of_result(result: CommandResult, expected: Expectation) -> Iterator[Difference]:
    if expected.refused is not None:
        actual = f"it was run and ended with {result.status}"
        yield Difference(None, "refusal", "is", _refusal_in_words(expected.refused), actual)
        return
    if expected.status not in (None, result.status):
        yield Difference(None, "status", "is", str(expected.status), str(result.status))
    yield from _of_text(None, "error", result.trace, expected.error)
    steps = {step.name: step for step in result.steps}
    for step in expected.steps:
        if step.name in steps:
            yield from _of_step(steps[step.name], step)
        else:
            yield _missing(step.name, tuple(steps))


def _of_step(step: StepResult, expected: StepExpectation) -> Iterator[Difference]:
    if expected.status not in (None, step.status):
        yield Difference(step.name, "status", "is", str(expected.status), str(step.status))
    if expected.code not in (None, step.code):
        yield Difference(step.name, "code", "is", str(expected.code), str(step.code))
    yield from _of_text(step.name, "stdout", step.stdout, expected.stdout)
    yield from _of_text(step.name, "stderr", step.stderr, expected.stderr)
    yield from _of_text(step.name, "output", step.output, expected.output)


def _of_text(step: str | None, part: str, actual: str, expected: TextExpectation | None) -> Iterator[Difference]:
    if expected is None:
        return
    if expected.same is not None and actual.rstrip("\r\n") != expected.same.rstrip("\r\n"):
        yield Difference(step, part, "is", expected.same.rstrip("\r\n"), actual.rstrip("\r\n"))
    if expected.equals is not None and actual != expected.equals:
        yield Difference(step, part, "is", expected.equals, actual)
    for piece in expected.contains:
        if piece not in actual:
            yield Difference(step, part, "contains", piece, actual)
    if expected.matches is not None and not re.search(expected.matches, actual, re.MULTILINE):
        yield Difference(step, part, "matches", expected.matches, actual)


def _missing(name: str, steps: tuple[str, ...]) -> Difference:
    near = nearest(name, steps)
    actual = f"no such step; did you mean {near}?" if near else f"no such step; there are: {', '.join(steps) or 'none'}"
    return Difference(name, "step", "is", "a result", actual)


def _refusal_in_words(expected: RefusalExpectation) -> str:
    return f"refused with {expected.code}" if expected.code else "refused"
