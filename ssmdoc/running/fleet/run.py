"""Runs a command on the nodes of a fleet: asks the state machine what to do next, and tells it what came of it."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event
from typing import NamedTuple, TypeAlias

from ssmdoc.running.events import Event as NodeEvent
from ssmdoc.running.events import OnEvent, StepStarted
from ssmdoc.running.fleet import machine
from ssmdoc.running.fleet.details import UNDER_WAY, Details, of_result
from ssmdoc.running.fleet.events import CommandChanged, NodeChanged, NodeStep, OnFleetEvent, Waited
from ssmdoc.running.fleet.machine import CommandState
from ssmdoc.running.fleet.pool import NodePool
from ssmdoc.running.fleet.reach import Answer
from ssmdoc.running.result import CommandResult, Status
from ssmdoc.running.sandbox.protocol import EngineMissingError, Node, NotStartedError, SandboxError, UnavailableError

TICK_SECONDS = 0.1


Work: TypeAlias = Callable[[int, Node, OnEvent, Event], CommandResult]
"""Runs the document on a node; ends soon after the event is set."""


@dataclass(frozen=True, slots=True)
class FleetCommand:
    """What is to be run, and where."""

    state: CommandState
    """As it begins."""
    answers: Mapping[int, Answer]
    """Of the nodes that cannot run it; they are not in the pool."""
    delayed: frozenset[int]
    """Nodes that the command reaches at the second attempt."""
    expires_after: float
    """Seconds, the total timeout."""


class _Seat:
    """What the thread of a node waits for."""

    def __init__(self) -> None:
        self.decided = Event()
        self.wanted = False
        self.cancel = Event()


class _Posted(NamedTuple):
    """What the thread of a node tells the command's."""

    event: machine.Event | NodeStep | BaseException
    result: CommandResult | None = None


def run_fleet(
    command: FleetCommand, pool: NodePool, work: Work, *, on_event: OnFleetEvent, cancel: Event
) -> CommandState:
    """Run a command to its end on all nodes and give its last state; the nodes are gone then.

    The pool has the nodes that can run it, by their numbers in the state. Once `cancel` is set, running scripts are
    killed, and nodes that wait for the command never get it.

    Raises:
        SandboxError: no node could be started at all.
    """
    run = _FleetRun(command, pool, work, on_event)
    try:
        return run.to_the_end(cancel)
    finally:
        run.cancel_all()


class _FleetRun:
    def __init__(self, command: FleetCommand, pool: NodePool, work: Work, on_event: OnFleetEvent) -> None:
        self.command, self.pool, self.work, self.on_event = command, pool, work, on_event
        self.state = command.state
        self.seats = [_Seat() for _ in command.state.invocations]
        self.posted: SimpleQueue[_Posted] = SimpleQueue()
        self.has_started = False
        self.missing: UnavailableError | None = None

    def to_the_end(self, cancel: Event) -> CommandState:
        self.on_event(CommandChanged(self.state.details, self.state.tally))
        self.pool.serve(self.on_node)
        expires = time.monotonic() + self.command.expires_after
        while True:
            self.send()
            if self.state.is_over:
                break
            self.receive()
            if cancel.is_set() and not self.state.cancelling:
                self.apply(machine.CancelRequested())
                self.pool.give_up()
                self.cancel_all()
            if time.monotonic() >= expires:
                self.apply(machine.Expired())
                self.cancel_all()
        self.pool.join()
        if self.missing is not None and not self.has_started:
            raise self.missing
        return self.state

    def send(self) -> None:
        """Send the command to the nodes whose turn it is; each answer may make it the turn of others."""
        while numbers := machine.to_send(self.state):
            for number in numbers:
                # told as one change: a command that does not get to its node is never InProgress there
                sent = machine.Sent(number)
                if number in self.command.answers:
                    answer = self.command.answers[number]
                    result = CommandResult(Status.FAILED, answer.reason) if answer.reason else None
                    self.apply(sent, machine.Ended(number, answer.details), result=result)
                    continue
                if number in self.command.delayed:
                    self.apply(sent, machine.NotDelivered(number))
                else:
                    self.apply(sent)
                self.decide(number, wanted=True)

    def receive(self) -> None:
        """Take what the nodes tell, waiting a moment for it."""
        try:
            event, result = self.posted.get(timeout=TICK_SECONDS)
        except Empty:
            self.on_event(Waited())
            return
        match event:
            case BaseException():
                raise event
            case NodeStep():
                self.on_event(event)
            case _:
                self.apply(event, result=result)

    def apply(self, *events: machine.Event, result: CommandResult | None = None) -> None:
        """Advance the state and tell what has changed; a result is that of the node of the last event."""
        before = self.state
        for event in events:
            self.state = machine.advance(self.state, event)
        last = events[-1]
        for number, details in enumerate(self.state.invocations):
            if details is not before.invocations[number]:
                is_about_it = isinstance(last, machine.Ended) and last.node == number
                self.on_event(NodeChanged(number, details, result if is_about_it else None))
                if details not in UNDER_WAY:
                    self.decide(number, wanted=False)
        if self.state.details is not before.details:
            self.on_event(CommandChanged(self.state.details, self.state.tally))

    def decide(self, number: int, *, wanted: bool) -> None:
        """Let the thread of a node go on; only the first decision counts."""
        seat = self.seats[number]
        if not seat.decided.is_set():
            seat.wanted = wanted
            seat.decided.set()
            if not wanted:
                self.pool.drop([number])

    def cancel_all(self) -> None:
        """Tell all nodes to end."""
        for number, seat in enumerate(self.seats):
            seat.cancel.set()
            self.decide(number, wanted=False)

    def on_node(self, number: int, started: Node | BaseException) -> None:
        """In the thread of a node: wait for the command, run it, and answer."""
        seat = self.seats[number]
        seat.decided.wait()
        if not seat.wanted:
            return
        try:
            self.posted.put(_Posted(machine.Acknowledged(number)))
            self.posted.put(self.answer(number, started, seat.cancel))
        except BaseException as error:
            self.posted.put(_Posted(error))

    def answer(self, number: int, started: Node | BaseException, cancel: Event) -> _Posted:
        """What a node answers; that it fails is its own matter, that there never was an engine is everybody's."""
        match started:
            case EngineMissingError() if not self.has_started:
                raise started
            case NotStartedError():
                result = CommandResult(Status.CANCELLED, "cancelled before the node was started")
            case SandboxError():
                if isinstance(started, UnavailableError):
                    self.missing = self.missing or started
                result = CommandResult(Status.FAILED, str(started))
            case BaseException():
                raise started
            case node:
                self.has_started = True
                result = self.run_on(number, node, cancel)
        details = of_result(result.status)
        if details in UNDER_WAY:
            # without a last answer from the agent, AWS waits for the total timeout
            details = Details.DELIVERY_TIMED_OUT
        return _Posted(machine.Ended(number, details), result)

    def run_on(self, number: int, node: Node, cancel: Event) -> CommandResult:
        """Run the document on a node and pass on where it is."""

        def on_event(event: NodeEvent) -> None:
            if isinstance(event, StepStarted):
                self.posted.put(_Posted(NodeStep(number, event.name, event.number, event.total)))

        try:
            return self.work(number, node, on_event, cancel)
        except SandboxError as error:
            return CommandResult(Status.FAILED, str(error))


def without_nodes(details: Details, targets: int, on_event: OnFleetEvent) -> CommandState:
    """A command that is run on no node: RateExceeded, AccessDenied."""
    state = machine.advance(machine.begin(targets, 1, 0), machine.Refused(details))
    on_event(CommandChanged(state.details, state.tally))
    return state
