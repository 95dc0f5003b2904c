"""aws:createStack and aws:deleteStack.

Sources: UG25 automation-action-createstack.md, automation-action-deletestack.md, which also say which APIs are called.
"""

from ssmdoc.automation.actions.answer_parts import maps, text
from ssmdoc.automation.actions.api import ApiFailedError
from ssmdoc.automation.actions.call import ActionCall, StoppedError
from ssmdoc.automation.actions.working import (
    api_failed,
    call_while,
    checked_call,
    ended_well,
    id_in,
    unexpected,
    wait_while,
)
from ssmdoc.automation.records import Ending, succeeded

_SERVICE = "cloudformation"
_DESCRIBE = "DescribeStacks"
_VERIFYING = "verifying the stack is created"
_VERIFYING_DELETION = "verifying the stack is deleted"
_ON_THE_WAY = ("CREATE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS")
_INPUTS = (
    *("StackName", "TemplateBody", "TemplateURL", "Parameters", "Capabilities", "OnFailure", "DisableRollback"),
    *("ClientRequestToken", "NotificationARNs", "ResourceTypes", "RoleARN", "StackPolicyBody", "StackPolicyURL"),
    *("Tags", "TimeoutInMinutes"),
)
"""CreateStack knows them by the same names."""


def create_stack(call: ActionCall) -> Ending:
    """Create a stack and wait until it is complete; one that is rolled back or deleted fails the step."""
    request = {name: call.inputs.get(name) for name in _INPUTS}
    made = call_while(call, "creating the stack", _SERVICE, "CreateStack", request)
    stack_id = id_in(made, "CreateStack", "StackId")

    def look() -> Ending | None:
        answer = call_while(call, _VERIFYING, _SERVICE, _DESCRIBE, {"StackName": stack_id})
        for stack in maps(answer, "Stacks"):
            status, reason = text(stack, "StackStatus"), text(stack, "StackStatusReason")
            if status == "CREATE_COMPLETE":
                outputs = {"StackId": stack_id, "StackStatus": status, "StackStatusReason": reason}
                return ended_well(call, outputs)
            if status not in _ON_THE_WAY:
                return _unexpected(call, _VERIFYING, status, reason)
        return None

    return wait_while(call, _VERIFYING, look)


def delete_stack(call: ActionCall) -> Ending:
    """Delete a stack and wait until it is gone."""
    name = call.text("StackName")
    request = {
        name: call.inputs.get(name) for name in ("StackName", "ClientRequestToken", "RetainResources", "RoleARN")
    }
    request["RetainResources"] = request["RetainResources"] or call.inputs.get("RetainResources.member.N")
    call_while(call, "deleting the stack", _SERVICE, "DeleteStack", request)

    def look() -> Ending | None:
        try:
            answer = checked_call(call, _SERVICE, _DESCRIBE, {"StackName": name})
        except ApiFailedError as error:
            if error.code == "ValidationError" and "does not exist" in error.message:
                return succeeded()
            raise StoppedError(api_failed(error, _VERIFYING_DELETION, _SERVICE, _DESCRIBE)) from error
        for stack in maps(answer, "Stacks"):
            status = text(stack, "StackStatus")
            if status == "DELETE_COMPLETE":
                return succeeded()
            if status == "DELETE_FAILED":
                return _unexpected(call, _VERIFYING_DELETION, status, text(stack, "StackStatusReason"))
        return None

    return wait_while(call, _VERIFYING_DELETION, look)


def _unexpected(call: ActionCall, doing: str, status: str, reason: str) -> Ending:
    found = f"Stack {call.text('StackName')} entered unexpected state: {status}"
    return unexpected(doing, f"{found}. {reason}" if reason else found)
