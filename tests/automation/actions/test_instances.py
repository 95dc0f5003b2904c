from threading import Event

import pytest

from ssmdoc.automation.records import CANCELLED, Ending, Failure, Stage, succeeded, timed_out
from ssmdoc.automation.status import Status
from ssmdoc.aws.call import Answer, Response
from ssmdoc.source.values import JsonValue
from tests.automation.actions.performing import UNANSWERED, Called, Performed, cancelling, error, ok, performed

CHANGE, RUN = "aws:changeInstanceState", "aws:runInstances"
VERIFYING = "verifying the instance(s) entered the desired state"
READY = "verifying launched instance(s) are ready to be used"
DONE = ok()


def look(*ids: str) -> tuple[str, dict[str, JsonValue]]:
    return ("ec2 DescribeInstanceStatus", {"InstanceIds": [*ids], "IncludeAllInstances": True})


def statuses(*states: str, checks: str = "ok", system: str = "ok") -> Response:
    return ok(
        InstanceStatuses=[
            {
                "InstanceId": f"i-{number}",
                "InstanceState": {"Name": state},
                "InstanceStatus": {"Status": checks},
                "SystemStatus": {"Status": system},
            }
            for number, state in enumerate(states, 1)
        ]
    )


def states(*names: str) -> Ending:
    return succeeded(outputs={"InstanceStates": [*names]})


def unexpected(doing: str, reason: str) -> Ending:
    return Ending(Status.FAILED, failure=Failure(reason, Stage.POST_VERIFICATION, "Verification", doing=doing))


@pytest.mark.parametrize(
    ("inputs", "request_", "answers", "seconds"),
    [
        (
            {"DesiredState": "running"},
            ("ec2 StartInstances", {"InstanceIds": ["i-1"]}),
            [DONE, statuses("pending"), statuses("running", checks="initializing"), statuses("running", system="x"),
             statuses("running")],
            15,
        ),
        (
            {"DesiredState": "stopped", "Force": "True"},
            ("ec2 StopInstances", {"InstanceIds": ["i-1"], "Force": True}),
            [DONE, statuses("stopping", checks="not-applicable"), statuses("stopped", checks="not-applicable")],
            5,
        ),
        (
            {"DesiredState": "terminated"},
            ("ec2 TerminateInstances", {"InstanceIds": ["i-1"]}),
            [DONE, ok(InstanceStatuses=[]), statuses("shutting-down"), statuses("terminated")],
            10,
        ),
    ],
)  # fmt: skip
def test_instances_are_brought_to_a_state(
    inputs: dict[str, JsonValue], request_: Called, answers: list[Response], seconds: int
) -> None:
    found = performed(CHANGE, {"InstanceIds": ["i-1"], **inputs}, *answers)
    desired = str(inputs["DesiredState"])
    assert found == Performed(states(desired), [request_, *[look("i-1")] * (len(answers) - 1)], seconds)


def test_a_mock_may_leave_out_ids_and_checks() -> None:
    inputs: dict[str, JsonValue] = {"InstanceIds": ["i-1", "i-2"], "DesiredState": "running"}
    answers = [DONE, ok(InstanceStatuses=[{"InstanceState": {"Name": state}} for state in ("running", "running")])]
    assert performed(CHANGE, inputs, *answers).ending == states("running", "running")


def test_all_instances_must_be_there() -> None:
    inputs: dict[str, JsonValue] = {"InstanceIds": ["i-1", "i-2"], "DesiredState": "stopped", "CheckStateOnly": True}
    found = performed(CHANGE, inputs, statuses("stopped", "stopping"), statuses("stopped", "stopped"))
    assert found == Performed(states("stopped", "stopped"), [look("i-1", "i-2")] * 2, 5)


@pytest.mark.parametrize(
    ("desired", "state", "more"),
    [
        ("running", "shutting-down", {}),
        ("running", "terminated", {}),
        ("running", "stopped", {"FailOnUnexpectedStopped": True}),
        ("stopped", "terminated", {}),
    ],
)
def test_a_state_that_leads_elsewhere(desired: str, state: str, more: dict[str, JsonValue]) -> None:
    inputs: dict[str, JsonValue] = {"InstanceIds": "i-1", "DesiredState": desired, "CheckStateOnly": "true", **more}
    found = performed(CHANGE, inputs, statuses(state))
    assert found == Performed(
        unexpected(VERIFYING, f"Instance i-1 entered unexpected state: {state}"), [look("i-1")], 0
    )


def test_a_state_that_there_is_not() -> None:
    ending = performed(CHANGE, {"InstanceIds": ["i-1"], "DesiredState": "Running"}, DONE).ending
    reason = 'DesiredState is "Running", expected running, stopped, terminated'
    assert ending == Ending(Status.FAILED, failure=Failure(reason, Stage.INPUT_VALIDATION))


def test_no_instances() -> None:
    found = performed(CHANGE, {"InstanceIds": [], "DesiredState": "running", "CheckStateOnly": True}, DONE)
    failure = Failure("InstanceIds has no id", Stage.INPUT_VALIDATION)
    assert found == Performed(Ending(Status.FAILED, failure=failure), [], 0)


@pytest.mark.parametrize(("timeout", "seconds"), [(None, 3600), (60, 60)])
def test_a_state_that_never_comes(timeout: int | None, seconds: int) -> None:
    inputs: dict[str, JsonValue] = {"InstanceIds": ["i-1"], "DesiredState": "running", "CheckStateOnly": True}
    found = performed(CHANGE, inputs, statuses("stopped"), timeout=timeout)
    assert (found.ending, found.seconds) == (timed_out(doing=VERIFYING), seconds)


def test_a_change_is_cancelled() -> None:
    flag = Event()
    inputs: dict[str, JsonValue] = {"InstanceIds": ["i-1"], "DesiredState": "stopped"}
    found = performed(CHANGE, inputs, DONE, statuses("stopping"), cancelling(flag, statuses("stopping")), cancel=flag)
    assert found == Performed(CANCELLED, [("ec2 StopInstances", {"InstanceIds": ["i-1"]}), *[look("i-1")] * 2], 5)


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (
            error("IncorrectInstanceState", "i-1 is not in a state from which it can be stopped"),
            Failure(
                "Get Exception from StopInstances API of ec2 Service. Exception Message from StopInstances API: "
                "[i-1 is not in a state from which it can be stopped (Service: AmazonEC2; Status Code: 400; "
                "Error Code: IncorrectInstanceState)]",
                doing="changing the state of the instance(s)",
            ),
        ),
        (UNANSWERED, Failure("nothing answers", type="Internal", hint="- service: s3\n")),
    ],
)
def test_failures_of_a_change(answer: Response, failure: Failure) -> None:
    ending = performed(CHANGE, {"InstanceIds": ["i-1"], "DesiredState": "stopped"}, answer).ending
    assert ending == Ending(Status.FAILED, failure=failure)


LAUNCHED = ok(Instances=[{"InstanceId": "i-1"}, {"InstanceId": "i-2"}])
LAUNCH = {"ImageId": "ami-1", "InstanceType": "m1.small", "MinCount": 1, "MaxCount": 1}


def test_instances_are_launched() -> None:
    inputs: dict[str, JsonValue] = {
        "ImageId": "ami-1",
        "InstanceType": "t3.micro",
        "MinInstanceCount": "1",
        "MaxInstanceCount": "2",
        "IamInstanceProfileName": "web",
        "Monitoring": "true",
        "SecurityGroupIds": ["sg-1"],
        "TagSpecifications": [{"ResourceType": "instance", "Tags": [{"Key": "a", "Value": "b"}]}],
    }
    answers: list[Answer] = [LAUNCHED, error("InvalidInstanceID.NotFound"), statuses("pending", "running"),
               statuses("running", "running", checks="initializing")]  # fmt: skip
    request: dict[str, JsonValue] = {
        "ImageId": "ami-1",
        "SecurityGroupIds": ["sg-1"],
        "TagSpecifications": [{"ResourceType": "instance", "Tags": [{"Key": "a", "Value": "b"}]}],
        "InstanceType": "t3.micro",
        "MinCount": 1,
        "MaxCount": 2,
        "IamInstanceProfile": {"Name": "web"},
        "Monitoring": {"Enabled": True},
    }
    ending = succeeded(outputs={"InstanceIds": ["i-1", "i-2"], "InstanceStates": ["running", "running"]})
    calls = [("ec2 RunInstances", request), *[look("i-1", "i-2")] * 3]
    assert performed(RUN, inputs, *answers) == Performed(ending, calls, 10)


@pytest.mark.parametrize(
    ("answers", "timeout", "ending", "seconds", "message"),
    [
        (
            [error("InvalidAMIID.NotFound", "The image id '[ami-1]' does not exist")],
            None,
            Ending(
                Status.FAILED,
                failure=Failure(
                    "Get Exception from RunInstances API of ec2 Service. Exception Message from RunInstances API: "
                    "[The image id '[ami-1]' does not exist (Service: AmazonEC2; Status Code: 400; "
                    "Error Code: InvalidAMIID.NotFound)]",
                    doing="launching the instance(s)",
                ),
            ),
            0,
            "Automation Step Execution fails when it is launching the instance(s). "
            "Get Exception from RunInstances API of ec2 Service. Exception Message from RunInstances API: "
            "[The image id '[ami-1]' does not exist (Service: AmazonEC2; Status Code: 400; "
            "Error Code: InvalidAMIID.NotFound)]. ",
        ),
        (
            [LAUNCHED, statuses("pending", "shutting-down")],
            None,
            unexpected(READY, "Instance i-2 entered unexpected state: shutting-down"),
            0,
            "Step fails when it is verifying launched instance(s) are ready to be used. "
            "Instance i-2 entered unexpected state: shutting-down. ",
        ),
        (
            [LAUNCHED, statuses("pending", "pending")],
            20,
            timed_out(doing=READY),
            20,
            "Step timed out while step is verifying launched instance(s) are ready to be used. ",
        ),
    ],
)
def test_launches_that_fail_are_worded_as_by_the_service(
    answers: list[Response], timeout: int | None, ending: Ending, seconds: int, message: str
) -> None:
    found = performed(RUN, {"ImageId": "ami-1"}, *answers, timeout=timeout)
    assert (found.ending, found.seconds, found.calls[0]) == (ending, seconds, ("ec2 RunInstances", LAUNCH))
    assert found.ending.failure is not None
    guide = "Please refer to Automation Service Troubleshooting Guide for more diagnosis details."
    assert found.ending.failure.message == message + guide
