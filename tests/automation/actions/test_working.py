"""What all actions with words of their own have in common."""

import pytest

from ssmdoc.automation.clock import VirtualClock
from ssmdoc.automation.records import Ending, Failure
from ssmdoc.automation.status import Status
from ssmdoc.aws.call import DoorError
from ssmdoc.aws.chain import DoorChain
from ssmdoc.aws.mock_file import load_mocks
from ssmdoc.aws.mocks import MockDoor
from ssmdoc.source.text import Source
from ssmdoc.source.values import JsonValue
from tests.automation.actions.performing import START, Performed, ok, performed, performed_with

MAKE: list[tuple[str, dict[str, JsonValue], str, str]] = [
    ("aws:runInstances", {"ImageId": "ami-1"}, "RunInstances", "InstanceId"),
    ("aws:createImage", {"InstanceId": "i-1", "ImageName": "web"}, "CreateImage", "ImageId"),
    (
        "aws:copyImage",
        {"SourceRegion": "us-east-1", "SourceImageId": "ami-1", "ImageName": "web"},
        "CopyImage",
        "ImageId",
    ),
    ("aws:createStack", {"StackName": "web", "TemplateBody": "{}"}, "CreateStack", "StackId"),
    ("aws:executeStateMachine", {"stateMachineArn": "arn"}, "StartExecution", "executionArn"),
]


@pytest.mark.parametrize(("action", "inputs", "api", "name"), MAKE)
def test_an_answer_without_the_id_of_what_was_made(
    action: str, inputs: dict[str, JsonValue], api: str, name: str
) -> None:
    found = performed(action, inputs, ok())
    failure = Failure(f"the answer of {api} has no {name}", type="Internal")
    assert (found.ending, len(found.calls)) == (Ending(Status.FAILED, failure=failure), 1)


@pytest.mark.parametrize(("action", "inputs", "api", "name"), MAKE)
def test_a_door_that_fails(action: str, inputs: dict[str, JsonValue], api: str, name: str) -> None:
    found = performed(action, inputs, DoorError("the endpoint is not there"))
    failure = Failure("the endpoint is not there", type="Internal")
    assert (found.ending, len(found.calls)) == (Ending(Status.FAILED, failure=failure), 1)


def test_a_request_that_the_model_does_not_admit_is_not_made() -> None:
    found = performed("aws:createImage", {"ImageName": "web"}, ok())
    reason = 'CreateImage: Parameter validation failed:\nMissing required parameter in input: "InstanceId"'
    assert found.ending.failure is not None
    assert found == Performed(Ending(Status.FAILED, failure=Failure(reason, found.ending.failure.stage)), [], 0)


@pytest.mark.parametrize(
    ("action", "inputs", "status"),
    [
        *((action, inputs, Status.SUCCESS) for action, inputs, *_ in MAKE[:-1]),
        # what is offered says RUNNING, and names the tags Key
        ("aws:executeStateMachine", {"stateMachineArn": "arn"}, Status.TIMED_OUT),
        ("aws:createTags", {"ResourceIds": ["i-1"], "Tags": [{"Key": "a", "Value": "b"}]}, Status.TIMED_OUT),
        (
            "aws:changeInstanceState",
            {"InstanceIds": ["i-0123456789abcdef0"], "DesiredState": "running"},
            Status.SUCCESS,
        ),
        ("aws:deleteImage", {"ImageId": "ami-1"}, Status.SUCCESS),
        ("aws:invokeLambdaFunction", {"FunctionName": "price"}, Status.SUCCESS),
        (
            "aws:waitForAwsResourceProperty",
            {
                "Service": "ec2",
                "Api": "DescribeVolumes",
                "PropertySelector": "$.Volumes[0].State",
                "DesiredValues": ["available"],
            },
            Status.SUCCESS,
        ),
    ],
)
def test_the_mocks_that_are_offered_lead_to_the_end(action: str, inputs: dict[str, JsonValue], status: Status) -> None:
    text = ""
    for _ in range(5):
        mocks = load_mocks(Source("mocks.yaml", text))
        assert mocks.diagnostics == ()
        ending = performed_with(DoorChain([MockDoor(mocks.mocks)]), action, inputs, VirtualClock(START))
        if ending.failure is None or not ending.failure.hint:
            break
        text += ending.failure.hint
    assert ending.status is status
