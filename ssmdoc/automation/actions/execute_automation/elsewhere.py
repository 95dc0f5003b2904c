"""An automation whose document is not here, so that a door answers StartAutomationExecution, and how it ended.

Source: BOTO StartAutomationExecution, GetAutomationExecution, AutomationExecutionStatus.
"""

from collections.abc import Mapping

from ssmdoc.automation.actions.answer_parts import part, text
from ssmdoc.automation.actions.call import ActionCall
from ssmdoc.automation.actions.elsewhere import SSM, start, wait
from ssmdoc.automation.actions.execute_automation.start import missing
from ssmdoc.automation.actions.execute_automation.targets import is_single
from ssmdoc.automation.actions.working import DEFAULT_WAIT_SECONDS, checked_call, id_in
from ssmdoc.automation.records import Ending, Failure, Stage
from ssmdoc.automation.status import Status
from ssmdoc.plan.automation.convert import as_texts
from ssmdoc.source.values import JsonValue

_WAITING = "waiting for the automation to end"
_AS_GIVEN = (
    *("DocumentName", "DocumentVersion", "Targets", "TargetParameterName", "TargetMaps", "TargetLocations"),
    *("MaxConcurrency", "MaxErrors", "Tags"),
)
_UNDER_WAY = (
    *(
        "Pending",
        "InProgress",
        "Waiting",
        "Cancelling",
        "PendingApproval",
        "Approved",
        "Scheduled",
        "RunbookInProgress",
    ),
    *("PendingChangeCalendarOverride", "ChangeCalendarOverrideApproved"),
)


def automation_elsewhere(call: ActionCall) -> Ending:
    """Start the automation, and look until it has ended.

    Raises:
        StoppedError: it was not started.
    """
    name = call.text("DocumentName")
    started = start(call, "StartAutomationExecution", _request(call), str(missing(call.world, name)))
    execution_id = id_in(started, "StartAutomationExecution", "AutomationExecutionId")
    call.say(f"{name} is started as {execution_id}")
    given: dict[str, JsonValue] = {"AutomationExecutionId": execution_id}

    def look() -> Ending | None:
        answer = checked_call(call, SSM, "GetAutomationExecution", given)
        execution = part(answer, "AutomationExecution")
        status = id_in(execution, "GetAutomationExecution", "AutomationExecutionStatus")
        return None if status in _UNDER_WAY else _ending(call, execution_id, status, execution)

    return wait(call, _WAITING, look, ("StopAutomationExecution", given), DEFAULT_WAIT_SECONDS)


def _request(call: ActionCall) -> dict[str, JsonValue]:
    given = call.inputs.get("RuntimeParameters")
    values = given if isinstance(given, dict) else {}
    parameters: dict[str, JsonValue] = {name: [*as_texts(value)] for name, value in values.items() if value is not None}
    return {**{name: call.inputs.get(name) for name in _AS_GIVEN}, "Parameters": parameters or None}


def _ending(call: ActionCall, execution_id: str, status: str, execution: JsonValue) -> Ending:
    outputs: dict[str, JsonValue] = {"ExecutionId": execution_id, "Status": status}
    values = part(execution, "Outputs")
    if is_single(call.inputs) and isinstance(values, Mapping) and values:
        outputs["Output"] = [found for value in values.values() for found in as_texts(value)]
    if status in ("Success", "CompletedWithSuccess"):
        return Ending(Status.SUCCESS, dict(outputs), outputs)
    why = text(execution, "FailureMessage")
    reason = f"The automation {execution_id} of {call.text('DocumentName')} ended {status}{f': {why}' if why else ''}"
    ended = Status.TIMED_OUT if status == "TimedOut" else Status.FAILED
    return Ending(ended, dict(outputs), outputs, Failure(reason, Stage.POST_VERIFICATION))
