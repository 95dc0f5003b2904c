"""What becomes of the events of a fleet: the table or the JSON, and what is delivered to folders."""

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from ssmdoc.commands.notices import notice, notices_go_to
from ssmdoc.plan.command_plan import CommandPlan, DocumentFailure
from ssmdoc.report.fleet_json import FleetJson
from ssmdoc.report.fleet_text import FleetText, Summary, summary, write_command, write_table
from ssmdoc.running.aws_shapes import command
from ssmdoc.running.command_request import CommandRequest, NodeResult, PlannedPlugin
from ssmdoc.running.events import Event, OnEvent
from ssmdoc.running.fleet.delivery import Delivery
from ssmdoc.running.fleet.details import UNDER_WAY, Details
from ssmdoc.running.fleet.events import CommandChanged, FleetEvent, NodeChanged
from ssmdoc.running.fleet.machine import CommandState
from ssmdoc.running.fleet.nodes import FleetNode
from ssmdoc.running.result import CommandResult, Status


class FleetReport:
    """Takes the events of a fleet; keeps little of a node that has ended, whatever it wrote."""

    def __init__(
        self,
        request: CommandRequest,
        nodes: Sequence[FleetNode],
        plan: CommandPlan | DocumentFailure,
        folder: Path | None,
        *,
        as_text: bool,
    ) -> None:
        self._request, self._nodes = request, nodes
        steps = plan.steps if isinstance(plan, CommandPlan) else ()
        self._plugins = tuple(PlannedPlugin(step.name, step.action) for step in steps)
        self._live = FleetText(sys.stderr, nodes) if as_text else None
        self._notices = ExitStack()
        if self._live is not None:
            self._notices.enter_context(notices_go_to(self._live.say))
        self._json = None if as_text else FleetJson(request, len(nodes))
        self._summaries = [Summary(Details.PENDING)] * len(nodes)
        self._troubles: set[str] = set()
        self._delivery = Delivery(folder, request, self._trouble) if folder is not None else None

    def __call__(self, event: FleetEvent) -> None:
        """Take an event of the fleet."""
        if self._live is not None:
            self._live(event)
        match event:
            case NodeChanged(node, details, result):
                self._change(node, details, result)
            case CommandChanged(details):
                if self._delivery is not None:
                    self._delivery.tell_command([node.instance_id for node in self._nodes], details)

    def _change(self, number: int, details: Details, result: CommandResult | None) -> None:
        node = self._nodes[number]
        if self._delivery is not None:
            self._delivery.tell_invocation(node.instance_id, details)
        if details in UNDER_WAY:
            return
        if self._json is None:
            self._summaries[number] = summary(details, result)
            return
        answered = result or CommandResult(Status.CANCELLED)
        self._json.add(number, NodeResult(node.instance_id, answered, node.name, details, self._plugins))

    def on_node_event(self, number: int, on_event: OnEvent) -> OnEvent:
        """What takes the events of a node, in the node's thread."""
        if self._delivery is None:
            return on_event
        deliver = self._delivery.to_node(self._nodes[number].instance_id)

        def both(event: Event) -> None:
            deliver(event)
            on_event(event)

        return both

    def _trouble(self, text: str) -> None:
        if text not in self._troubles:
            self._troubles.add(text)
            notice(f"not delivered: {text}")

    def write(self, state: CommandState, *, where: str, elapsed: float) -> None:
        """Write what came of the command."""
        if self._live is not None:
            self._live.finish()
        if self._json is not None:
            ids = [node.instance_id for node in self._nodes]
            self._json.write(sys.stdout, command(self._request, ids, state.details, state.tally))
            return
        write_table(sys.stdout, self._nodes, self._summaries)
        write_command(sys.stdout, state.details, state.tally, where=where, elapsed=elapsed)

    def close(self) -> None:
        """Forget the results."""
        self._notices.close()
        if self._live is not None:
            self._live.finish()
        if self._json is not None:
            self._json.close()
