"""The calls of AWS that were made, held against those that are expected."""

from collections.abc import Iterator, Sequence

from ssmdoc.aws.chain import inputs
from ssmdoc.aws.journal import JournalEntry
from ssmdoc.aws.matchers import fits
from ssmdoc.spec.compare.value import shown
from ssmdoc.spec.expected.values import CallExpectation, Expectation
from ssmdoc.spec.outcome import Difference


def differences_of_calls(made: Sequence[JournalEntry], expected: Expectation) -> Iterator[Difference]:
    """Calls that were made too often or too seldom, and those that nothing expects."""
    others = [*made]
    for place, call in enumerate(expected.calls):
        fitting = [entry for entry in made if _is_meant(entry, call) and _fits(entry, call)]
        others = [entry for entry in others if entry not in fitting]
        if not call.times.is_met(len(fitting)):
            request = f" with {shown(call.parameters)}" if call.parameters.members else ""
            near = [entry for entry in made if _is_meant(entry, call) and not _fits(entry, call)]
            yield Difference(
                None,
                f"calls of {call.service} {call.operation}",
                "is",
                f"{call.times}{request}",
                "\n".join(
                    [str(len(fitting)), *(f"there was one with {inputs(entry.call.parameters)}" for entry in near)]
                ),
                ("calls", place),
            )
    if expected.no_other_calls and others:
        lines = [f"{entry.call.service} {entry.call.operation} {inputs(entry.call.parameters)}" for entry in others]
        yield Difference(None, "other calls", "is", "none", "\n".join([str(len(lines)), *lines]), ("no_other_calls",))


def _is_meant(entry: JournalEntry, call: CallExpectation) -> bool:
    return (entry.call.service, entry.call.operation) == (call.service, call.operation)


def _fits(entry: JournalEntry, call: CallExpectation) -> bool:
    return fits(call.parameters, dict(entry.call.parameters))
