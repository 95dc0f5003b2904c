from threading import Event

import pytest

from ssmdoc.automation.records import CANCELLED, Ending, Failure, Stage, succeeded, timed_out
from ssmdoc.automation.status import Status
from ssmdoc.aws.call import Answer, Response
from ssmdoc.plan.automation.runbook import Output
from ssmdoc.source.values import JsonValue
from tests.automation.actions.performing import UNANSWERED, Called, Performed, cancelling, error, ok, performed

CREATE, DELETE = "aws:createStack", "aws:deleteStack"
ID = "arn:aws:cloudformation:eu-west-1:123456789012:stack/web/1"
VERIFYING, VERIFYING_DELETION = "verifying the stack is created", "verifying the stack is deleted"
INPUTS: dict[str, JsonValue] = {
    "StackName": "web",
    "TemplateBody": "{}",
    "Parameters": [{"ParameterKey": "Size", "ParameterValue": 3}],
    "Capabilities": "CAPABILITY_IAM",
    "TimeoutInMinutes": "5",
}
MAKE: Called = (
    "cloudformation CreateStack",
    {
        "StackName": "web",
        "TemplateBody": "{}",
        "Parameters": [{"ParameterKey": "Size", "ParameterValue": "3"}],
        "Capabilities": ["CAPABILITY_IAM"],
        "TimeoutInMinutes": 5,
    },
)
LOOK: Called = ("cloudformation DescribeStacks", {"StackName": ID})
MADE = ok(StackId=ID)
GONE = error("ValidationError", "Stack with id web does not exist")
DROP: Called = ("cloudformation DeleteStack", {"StackName": "web"})
LOOK_BY_NAME: Called = ("cloudformation DescribeStacks", {"StackName": "web"})


def stack(status: str, reason: str = "") -> Response:
    return ok(Stacks=[{"StackStatus": status, **({"StackStatusReason": reason} if reason else {})}])


def unexpected(doing: str, reason: str) -> Ending:
    return Ending(Status.FAILED, failure=Failure(reason, Stage.POST_VERIFICATION, "Verification", doing=doing))


def failed_call(api: str, message: str, doing: str, type_: str = "Action") -> Ending:
    reason = (
        f"Get Exception from {api} API of cloudformation Service. Exception Message from {api} API: [{message} "
        "(Service: AmazonCloudFormation; Status Code: 400; "
    )
    code = "AccessDenied" if type_ == "Permission" else "AlreadyExistsException"
    return Ending(Status.FAILED, failure=Failure(f"{reason}Error Code: {code})]", type=type_, doing=doing))


def test_a_stack_is_created() -> None:
    outputs = {"StackId": ID, "StackStatus": "CREATE_COMPLETE", "StackStatusReason": ""}
    answers = [MADE, ok(Stacks=[]), stack("CREATE_IN_PROGRESS"), stack("CREATE_COMPLETE")]
    assert performed(CREATE, INPUTS, *answers) == Performed(succeeded(outputs=outputs), [MAKE, *[LOOK] * 3], 10)


def test_outputs_that_are_declared_are_selected_from_the_others() -> None:
    outputs: dict[str, JsonValue] = {
        "StackId": ID,
        "StackStatus": "CREATE_COMPLETE",
        "StackStatusReason": "well",
    }
    declared = (Output("Status", "$.StackStatus", "String"),)
    found = performed(CREATE, INPUTS, MADE, stack("CREATE_COMPLETE", "well"), outputs=declared)
    assert found.ending == succeeded(outputs, outputs)


@pytest.mark.parametrize(
    ("answers", "ending", "calls", "seconds"),
    [
        (
            [MADE, stack("ROLLBACK_IN_PROGRESS"), stack("ROLLBACK_COMPLETE", "Bucket is taken")],
            unexpected(VERIFYING, "Stack web entered unexpected state: ROLLBACK_COMPLETE. Bucket is taken"),
            [MAKE, LOOK, LOOK],
            5,
        ),
        (
            [MADE, stack("CREATE_FAILED")],
            unexpected(VERIFYING, "Stack web entered unexpected state: CREATE_FAILED"),
            [MAKE, LOOK],
            0,
        ),
        (
            [error("AlreadyExistsException", "Stack [web] already exists")],
            failed_call("CreateStack", "Stack [web] already exists", "creating the stack"),
            [MAKE],
            0,
        ),
        (
            [MADE, error("AccessDenied", "no")],
            failed_call("DescribeStacks", "no", VERIFYING, "Permission"),
            [MAKE, LOOK],
            0,
        ),
        (
            [UNANSWERED],
            Ending(Status.FAILED, failure=Failure("nothing answers", type="Internal", hint="- service: s3\n")),
            [MAKE],
            0,
        ),
    ],
)
def test_a_stack_that_is_not_created(answers: list[Answer], ending: Ending, calls: list[Called], seconds: int) -> None:
    assert performed(CREATE, INPUTS, *answers) == Performed(ending, calls, seconds)


@pytest.mark.parametrize(
    ("answers", "seconds"),
    [
        ([ok(), stack("DELETE_IN_PROGRESS"), stack("DELETE_COMPLETE")], 5),
        ([ok(), stack("CREATE_COMPLETE"), stack("DELETE_IN_PROGRESS"), GONE], 10),
    ],
)
def test_a_stack_is_deleted(answers: list[Answer], seconds: int) -> None:
    calls = [DROP, *[LOOK_BY_NAME] * (len(answers) - 1)]
    assert performed(DELETE, {"StackName": "web"}, *answers) == Performed(succeeded(), calls, seconds)


def test_resources_are_retained_in_either_spelling() -> None:
    for name in ("RetainResources", "RetainResources.member.N"):
        found = performed(DELETE, {"StackName": "web", name: ["Bucket"]}, ok(), GONE)
        assert found.calls[0] == ("cloudformation DeleteStack", {"StackName": "web", "RetainResources": ["Bucket"]})


@pytest.mark.parametrize(
    ("answers", "ending", "calls"),
    [
        (
            [ok(), stack("DELETE_FAILED", "Bucket is not empty")],
            unexpected(VERIFYING_DELETION, "Stack web entered unexpected state: DELETE_FAILED. Bucket is not empty"),
            [DROP, LOOK_BY_NAME],
        ),
        (
            [error("AccessDenied", "no")],
            failed_call("DeleteStack", "no", "deleting the stack", "Permission"),
            [DROP],
        ),
        (
            [ok(), error("AccessDenied", "no")],
            failed_call("DescribeStacks", "no", VERIFYING_DELETION, "Permission"),
            [DROP, LOOK_BY_NAME],
        ),
    ],
)
def test_a_stack_that_is_not_deleted(answers: list[Answer], ending: Ending, calls: list[Called]) -> None:
    assert performed(DELETE, {"StackName": "web"}, *answers) == Performed(ending, calls, 0)


@pytest.mark.parametrize(("timeout", "seconds"), [(None, 3600), (12, 12)])
def test_stacks_that_take_too_long(timeout: int | None, seconds: int) -> None:
    made = performed(CREATE, INPUTS, MADE, stack("CREATE_IN_PROGRESS"), timeout=timeout)
    deleted = performed(DELETE, {"StackName": "web"}, ok(), stack("DELETE_IN_PROGRESS"), timeout=timeout)
    assert (made.ending, made.seconds) == (timed_out(doing=VERIFYING), seconds)
    assert (deleted.ending, deleted.seconds) == (timed_out(doing=VERIFYING_DELETION), seconds)


def test_waits_are_cancelled() -> None:
    flag = Event()
    progress = stack("CREATE_IN_PROGRESS")
    found = performed(CREATE, INPUTS, MADE, progress, cancelling(flag, progress), cancel=flag)
    assert found == Performed(CANCELLED, [MAKE, LOOK, LOOK], 5)
    flag = Event()
    found = performed(DELETE, {"StackName": "web"}, ok(), cancelling(flag, progress), cancel=flag)
    assert found == Performed(CANCELLED, [DROP, LOOK_BY_NAME], 0)
