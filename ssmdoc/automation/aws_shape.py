"""An automation in the shape of GetAutomationExecution.

Source: BOTO AutomationExecution, StepExecution; facts statuses (automation_result_fields).
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ssmdoc.automation.execution import Execution
from ssmdoc.automation.records import Failure, Record
from ssmdoc.automation.status import Status
from ssmdoc.model.steps import LOOP
from ssmdoc.plan.automation.convert import as_text, as_texts
from ssmdoc.plan.automation.runbook import OnFailure, Step
from ssmdoc.running import aws_times
from ssmdoc.source.values import JsonValue

_COUNTED = {
    "SuccessSteps": Status.SUCCESS,
    "FailedSteps": Status.FAILED,
    "CancelledSteps": Status.CANCELLED,
    "TimedOutSteps": Status.TIMED_OUT,
}


@dataclass(frozen=True, slots=True)
class Request:
    """What an automation was started with, as far as its result repeats it."""

    document_name: str
    document_version: str = "1"
    executed_by: str = "arn:aws:iam::123456789012:user/ssmdoc"
    parent_id: str = ""


def execution_json(execution: Execution, request: Request) -> dict[str, JsonValue]:
    """GetAutomationExecution's AutomationExecution."""
    steps = [*_steps(execution)]
    result: dict[str, JsonValue] = {
        "AutomationExecutionId": execution.execution_id,
        "DocumentName": request.document_name,
        "DocumentVersion": request.document_version,
        "ExecutionStartTime": aws_times.seconds(execution.started),
        "ExecutionEndTime": aws_times.seconds(execution.ended),
        "AutomationExecutionStatus": execution.status.value,
        "StepExecutions": [*steps],
        "StepExecutionsTruncated": False,
        "Parameters": {name: [*as_texts(value)] for name, value in execution.parameters.items()},
        "Outputs": {name: [*as_texts(value)] for name, value in execution.outputs.items()},
        "Mode": "Auto",
        "ExecutedBy": request.executed_by,
        "Targets": [],
        "ResolvedTargets": {"ParameterValues": [], "Truncated": False},
        "ProgressCounters": _progress(execution),
        "Variables": {name: [*as_texts(value)] for name, value in execution.variables.items()},
    }
    if execution.failure is not None and execution.status is not Status.SUCCESS:
        result["FailureMessage"] = execution.failure.message
    if request.parent_id:
        result["ParentAutomationExecutionId"] = request.parent_id
    return result


def _steps(execution: Execution) -> Iterator[dict[str, JsonValue]]:
    """The steps that ran, in that order, and those of the document that the run did not come to (Pending)."""
    ran = {record.step.name for record in execution.records}
    for record in execution.records:
        yield _step_execution(record)
    for number, step in enumerate(execution.runbook.steps):
        if step.name not in ran:
            step_id = f"{execution.execution_id[:24]}{number:012x}"
            status = Status.PENDING.value
            yield {"StepName": step.name, "Action": step.action, "StepStatus": status, "StepExecutionId": step_id}


def _step_execution(record: Record) -> dict[str, JsonValue]:
    step = record.step
    result: dict[str, JsonValue] = {
        "StepName": step.name,
        "Action": step.action,
        "OnFailure": _on_failure(step),
        "MaxAttempts": step.max_attempts,
        "StepStatus": record.status.value,
        "Inputs": {name: _as_input(value) for name, value in record.inputs.items()},
        "Outputs": {name: [*as_texts(value)] for name, value in record.outputs.items()},
        "StepExecutionId": record.id,
        "OverriddenParameters": {},
        "IsEnd": step.is_end,
        "IsCritical": step.decides,
        "ValidNextSteps": [],
    }
    if step.timeout_seconds is not None:
        result["TimeoutSeconds"] = step.timeout_seconds
    if record.started is not None:
        result["ExecutionStartTime"] = aws_times.seconds(record.started)
    if record.ended is not None:
        result["ExecutionEndTime"] = aws_times.seconds(record.ended)
    if record.response is not None:
        result["Response"] = as_text(record.response)
    if record.response_code:
        result["ResponseCode"] = record.response_code
    if next_step := record.next_step or step.next_step:
        result["NextStep"] = next_step
    if record.failure is not None:
        result["FailureMessage"] = record.failure.message
        result["FailureDetails"] = _failure_details(record.failure)
    if record.parent is not None:
        parent = record.parent
        result["ParentStepDetails"] = {
            "StepExecutionId": parent.record_id,
            "StepName": parent.name,
            "Action": LOOP,
            "Iteration": parent.iteration,
            "IteratorValue": as_text(parent.value) if parent.value is not None else "",
        }
    return result


def _as_input(value: JsonValue) -> str:
    """Inputs are shown as JSON, a text with quotes. Source: the examples of get-automation-execution in the AWS CLI."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _on_failure(step: Step) -> str:
    match step.on_failure:
        case None:
            return OnFailure.ABORT.value
        case OnFailure():
            return step.on_failure.value
        case name:
            return f"step:{name}"


def _failure_details(failure: Failure) -> dict[str, JsonValue]:
    details: dict[str, JsonValue] = {
        "VerificationErrorMessage": [failure.reason if failure.type == "Verification" else ""]
    }
    if failure.hint:
        details["Mock"] = [failure.hint]
    if failure.line:
        details["DocumentLine"] = [str(failure.line)]
    return {"FailureStage": failure.stage.value, "FailureType": failure.type, "Details": details}


def _progress(execution: Execution) -> dict[str, JsonValue]:
    counts = Counter(record.status for record in execution.records)
    return {"TotalSteps": len(execution.records), **{name: counts[status] for name, status in _COUNTED.items()}}
