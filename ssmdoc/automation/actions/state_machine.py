"""aws:executeStateMachine.

Source: UG25 automation-action-executeStateMachine.md, which also says which APIs are called: StopExecution is for a
step that is cancelled.
"""

from contextlib import suppress

from ssmdoc.automation.actions.answer_parts import text
from ssmdoc.automation.actions.api import ApiFailedError, try_api
from ssmdoc.automation.actions.call import ActionCall, StoppedError
from ssmdoc.automation.actions.working import call_while, ended_well, id_in, unexpected, wait_while
from ssmdoc.automation.records import Ending
from ssmdoc.automation.status import Status
from ssmdoc.plan.automation.convert import as_text
from ssmdoc.source.values import JsonValue

_SERVICE = "stepfunctions"
_STARTING = "starting the execution of the state machine"
_VERIFYING = "verifying the execution of the state machine has succeeded"
_OUTPUTS = ("executionArn", "input", "name", "output", "startDate", "stateMachineArn", "status", "stopDate")


def execute_state_machine(call: ActionCall) -> Ending:
    """Start an execution and wait until it has succeeded."""
    started = call_while(call, _STARTING, _SERVICE, "StartExecution", _request(call))
    execution = id_in(started, "StartExecution", "executionArn")

    def look() -> Ending | None:
        answer = call_while(call, _VERIFYING, _SERVICE, "DescribeExecution", {"executionArn": execution})
        status = text(answer, "status")
        if status == "SUCCEEDED":
            return ended_well(call, {name: answer[name] for name in _OUTPUTS if name in answer})
        if status in ("FAILED", "TIMED_OUT", "ABORTED"):
            why = ": ".join(filter(None, (text(answer, "error"), text(answer, "cause"))))
            reason = f"Execution {execution} entered unexpected state: {status}"
            return unexpected(_VERIFYING, f"{reason}. {why}" if why else reason)
        return None

    try:
        ending = wait_while(call, _VERIFYING, look)
    except StoppedError as stopped:
        ending = stopped.ending
    if ending.status is Status.CANCELLED:
        with suppress(ApiFailedError, StoppedError):
            try_api(call, _SERVICE, "StopExecution", {"executionArn": execution})
    return ending


def _request(call: ActionCall) -> dict[str, JsonValue]:
    given = call.inputs.get("input")
    return {
        "stateMachineArn": call.inputs.get("stateMachineArn"),
        "name": call.inputs.get("name"),
        "input": None if given is None else as_text(given),
    }
