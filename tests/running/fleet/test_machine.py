"""A command's life on its nodes: events in, states out."""

from collections.abc import Sequence

import pytest

from ssmdoc.running.fleet.details import Details
from ssmdoc.running.fleet.machine import (
    Acknowledged,
    CancelRequested,
    CommandState,
    Ended,
    Event,
    Expired,
    NotDelivered,
    Refused,
    Sent,
    advance,
    begin,
    to_send,
)
from tests.running.fleet.test_details import LETTERS

NAMES = {details: letter for letter, details in LETTERS.items()}


def shown(state: CommandState) -> str:
    return "".join(NAMES[details] for details in state.invocations)


def after(state: CommandState, events: Sequence[Event]) -> CommandState:
    for event in events:
        state = advance(state, event)
    return state


def ended(node: int, letter: str) -> Ended:
    return Ended(node, LETTERS[letter])


@pytest.mark.parametrize(
    ("events", "invocations", "details"),
    [
        pytest.param([], "PPP", "Pending", id="nothing yet"),
        pytest.param([Sent(0)], "IPP", "InProgress", id="sent"),
        pytest.param([Sent(0), NotDelivered(0)], "YPP", "InProgress", id="delayed"),
        pytest.param([Sent(0), NotDelivered(0), Acknowledged(0)], "IPP", "InProgress", id="second attempt"),
        pytest.param([Sent(0), NotDelivered(0), ended(0, "D")], "DPP", "InProgress", id="delayed for good"),
        pytest.param([Sent(0), ended(0, "S")], "SPP", "InProgress", id="success"),
        pytest.param([Sent(0), ended(0, "F")], "FTT", "Failed", id="more errors than allowed"),
        pytest.param([Sent(0), ended(0, "X")], "XTT", "ExecutionTimedOut", id="a timeout is an error"),
        pytest.param([Sent(0), Sent(1), ended(1, "F")], "IFT", "InProgress", id="what runs may end"),
        pytest.param([Sent(0), Sent(1), ended(1, "F"), ended(0, "F")], "FFT", "Failed", id="and may fail"),
        pytest.param([Sent(0), ended(0, "U")], "UPP", "InProgress", id="undeliverable is no error"),
        pytest.param([Sent(0), ended(0, "V")], "VPP", "InProgress", id="nor is a platform"),
        pytest.param([Sent(0), ended(0, "A")], "APP", "InProgress", id="nor denied access"),
        pytest.param([Sent(0), ended(0, "D")], "DPP", "InProgress", id="nor a delivery timeout"),
        pytest.param([CancelRequested()], "CCC", "Cancelled", id="cancelled before it began"),
        pytest.param(
            [Sent(0), Sent(1), NotDelivered(1), CancelRequested()], "GCC", "Cancelling", id="cancelled while it runs"
        ),
        pytest.param([Sent(0), CancelRequested(), ended(0, "C")], "CCC", "Cancelled", id="and over"),
        pytest.param([Sent(0), CancelRequested(), ended(0, "S")], "SCC", "Cancelled", id="one was faster"),
        pytest.param([Sent(0), Sent(1), NotDelivered(1), Expired()], "DDD", "DeliveryTimedOut", id="expired"),
        pytest.param([Sent(0), ended(0, "S"), Expired()], "SDD", "DeliveryTimedOut", id="expired for the rest"),
        pytest.param([Sent(0), Expired(), ended(0, "S")], "DDD", "DeliveryTimedOut", id="an answer too late"),
        pytest.param([Sent(0), CancelRequested(), Expired()], "CCC", "Cancelled", id="expired while cancelling"),
        pytest.param([Refused(Details.RATE_EXCEEDED)], "CCC", "RateExceeded", id="too many targets"),
        pytest.param([Refused(Details.ACCESS_DENIED)], "CCC", "AccessDenied", id="not allowed"),
    ],
)
def test_states(events: Sequence[Event], invocations: str, details: str) -> None:
    state = after(begin(3, 10, 0), events)
    assert (shown(state), state.details) == (invocations, details)


def test_a_command_without_targets_is_over() -> None:
    state = begin(0, 50, 0)
    assert (state.is_over, state.details, to_send(state)) == (True, "NoInstancesInTag", [])


@pytest.mark.parametrize(
    ("most", "events", "next_nodes"),
    [
        pytest.param(50, [], [0], id="one node first"),
        pytest.param(50, [Sent(0)], [], id="until it has the command"),
        pytest.param(50, [Sent(0), Acknowledged(0)], [1, 2], id="then two more"),
        pytest.param(50, [Sent(0), Acknowledged(0), Sent(1), Sent(2), Acknowledged(2)], [3, 4], id="two for each"),
        pytest.param(50, [Sent(0), ended(0, "U")], [1, 2], id="one that cannot be reached holds up nobody"),
        pytest.param(1, [Sent(0), Acknowledged(0)], [], id="one at a time"),
        pytest.param(1, [Sent(0), Acknowledged(0), ended(0, "S")], [1], id="the next one"),
        pytest.param(2, [Sent(0), Acknowledged(0), Sent(1), Acknowledged(1), ended(1, "S")], [2], id="a free place"),
        pytest.param(9, [Sent(0), Acknowledged(0), ended(0, "F")], [], id="not after an error too many"),
        pytest.param(9, [Sent(0), Acknowledged(0), CancelRequested()], [], id="not when cancelling"),
        pytest.param(9, [Refused(Details.RATE_EXCEEDED)], [], id="not when refused"),
    ],
)
def test_whom_it_is_sent_next(most: int, events: Sequence[Event], next_nodes: Sequence[int]) -> None:
    assert to_send(after(begin(6, most, 0), events)) == next_nodes


@pytest.mark.parametrize(("most", "max_errors"), [(1, 0), (3, 2), (50, 5), (10, 100)])
def test_a_whole_command_keeps_its_bounds(most: int, max_errors: int) -> None:
    """Every third node fails: never more at a time than allowed, and nothing is sent after an error too many."""
    state = begin(30, most, max_errors)
    running: list[int] = []
    while not state.is_over:
        for node in to_send(state):
            state = after(state, [Sent(node), Acknowledged(node)])
            running.append(node)
        assert 0 < len(running) <= most
        node = running.pop(0)
        state = advance(state, ended(node, "F" if node % 3 == 2 else "S"))
    failed = shown(state).count("F")
    assert failed == 10 if max_errors == 100 else max_errors < failed <= max_errors + most
    assert ("T" in shown(state)) is (failed < 10)
    assert shown(state).rstrip("T").count("T") == 0
