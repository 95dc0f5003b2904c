"""Commands and automations of documents that are not here: what is asked of AWS, and what its answers mean."""

from collections.abc import Mapping
from threading import Event

import pytest

from ssmdoc.automation.records import Ending
from ssmdoc.automation.status import Status
from ssmdoc.aws.call import Answer
from ssmdoc.source.values import JsonValue
from tests.automation.actions.performing import UNANSWERED, Performed, cancelling, error, ok, performed

COMMAND_ID = "00000000-0000-4000-8000-000000000001"
EXECUTION_ID = "00000000-0000-4000-8000-000000000002"
ONE, TWO = (f"i-0123456789abcdef{number}" for number in range(2))
SENT = ok(Command={"CommandId": COMMAND_ID})
STARTED = ok(AutomationExecutionId=EXECUTION_ID)
PATCH: dict[str, JsonValue] = {"DocumentName": "AWS-RunPatchBaseline", "InstanceIds": [ONE]}
RESTART: dict[str, JsonValue] = {"DocumentName": "AWS-RestartEC2Instance"}


def invocation(status: str, out: str = "", err: str = "", **more: JsonValue) -> Answer:
    return ok(Status=status, StandardOutputContent=out, StandardErrorContent=err, **more)


def execution(status: str, **more: JsonValue) -> Answer:
    return ok(AutomationExecution={"AutomationExecutionStatus": status, **more})


def command(inputs: Mapping[str, JsonValue], *answers: Answer, timeout: int | None = None) -> Performed:
    return performed("aws:runCommand", inputs, *answers, timeout=timeout)


def automation(inputs: Mapping[str, JsonValue], *answers: Answer, timeout: int | None = None) -> Performed:
    return performed("aws:executeAutomation", inputs, *answers, timeout=timeout)


def reason(ending: Ending) -> str:
    return ending.failure.reason if ending.failure else ""


def without_payload(ending: Ending) -> dict[str, JsonValue]:
    return {name: value for name, value in ending.outputs.items() if name != "OutputPayload"}


def test_a_command_on_one_instance() -> None:
    inputs: dict[str, JsonValue] = {
        **PATCH,
        "Parameters": {"Operation": "Scan"},
        "TimeoutSeconds": 60,
        "Comment": "monthly",
    }
    found = command(
        inputs,
        SENT,
        error("InvocationDoesNotExist"),
        invocation("InProgress"),
        invocation("Success", "2 patches", ResponseCode=0, PluginName="PatchLinux"),
    )
    asked = {"CommandId": COMMAND_ID, "InstanceId": ONE}
    request = {**PATCH, "Parameters": {"Operation": ["Scan"]}, "TimeoutSeconds": 60, "Comment": "monthly"}
    assert found.calls == [("ssm SendCommand", request), *[("ssm GetCommandInvocation", asked)] * 3]
    assert found.seconds == 10
    payload: dict[str, JsonValue] = {
        "Status": "Success",
        "ResponseCode": 0,
        "Output": "2 patches",
        "CommandId": COMMAND_ID,
    }
    assert found.ending == Ending(Status.SUCCESS, payload, {**payload, "ResponseCode": "0"}, response_code="0")


def test_a_command_that_fails_on_its_instance() -> None:
    found = command(PATCH, SENT, invocation("Failed", "out", "no space", ResponseCode=1, PluginName=""))
    output = "out\n----------ERROR-------\nno space"
    assert without_payload(found.ending) == {"Status": "Failed", "Output": output, "CommandId": COMMAND_ID}
    assert reason(found.ending).startswith(
        f"Command {COMMAND_ID} returns unexpected invocation result: \n{{Status=[Failed], Output=[{output}], "
    )


@pytest.mark.parametrize(
    "where",
    [{"InstanceIds": [ONE, TWO]}, {"Targets": [{"Key": "tag:Role", "Values": ["web"]}]}],
)
def test_a_command_on_many(where: Mapping[str, JsonValue]) -> None:
    inputs: dict[str, JsonValue] = {"DocumentName": "shared", "MaxErrors": "1", **where}
    found = command(inputs, SENT, ok(Commands=[{"Status": "InProgress"}]), ok(Commands=[{"Status": "Success"}]))
    look = ("ssm ListCommands", {"CommandId": COMMAND_ID})
    assert found.calls == [("ssm SendCommand", inputs), look, look]
    assert found.ending.outputs == {"Status": "Success", "CommandId": COMMAND_ID}


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        (
            [error("InvalidInstanceId")],
            "An error occurred (InvalidInstanceId) when calling the SendCommand operation: it broke",
        ),
        (
            [SENT, error("AccessDenied")],
            "An error occurred (AccessDenied) when calling the GetCommandInvocation operation: it broke",
        ),
        ([ok()], "the answer of SendCommand has no CommandId"),
        ([SENT, ok()], "the answer of GetCommandInvocation has no Status"),
        ([SENT, UNANSWERED], "nothing answers"),
    ],
)
def test_a_command_that_goes_wrong(answers: list[Answer], why: str) -> None:
    found = command(PATCH, *answers)
    assert (found.ending.status, reason(found.ending)) == (Status.FAILED, why)


@pytest.mark.parametrize(("own", "seconds"), [(None, 7_200), (60, 60)])
def test_a_command_that_does_not_end_is_cancelled(own: int | None, seconds: int) -> None:
    found = command(PATCH, SENT, invocation("InProgress"), timeout=own)
    assert (found.ending.status, found.seconds) == (Status.TIMED_OUT, seconds)
    assert found.calls[-1] == ("ssm CancelCommand", {"CommandId": COMMAND_ID})


def test_a_child() -> None:
    inputs: dict[str, JsonValue] = {**RESTART, "RuntimeParameters": {"InstanceId": ONE, "Wait": True}}
    outputs: JsonValue = {"a.One": ["1"], "b.Many": ["2", "3"]}
    found = automation(inputs, STARTED, execution("Pending"), execution("Success", Outputs=outputs))
    look = ("ssm GetAutomationExecution", {"AutomationExecutionId": EXECUTION_ID})
    request = {**RESTART, "Parameters": {"InstanceId": [ONE], "Wait": ["true"]}}
    assert found.calls == [("ssm StartAutomationExecution", request), look, look]
    assert found.seconds == 5
    assert found.ending.outputs == {"ExecutionId": EXECUTION_ID, "Status": "Success", "Output": ["1", "2", "3"]}


def test_children_for_targets_have_no_output() -> None:
    inputs: dict[str, JsonValue] = {
        **RESTART,
        "TargetParameterName": "InstanceId",
        "Targets": [{"Key": "ResourceGroup", "Values": ["web"]}],
        "MaxErrors": "10%",
    }
    found = automation(inputs, STARTED, execution("Success", Outputs={"a.One": ["1"]}))
    assert found.calls[0] == ("ssm StartAutomationExecution", inputs)
    assert found.ending.outputs == {"ExecutionId": EXECUTION_ID, "Status": "Success"}


@pytest.mark.parametrize(
    ("status", "more", "ends", "why"),
    [
        ("Failed", {"FailureMessage": "it broke"}, "Failed", "ended Failed: it broke"),
        ("TimedOut", {}, "TimedOut", "ended TimedOut"),
        ("Cancelled", {}, "Failed", "ended Cancelled"),
        ("Rejected", {}, "Failed", "ended Rejected"),
    ],
)
def test_a_child_that_fails(status: str, more: Mapping[str, JsonValue], ends: str, why: str) -> None:
    found = automation(RESTART, STARTED, execution(status, **more))
    assert found.ending.status.value == ends
    assert reason(found.ending) == f"The automation {EXECUTION_ID} of AWS-RestartEC2Instance {why}"
    assert found.ending.outputs == {"ExecutionId": EXECUTION_ID, "Status": status}


def test_a_child_is_stopped_with_its_step() -> None:
    cancel = Event()
    answers = (STARTED, cancelling(cancel, execution("InProgress")), ok())
    found = performed("aws:executeAutomation", RESTART, *answers, cancel=cancel)
    assert found.ending.status is Status.CANCELLED
    assert found.calls[-1] == ("ssm StopAutomationExecution", {"AutomationExecutionId": EXECUTION_ID})


@pytest.mark.parametrize(
    ("action", "inputs", "missing"),
    [
        (
            "aws:runCommand",
            PATCH,
            "An error occurred (InvalidDocument) when calling the SendCommand operation: "
            "Document with name AWS-RunPatchBaseline does not exist",
        ),
        (
            "aws:executeAutomation",
            RESTART,
            "An error occurred (AutomationDefinitionNotFoundException) when calling the StartAutomationExecution "
            "operation: Document with name AWS-RestartEC2Instance does not exist",
        ),
    ],
)
def test_nobody_answers(action: str, inputs: Mapping[str, JsonValue], missing: str) -> None:
    ending = performed(action, inputs, UNANSWERED).ending
    assert ending.failure is not None
    assert reason(ending) == f"{missing}; documents come from the folders of --library DIR; nothing answers"
    assert (ending.failure.hint, ending.failure.type) == (UNANSWERED.skeleton, "Internal")
