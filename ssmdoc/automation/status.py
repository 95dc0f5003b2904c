"""What can be the state of an automation and of its steps."""

from enum import Enum


class Status(Enum):
    """Source: BOTO AutomationExecutionStatus, UG25 automation-statuses.md."""

    PENDING = "Pending"
    """Not started: of a step that was passed over for good."""
    IN_PROGRESS = "InProgress"
    WAITING = "Waiting"
    """For an approval, or to be resumed."""
    SUCCESS = "Success"
    TIMED_OUT = "TimedOut"
    CANCELLING = "Cancelling"
    CANCELLED = "Cancelled"
    FAILED = "Failed"
    EXITED = "Exited"
    """Of a loop that a jump led out of."""


ENDED = frozenset((Status.SUCCESS, Status.TIMED_OUT, Status.CANCELLED, Status.FAILED, Status.EXITED))
"""The states that do not change any more."""
