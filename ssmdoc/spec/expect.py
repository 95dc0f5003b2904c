"""Holds what came out of a case against what its spec expects."""

from collections.abc import Iterator

from ssmdoc.invoke.refused import Refused
from ssmdoc.running.result import CommandResult
from ssmdoc.spec.compare.automation import differences_of_automation
from ssmdoc.spec.compare.command import differences_of_command
from ssmdoc.spec.compare.part import Part
from ssmdoc.spec.compare.text import differences_of_text
from ssmdoc.spec.expected.values import Expectation, RefusalExpectation
from ssmdoc.spec.outcome import Difference
from ssmdoc.spec.result import AutomationResult, Result
from ssmdoc.spec.snapshot import difference_of_snapshot


def differences(result: Result, expected: Expectation) -> tuple[Difference, ...]:
    """Everything that is not as expected, in the order of the spec; empty if all is."""
    return (*_differences(result, expected), *difference_of_snapshot(result, expected.snapshot))


def _differences(result: Result, expected: Expectation) -> Iterator[Difference]:
    match result:
        case Refused():
            yield from _of_refusal(result, expected)
        case CommandResult(status=status) if expected.refused is not None:
            yield _not_refused(status.value, expected.refused)
        case CommandResult():
            yield from differences_of_command(result, expected)
        case AutomationResult(execution=execution) if expected.refused is not None:
            yield _not_refused(execution.status.value, expected.refused)
        case AutomationResult():
            yield from differences_of_automation(result, expected)


def _of_refusal(refused: Refused, expected: Expectation) -> Iterator[Difference]:
    if expected.refused is None:
        actual = f"refused with {refused.code}: {refused.message}"
        yield Difference(None, "status", "is", expected.status or "", actual, ("status",))
        return
    if expected.refused.code not in (None, refused.code):
        yield Difference(None, "error code", "is", str(expected.refused.code), refused.code, ("refused", "code"))
    part = Part(None, "message", ("refused", "message"))
    yield from differences_of_text(part, refused.message, expected.refused.message)


def _not_refused(status: str, expected: RefusalExpectation) -> Difference:
    words = f"refused with {expected.code}" if expected.code else "refused"
    return Difference(None, "refusal", "is", words, f"it was run and ended with {status}", ("refused",))
