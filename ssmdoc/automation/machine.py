"""Which step of an automation runs next, and what the states are: events in, state out.

It has no clock and does nothing itself: `advance` says which action to perform, `finish` is told how it ended.
Branches, loops and variables are decided here, for they need nothing from outside.
Sources: UG25 automation-actions.md, automation-branch-condition.md, automation-handling-timeouts.md,
automation-action-loop.md; facts statuses (automation_outcome).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from ssmdoc.automation import loops
from ssmdoc.automation.clock import later
from ssmdoc.automation.decided import choose, update_of
from ssmdoc.automation.events import (
    CancelRequested,
    Event,
    ExecutionEnded,
    StepEnded,
    StepRetried,
    StepStarted,
)
from ssmdoc.automation.frames import Around, Frame, first_expired, loop_values
from ssmdoc.automation.inputs import InputError, resolved_inputs
from ssmdoc.automation.outputs import document_outputs, with_outputs
from ssmdoc.automation.records import (
    Ending,
    Failure,
    Parent,
    Record,
    Stage,
    closed,
    failed,
    succeeded,
    timed_out,
)
from ssmdoc.automation.scope import Scope
from ssmdoc.automation.status import ENDED, Status
from ssmdoc.catalogue.limits import CANCEL_PATH_SECONDS
from ssmdoc.model.steps import BRANCH, LOOP
from ssmdoc.plan.automation.condition import ConditionError
from ssmdoc.plan.automation.resolve import UnavailableError, resolve
from ssmdoc.plan.automation.runbook import OnFailure, Runbook, Step
from ssmdoc.source.values import JsonValue

MOST_ATTEMPTS = 20_000
"""How many times steps run in one run; a runbook that goes round for ever ends here. Ours, not AWS's."""

UPDATE_VARIABLE = "aws:updateVariable"
_DECIDED_HERE = frozenset((BRANCH, LOOP, UPDATE_VARIABLE))
_FAILURES = (Status.FAILED, Status.TIMED_OUT)


@dataclass(frozen=True, slots=True)
class Perform:
    """Perform the action of a step, and say with `finish` how it ended."""

    record: Record
    inputs: Mapping[str, JsonValue]
    deadline: datetime | None


class Machine:
    """One automation, from its first step to its end."""

    def __init__(
        self,
        runbook: Runbook,
        scope: Scope,
        new_id: Callable[[], str],
        on_event: Callable[[Event], None],
        most_attempts: int = MOST_ATTEMPTS,
        attempts: Iterator[int] | None = None,
    ) -> None:
        self.runbook, self.scope = runbook, scope
        self._most_attempts = most_attempts
        self.status = Status.IN_PROGRESS
        self.records: list[Record] = []
        """Of all steps that began, in that order."""
        self.outputs: Mapping[str, JsonValue] = {}
        self.failure: Failure | None = None
        """Of the step because of which the automation failed."""
        self._new_id, self._on_event = new_id, on_event
        self._frames = [Frame(runbook.steps)]
        self._performed: int | None = None
        """The record of the step whose action is performed."""
        self._retried: int | None = None
        """The record of the step that is to be tried again."""
        self._attempts = count(1) if attempts is None else attempts
        """Numbers them, those of all steps together; automations that belong to one run share it."""
        self._later: Status | None = None
        """What a failed step that did not stop the automation makes of it in the end."""
        self._cancelled_until: datetime | None = None
        """Until when the steps may run that onCancel leads to."""

    @property
    def is_over(self) -> bool:
        """Whether the automation has ended."""
        return self.status in ENDED

    def advance(self, now: datetime) -> Perform | None:
        """Go one step on; None when there was nothing to perform, or all is over."""
        if self.is_over:
            return None
        if self._cancelled_until is not None and now >= self._cancelled_until:
            self._end(Status.CANCELLED, now)
            return None
        expired = first_expired(self._frames, now)
        if expired is not None:
            self._drop_retry(Status.TIMED_OUT, now)
            self._end_loop(expired, timed_out("The loop timed out"), now)
            return None
        if next(self._attempts) > self._most_attempts:
            reason = f"ssmdoc stopped the run after {self._most_attempts:,} steps"
            self.failure = Failure(reason, type="Internal")
            self._end(Status.FAILED, now)
            return None
        if self._retried is not None:
            place, self._retried = self._retried, None
            return self._attempt(place, now)
        return self._begin(now)

    def finish(self, ending: Ending, now: datetime) -> None:
        """The action of the step that is performed has ended."""
        if self._performed is None:
            raise AssertionError("no action is performed")
        place, self._performed = self._performed, None
        self._ended(place, with_outputs(self.records[place].step, ending), now)

    def change(self, status: Status) -> Record:
        """The step that is performed has another status: it waits, or goes on."""
        if self._performed is None:
            raise AssertionError("no action is performed")
        record = self.records[self._performed] = replace(self.records[self._performed], status=status)
        return record

    def cancel(self, now: datetime) -> None:
        """Cancel the automation; a step whose action is performed is told so, and decides when it ends."""
        self._on_event(CancelRequested(now))
        if self._performed is not None:
            self.status = Status.CANCELLING
        elif not self.is_over:
            self._end(Status.CANCELLED, now)

    def _begin(self, now: datetime) -> Perform | None:
        """The next step begins."""
        frame = self._frames[-1]
        step, place = frame.steps[frame.index], len(self.records)
        self.records.append(Record(self._new_id(), step, Status.IN_PROGRESS, started=now, parent=self._parent()))
        if step.action == LOOP:
            self._on_event(StepStarted(self.records[place]))
            self._begin_loop(place, now)
            return None
        return self._attempt(place, now)

    def _attempt(self, place: int, now: datetime) -> Perform | None:
        """An attempt begins: its inputs are resolved, and what needs nothing from outside is decided."""
        step = self.records[place].step
        try:
            inputs = resolved_inputs(step, self._resolver(now))
        except InputError as error:
            self._on_event(StepStarted(self.records[place]))
            self._ended(place, failed(str(error), Stage.INPUT_VALIDATION), now)
            return None
        record = self.records[place] = replace(self.records[place], inputs=inputs)
        self._on_event(StepStarted(record))
        if step.action in _DECIDED_HERE:
            self._ended(place, self._decide(step, inputs, now), now)
            return None
        self._performed = place
        deadlines = [frame.around.deadline for frame in self._frames if frame.around]
        deadlines += [self._cancelled_until, _deadline(step, now)]
        return Perform(record, inputs, min((deadline for deadline in deadlines if deadline), default=None))

    def _decide(self, step: Step, inputs: Mapping[str, JsonValue], now: datetime) -> Ending:
        """What a branch chooses; or a variable gets its value."""
        if step.action == BRANCH:
            return choose(step, self._resolver(now))
        update = update_of(self.runbook, inputs)
        if isinstance(update, Ending):
            return update
        self.scope.variables[update.name] = update.value
        self._on_event(update)
        return succeeded()

    def _resolver(self, now: datetime) -> Callable[[JsonValue], JsonValue]:
        lookup = self.scope.lookup(now, loop_values(self._frames))
        return lambda value: resolve(value, lookup)

    def _parent(self) -> Parent | None:
        around = self._frames[-1].around
        if around is None:
            return None
        loop = around.loop
        return Parent(self.records[around.place].id, loop.step.name, loop.iteration, loop.value)

    def _ended(self, place: int, ending: Ending, now: datetime) -> None:
        """A step, or an attempt of it, has ended: it is tried again, or the run goes on as the step says."""
        record = closed(self.records[place], ending, now)
        step = record.step
        has_failed = ending.status in _FAILURES
        if self.status is Status.CANCELLING and self._cancelled_until is None and ending.status is not Status.CANCELLED:
            self._close(place, record)  # it was done before it could be cancelled, and nothing follows it
            self._end(Status.CANCELLED, now)
            return
        if has_failed and record.attempt < step.max_attempts and step.action not in _DECIDED_HERE:
            self._on_event(StepRetried(record))
            self.records[place] = replace(
                record, status=Status.IN_PROGRESS, attempt=record.attempt + 1, ended=None, failure=None
            )
            self._retried = place
            return
        self._close(place, record)
        if ending.status is Status.CANCELLED:
            self._after_cancel(step, now)
        elif has_failed:
            self._after_failure(place, now)
        else:
            self._go_on(place, now)

    def _close(self, place: int, record: Record) -> None:
        self.records[place] = record
        self.scope.keep(record.step.name, record.outputs)
        self._on_event(StepEnded(record))

    def _after_failure(self, place: int, now: datetime) -> None:
        """A step failed: what its onFailure says."""
        record = self.records[place]
        step = record.step
        if step.on_failure is OnFailure.ABORT or step.on_failure is None:
            self._abort(place, now)
            return
        if step.decides and self._later is not Status.FAILED:
            self._later = record.status
            self.failure = record.failure
        if isinstance(step.on_failure, str):
            self._jump(step.on_failure, now)
        else:
            self._go_on(place, now)

    def _abort(self, place: int, now: datetime) -> None:
        """A failed step stops what is around it: a loop that says what then, or the automation."""
        record = self.records[place]
        around = self._frames[-1].around
        if around is not None and record.step.on_failure is None and around.loop.step.on_failure is not None:
            self._end_loop(len(self._frames) - 1, Ending(record.status, failure=record.failure), now)
            return
        self.failure = record.failure
        self._end(record.status, now)

    def _after_cancel(self, step: Step, now: datetime) -> None:
        """A step was cancelled: the steps that onCancel leads to have two minutes (UG25 automation-actions.md)."""
        if step.on_cancel is None or self._cancelled_until is not None:
            self._end(Status.CANCELLED, now)
            return
        self.status = Status.CANCELLING
        self._cancelled_until = later(now, CANCEL_PATH_SECONDS)
        self._jump(step.on_cancel, now)

    def _go_on(self, place: int, now: datetime) -> None:
        """The step is done: the next one is the one that it names, or that follows it."""
        record = self.records[place]
        step, frame = record.step, self._frames[-1]
        target = record.next_step or step.next_step
        if target:
            self._jump(target, now)
        elif step.is_end or frame.index + 1 == len(frame.steps):
            self._end_list(now)
        else:
            frame.index += 1

    def _jump(self, target: str, now: datetime) -> None:
        """Go on with a step of this list, or of one around it; the loops that are left have Exited."""
        for number in reversed(range(len(self._frames))):
            index = self._frames[number].find(target)
            if index is not None:
                self._leave_loops(number + 1, Status.EXITED, now)
                self._frames[number].index = index
                return
        self.failure = Failure(f'There is no step "{target}" to go on with', type="Internal")
        self._end(Status.FAILED, now)

    def _end_list(self, now: datetime) -> None:
        """The last step of a list is done: another iteration of the loop, or the end."""
        frame = self._frames[-1]
        if frame.around is None:
            self._end(self._later or Status.SUCCESS, now)
            return
        loop, place, deadline = frame.around
        try:
            goes_on = loop.goes_on(self._resolver(now))
        except (ConditionError, UnavailableError) as error:
            self._end_loop(len(self._frames) - 1, failed(str(error), Stage.INPUT_VALIDATION), now)
            return
        if goes_on:
            frame.around = Around(replace(loop, iteration=loop.iteration + 1), place, deadline)
            frame.index = 0
        else:
            self._end_loop(len(self._frames) - 1, succeeded(), now)

    def _begin_loop(self, place: int, now: datetime) -> None:
        step = self.records[place].step
        try:
            loop = loops.begin(step, self._resolver(now))
        except (loops.LoopError, UnavailableError) as error:
            self._ended(place, failed(str(error), Stage.INPUT_VALIDATION), now)
            return
        self.records[place] = replace(self.records[place], inputs=loops.shown_inputs(step, self._resolver(now)))
        if loop is None:
            self._ended(place, succeeded(), now)
            return
        self._frames.append(Frame(step.steps, Around(loop, place, _deadline(step, now))))

    def _end_loop(self, number: int, ending: Ending, now: datetime) -> None:
        """The loop of a frame ends, and those inside it."""
        self._leave_loops(number + 1, Status.CANCELLED if ending.status in _FAILURES else Status.EXITED, now)
        around = self._frames.pop().around
        if around is None:
            raise AssertionError("the frame has a loop")
        self._ended(around.place, ending, now)

    def _drop_retry(self, status: Status, now: datetime) -> None:
        """The step that was to be tried again ends instead."""
        if self._retried is not None:
            place, self._retried = self._retried, None
            self._close(place, closed(self.records[place], Ending(status), now))

    def _leave_loops(self, number: int, status: Status, now: datetime) -> None:
        """The loops of a frame and of those inside it end."""
        while len(self._frames) > number:
            around = self._frames.pop().around
            if around is not None:
                self._close(around.place, closed(self.records[around.place], Ending(status), now))

    def _end(self, status: Status, now: datetime) -> None:
        """The automation ends; whatever still runs ends with it."""
        if self._cancelled_until is not None:
            status = Status.CANCELLED
        self._drop_retry(status, now)
        self._leave_loops(1, status, now)
        self.status = status
        self.outputs = document_outputs(self.runbook.outputs, self.scope)
        self._on_event(ExecutionEnded(status, self.outputs, now))


def _deadline(step: Step, now: datetime) -> datetime | None:
    return None if step.timeout_seconds is None else later(now, max(0, step.timeout_seconds))
