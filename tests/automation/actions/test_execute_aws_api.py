import pytest

from ssmdoc.automation.records import Ending, Failure, Stage, succeeded, timed_out
from ssmdoc.automation.status import Status
from ssmdoc.aws.call import DoorError, Response
from ssmdoc.source.values import JsonValue
from tests.automation.actions.performing import UNANSWERED, Performed, error, ok, performed

ACTION = "aws:executeAwsApi"
STOP: dict[str, JsonValue] = {"Service": "EC2", "Api": "stop_instances", "InstanceIds": "i-1", "Force": "true"}
REQUEST = {"InstanceIds": ["i-1"], "Force": True}


def failure(reason: str, stage: Stage = Stage.INVOCATION, type_: str = "Action", hint: str = "") -> Ending:
    return Ending(Status.FAILED, failure=Failure(reason, stage, type_, hint))


def test_an_answer_is_the_response_and_the_request_has_the_types_of_the_model() -> None:
    found = performed(ACTION, STOP, ok(StoppingInstances=[]))
    assert found == Performed(succeeded({"StoppingInstances": []}), [("ec2 StopInstances", REQUEST)], 0)


def test_an_answer_that_takes_its_time() -> None:
    assert performed(ACTION, STOP, Response({}, "test", 25)) == Performed(
        succeeded({}), [("ec2 StopInstances", REQUEST)], 25
    )
    assert performed(ACTION, STOP, Response({}, "test", 26)) == Performed(
        timed_out(), [("ec2 StopInstances", REQUEST)], 25
    )
    assert performed(ACTION, STOP, Response({}, "test", 26), timeout=3).seconds == 3


@pytest.mark.parametrize(
    ("inputs", "answer", "ending"),
    [
        (
            STOP,
            error("IncorrectInstanceState", "i-1 is not running"),
            failure("An error occurred (IncorrectInstanceState) when calling the StopInstances operation: "
                    "i-1 is not running"),
        ),
        (
            STOP,
            error("UnauthorizedOperation", "no"),
            failure("An error occurred (UnauthorizedOperation) when calling the StopInstances operation: no",
                    type_="Permission"),
        ),
        (
            STOP,
            error("RequestLimitExceeded", "slower"),
            failure("An error occurred (RequestLimitExceeded) when calling the StopInstances operation: slower",
                    type_="Throttling"),
        ),
        (STOP, UNANSWERED, failure("nothing answers", type_="Internal", hint="- service: s3\n")),
        (STOP, DoorError("moto is not installed"), failure("moto is not installed", type_="Internal")),
        (
            {"Service": "ec3", "Api": "StopInstances"},
            ok(),
            failure('there is no service "ec3", did you mean "ec2"?', Stage.INPUT_VALIDATION),
        ),
        (
            {"Service": "ec2", "Api": "StopInstance"},
            ok(),
            failure('the service "ec2" has no API "StopInstance", did you mean "StopInstances"?',
                    Stage.INPUT_VALIDATION),
        ),
        (
            {"Service": "webhook", "Api": "Post", "Url": "https://example.com"},
            ok(),
            failure('there is no service "webhook"; a webhook is called by aws:invokeWebhook',
                    Stage.INPUT_VALIDATION),
        ),
        (
            {"Service": "s3", "Api": "GetObject", "Bucket": "b", "Key": "k"},
            ok(),
            failure("s3 GetObject is a streaming operation, which aws:executeAwsApi does not support"),
        ),
        (
            {"Service": "ssm", "Api": "DeleteParameter", "Name": "/a", "Names": ["/b"]},
            ok(),
            failure('Parameter validation failed:\nUnknown parameter in input: "Names", must be one of: Name'),
        ),
    ],
)  # fmt: skip
def test_failures(inputs: dict[str, JsonValue], answer: Response, ending: Ending) -> None:
    assert performed(ACTION, inputs, answer).ending == ending


def test_the_message_is_that_of_the_service() -> None:
    ending = performed(ACTION, STOP, error("Throttling", "Rate exceeded")).ending
    assert ending.failure is not None
    assert ending.failure.message == (
        "Step fails when it is Execute/Cancelling action. An error occurred (Throttling) when calling the "
        "StopInstances operation: Rate exceeded. "
        "Please refer to Automation Service Troubleshooting Guide for more diagnosis details."
    )
