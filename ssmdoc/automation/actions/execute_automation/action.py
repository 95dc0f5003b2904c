"""aws:executeAutomation from its inputs to its ending."""

from collections.abc import Mapping
from dataclasses import replace

from ssmdoc.automation.actions.call import ActionCall
from ssmdoc.automation.actions.execute_automation.child import Place, is_over_time, own_place, run_child
from ssmdoc.automation.actions.execute_automation.elsewhere import automation_elsewhere
from ssmdoc.automation.actions.execute_automation.many import Job, run_all
from ssmdoc.automation.actions.execute_automation.start import Child, StartError, find_child, start_values
from ssmdoc.automation.actions.execute_automation.targets import Location, Share, is_single, locations, rate_of, shares
from ssmdoc.automation.execution import Execution
from ssmdoc.automation.records import Ending, Failure, Stage, timed_out
from ssmdoc.automation.status import Status
from ssmdoc.plan.automation.convert import as_text, as_texts
from ssmdoc.source.values import JsonValue

_CONCURRENCY, _ERRORS = ("MaxConcurrency", "10"), ("MaxErrors", "0")
"""With their defaults (BOTO StartAutomationExecution)."""

_ONE_BY_ONE = "the automations ran one after the other, whatever MaxConcurrency says"


def execute_automation(call: ActionCall) -> Ending:
    """Run the runbook to its end, for each target once."""
    inputs = call.inputs
    try:
        child = find_child(call.world, call.text("DocumentName"), as_text(inputs.get("DocumentVersion") or ""))
        if child is None:
            return automation_elsewhere(call)
        if inputs.get("TargetLocations"):
            execution = _in_locations(call, child)
        else:
            execution = _in_place(call, child, inputs, own_place(call))
    except StartError as error:
        return error.ending()
    return _ending(call, child, execution, with_output=is_single(inputs))


def _in_locations(call: ActionCall, child: Child) -> Execution:
    """One automation in each account and Region."""
    place = own_place(call)
    found = locations(call.inputs, call.world)
    if len(found) == 1:
        return _in_location(call, child, found[0], place)
    jobs: list[tuple[str, Mapping[str, JsonValue], Job]] = []
    for number, location in enumerate(found, 1):

        def job(around: str, location: Location = location) -> Execution:
            return _in_location(call, child, location, replace(place, parent_id=around))

        jobs.append((f"location {number}", {}, job))
    return run_all(call, child, place, jobs, rate_of(call.inputs, _CONCURRENCY, _ERRORS), _shown(call))


def _in_location(call: ActionCall, child: Child, location: Location, place: Place) -> Execution:
    jobs: list[tuple[str, Mapping[str, JsonValue], Job]] = []
    for account, region in location.places:

        def job(around: str, account: str = account, region: str = region) -> Execution:
            return _in_place(call, child, location.inputs, Place(account, region, around))

        jobs.append((f"{account}, {region}", {}, job))
    return run_all(call, child, place, jobs, location.rate, _shown(call))


def _shown(call: ActionCall) -> Mapping[str, JsonValue]:
    return {"TargetLocations": call.inputs.get("TargetLocations")}


def _in_place(call: ActionCall, child: Child, inputs: Mapping[str, JsonValue], place: Place) -> Execution:
    """One automation, or one for each target."""
    given = inputs.get("RuntimeParameters")
    values: Mapping[str, JsonValue] = given if isinstance(given, dict) else {}
    wanted = shares(inputs, child, call.world)
    if wanted is None:
        return run_child(call, child, values, place)
    for share in wanted:
        start_values(child, {**values, **share.values}, call.world)
    jobs: list[tuple[str, Mapping[str, JsonValue], Job]] = []
    for share in wanted:

        def job(around: str, share: Share = share) -> Execution:
            return run_child(call, child, {**values, **share.values}, replace(place, parent_id=around))

        jobs.append((share.name, share.values, job))
    more: dict[str, JsonValue] = {
        name: inputs[name] for name in ("Targets", "TargetMaps", "TargetParameterName") if inputs.get(name)
    }
    more["ResolvedTargets"] = {"ParameterValues": [share.name for share in wanted], "Truncated": False}
    return run_all(call, child, place, jobs, rate_of(inputs, _CONCURRENCY, _ERRORS), more)


def _ending(call: ActionCall, child: Child, execution: Execution, *, with_output: bool) -> Ending:
    """What an automation means for its step. AWS's words for one that failed are not known."""
    outputs: dict[str, JsonValue] = {"ExecutionId": execution.execution_id, "Status": execution.status.value}
    if with_output and execution.outputs:
        outputs["Output"] = _listed(execution.outputs)
    notes = () if with_output else (_ONE_BY_ONE,)
    match execution.status:
        case Status.SUCCESS:
            return Ending(Status.SUCCESS, dict(outputs), outputs, notes=notes)
        case Status.CANCELLED if is_over_time(call) and not call.cancel.is_set():
            return Ending(Status.TIMED_OUT, dict(outputs), outputs, timed_out().failure)
        case Status.CANCELLED:
            return Ending(Status.CANCELLED, dict(outputs), outputs)
        case status:
            why = f": {execution.failure.reason}" if execution.failure is not None else ""
            reason = f"The automation {execution.execution_id} of {child.name} ended {status.value}{why}"
            failure = Failure(reason, Stage.POST_VERIFICATION)
            ended = Status.TIMED_OUT if status is Status.TIMED_OUT else Status.FAILED
            return Ending(ended, dict(outputs), outputs, failure, notes=notes)


def _listed(outputs: Mapping[str, JsonValue]) -> JsonValue:
    """The values of the outputs in the order in which the document lists them, those of lists one by one.

    Source: cdklabs/cdk-ssm-documents pull request 26 (ordered by the outputs of the document); that lists are taken
    apart follows from the example of UG25, which uses the Output of a document that gives InstanceIds as an id.
    """
    return [text for value in outputs.values() for text in as_texts(value)]
