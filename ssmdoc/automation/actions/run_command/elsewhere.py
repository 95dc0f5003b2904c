"""A command whose document is not here, so that a door answers SendCommand, and how the command ended.

Source: BOTO SendCommand, GetCommandInvocation, ListCommands. Which of them the service asks for its step is not known.
"""

from ssmdoc.automation.actions.answer_parts import maps, part, text
from ssmdoc.automation.actions.api import ApiFailedError
from ssmdoc.automation.actions.call import ActionCall
from ssmdoc.automation.actions.elsewhere import SSM, start, wait
from ssmdoc.automation.actions.run_command.document import missing
from ssmdoc.automation.actions.run_command.ending import DOING, ending_with
from ssmdoc.automation.actions.run_command.request import DEFAULT_SECONDS, Request
from ssmdoc.automation.actions.working import checked_call, id_in
from ssmdoc.automation.records import Ending
from ssmdoc.running.output import Streams, combine, decode
from ssmdoc.source.values import JsonValue

_AS_GIVEN = (
    *("InstanceIds", "Targets", "Comment", "DocumentHash", "DocumentHashType", "TimeoutSeconds"),
    *("MaxConcurrency", "MaxErrors", "OutputS3BucketName", "OutputS3KeyPrefix", "ServiceRoleArn"),
    *("NotificationConfig", "CloudWatchOutputConfig"),
)
"""The inputs of the step that are members of SendCommand, beside its document and parameters."""
_ENDED = ("Success", "Failed", "TimedOut", "Cancelled")
_NOT_YET_THERE = "InvocationDoesNotExist"


def command_elsewhere(call: ActionCall, request: Request) -> Ending:
    """Send the command, and look until it has ended.

    Raises:
        StoppedError: it was not sent.
    """
    sent = start(call, "SendCommand", _send_command(call, request), str(missing(request, call.world)))
    command_id = id_in(part(sent, "Command"), "SendCommand", "CommandId")
    call.say(f"{request.document} is sent as {command_id}")
    by_id = request.instance_ids if not request.targets else ()
    instance_id = by_id[0] if len(by_id) == 1 else ""

    def look() -> Ending | None:
        payload = _invocation(call, command_id, instance_id) if instance_id else _command(call, command_id)
        if payload.get("Status") not in _ENDED:
            return None
        if output := text(payload, "Output"):
            call.say(output)
        return ending_with({**payload, "CommandId": command_id})

    return wait(call, DOING, look, ("CancelCommand", {"CommandId": command_id}), request.seconds + DEFAULT_SECONDS)


def _send_command(call: ActionCall, request: Request) -> dict[str, JsonValue]:
    return {
        "DocumentName": request.document,
        "DocumentVersion": request.version or None,
        "Parameters": dict(request.parameters) or None,
        **{name: call.inputs.get(name) for name in _AS_GIVEN},
    }


def _invocation(call: ActionCall, command_id: str, instance_id: str) -> dict[str, JsonValue]:
    """Status, ResponseCode and Output of the command on its one node, as far as they are known."""
    given: dict[str, JsonValue] = {"CommandId": command_id, "InstanceId": instance_id}
    try:
        answer = checked_call(call, SSM, "GetCommandInvocation", given)
    except ApiFailedError as error:
        if error.code == _NOT_YET_THERE:
            return {}
        raise
    streams = (text(answer, f"Standard{name}Content").encode() for name in ("Output", "Error"))
    found: dict[str, JsonValue] = {"Status": id_in(answer, "GetCommandInvocation", "Status")}
    if isinstance(answer.get("ResponseCode"), int) and answer.get("PluginName", "one") != "":
        found["ResponseCode"] = answer["ResponseCode"]
    return found | {"Output": decode(combine(Streams(*streams)))}


def _command(call: ActionCall, command_id: str) -> dict[str, JsonValue]:
    """Status of a command on many nodes."""
    answer = checked_call(call, SSM, "ListCommands", {"CommandId": command_id})
    found: JsonValue = next(iter(maps(answer, "Commands")), None)
    return {"Status": id_in(found, "ListCommands", "Status")}
