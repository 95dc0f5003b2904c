"""Runs a runbook for a step, in a world of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ssmdoc.automation.actions.call import ActionCall
from ssmdoc.automation.actions.execute_automation.start import Child, start_values
from ssmdoc.automation.aws_shape import Request, execution_json
from ssmdoc.automation.execution import Execution
from ssmdoc.automation.status import Status
from ssmdoc.source.values import JsonValue


@dataclass(frozen=True, slots=True)
class Place:
    """An account and a Region, and the automation that starts children there."""

    account: str
    region: str
    parent_id: str


def own_place(call: ActionCall) -> Place:
    """Where the automation of the step runs."""
    identity = call.world.identity
    return Place(identity.account, identity.region, identity.execution_id)


def run_child(call: ActionCall, child: Child, given: Mapping[str, JsonValue], place: Place) -> Execution:
    """Run a runbook to its end; its result is kept beside that of the automation around it.

    Raises:
        StartError: the service does not start it.
    """
    world = call.world
    values = start_values(child, given, world)
    identity = replace(world.identity, execution_id=world.new_id(), account=place.account, region=place.region)
    around = replace(world, identity=identity, depth=world.depth + 1, deadline=call.deadline)
    own = world.started.executions
    number = len(own)
    own.append({})
    is_elsewhere = (place.account, place.region) != (world.identity.account, world.identity.region)
    where = f" in {place.account}, {place.region}" if is_elsewhere else ""
    call.say(f"{child.name} runs as {identity.execution_id}{where}")
    execution = call.run_child(child.runbook, values, around, call.cancel)
    own[number] = execution_json(execution, Request(child.name, child.version, parent_id=place.parent_id))
    return execution


def is_over_time(call: ActionCall) -> bool:
    """Whether the time of the step is over."""
    return call.deadline is not None and call.world.clock.now() >= call.deadline


def is_failure(status: Status) -> bool:
    """Whether a child counts against MaxErrors."""
    return status is not Status.SUCCESS
