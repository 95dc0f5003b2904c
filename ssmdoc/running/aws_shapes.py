"""Results in the shapes of AWS: SendCommand's Command, ListCommandInvocations, GetCommandInvocation, and our own steps.

Times are AWS's: seconds since 1970 in Command and CommandInvocations, texts in GetCommandInvocation.
Source: botocore's service model of SSM; facts statuses.yaml and service.md.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ssmdoc.running.result import CommandResult, Status, StepResult
from ssmdoc.source.values import JsonValue

_MAXIMUM_OUTPUT, _MAXIMUM_STDERR = 2_500, 8_000
"""Characters of CommandPlugin.Output and TraceOutput, and of StandardErrorContent (source: botocore)."""
_EXECUTION_TIMEOUT = timedelta(seconds=3_600)
"""Added to the delivery timeout for ExpiresAfter (source: service.md)."""
_STATUSES: Mapping[Status, tuple[str, str]] = {
    Status.SUCCESS: ("Success", "Success"),
    # AWS has no such status: a skipped step is a success there (source: statuses.yaml)
    Status.SKIPPED: ("Success", "Success"),
    Status.FAILED: ("Failed", "Failed"),
    Status.TIMED_OUT: ("TimedOut", "ExecutionTimedOut"),
    Status.CANCELLED: ("Cancelled", "Cancelled"),
    Status.SUCCESS_AND_REBOOT: ("InProgress", "InProgress"),
    Status.IN_PROGRESS: ("InProgress", "InProgress"),
}
"""Status and StatusDetails."""


@dataclass(frozen=True, slots=True)
class CommandRequest:
    """A command as it was sent."""

    command_id: str
    document_name: str
    requested: datetime
    parameters: Mapping[str, JsonValue]
    document_version: str = "$DEFAULT"
    comment: str = ""
    timeout_seconds: int = 3_600
    max_concurrency: str = "50"
    max_errors: str = "0"


@dataclass(frozen=True, slots=True)
class NodeResult:
    """What came of a command on one of its nodes."""

    instance_id: str
    result: CommandResult
    instance_name: str = ""


def command_json(request: CommandRequest, nodes: Sequence[NodeResult]) -> dict[str, JsonValue]:
    """Everything `ssmdoc run --format json` says about a Command document."""
    return {
        "Command": _command(request, nodes),
        "CommandInvocations": [_command_invocation(request, node) for node in nodes],
        "Invocations": [_invocation(request, node, step) for node in nodes for step in node.result.steps],
        "Steps": [_step(node, step) for node in nodes for step in node.result.steps],
    }


def _command(request: CommandRequest, nodes: Sequence[NodeResult]) -> dict[str, JsonValue]:
    statuses = [node.result.status for node in nodes]
    errors = sum(status in (Status.FAILED, Status.TIMED_OUT) for status in statuses)
    status, details = _command_status(request, statuses, errors)
    expires = request.requested + timedelta(seconds=request.timeout_seconds) + _EXECUTION_TIMEOUT
    return {
        "CommandId": request.command_id,
        "DocumentName": request.document_name,
        "DocumentVersion": request.document_version,
        "Comment": request.comment,
        "ExpiresAfter": _seconds(expires),
        "Parameters": {name: _parameter(value) for name, value in request.parameters.items()},
        "InstanceIds": [node.instance_id for node in nodes],
        "Targets": [],
        "RequestedDateTime": _seconds(request.requested),
        "Status": status,
        "StatusDetails": details,
        "MaxConcurrency": request.max_concurrency,
        "MaxErrors": request.max_errors,
        "TargetCount": len(nodes),
        "CompletedCount": sum(status is not Status.IN_PROGRESS for status in statuses),
        "ErrorCount": errors,
        "DeliveryTimedOutCount": 0,
        "TimeoutSeconds": request.timeout_seconds,
    }


def _command_status(request: CommandRequest, statuses: Sequence[Status], errors: int) -> tuple[str, str]:
    """The status over all nodes: of one node its own; of more, Incomplete while MaxErrors is not exceeded."""
    if len(set(statuses)) == 1:
        return _STATUSES[statuses[0]]
    number = int(request.max_errors.rstrip("%"))
    most = number * len(statuses) / 100 if request.max_errors.endswith("%") else number
    if errors > most:
        return "Failed", "Failed"
    if errors:
        return "Failed", "Incomplete"
    return _STATUSES[Status.CANCELLED if Status.CANCELLED in statuses else Status.SUCCESS]


def _parameter(value: JsonValue) -> JsonValue:
    """A value in AWS's form, a list of texts."""
    items = value if isinstance(value, list) else [value]
    return [item if isinstance(item, str) else json.dumps(item, separators=(",", ":")) for item in items]


def _command_invocation(request: CommandRequest, node: NodeResult) -> dict[str, JsonValue]:
    status, details = _STATUSES[node.result.status]
    return {
        "CommandId": request.command_id,
        "InstanceId": node.instance_id,
        "InstanceName": node.instance_name,
        "Comment": request.comment,
        "DocumentName": request.document_name,
        "DocumentVersion": request.document_version,
        "RequestedDateTime": _seconds(request.requested),
        "Status": status,
        "StatusDetails": details,
        "TraceOutput": node.result.trace[:_MAXIMUM_OUTPUT],
        "StandardOutputUrl": "",
        "StandardErrorUrl": "",
        "CommandPlugins": [_command_plugin(step) for step in node.result.steps],
    }


def _command_plugin(step: StepResult) -> dict[str, JsonValue]:
    status, details = _STATUSES[step.status]
    return {
        "Name": step.name,
        "Status": status,
        "StatusDetails": details,
        "ResponseCode": step.code,
        "ResponseStartDateTime": _seconds(step.started),
        "ResponseFinishDateTime": _seconds(step.ended),
        "Output": step.output[:_MAXIMUM_OUTPUT],
        "StandardOutputUrl": "",
        "StandardErrorUrl": "",
    }


def _invocation(request: CommandRequest, node: NodeResult, step: StepResult) -> dict[str, JsonValue]:
    status, details = _STATUSES[step.status]
    return {
        "CommandId": request.command_id,
        "InstanceId": node.instance_id,
        "Comment": request.comment,
        "DocumentName": request.document_name,
        "DocumentVersion": request.document_version,
        "PluginName": step.name,
        "ResponseCode": step.code,
        "ExecutionStartDateTime": _text(step.started),
        "ExecutionElapsedTime": duration(step.ended - step.started),
        "ExecutionEndDateTime": _text(step.ended),
        "Status": status,
        "StatusDetails": details,
        "StandardOutputContent": step.stdout,
        "StandardOutputUrl": "",
        "StandardErrorContent": step.stderr[:_MAXIMUM_STDERR],
        "StandardErrorUrl": "",
    }


def _step(node: NodeResult, step: StepResult) -> dict[str, JsonValue]:
    return {
        "Name": step.name,
        "Action": step.action,
        "InstanceId": node.instance_id,
        "Status": step.status.value,
        "ResponseCode": step.code,
        "Output": step.output,
        "StandardOutput": step.stdout,
        "StandardError": step.stderr,
    }


def _seconds(moment: datetime) -> float:
    return round(moment.timestamp(), 3)


def _text(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"


def duration(elapsed: timedelta) -> str:
    """An ISO 8601 duration as AWS writes it: `PT0.091S`, `PT1H0.271S`, `PT0S`."""
    milliseconds = elapsed // timedelta(milliseconds=1)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    text = f"{hours}H" * (hours > 0) + f"{minutes}M" * (minutes > 0)
    seconds = f"{rest // 1000}.{rest % 1000:03}".rstrip("0").rstrip(".")
    return f"PT{text}{seconds}S" if rest or not text else f"PT{text}"
