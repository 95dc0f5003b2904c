"""Cases in several threads: which begin, what is told, what is settled."""

from threading import Barrier, Event, Lock

import pytest

from ssmdoc.analysis.examine import Examination, examine
from ssmdoc.running.result import CommandResult, Status
from ssmdoc.running.sandbox.protocol import SandboxError
from ssmdoc.source.text import Source
from ssmdoc.spec.load import load_spec
from ssmdoc.spec.outcome import CaseOutcome, Verdict
from ssmdoc.spec.pool import CaseEnded, CaseEvent, CaseStarted, Job, Tick, run_jobs
from ssmdoc.spec.read import Suite
from ssmdoc.spec.runner import Executed
from ssmdoc.spec.values import Case

GOOD = Executed(CommandResult(Status.SUCCESS), "here")
BAD = Executed(CommandResult(Status.FAILED), "here")


def jobs(count: int) -> list[Job]:
    text = "document: d.yaml\ncases:\n" + "".join(f"  - name: case {number}\n" for number in range(count))
    spec, _ = load_spec(Source("a.ssmtest.yaml", text))
    assert spec is not None
    suite = Suite(spec, examine(Source("d.yaml", "")))
    return [Job(suite, case) for case in spec.cases]


class Told:
    """What was told, without the ticks."""

    def __init__(self) -> None:
        self.began: list[int] = []
        self.ended: dict[int, Verdict] = {}

    def __call__(self, event: CaseEvent) -> None:
        match event:
            case CaseStarted(number):
                self.began.append(number)
            case CaseEnded(number, outcome):
                self.ended[number] = outcome.verdict
            case Tick():
                pass


def test_so_many_run_at_a_time() -> None:
    together = Barrier(3, timeout=60)

    def execute(_document: Examination, _case: Case) -> Executed:
        together.wait()  # passes when three wait
        return GOOD

    told = Told()
    run_jobs(jobs(6), execute, 3, told, Event())
    assert told.began == list(range(6))
    assert told.ended == dict.fromkeys(range(6), Verdict.PASSED)


def test_what_cannot_be_run_is_an_outcome_and_each_is_settled_in_its_thread() -> None:
    settled: list[str] = []
    lock = Lock()

    def execute(_document: Examination, case: Case) -> Executed:
        if case.name == "case 1":
            raise SandboxError("no engine")
        return BAD if case.name == "case 2" else GOOD

    def settle(outcome: CaseOutcome) -> None:
        with lock:
            settled.append(f"{outcome.case.name} {outcome.verdict.name}")

    told = Told()
    run_jobs(jobs(3), execute, 2, told, Event(), settle=settle)
    assert told.ended == {0: Verdict.PASSED, 1: Verdict.ERROR, 2: Verdict.FAILED}
    assert sorted(settled) == ["case 0 PASSED", "case 1 ERROR", "case 2 FAILED"]


def test_fail_fast_begins_no_further_case() -> None:
    told = Told()
    run_jobs(jobs(4), lambda _, case: BAD if case.name == "case 1" else GOOD, 1, told, Event(), fail_fast=True)
    assert told.ended == {0: Verdict.PASSED, 1: Verdict.FAILED}


def test_a_cancelled_case_is_not_told_of() -> None:
    cancel = Event()

    def execute(_document: Examination, case: Case) -> Executed:
        if case.name == "case 1":
            cancel.set()
        return GOOD

    told = Told()
    run_jobs(jobs(4), execute, 1, told, cancel)
    assert told.began == [0, 1]
    assert told.ended == {0: Verdict.PASSED}


def test_an_error_of_ours_is_raised() -> None:
    def execute(_document: Examination, _case: Case) -> Executed:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_jobs(jobs(2), execute, 2, Told(), Event())
