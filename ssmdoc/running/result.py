"""What came of a command on one node: a status, the agent's trace and a result for each step."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Status(StrEnum):
    """The agent's statuses (source: amazon-ssm-agent agent/contracts/model.go, ResultStatus)."""

    SUCCESS = "Success"
    SUCCESS_AND_REBOOT = "SuccessAndReboot"
    FAILED = "Failed"
    TIMED_OUT = "TimedOut"
    CANCELLED = "Cancelled"
    SKIPPED = "Skipped"
    IN_PROGRESS = "InProgress"


_RISING = (
    Status.SKIPPED,
    Status.SUCCESS,
    Status.SUCCESS_AND_REBOOT,
    Status.IN_PROGRESS,
    Status.FAILED,
    Status.CANCELLED,
    Status.TIMED_OUT,
)


def merged(*statuses: Status) -> Status:
    """The status of what has several parts, by theirs (source: contracts/model.go MergeResultStatus)."""
    return max(statuses, key=_RISING.index)


@dataclass(frozen=True, slots=True)
class StepResult:
    """A step as the agent replies it."""

    name: str
    """The step's name; in a document of schema 1.x the plugin's name."""
    action: str
    status: Status
    code: int
    stdout: str
    """At most 24,000 bytes, with the agent's truncation mark."""
    stderr: str
    output: str
    """The combined form of at most 2,500 bytes, or the reason why the step was skipped or refused."""
    started: datetime
    ended: datetime


@dataclass(frozen=True, slots=True)
class CommandResult:
    """A command on one node; steps of one name have one result, that of the last (source: agent-observed 6)."""

    status: Status
    trace: str = ""
    """Why the document as a whole failed; then there may be no steps."""
    steps: tuple[StepResult, ...] = ()
