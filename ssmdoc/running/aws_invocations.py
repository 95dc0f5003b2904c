"""What came of a command on one node, in the shapes of ListCommandInvocations and GetCommandInvocation, and our steps.

Source: botocore's service model of SSM; facts statuses.yaml and service.md.
"""

from collections.abc import Iterator

from ssmdoc.running import aws_times
from ssmdoc.running.command_request import CommandRequest, NodeResult, PlannedPlugin
from ssmdoc.running.fleet.details import Details, of_result, status_of
from ssmdoc.running.fleet.outputs import log_group, s3_folder, s3_key, s3_url
from ssmdoc.running.result import StepResult
from ssmdoc.source.values import JsonValue

_MAXIMUM_OUTPUT, _MAXIMUM_STDERR = 2_500, 8_000
"""Characters of CommandPlugin.Output and TraceOutput, and of StandardErrorContent (source: botocore)."""
_NOT_RECEIVED = -1
"""The response code of a plugin that was never started (source: BOTO GetCommandInvocationResult.ResponseCode)."""


def command_invocation(request: CommandRequest, node: NodeResult) -> dict[str, JsonValue]:
    """A CommandInvocation with its plugins."""
    plugins = [_plugin(request, node, step) for step in node.result.steps]
    if not node.result.steps:
        plugins = [_unreached_plugin(node, plugin) for plugin in node.plugins]
    first = node.result.steps[0] if len(node.result.steps) == 1 else None
    return {
        "CommandId": request.command_id,
        "InstanceId": node.instance_id,
        "InstanceName": node.instance_name,
        "Comment": request.comment,
        "DocumentName": request.document_name,
        "DocumentVersion": request.document_version,
        "RequestedDateTime": aws_times.seconds(request.requested),
        **_status(node.final),
        "TraceOutput": node.result.trace[:_MAXIMUM_OUTPUT],
        **_urls(request, node, first),
        "CommandPlugins": [*plugins],
        **_configurations(request, with_notifications=True),
    }


def invocations(request: CommandRequest, node: NodeResult) -> Iterator[JsonValue]:
    """What GetCommandInvocation gives, one for each step."""
    common: dict[str, JsonValue] = {
        "CommandId": request.command_id,
        "InstanceId": node.instance_id,
        "Comment": request.comment,
        "DocumentName": request.document_name,
        "DocumentVersion": request.document_version,
    }
    configurations = _configurations(request, with_notifications=False)
    for step in node.result.steps:
        yield {
            **common,
            "PluginName": step.name,
            "ResponseCode": step.code,
            "ExecutionStartDateTime": aws_times.text(step.started),
            "ExecutionElapsedTime": aws_times.duration(step.ended - step.started),
            "ExecutionEndDateTime": aws_times.text(step.ended),
            **_status(of_result(step.status)),
            "StandardOutputContent": step.stdout,
            "StandardErrorContent": step.stderr[:_MAXIMUM_STDERR],
            **_urls(request, node, step),
            **configurations,
        }
    for plugin in () if node.result.steps else node.plugins:
        yield {
            **common,
            "PluginName": plugin.name,
            "ResponseCode": _NOT_RECEIVED,
            "ExecutionStartDateTime": "",
            "ExecutionElapsedTime": "",
            "ExecutionEndDateTime": "",
            **_status(node.final),
            "StandardOutputContent": "",
            "StandardErrorContent": "",
            **_urls(request, node, None),
            **configurations,
        }


def steps(node: NodeResult) -> Iterator[JsonValue]:
    """The steps as the agent replied them; of a node that has run nothing, none."""
    for step in node.result.steps:
        yield {
            "Name": step.name,
            "Action": step.action,
            "InstanceId": node.instance_id,
            "Status": step.status.value,
            "ResponseCode": step.code,
            "Output": step.output,
            "StandardOutput": step.stdout,
            "StandardError": step.stderr,
        }


def _status(details: Details) -> dict[str, JsonValue]:
    return {"Status": status_of(details), "StatusDetails": details.value}


def _plugin(request: CommandRequest, node: NodeResult, step: StepResult) -> dict[str, JsonValue]:
    where: dict[str, JsonValue] = {}
    if request.outputs.bucket:
        folder = s3_folder(request.outputs, request.command_id, node.instance_id, step.action)
        where = {
            "OutputS3Region": request.region,
            "OutputS3BucketName": request.outputs.bucket,
            "OutputS3KeyPrefix": folder,
        }
    return {
        "Name": step.name,
        **_status(of_result(step.status)),
        "ResponseCode": step.code,
        "ResponseStartDateTime": aws_times.seconds(step.started),
        "ResponseFinishDateTime": aws_times.seconds(step.ended),
        "Output": step.output[:_MAXIMUM_OUTPUT],
        **_urls(request, node, step),
        **where,
    }


def _unreached_plugin(node: NodeResult, plugin: PlannedPlugin) -> dict[str, JsonValue]:
    unset: dict[str, JsonValue] = {"Output": "", "StandardOutputUrl": "", "StandardErrorUrl": ""}
    return {"Name": plugin.name, **_status(node.final), "ResponseCode": _NOT_RECEIVED, **unset}


def _urls(request: CommandRequest, node: NodeResult, step: StepResult | None) -> dict[str, JsonValue]:
    if not request.outputs.bucket or step is None:
        return {"StandardOutputUrl": "", "StandardErrorUrl": ""}
    folder = s3_folder(request.outputs, request.command_id, node.instance_id, step.action)
    stdout, stderr = (
        s3_url(request.outputs, request.region, s3_key(folder, step.name, stream)) for stream in ("stdout", "stderr")
    )
    return {"StandardOutputUrl": stdout, "StandardErrorUrl": stderr}


def _configurations(request: CommandRequest, *, with_notifications: bool) -> dict[str, JsonValue]:
    """CloudWatchOutputConfig and NotificationConfig, as far as they were given."""
    outputs = request.outputs
    found: dict[str, JsonValue] = {}
    if outputs.log_group is not None:
        group = log_group(outputs, request.document_name)
        found["CloudWatchOutputConfig"] = {"CloudWatchLogGroupName": group, "CloudWatchOutputEnabled": True}
    if with_notifications and outputs.notifications is not None:
        arn, events, kind = outputs.notifications
        found["NotificationConfig"] = {
            "NotificationArn": arn,
            "NotificationEvents": [*events],
            "NotificationType": kind,
        }
    return found


def configurations(request: CommandRequest) -> dict[str, JsonValue]:
    """Where the output of a command goes, as Command has it."""
    outputs = request.outputs
    found = _configurations(request, with_notifications=True)
    if outputs.bucket:
        found |= {
            "OutputS3Region": request.region,
            "OutputS3BucketName": outputs.bucket,
            "OutputS3KeyPrefix": outputs.prefix,
        }
    return found
