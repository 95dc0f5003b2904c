"""Runs an automation: asks the machine what is next, performs it, and tells how it ended."""

from collections.abc import Callable, Mapping
from datetime import datetime
from threading import Event as Flag

from ssmdoc.automation.actions import perform
from ssmdoc.automation.actions.call import ActionCall
from ssmdoc.automation.events import ChildEvent, Event, StepLog, StepWaiting
from ssmdoc.automation.execution import Execution
from ssmdoc.automation.machine import Machine, Perform
from ssmdoc.automation.records import CANCELLED, Ending, failed
from ssmdoc.automation.scope import Scope
from ssmdoc.automation.status import Status
from ssmdoc.automation.world import World
from ssmdoc.plan.automation.runbook import Runbook
from ssmdoc.running.sandbox.protocol import SandboxError
from ssmdoc.source.values import JsonValue

OnEvent = Callable[[Event], None]

__all__ = ["Execution", "OnEvent", "run_automation"]


def run_automation(
    runbook: Runbook, parameters: Mapping[str, JsonValue], world: World, on_event: OnEvent, cancel: Flag
) -> Execution:
    """Run an automation to its end.

    Args:
        runbook: what to run.
        parameters: a value for each declared parameter, as `typed_values` gives them.
        world: what the automation finds outside.
        on_event: called as things happen, for the log of a script perhaps from another thread.
        cancel: once set, the step that runs is stopped, and the steps run that its onCancel leads to; so it is when the
            time of the step is over that started this automation.
    """

    def is_to_stop() -> bool:
        return cancel.is_set() or (world.deadline is not None and world.clock.now() >= world.deadline)

    scope = Scope(runbook, parameters, world.identity)
    machine = Machine(runbook, scope, world.new_id, on_event, attempts=world.started.attempts)
    started = world.clock.now()
    is_cancelled = False
    while not machine.is_over:
        if is_to_stop() and not is_cancelled:
            is_cancelled = True
            machine.cancel(world.clock.now())
            continue
        asked = machine.advance(world.clock.now())
        if asked is None:
            continue
        ending = _perform(
            asked,
            _earlier(asked.deadline, None if is_cancelled else world.deadline),
            machine,
            world,
            on_event,
            Flag() if is_cancelled else cancel,
        )
        if is_to_stop() and not is_cancelled:
            is_cancelled = True
            machine.cancel(world.clock.now())
            if ending.status is Status.TIMED_OUT and not cancel.is_set():
                ending = CANCELLED
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


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((moment for moment in (one, other) if moment is not None), default=None)


def _perform(
    asked: Perform, deadline: datetime | None, machine: Machine, world: World, on_event: OnEvent, cancel: Flag
) -> Ending:
    record = asked.record

    def wait() -> None:
        on_event(StepWaiting(machine.change(Status.WAITING)))

    def say(text: str) -> None:
        on_event(StepLog(record, text))

    def run_child(runbook: Runbook, parameters: Mapping[str, JsonValue], around: World, stop: Flag) -> Execution:
        return run_automation(runbook, parameters, around, lambda event: on_event(ChildEvent(record, event)), stop)

    call = ActionCall(
        record.step,
        machine.runbook,
        record.id,
        record.attempt,
        asked.inputs,
        deadline,
        world,
        cancel,
        say,
        wait,
        run_child,
    )
    try:
        return perform(call)
    except SandboxError as error:
        return failed(str(error), type_="Internal")
