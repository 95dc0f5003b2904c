"""Runs an automation: asks the machine what is next, performs it, and tells how it ended."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Event as Flag

from ssmdoc.automation.actions import perform
from ssmdoc.automation.actions.call import ActionCall
from ssmdoc.automation.events import Event, StepLog, StepWaiting
from ssmdoc.automation.machine import Machine, Perform
from ssmdoc.automation.records import Ending, Failure, Record, failed
from ssmdoc.automation.scope import Scope
from ssmdoc.automation.status import Status
from ssmdoc.automation.world import World
from ssmdoc.plan.automation.runbook import Runbook
from ssmdoc.running.sandbox.protocol import SandboxError
from ssmdoc.source.values import JsonValue

OnEvent = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Execution:
    """An automation that has ended."""

    runbook: Runbook
    execution_id: str
    parameters: Mapping[str, JsonValue]
    status: Status
    records: tuple[Record, ...]
    outputs: Mapping[str, JsonValue]
    variables: Mapping[str, JsonValue]
    failure: Failure | None
    started: datetime
    ended: datetime


def run_automation(
    runbook: Runbook, parameters: Mapping[str, JsonValue], world: World, on_event: OnEvent, cancel: Flag
) -> Execution:
    """Run an automation to its end.

    Args:
        runbook: what to run.
        parameters: a value for each declared parameter, as `typed_values` gives them.
        world: what the automation finds outside.
        on_event: called as things happen, for the log of a script perhaps from another thread.
        cancel: once set, the step that runs is stopped, and the steps run that its onCancel leads to.
    """
    scope = Scope(runbook, parameters, world.identity)
    machine = Machine(runbook, scope, world.new_id, on_event)
    started = world.clock.now()
    is_cancelled = False
    while not machine.is_over:
        if cancel.is_set() and not is_cancelled:
            is_cancelled = True
            machine.cancel(world.clock.now())
            continue
        asked = machine.advance(world.clock.now())
        if asked is None:
            continue
        ending = _perform(asked, machine, world, on_event, Flag() if is_cancelled else cancel)
        if cancel.is_set() and not is_cancelled:
            is_cancelled = True
            machine.cancel(world.clock.now())
        machine.finish(ending, world.clock.now())
    return Execution(
        runbook,
        world.identity.execution_id,
        parameters,
        machine.status,
        tuple(machine.records),
        machine.outputs,
        dict(scope.variables),
        machine.failure,
        started,
        world.clock.now(),
    )


def _perform(asked: Perform, machine: Machine, world: World, on_event: OnEvent, cancel: Flag) -> Ending:
    record = asked.record

    def wait() -> None:
        on_event(StepWaiting(machine.change(Status.WAITING)))

    def say(text: str) -> None:
        on_event(StepLog(record, text))

    call = ActionCall(
        record.step,
        machine.runbook,
        record.id,
        record.attempt,
        asked.inputs,
        asked.deadline,
        world,
        cancel,
        say,
        wait,
    )
    try:
        return perform(call)
    except SandboxError as error:
        return failed(str(error), type_="Internal")
