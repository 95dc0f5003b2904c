"""What is known of each step that an automation came to, and how an action ends."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum

from ssmdoc.automation.status import Status
from ssmdoc.plan.automation.runbook import Step
from ssmdoc.source.values import JsonValue


class Stage(Enum):
    """In which part of a step it failed (BOTO FailureDetails.FailureStage), with the service's words for it."""

    INPUT_VALIDATION = "InputValidation"
    PRE_VERIFICATION = "PreVerification"
    INVOCATION = "Invocation"
    POST_VERIFICATION = "PostVerification"


_IS_DOING = {
    Stage.INPUT_VALIDATION: "validating and resolving the step inputs",
    Stage.PRE_VERIFICATION: "Execute/Cancelling action",
    Stage.INVOCATION: "Execute/Cancelling action",
    Stage.POST_VERIFICATION: "Poll action status for completion",
}
_GUIDE = "Please refer to Automation Service Troubleshooting Guide for more diagnosis details."


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a step failed."""

    reason: str
    stage: Stage = Stage.INVOCATION
    type: str = "Action"
    """Action, Permission, Throttling, Verification or Internal (BOTO FailureDetails.FailureType)."""
    hint: str = ""
    """What the user can paste to get further: a mock of the call that nobody answers."""
    line: int | None = None
    """Of the document, where that is known: of a script that raised an exception."""
    doing: str = ""
    """What the step was doing, where the service has words of its own for an action."""
    is_timeout: bool = False

    @property
    def message(self) -> str:
        """As the service words it (source: facts service.md; UG25 automation-troubleshooting.md for time-outs)."""
        if self.is_timeout:
            return f"Step timed out while step is {self.doing or _IS_DOING[self.stage]}. {_GUIDE}"
        ending = "" if self.reason.endswith((".", "?")) else "."
        start = "Automation Step Execution" if self.doing and self.stage is Stage.INVOCATION else "Step"
        return f"{start} fails when it is {self.doing or _IS_DOING[self.stage]}. {self.reason}{ending} {_GUIDE}"


@dataclass(frozen=True, slots=True)
class Ending:
    """How an action ended."""

    status: Status
    """Success, Failed, TimedOut or Cancelled."""
    response: JsonValue = None
    """What the outputs that a step declares are selected from."""
    outputs: Mapping[str, JsonValue] = field(default_factory=dict)
    """The outputs that the action has by itself."""
    failure: Failure | None = None
    response_code: str = ""
    next_step: str | None = None
    """The step that a branch chose."""
    choice: int | None = None
    """Which choice of a branch held, counted from 0; None where none did, and of other actions."""
    log: str = ""
    """What a script printed."""
    notes: tuple[str, ...] = ()
    """What else the user should know: which version of a program ran, what was left out."""


def succeeded(response: JsonValue = None, outputs: Mapping[str, JsonValue] | None = None) -> Ending:
    """An action that did what it should."""
    return Ending(Status.SUCCESS, response, outputs or {})


def failed(reason: str, stage: Stage = Stage.INVOCATION, type_: str = "Action") -> Ending:
    """An action that failed."""
    return Ending(Status.FAILED, failure=Failure(reason, stage, type_))


def timed_out(reason: str = "The step timed out", doing: str = "") -> Ending:
    """An action whose time ran out."""
    failure = Failure(reason, Stage.POST_VERIFICATION, doing=doing, is_timeout=True)
    return Ending(Status.TIMED_OUT, failure=failure)


CANCELLED = Ending(Status.CANCELLED)


@dataclass(frozen=True, slots=True)
class Parent:
    """The iteration of a loop that a step is part of."""

    record_id: str
    name: str
    iteration: int
    value: JsonValue = None
    """The item of the iteration, of a loop over a list."""


@dataclass(frozen=True, slots=True)
class Record:
    """One time that a step ran: AWS's StepExecution."""

    id: str
    step: Step
    status: Status = Status.PENDING
    attempt: int = 1
    started: datetime | None = None
    ended: datetime | None = None
    inputs: Mapping[str, JsonValue] = field(default_factory=dict)
    """As they are after replacing references."""
    outputs: Mapping[str, JsonValue] = field(default_factory=dict)
    response: JsonValue = None
    response_code: str = ""
    failure: Failure | None = None
    parent: Parent | None = None
    next_step: str | None = None
    """The step that a branch chose."""
    choice: int | None = None
    """Which choice of a branch held, counted from 0."""
    log: str = ""
    notes: tuple[str, ...] = ()


def closed(record: Record, ending: Ending, now: datetime) -> Record:
    """A record after its step, or an attempt of it, has ended."""
    return replace(
        record,
        status=ending.status,
        ended=now,
        outputs=ending.outputs,
        response=ending.response,
        response_code=ending.response_code,
        failure=ending.failure,
        next_step=ending.next_step,
        choice=ending.choice,
        log=ending.log,
        notes=ending.notes,
    )
