"""A Command document on the node of a case."""

from collections.abc import Iterator
from dataclasses import replace
from threading import Event

from ssmdoc.plan.command_plan import CommandPlan, DocumentFailure
from ssmdoc.running.command import run_command
from ssmdoc.running.identifiers import new_command_id
from ssmdoc.running.result import CommandResult
from ssmdoc.running.sandbox.protocol import Node, NodeIdentity
from ssmdoc.running.surroundings import Surroundings
from ssmdoc.spec.executing.disturb import DisturbedCommand
from ssmdoc.spec.executing.files import changed, state
from ssmdoc.spec.executing.observe import observe
from ssmdoc.spec.executing.prepared import prepare_node, tear_down
from ssmdoc.spec.outcome import Difference
from ssmdoc.spec.values import Case


def run_case_on_node(
    plan: CommandPlan | DocumentFailure,
    case: Case,
    node: Node,
    identity: NodeIdentity,
    around: Surroundings,
    cancel: Event,
) -> tuple[CommandResult, tuple[Difference, ...]]:
    """Run a plan as a case says; gives the result, and what is not as expected on the node.

    Raises:
        SandboxError: the case cannot be run.
    """
    own = prepare_node(node, case, cancel)
    disturb = DisturbedCommand(case.disturbances) if case.disturbances else None
    result = run_command(
        plan, own, identity, on_event=lambda _event: None, cancel=cancel, surroundings=around, disturb=disturb
    )
    if cancel.is_set():
        return result, ()
    found = [
        *observe(own, case.expect.node, cancel),
        *_of_second_run(plan, case, own, identity, around, result, cancel),
    ]
    return result, (*found, *tear_down(own, case, cancel))


def _of_second_run(
    plan: CommandPlan | DocumentFailure,
    case: Case,
    node: Node,
    identity: NodeIdentity,
    around: Surroundings,
    first: CommandResult,
    cancel: Event,
) -> Iterator[Difference]:
    """What a second run does otherwise, and what it changes."""
    unchanged = case.expect.unchanged
    if unchanged is None:
        return
    before = state(node, unchanged, cancel)
    again = replace(identity, command_id=new_command_id())
    result = run_command(plan, node, again, on_event=lambda _event: None, cancel=cancel, surroundings=around)
    if result.status is not first.status:
        yield Difference(None, "status of the second run", "is", first.status, result.status, ("idempotent",))
    yield from changed(before, state(node, unchanged, cancel))
