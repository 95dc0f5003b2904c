"""Status details of invocations and commands, the Status that goes with each, and the command's over its invocations.

Source: BOTO CommandInvocation.StatusDetails and Command.StatusDetails; UG23 monitor-commands.md.
"""

from collections.abc import Mapping
from enum import StrEnum

from ssmdoc.running.result import Status


class Details(StrEnum):
    """StatusDetails as they are on the wire."""

    PENDING = "Pending"
    IN_PROGRESS = "InProgress"
    DELAYED = "Delayed"
    CANCELLING = "Cancelling"
    SUCCESS = "Success"
    FAILED = "Failed"
    DELIVERY_TIMED_OUT = "DeliveryTimedOut"
    EXECUTION_TIMED_OUT = "ExecutionTimedOut"
    CANCELLED = "Cancelled"
    UNDELIVERABLE = "Undeliverable"
    INVALID_PLATFORM = "InvalidPlatform"
    ACCESS_DENIED = "AccessDenied"
    TERMINATED = "Terminated"
    INCOMPLETE = "Incomplete"
    RATE_EXCEEDED = "RateExceeded"
    NO_INSTANCES_IN_TAG = "NoInstancesInTag"


_STATUSES = {
    Details.DELIVERY_TIMED_OUT: "TimedOut",
    Details.EXECUTION_TIMED_OUT: "TimedOut",
    Details.UNDELIVERABLE: "Failed",
    Details.INVALID_PLATFORM: "Failed",
    Details.ACCESS_DENIED: "Failed",
    # AWS does not say which Status has these details; its guide says that such invocations are cancelled
    Details.TERMINATED: "Cancelled",
    Details.INCOMPLETE: "Failed",
    Details.RATE_EXCEEDED: "Failed",
    Details.NO_INSTANCES_IN_TAG: "Success",
}

UNDER_WAY = frozenset({Details.PENDING, Details.IN_PROGRESS, Details.DELAYED, Details.CANCELLING})
"""What is no end."""
NOT_REACHED = frozenset({Details.UNDELIVERABLE, Details.INVALID_PLATFORM, Details.ACCESS_DENIED})
"""They do not count against MaxErrors, nor for or against a success."""

_OF_RESULTS = {
    Status.SUCCESS: Details.SUCCESS,
    # AWS has no such status: a skipped step is a success there (source: statuses.yaml)
    Status.SKIPPED: Details.SUCCESS,
    Status.FAILED: Details.FAILED,
    Status.TIMED_OUT: Details.EXECUTION_TIMED_OUT,
    Status.CANCELLED: Details.CANCELLED,
    Status.SUCCESS_AND_REBOOT: Details.IN_PROGRESS,
    Status.IN_PROGRESS: Details.IN_PROGRESS,
}

Tally = Mapping[Details, int]
"""How many invocations have which details."""


def status_of(details: Details) -> str:
    """The Status that goes with details."""
    return _STATUSES.get(details, details.value)


def of_result(status: Status) -> Details:
    """The details for what the agent replied."""
    return _OF_RESULTS[status]


def errors(tally: Tally) -> int:
    """What counts against MaxErrors: ErrorCount."""
    return tally.get(Details.FAILED, 0) + tally.get(Details.EXECUTION_TIMED_OUT, 0)


def completed(tally: Tally) -> int:
    """CompletedCount: the invocations that have ended."""
    return sum(count for details, count in tally.items() if details not in UNDER_WAY)


def of_command(tally: Tally, max_errors: int, *, cancelling: bool = False) -> Details:
    """The command's details by those of its invocations, with `max_errors` as a number.

    AWS says both that a command fails with MaxErrors failures and with more than MaxErrors; only the second makes
    sense of its default, 0. Delivery timeouts alone are held against the same number, and make it DeliveryTimedOut.
    """
    total = sum(tally.values())
    if total == 0:
        return Details.NO_INSTANCES_IN_TAG
    if completed(tally) < total:
        if cancelling:
            return Details.CANCELLING
        return Details.PENDING if tally.get(Details.PENDING, 0) == total else Details.IN_PROGRESS
    if tally.get(Details.CANCELLED, 0):
        return Details.CANCELLED
    return _of_ended(tally, max_errors, total)


def _of_ended(tally: Tally, max_errors: int, total: int) -> Details:
    if errors(tally) == total or tally.get(Details.DELIVERY_TIMED_OUT, 0) == total:
        # whatever is allowed, nothing has come of it: AWS says so of nodes that cannot be reached
        max_errors = 0
    for details in (Details.FAILED, Details.EXECUTION_TIMED_OUT, Details.DELIVERY_TIMED_OUT):
        if tally.get(details, 0) > max_errors:
            return details
        if details is Details.EXECUTION_TIMED_OUT and errors(tally) > max_errors:
            return Details.FAILED
    if sum(tally.get(details, 0) for details in NOT_REACHED) == total:
        return Details.FAILED
    if errors(tally) or tally.get(Details.DELIVERY_TIMED_OUT, 0):
        return Details.INCOMPLETE
    return Details.SUCCESS
