"""What came of a Command document held against what its spec expects."""

from collections.abc import Iterator

from ssmdoc.running.result import CommandResult, StepResult
from ssmdoc.spec.compare.part import Part
from ssmdoc.spec.compare.steps import missing_step
from ssmdoc.spec.compare.text import differences_of_text
from ssmdoc.spec.expected.values import Expectation, StepExpectation
from ssmdoc.spec.outcome import Difference


def differences_of_command(result: CommandResult, expected: Expectation) -> Iterator[Difference]:
    """What is not as expected, in the order of the spec."""
    if expected.status not in (None, result.status):
        yield Difference(None, "status", "is", str(expected.status), str(result.status), ("status",))
    yield from differences_of_text(Part(None, "error", ("error",)), result.trace, expected.error)
    steps = {step.name: step for step in result.steps}
    for step in expected.steps:
        if step.name in steps:
            yield from _of_step(steps[step.name], step)
        else:
            yield missing_step(step.name, tuple(steps))


def _of_step(step: StepResult, expected: StepExpectation) -> Iterator[Difference]:
    def part(name: str) -> Part:
        return Part(step.name, name, ("steps", step.name, name))

    if expected.status not in (None, step.status):
        yield part("status").differs("is", str(expected.status), str(step.status))
    if expected.code not in (None, step.code):
        yield part("code").differs("is", str(expected.code), str(step.code))
    yield from differences_of_text(part("stdout"), step.stdout, expected.stdout)
    yield from differences_of_text(part("stderr"), step.stderr, expected.stderr)
    yield from differences_of_text(part("output"), step.output, expected.output)
