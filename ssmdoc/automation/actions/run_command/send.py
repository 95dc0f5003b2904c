"""Sends a command to its nodes and waits for the last of them, or for the end of the step's time."""

import time
from enum import Enum
from threading import Event
from typing import NamedTuple

from ssmdoc.automation.actions.call import ActionCall
from ssmdoc.automation.actions.run_command.live import LiveLines
from ssmdoc.automation.actions.run_command.nodes import BorrowedNode, borrow
from ssmdoc.plan.command_plan import CommandPlan, DocumentFailure
from ssmdoc.running.command import run_command
from ssmdoc.running.command_request import CommandRequest, NodeResult, PlannedPlugin
from ssmdoc.running.events import Event as NodeEvent
from ssmdoc.running.events import OnEvent
from ssmdoc.running.fleet import machine, rate
from ssmdoc.running.fleet.delivery import Delivery
from ssmdoc.running.fleet.details import UNDER_WAY
from ssmdoc.running.fleet.events import CommandChanged, FleetEvent, NodeChanged
from ssmdoc.running.fleet.machine import CommandState
from ssmdoc.running.fleet.nodes import FleetNode, NodeState
from ssmdoc.running.fleet.pool import NodePool
from ssmdoc.running.fleet.reach import answers
from ssmdoc.running.fleet.run import FleetCommand, run_fleet
from ssmdoc.running.fleet.times import total_seconds
from ssmdoc.running.result import CommandResult, Status
from ssmdoc.running.sandbox.protocol import Node, Proceed, SandboxError
from ssmdoc.running.surroundings import Surroundings


class Stop(Enum):
    """Why a command was cancelled."""

    CANCELLED = "cancelled"
    TIMED_OUT = "timed out"


class Sent(NamedTuple):
    """What came of a command."""

    state: CommandState
    nodes: tuple[NodeResult, ...]
    stop: Stop | None


class Sending:
    """One command on its nodes."""

    def __init__(
        self,
        call: ActionCall,
        request: CommandRequest,
        nodes: tuple[FleetNode, ...],
        plan: CommandPlan | DocumentFailure,
    ) -> None:
        self._call, self._request, self._nodes, self._plan = call, request, nodes, plan
        self._stop: Stop | None = None
        self._cancel = Event()
        self._problems: list[SandboxError] = []
        steps = plan.steps if isinstance(plan, CommandPlan) else ()
        self._plugins = tuple(PlannedPlugin(step.name, step.action) for step in steps)
        self._results = [NodeResult(node.instance_id, CommandResult(Status.CANCELLED), node.name) for node in nodes]
        folder = call.world.deliver
        self._delivery = Delivery(folder, request, call.say) if folder is not None else None
        left = None if call.deadline is None else (call.deadline - call.world.clock.now()).total_seconds()
        self._until = None if left is None else time.monotonic() + left

    def run(self) -> Sent:
        """Run the command to its end.

        Raises:
            SandboxError: a node could not be started.
        """
        refused = answers(self._nodes, self._plan)
        runnable = [number for number in range(len(self._nodes)) if number not in refused]
        count = len(self._nodes)
        concurrency = rate.concurrency(self._request.max_concurrency, count)
        command = FleetCommand(
            machine.begin(count, concurrency, rate.allowed_errors(self._request.max_errors, count)),
            refused,
            frozenset(number for number, node in enumerate(self._nodes) if node.state is NodeState.DELAYED),
            total_seconds(self._request.timeout_seconds, self._plan),
        )
        pool = NodePool(runnable, concurrency, self._start)
        try:
            state = run_fleet(command, pool, self._work, on_event=self._on_event, cancel=self._cancel)
        finally:
            pool.abandon()
        if self._problems and self._stop is None:
            raise self._problems[0]
        return Sent(state, tuple(self._results), self._stop)

    def _start(self, number: int, _proceed: Proceed) -> Node:
        try:
            return borrow(self._call.world, self._nodes[number], self._request.command_id, self._cancel)
        except SandboxError as error:
            self._problems.append(error)
            raise

    def _work(self, number: int, node: Node, on_event: OnEvent, cancel: Event) -> CommandResult:
        """Run the document on a node, in the node's thread."""
        if not isinstance(node, BorrowedNode):
            raise TypeError("the nodes of a command are borrowed")
        instance_id, world = self._nodes[number].instance_id, self._call.world
        lines = LiveLines(self._call.say, f"{instance_id}: " if len(self._nodes) > 1 else "")
        deliver = self._delivery.to_node(instance_id) if self._delivery is not None else None

        def all_of_them(event: NodeEvent) -> None:
            lines(event)
            if deliver is not None:
                deliver(event)
            on_event(event)

        tracer = world.tracer.of_command(self._call.step.name) if world.tracer and not world.depth else None
        surroundings = Surroundings(world.library, world.sources, world.store, world.packages, tracer=tracer)
        try:
            return run_command(
                self._plan,
                node,
                node.identity,
                on_event=all_of_them,
                cancel=cancel,
                surroundings=surroundings,
                clock=world.clock.now,
            )
        finally:
            lines.finish()

    def _on_event(self, event: FleetEvent) -> None:
        """Hear what happens, or that nothing does, which is often."""
        self._look_at_the_time()
        match event:
            case NodeChanged(number, details, result):
                node = self._nodes[number]
                if self._delivery is not None:
                    self._delivery.tell_invocation(node.instance_id, details)
                if details not in UNDER_WAY:
                    answered = result or CommandResult(Status.CANCELLED)
                    self._results[number] = NodeResult(node.instance_id, answered, node.name, details, self._plugins)
                    if len(self._nodes) > 1:
                        self._call.say(f"{node.instance_id}: {details.value}")
            case CommandChanged(details) if self._delivery is not None:
                self._delivery.tell_command([node.instance_id for node in self._nodes], details)

    def _look_at_the_time(self) -> None:
        if self._stop is not None:
            return
        if self._call.cancel.is_set():
            self._stop = Stop.CANCELLED
        elif self._until is not None and time.monotonic() >= self._until:
            self._stop = Stop.TIMED_OUT
        else:
            return
        self._cancel.set()
