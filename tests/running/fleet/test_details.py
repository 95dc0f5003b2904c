"""Each row of AWS's statuses of commands and invocations, and what a command is by its invocations."""

from collections import Counter

import pytest

from ssmdoc.running.fleet.details import Details, completed, errors, of_command, of_result, status_of
from ssmdoc.running.result import Status

LETTERS = {
    "P": Details.PENDING,
    "I": Details.IN_PROGRESS,
    "Y": Details.DELAYED,
    "G": Details.CANCELLING,
    "S": Details.SUCCESS,
    "F": Details.FAILED,
    "D": Details.DELIVERY_TIMED_OUT,
    "X": Details.EXECUTION_TIMED_OUT,
    "C": Details.CANCELLED,
    "U": Details.UNDELIVERABLE,
    "V": Details.INVALID_PLATFORM,
    "A": Details.ACCESS_DENIED,
    "T": Details.TERMINATED,
}


@pytest.mark.parametrize(
    ("details", "status"),
    [
        ("Pending", "Pending"),
        ("InProgress", "InProgress"),
        ("Delayed", "Delayed"),
        ("Cancelling", "Cancelling"),
        ("Success", "Success"),
        ("Failed", "Failed"),
        ("DeliveryTimedOut", "TimedOut"),
        ("ExecutionTimedOut", "TimedOut"),
        ("Incomplete", "Failed"),
        ("Cancelled", "Cancelled"),
        ("RateExceeded", "Failed"),
        ("AccessDenied", "Failed"),
        ("NoInstancesInTag", "Success"),
        ("Undeliverable", "Failed"),
        ("InvalidPlatform", "Failed"),
        ("Terminated", "Cancelled"),
    ],
)
def test_the_status_of_details(details: str, status: str) -> None:
    assert status_of(Details(details)) == status


def test_every_detail_has_a_row() -> None:
    assert {*LETTERS.values(), Details.INCOMPLETE, Details.RATE_EXCEEDED, Details.NO_INSTANCES_IN_TAG} == {*Details}


@pytest.mark.parametrize(
    ("status", "details"),
    [
        (Status.SUCCESS, "Success"),
        (Status.SKIPPED, "Success"),
        (Status.FAILED, "Failed"),
        (Status.TIMED_OUT, "ExecutionTimedOut"),
        (Status.CANCELLED, "Cancelled"),
        (Status.SUCCESS_AND_REBOOT, "InProgress"),
        (Status.IN_PROGRESS, "InProgress"),
    ],
)
def test_what_the_agent_replies(status: Status, details: str) -> None:
    assert of_result(status) == details


@pytest.mark.parametrize(
    ("invocations", "max_errors", "details"),
    [
        ("", 0, "NoInstancesInTag"),
        ("PPP", 0, "Pending"),
        ("PPI", 0, "InProgress"),
        ("SSP", 0, "InProgress"),
        ("SSY", 0, "InProgress"),
        ("SSS", 0, "Success"),
        ("SSF", 0, "Failed"),
        ("SSF", 1, "Incomplete"),
        ("SFF", 1, "Failed"),
        ("F", 1, "Failed"),
        ("FFF", 3, "Failed"),
        ("XX", 3, "ExecutionTimedOut"),
        ("FX", 3, "Failed"),
        ("XX", 0, "ExecutionTimedOut"),
        ("SSX", 0, "ExecutionTimedOut"),
        ("SSX", 1, "Incomplete"),
        ("SFX", 0, "Failed"),
        ("SFX", 1, "Failed"),
        ("SFX", 2, "Incomplete"),
        ("SXXF", 1, "ExecutionTimedOut"),
        ("SSD", 0, "DeliveryTimedOut"),
        ("SSD", 1, "Incomplete"),
        ("DDD", 5, "DeliveryTimedOut"),
        ("FD", 5, "Incomplete"),
        ("SFD", 0, "Failed"),
        ("FTTT", 0, "Failed"),
        ("XTTT", 0, "ExecutionTimedOut"),
        ("SSC", 0, "Cancelled"),
        ("CCC", 0, "Cancelled"),
        ("UUUUS", 0, "Success"),
        ("VVVVS", 0, "Success"),
        ("AAAAS", 0, "Success"),
        ("UUUUU", 0, "Failed"),
        ("VVVVV", 9, "Failed"),
        ("AAAAA", 0, "Failed"),
        ("UVA", 0, "Failed"),
        ("UF", 1, "Incomplete"),
    ],
)
def test_a_command_by_its_invocations(invocations: str, max_errors: int, details: str) -> None:
    assert of_command(Counter(LETTERS[letter] for letter in invocations), max_errors) == details


def test_a_command_that_is_being_cancelled() -> None:
    tally = Counter([Details.CANCELLED, Details.CANCELLING])
    assert of_command(tally, 0, cancelling=True) == Details.CANCELLING


def test_counts() -> None:
    """ErrorCount is Failed and ExecutionTimedOut; CompletedCount all that have ended."""
    tally = Counter(LETTERS.values())
    assert (errors(tally), completed(tally)) == (2, 9)
