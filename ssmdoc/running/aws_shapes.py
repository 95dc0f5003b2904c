"""Results in the shapes of AWS: SendCommand's Command, with the invocations and steps of `aws_invocations`.

Source: botocore's service model of SSM; facts statuses.yaml and service.md.
"""

import json
from collections import Counter
from collections.abc import Sequence

from ssmdoc.running import aws_invocations, aws_times
from ssmdoc.running.command_request import CommandRequest, NodeResult
from ssmdoc.running.fleet.details import Details, Tally, completed, errors, of_command, status_of
from ssmdoc.running.fleet.rate import allowed_errors
from ssmdoc.source.values import JsonValue


def command_json(request: CommandRequest, nodes: Sequence[NodeResult]) -> dict[str, JsonValue]:
    """Everything `ssmdoc run --format json` says about a Command document."""
    tally = Counter(node.final for node in nodes)
    details = of_command(tally, allowed_errors(request.max_errors, len(nodes)))
    return {
        "Command": command(request, [node.instance_id for node in nodes], details, tally),
        "CommandInvocations": [aws_invocations.command_invocation(request, node) for node in nodes],
        "Invocations": [found for node in nodes for found in aws_invocations.invocations(request, node)],
        "Steps": [step for node in nodes for step in aws_invocations.steps(node)],
    }


def command(
    request: CommandRequest, instance_ids: Sequence[str], details: Details, tally: Tally
) -> dict[str, JsonValue]:
    """The Command; with targets, AWS does not list the ids of the nodes that they mean."""
    return {
        "CommandId": request.command_id,
        "DocumentName": request.document_name,
        "DocumentVersion": request.document_version,
        "Comment": request.comment,
        "ExpiresAfter": aws_times.seconds(request.expires),
        "Parameters": {name: _parameter(value) for name, value in request.parameters.items()},
        "InstanceIds": [] if request.targets else [*instance_ids],
        "Targets": [{"Key": key, "Values": [*values]} for key, values in request.targets],
        "RequestedDateTime": aws_times.seconds(request.requested),
        "Status": status_of(details),
        "StatusDetails": details.value,
        "MaxConcurrency": request.max_concurrency,
        "MaxErrors": request.max_errors,
        "TargetCount": sum(tally.values()),
        "CompletedCount": completed(tally),
        "ErrorCount": errors(tally),
        "DeliveryTimedOutCount": tally.get(Details.DELIVERY_TIMED_OUT, 0),
        "TimeoutSeconds": request.timeout_seconds,
        **aws_invocations.configurations(request),
    }


def _parameter(value: JsonValue) -> JsonValue:
    """A value in AWS's form, a list of texts."""
    items = value if isinstance(value, list) else [value]
    return [item if isinstance(item, str) else json.dumps(item, separators=(",", ":")) for item in items]
