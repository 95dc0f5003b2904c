from threading import Event

import pytest

from ssmdoc.automation.records import CANCELLED, Ending, Failure, Stage, succeeded, timed_out
from ssmdoc.automation.status import Status
from ssmdoc.aws.call import Answer, Response
from ssmdoc.source.values import JsonValue
from tests.automation.actions.performing import UNANSWERED, Called, Performed, cancelling, error, ok, performed

ACTION = "aws:createTags"
TAGS: list[JsonValue] = [{"Key": "Stage", "Value": "test"}, {"Key": "Owner", "Value": ""}]
EC2: dict[str, JsonValue] = {"ResourceIds": ["i-1", "i-2"], "Tags": TAGS}
MAKE: Called = ("ec2 CreateTags", {"Resources": ["i-1", "i-2"], "Tags": TAGS})
LOOK: Called = (
    "ec2 DescribeTags",
    {
        "Filters": [
            {"Name": "resource-id", "Values": ["i-1", "i-2"]},
            {"Name": "key", "Values": ["Stage", "Owner"]},
        ]
    },
)
SSM: dict[str, JsonValue] = {"ResourceType": "Parameter", "ResourceIds": "/a", "Tags": TAGS}
ADD: Called = ("ssm AddTagsToResource", {"ResourceType": "Parameter", "ResourceId": "/a", "Tags": TAGS})
LIST: Called = ("ssm ListTagsForResource", {"ResourceType": "Parameter", "ResourceId": "/a"})
VERIFYING = "verifying the tags are created"


def of_ec2(*resources: str) -> Response:
    return ok(
        Tags=[
            {"ResourceId": resource, "Key": key, "Value": value}
            for resource in resources
            for key, value in (("Stage", "test"), ("Owner", ""))
        ]
    )


@pytest.mark.parametrize("kind", [{}, {"ResourceType": "EC2"}])
def test_tags_of_ec2(kind: dict[str, JsonValue]) -> None:
    found = performed(ACTION, {**EC2, **kind}, ok(), of_ec2("i-1"), of_ec2("i-1", "i-2"))
    assert found == Performed(succeeded(), [MAKE, LOOK, LOOK], 5)


def test_tags_of_systems_manager() -> None:
    found = performed(ACTION, SSM, ok(), ok(TagList=TAGS[:1]), ok(TagList=TAGS))
    assert found == Performed(succeeded(), [ADD, LIST, LIST], 5)


@pytest.mark.parametrize(
    ("inputs", "reason"),
    [
        (
            {**EC2, "ResourceType": "Bucket"},
            'ResourceType is "Bucket", expected EC2, ManagedInstance, MaintenanceWindow, Parameter',
        ),
        (
            {**SSM, "ResourceIds": ["/a", "/b"]},
            "ResourceIds has 2 ids; only one is allowed for the ResourceType Parameter",
        ),
        (
            {**EC2, "Tags": [{"key": "a"}]},
            'CreateTags: Parameter validation failed:\nUnknown parameter in Tags[0]: "key", must be one of: Key, Value',
        ),
    ],
)
def test_inputs_that_are_refused(inputs: dict[str, JsonValue], reason: str) -> None:
    ending = Ending(Status.FAILED, failure=Failure(reason, Stage.INPUT_VALIDATION))
    assert performed(ACTION, inputs, ok()) == Performed(ending, [], 0)


@pytest.mark.parametrize(
    ("inputs", "answers", "failure", "calls"),
    [
        (
            EC2,
            [error("TagLimitExceeded", "too many")],
            Failure(
                "Get Exception from CreateTags API of ec2 Service. Exception Message from CreateTags API: [too many "
                "(Service: AmazonEC2; Status Code: 400; Error Code: TagLimitExceeded)]",
                doing="creating the tags",
            ),
            [MAKE],
        ),
        (
            SSM,
            [ok(), error("InvalidResourceId", "", 404)],
            Failure(
                "Get Exception from ListTagsForResource API of ssm Service. "
                "Exception Message from ListTagsForResource API: [ "
                "(Service: AWSSimpleSystemsManagement; Status Code: 404; Error Code: InvalidResourceId)]",
                doing=VERIFYING,
            ),
            [ADD, LIST],
        ),
        (EC2, [ok(), UNANSWERED], Failure("nothing answers", type="Internal", hint="- service: s3\n"), [MAKE, LOOK]),
    ],
)
def test_failures(inputs: dict[str, JsonValue], answers: list[Answer], failure: Failure, calls: list[Called]) -> None:
    assert performed(ACTION, inputs, *answers) == Performed(Ending(Status.FAILED, failure=failure), calls, 0)


@pytest.mark.parametrize(("timeout", "seconds"), [(None, 3600), (12, 12)])
def test_tags_that_never_come(timeout: int | None, seconds: int) -> None:
    found = performed(ACTION, EC2, ok(), ok(Tags=[]), timeout=timeout)
    assert (found.ending, found.seconds) == (timed_out(doing=VERIFYING), seconds)


def test_a_wait_is_cancelled() -> None:
    flag = Event()
    found = performed(ACTION, SSM, ok(), ok(TagList=[]), cancelling(flag, ok(TagList=[])), cancel=flag)
    assert found == Performed(CANCELLED, [ADD, LIST, LIST], 5)
