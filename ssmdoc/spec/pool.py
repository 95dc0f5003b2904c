"""Runs the cases of specs in a number of threads, and tells what happens to them in the thread of the caller."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from typing import NamedTuple, TypeAlias

from ssmdoc.spec.outcome import CaseOutcome, Verdict
from ssmdoc.spec.read import Suite
from ssmdoc.spec.runner import Execute, run_case
from ssmdoc.spec.values import Case

TICK_SECONDS = 0.1


class Job(NamedTuple):
    """A case that is to be run."""

    suite: Suite
    case: Case


@dataclass(frozen=True, slots=True)
class CaseStarted:
    """A worker has begun with a case."""

    number: int


@dataclass(frozen=True, slots=True)
class CaseEnded:
    """What came of a case."""

    number: int
    outcome: CaseOutcome


@dataclass(frozen=True, slots=True)
class Tick:
    """Nothing has happened for a moment."""


CaseEvent: TypeAlias = CaseStarted | CaseEnded | Tick
"""What is told of a run; numbers are places in the list of jobs, from 0."""
OnCaseEvent: TypeAlias = Callable[[CaseEvent], None]
Settle: TypeAlias = Callable[[CaseOutcome], None]
"""Called in the thread of a case when its verdict is known; what becomes of its node is decided there."""


def run_jobs(
    jobs: Sequence[Job],
    execute: Execute,
    workers: int,
    on_event: OnCaseEvent,
    cancel: Event,
    *,
    settle: Settle = lambda _outcome: None,
    fail_fast: bool = False,
) -> None:
    """Run the cases, begun in the order of the list, so many at a time.

    Once `cancel` is set no case begins, and those that run then are not told of; with `fail_fast` none begins once one
    did not pass. An exception of a worker that is no outcome is raised here.
    """
    pool = _Pool(jobs, execute, cancel, settle, fail_fast=fail_fast)
    running = pool.start(min(workers, len(jobs)))
    try:
        while running:
            try:
                message = pool.messages.get(timeout=TICK_SECONDS)
            except Empty:
                message = Tick()
            match message:
                case None:
                    running -= 1
                case BaseException():
                    raise message
                case event:
                    on_event(event)
    finally:
        pool.stop.set()


class _Pool:
    def __init__(
        self, jobs: Sequence[Job], execute: Execute, cancel: Event, settle: Settle, *, fail_fast: bool
    ) -> None:
        self.messages: SimpleQueue[CaseEvent | BaseException | None] = SimpleQueue()
        self.stop = Event()
        self._waiting = deque(enumerate(jobs))
        self._lock = Lock()
        self._execute, self._cancel, self._settle, self._fail_fast = execute, cancel, settle, fail_fast

    def start(self, count: int) -> int:
        for _ in range(count):
            Thread(target=self._work, daemon=True).start()
        return count

    def _work(self) -> None:
        try:
            while (taken := self._take()) is not None:
                self._run(*taken)
        except BaseException as error:
            self.messages.put(error)
        finally:
            self.messages.put(None)

    def _take(self) -> tuple[int, Job] | None:
        with self._lock:
            if not self._waiting or self.stop.is_set() or self._cancel.is_set():
                return None
            return self._waiting.popleft()

    def _run(self, number: int, job: Job) -> None:
        self.messages.put(CaseStarted(number))
        outcome = run_case(job.suite, job.case, self._execute)
        if self._cancel.is_set():
            return  # what it came to is not what the document does
        if self._fail_fast and outcome.verdict in (Verdict.FAILED, Verdict.ERROR):
            self.stop.set()
        self.messages.put(CaseEnded(number, outcome))
        self._settle(outcome)
