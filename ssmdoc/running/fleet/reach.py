"""Which nodes a command does not reach, or cannot run on, and what becomes of it there."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ssmdoc.catalogue.plugins import PLUGINS
from ssmdoc.plan.command_plan import CommandPlan, DocumentFailure
from ssmdoc.running.fleet.details import Details
from ssmdoc.running.fleet.nodes import FleetNode, NodeState


class Answer(NamedTuple):
    """What becomes of a node that nothing is run on, and why."""

    details: Details
    reason: str = ""


_ANSWERS = {
    NodeState.OFFLINE: Answer(Details.UNDELIVERABLE),
    NodeState.SILENT: Answer(Details.DELIVERY_TIMED_OUT),
    NodeState.DENIED: Answer(Details.ACCESS_DENIED),
}


def answers(nodes: Sequence[FleetNode], prepared: CommandPlan | DocumentFailure) -> Mapping[int, Answer]:
    """What becomes of the nodes that nothing can be run on."""
    platforms = supported_platforms(prepared)
    found = {}
    for number, node in enumerate(nodes):
        if node.state in _ANSWERS:
            found[number] = _ANSWERS[node.state]
        elif node.platform not in platforms:
            found[number] = Answer(Details.INVALID_PLATFORM)
        elif node.platform != "Linux":
            found[number] = Answer(Details.FAILED, f"ssmdoc has no {node.platform} nodes: nothing is run on this one")
    return found


def supported_platforms(prepared: CommandPlan | DocumentFailure) -> frozenset[str]:
    """PlatformTypes of a document: those of all its plugins; where no plugin is known, every platform."""
    steps = prepared.steps if isinstance(prepared, CommandPlan) else ()
    known = [PLUGINS[step.action].platforms for step in steps if step.action in PLUGINS]
    return frozenset(name for names in known for name in names) or frozenset({"Linux", "Windows", "MacOS"})
