"""One child after the other, until there are too many errors; together they have a result like an automation's.

Children run one at a time whatever MaxConcurrency says, which is the order that it allows too. Status over those of
the children, and the shape: UG23 automation-working-targets-and-rate-controls.md; how AWS calls the children that are
never started is not known.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from ssmdoc.automation.actions.call import ActionCall
from ssmdoc.automation.actions.execute_automation.child import Place, is_failure, is_over_time
from ssmdoc.automation.actions.execute_automation.start import Child
from ssmdoc.automation.actions.execute_automation.targets import Rate
from ssmdoc.automation.aws_shape import Request, execution_json
from ssmdoc.automation.execution import Execution
from ssmdoc.automation.records import Failure, Record, Stage
from ssmdoc.automation.status import Status
from ssmdoc.plan.automation.runbook import Runbook, Step
from ssmdoc.running.fleet.rate import allowed_errors
from ssmdoc.source.values import JsonValue

ACTION = "aws:executeAutomation"
Job = Callable[[str], Execution]
"""Runs a child, told the id of the execution that is around it."""


def run_all(
    call: ActionCall,
    child: Child,
    place: Place,
    jobs: Sequence[tuple[str, Mapping[str, JsonValue], Job]],
    rate: Rate,
    more: Mapping[str, JsonValue],
) -> Execution:
    """Run a job for each name, with the inputs that its step shows.

    Args:
        call: the step.
        child: the runbook.
        place: where the execution runs that is around the children.
        jobs: names, inputs and what to do.
        rate: MaxErrors ends it early.
        more: what the result has beside that of any execution.
    """
    world = call.world
    own_id, started = world.new_id(), world.clock.now()
    kept = world.started.executions
    number = len(kept)
    kept.append({})
    allowed, errors = allowed_errors(rate.max_errors, len(jobs)), 0
    records: list[Record] = []
    for name, inputs, job in jobs:
        record = Record(world.new_id(), Step(name, ACTION, inputs), Status.CANCELLED, inputs=inputs)
        if errors <= allowed and not call.cancel.is_set() and not is_over_time(call):
            began = world.clock.now()
            ended = job(own_id)
            errors += is_failure(ended.status)
            record = replace(
                record,
                status=ended.status,
                started=began,
                ended=world.clock.now(),
                outputs={"ExecutionId": ended.execution_id},
                failure=ended.failure,
            )
        records.append(record)
    status, failure = _status(call, records, errors, allowed)
    runbook = Runbook((), {}, {}, {})
    execution = Execution(runbook, own_id, {}, status, tuple(records), {}, {}, failure, started, world.clock.now())
    rates: Mapping[str, JsonValue] = {"MaxConcurrency": rate.max_concurrency, "MaxErrors": rate.max_errors}
    shape = execution_json(execution, Request(child.name, child.version, parent_id=place.parent_id))
    kept[number] = {**shape, **rates, **more}
    return execution


def _status(call: ActionCall, records: Sequence[Record], errors: int, allowed: int) -> tuple[Status, Failure | None]:
    if call.cancel.is_set() or is_over_time(call):
        return Status.CANCELLED, None
    if errors <= allowed:
        return Status.SUCCESS, None
    failed = [record.step.name for record in records if is_failure(record.status) and record.ended is not None]
    text = f"{errors} of {len(records)} automations failed, MaxErrors allows {allowed}: {', '.join(failed)}"
    return Status.FAILED, Failure(text, Stage.POST_VERIFICATION)
