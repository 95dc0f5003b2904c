"""What a command means for its step.

Source: UG25 automation-action-runcommand.md (which outputs there are when); facts service.md (the message). The words
were seen for Failed; that the service words the other statuses alike is our guess.
"""

import json
from collections.abc import Mapping

from ssmdoc.automation.actions.run_command.send import Sent, Stop
from ssmdoc.automation.records import Ending, Failure, Stage, timed_out
from ssmdoc.automation.status import Status
from ssmdoc.plan.automation.convert import as_text
from ssmdoc.running.command_request import NodeResult
from ssmdoc.running.fleet.details import status_of
from ssmdoc.source.values import JsonValue

DOING = "verifying the command has completed"
_SUCCESS = "Success"


def ending(sent: Sent, command_id: str, steps: int, *, has_one_node: bool) -> Ending:
    """How the step ends.

    Args:
        sent: what came of the command.
        command_id: its id.
        steps: how many the document has.
        has_one_node: whether it was sent to one instance by its id; else there is no Output.
    """
    payload: dict[str, JsonValue] = {"Status": status_of(sent.state.details)}
    if has_one_node:
        payload |= _of_node(sent.nodes[0], steps)
    payload["CommandId"] = command_id
    notes = tuple(dict.fromkeys(node.result.trace for node in sent.nodes if node.result.trace))
    return ending_with(payload, sent.stop, notes)


def ending_with(payload: dict[str, JsonValue], stop: Stop | None = None, notes: tuple[str, ...] = ()) -> Ending:
    """How a step ends whose command ended with this Status, and perhaps ResponseCode and Output, CommandId last."""
    status, command_id = payload["Status"], payload["CommandId"]
    code = as_text(payload["ResponseCode"]) if "ResponseCode" in payload else ""
    outputs = {name: as_text(value) for name, value in payload.items()}
    if stop is None and status == _SUCCESS:
        return Ending(Status.SUCCESS, payload, outputs, response_code=code, notes=notes)
    outputs = _in_order(outputs | {"OutputPayload": json.dumps(payload, ensure_ascii=False, separators=(",", ":"))})
    all_outputs: dict[str, JsonValue] = {**outputs, "OutputPayload": payload}
    match stop:
        case Stop.CANCELLED:
            return Ending(Status.CANCELLED, payload, all_outputs, response_code=code, notes=notes)
        case Stop.TIMED_OUT:
            failure = timed_out(doing=DOING).failure
            return Ending(Status.TIMED_OUT, payload, all_outputs, failure, code, notes=notes)
        case None:
            shown = ", ".join(f"{name}=[{value}]" for name, value in outputs.items())
            reason = f"Command {command_id} returns unexpected invocation result: \n{{{shown}}}"
            failure = Failure(reason, Stage.POST_VERIFICATION, "Verification", doing=DOING)
            return Ending(Status.FAILED, payload, all_outputs, failure, code, notes=notes)


def _of_node(node: NodeResult, steps: int) -> dict[str, JsonValue]:
    """ResponseCode, if the document has one step, and Output; that of several steps together is our guess."""
    found: dict[str, JsonValue] = {}
    if steps == 1:
        found["ResponseCode"] = node.result.steps[0].code if node.result.steps else -1
    return found | {"Output": "\n".join(step.output for step in node.result.steps if step.output)}


def _in_order(outputs: Mapping[str, str]) -> dict[str, str]:
    """The outputs in the order in which the service's messages have them."""
    return dict(sorted(outputs.items(), key=lambda item: item[0] == "CommandId"))
