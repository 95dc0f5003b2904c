"""The life of a command on its nodes as a pure state machine: a state and an event give the next state.

Nothing here waits, runs or knows what a node is: nodes are numbers, in the order in which the command is sent to them.
Source: UG23 monitor-commands.md and send-commands-multiple.md; BOTO SendCommandRequest.MaxErrors.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from ssmdoc.running.fleet.details import NOT_REACHED, UNDER_WAY, Details, Tally, errors, of_command


class Sent(NamedTuple):
    """The command is being sent to a node."""

    node: int


class NotDelivered(NamedTuple):
    """An attempt to send it failed; there will be another."""

    node: int


class Acknowledged(NamedTuple):
    """A node has taken the command."""

    node: int


class Ended(NamedTuple):
    """A node has answered, or never will."""

    node: int
    details: Details


class CancelRequested(NamedTuple):
    """CancelCommand was called."""


class Expired(NamedTuple):
    """The total timeout has passed: that of delivery and that of execution."""


class Refused(NamedTuple):
    """The command is not run on any node: RateExceeded or AccessDenied."""

    details: Details


Event: TypeAlias = Sent | NotDelivered | Acknowledged | Ended | CancelRequested | Expired | Refused

_ACKNOWLEDGING = NOT_REACHED | {Details.DELIVERY_TIMED_OUT}


@dataclass(frozen=True, slots=True)
class CommandState:
    """A command at one moment."""

    max_concurrency: int
    max_errors: int
    invocations: tuple[Details, ...]
    acknowledged: int = 0
    cancelling: bool = False
    refused: Details | None = None

    @property
    def tally(self) -> Tally:
        """How many invocations have which details."""
        return Counter(self.invocations)

    @property
    def details(self) -> Details:
        """The command's StatusDetails."""
        return self.refused or of_command(self.tally, self.max_errors, cancelling=self.cancelling)

    @property
    def is_over(self) -> bool:
        """Whether every invocation has ended."""
        return UNDER_WAY.isdisjoint(self.invocations)


def begin(targets: int, max_concurrency: int, max_errors: int) -> CommandState:
    """The state of a command that was just sent to so many nodes."""
    return CommandState(max_concurrency, max_errors, (Details.PENDING,) * targets)


def to_send(state: CommandState) -> list[int]:
    """The nodes that the command should go to now, in order.

    It goes to one node first, and for each that takes it to two more, until MaxConcurrency is reached.
    """
    if state.cancelling or state.refused or errors(state.tally) > state.max_errors:
        return []
    active = sum(details in UNDER_WAY and details is not Details.PENDING for details in state.invocations)
    sent = sum(details is not Details.PENDING for details in state.invocations)
    room = min(state.max_concurrency - active, 1 + 2 * state.acknowledged - sent)
    pending = (node for node, details in enumerate(state.invocations) if details is Details.PENDING)
    return [node for node, _ in zip(pending, range(max(0, room)), strict=False)]


def advance(state: CommandState, event: Event) -> CommandState:
    """The state after an event. What comes too late changes nothing: an invocation that has ended stays as it is."""
    match event:
        case Sent(node):
            return _changed(state, node, {Details.PENDING: Details.IN_PROGRESS})
        case NotDelivered(node):
            return _changed(state, node, {Details.IN_PROGRESS: Details.DELAYED})
        case Acknowledged(node):
            state = _changed(state, node, {Details.DELAYED: Details.IN_PROGRESS})
            return replace(state, acknowledged=state.acknowledged + 1)
        case Ended(node, details):
            return _ended(state, node, details)
        case CancelRequested():
            state = replace(state, cancelling=True)
            state = _all(state, (Details.PENDING, Details.DELAYED), Details.CANCELLED)
            return _all(state, (Details.IN_PROGRESS,), Details.CANCELLING)
        case Expired():
            state = _all(state, (Details.CANCELLING,), Details.CANCELLED)
            return _all(state, UNDER_WAY, Details.DELIVERY_TIMED_OUT)
        case Refused(details):
            return replace(_all(state, UNDER_WAY, Details.CANCELLED), refused=details)


def _ended(state: CommandState, node: int, details: Details) -> CommandState:
    state = _changed(state, node, dict.fromkeys(UNDER_WAY, details))
    if details in _ACKNOWLEDGING:
        state = replace(state, acknowledged=state.acknowledged + 1)
    if errors(state.tally) > state.max_errors:
        return _all(state, (Details.PENDING,), Details.TERMINATED)
    return state


def _changed(state: CommandState, node: int, becomes: dict[Details, Details]) -> CommandState:
    invocations = state.invocations
    details = invocations[node]
    if details not in becomes:
        return state
    return replace(state, invocations=(*invocations[:node], becomes[details], *invocations[node + 1 :]))


def _all(state: CommandState, which: Iterable[Details], become: Details) -> CommandState:
    which = frozenset(which)
    return replace(state, invocations=tuple(become if details in which else details for details in state.invocations))
