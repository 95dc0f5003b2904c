from threading import Event

import pytest

from ssmdoc.automation.records import CANCELLED, Ending, Failure, Stage, succeeded, timed_out
from ssmdoc.automation.status import Status
from ssmdoc.aws.call import Answer, Response
from ssmdoc.source.values import JsonValue
from tests.automation.actions.performing import UNANSWERED, Called, Performed, cancelling, error, ok, performed

CREATE, COPY, DELETE = "aws:createImage", "aws:copyImage", "aws:deleteImage"
VERIFYING = "verifying the image is available"
LOOK = ("ec2 DescribeImages", {"ImageIds": ["ami-2"]})
MADE = ok(ImageId="ami-2")
INPUTS: dict[str, dict[str, JsonValue]] = {
    CREATE: {"InstanceId": "i-1", "ImageName": "web", "NoReboot": "true"},
    COPY: {"SourceRegion": "us-east-1", "SourceImageId": "ami-1", "ImageName": "web", "Encrypted": True},
}
MAKE: dict[str, tuple[str, dict[str, JsonValue]]] = {
    CREATE: ("ec2 CreateImage", {"InstanceId": "i-1", "Name": "web", "NoReboot": True}),
    COPY: (
        "ec2 CopyImage",
        {"SourceRegion": "us-east-1", "SourceImageId": "ami-1", "Name": "web", "Encrypted": True},
    ),
}
BOTH = pytest.mark.parametrize("action", [CREATE, COPY])


def image(state: str, why: str = "") -> Response:
    return ok(Images=[{"ImageId": "ami-2", "State": state, **({"StateReason": {"Message": why}} if why else {})}])


def unexpected(reason: str) -> Ending:
    return Ending(Status.FAILED, failure=Failure(reason, Stage.POST_VERIFICATION, "Verification", doing=VERIFYING))


@BOTH
def test_an_image_is_made_and_becomes_available(action: str) -> None:
    answers: list[Answer] = [MADE, error("InvalidAMIID.NotFound"), ok(Images=[]), image("pending"), image("available")]
    ending = succeeded(outputs={"ImageId": "ami-2", "ImageState": "available"})
    assert performed(action, INPUTS[action], *answers) == Performed(ending, [MAKE[action], *[LOOK] * 4], 15)


@BOTH
@pytest.mark.parametrize(
    ("answer", "ending"),
    [
        (image("failed", "Disk is full"), unexpected("Image ami-2 entered unexpected state: failed. Disk is full")),
        (image("deregistered"), unexpected("Image ami-2 entered unexpected state: deregistered")),
        (
            UNANSWERED,
            Ending(Status.FAILED, failure=Failure("nothing answers", type="Internal", hint="- service: s3\n")),
        ),
        (
            error("UnauthorizedOperation", "no", 403),
            Ending(
                Status.FAILED,
                failure=Failure(
                    "Get Exception from DescribeImages API of ec2 Service. Exception Message from DescribeImages API: "
                    "[no (Service: AmazonEC2; Status Code: 403; Error Code: UnauthorizedOperation)]",
                    type="Permission",
                    doing=VERIFYING,
                ),
            ),
        ),
    ],
)
def test_an_image_that_does_not(action: str, answer: Response, ending: Ending) -> None:
    assert performed(action, INPUTS[action], MADE, answer) == Performed(ending, [MAKE[action], LOOK], 0)


@pytest.mark.parametrize(("action", "doing"), [(CREATE, "creating the image"), (COPY, "copying the image")])
def test_an_image_that_cannot_be_made(action: str, doing: str) -> None:
    api = MAKE[action][0].removeprefix("ec2 ")
    reason = (
        f"Get Exception from {api} API of ec2 Service. Exception Message from {api} API: "
        "[taken (Service: AmazonEC2; Status Code: 400; Error Code: InvalidAMIName.Duplicate)]"
    )
    ending = Ending(Status.FAILED, failure=Failure(reason, doing=doing))
    assert performed(action, INPUTS[action], error("InvalidAMIName.Duplicate", "taken")) == Performed(
        ending, [MAKE[action]], 0
    )


@BOTH
@pytest.mark.parametrize(("timeout", "seconds"), [(None, 3600), (8, 8)])
def test_an_image_that_stays_pending(action: str, timeout: int | None, seconds: int) -> None:
    found = performed(action, INPUTS[action], MADE, image("pending"), timeout=timeout)
    assert (found.ending, found.seconds) == (timed_out(doing=VERIFYING), seconds)


@BOTH
def test_a_wait_is_cancelled(action: str) -> None:
    flag = Event()
    found = performed(action, INPUTS[action], MADE, cancelling(flag, image("pending")), cancel=flag)
    assert found == Performed(CANCELLED, [MAKE[action], LOOK], 0)


IMAGE = ok(
    Images=[
        {
            "BlockDeviceMappings": [
                {"DeviceName": "/dev/xvda", "Ebs": {"SnapshotId": "snap-1"}},
                {"DeviceName": "/dev/sdb", "VirtualName": "ephemeral0"},
                {"DeviceName": "/dev/xvdc", "Ebs": {"SnapshotId": "snap-2"}},
            ]
        }
    ]
)
BEGIN: list[Called] = [("ec2 DescribeImages", {"ImageIds": ["ami-1"]}), ("ec2 DeregisterImage", {"ImageId": "ami-1"})]


def drop(name: str) -> tuple[str, dict[str, JsonValue]]:
    return ("ec2 DeleteSnapshot", {"SnapshotId": name})


def test_an_image_and_its_snapshots_are_deleted() -> None:
    found = performed(DELETE, {"ImageId": "ami-1"}, IMAGE, ok(), ok(), error("InvalidSnapshot.InUse"), ok())
    assert found == Performed(succeeded(), [*BEGIN, drop("snap-1"), drop("snap-2"), drop("snap-2")], 5)


@pytest.mark.parametrize(
    ("answers", "api", "calls"),
    [
        ([error("Odd")], "DescribeImages", BEGIN[:1]),
        ([IMAGE, error("Odd")], "DeregisterImage", BEGIN),
        ([IMAGE, ok(), error("Odd")], "DeleteSnapshot", [*BEGIN, drop("snap-1")]),
    ],
)
def test_an_image_that_cannot_be_deleted(answers: list[Response], api: str, calls: list[Called]) -> None:
    reason = (
        f"Get Exception from {api} API of ec2 Service. Exception Message from {api} API: "
        "[it broke (Service: AmazonEC2; Status Code: 400; Error Code: Odd)]"
    )
    ending = Ending(Status.FAILED, failure=Failure(reason, doing="deleting the image"))
    assert performed(DELETE, {"ImageId": "ami-1"}, *answers) == Performed(ending, calls, 0)


def test_a_snapshot_that_stays_in_use() -> None:
    found = performed(DELETE, {"ImageId": "ami-1"}, IMAGE, ok(), error("InvalidSnapshot.InUse"), timeout=30)
    assert (found.ending, found.seconds) == (timed_out(doing="deleting the image"), 30)
