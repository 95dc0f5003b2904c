"""Runs the cases of specs one after the other and holds each result against what was expected."""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ssmdoc.analysis.examine import Examination
from ssmdoc.invoke.refused import NotRunnableError
from ssmdoc.running.sandbox.protocol import SandboxError
from ssmdoc.spec.expect import differences
from ssmdoc.spec.outcome import CaseOutcome, Difference
from ssmdoc.spec.read import Suite
from ssmdoc.spec.result import Result
from ssmdoc.spec.values import Case


class Executed(NamedTuple):
    """What came of a document, and where it ran (empty when it was refused before)."""

    result: Result
    sandbox: str
    found: tuple[Difference, ...] = ()
    """What was not as expected and could be seen only while the case ran: on its nodes, of its mocks."""


Execute = Callable[[Examination, Case], Executed]
"""Runs a document once, on a fresh node; raises SandboxError or NotRunnableError."""


def run_cases(suites: Iterable[Suite], execute: Execute) -> Iterator[CaseOutcome]:
    """The outcome of every case, as soon as it is there."""
    for suite in suites:
        for case in suite.spec.cases:
            yield run_case(suite, case, execute)


def run_case(suite: Suite, case: Case, execute: Execute) -> CaseOutcome:
    """Run one case; that it cannot be run is an outcome too."""
    begin = time.monotonic()
    if case.skip is not None:
        return CaseOutcome(*suite, case, "", 0.0)
    try:
        executed = execute(suite.document, case)
    except (SandboxError, NotRunnableError) as error:
        return CaseOutcome(*suite, case, "", time.monotonic() - begin, error=str(error))
    found = (*differences(executed.result, case.expect), *executed.found)
    return CaseOutcome(*suite, case, executed.sandbox, time.monotonic() - begin, executed.result, found)
