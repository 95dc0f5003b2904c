"""What was recorded answers the same."""

from collections.abc import Sequence
from datetime import UTC, datetime

from ssmdoc.aws.call import Answer, ApiCall, ApiError, Response, Unanswered
from ssmdoc.aws.chain import DoorChain
from ssmdoc.aws.mock_file import load_mocks
from ssmdoc.aws.mocks import MockDoor
from ssmdoc.aws.record import recording
from ssmdoc.source.text import Source
from ssmdoc.source.values import JsonValue
from tests.aws.calls import call


class Script:
    """A door that gives answers one after the other."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        self.answers = list(answers)

    def answer(self, call: ApiCall) -> Answer:
        return self.answers.pop(0)


def states(*names: str) -> dict[str, JsonValue]:
    return {"Reservations": [{"Instances": [{"State": {"Name": name}} for name in names]}]}


def answers_of(chain: DoorChain, calls: Sequence[ApiCall]) -> list[object]:
    return [_without_metadata(chain.answer(one)) for one in calls]


def _without_metadata(answer: Answer) -> object:
    match answer:
        case Response(value=value, seconds=seconds):
            return {name: part for name, part in value.items() if name != "ResponseMetadata"}, seconds
        case ApiError(code, message, _, status, seconds):
            return code, message, status, seconds
        case Unanswered():
            return None


SLOW = ApiError("RequestLimitExceeded", "slow", "moto", 503, 1.5)
CALLS: list[tuple[ApiCall, Answer]] = [
    (call("ec2 DescribeInstances"), Response(states("a", "b"), "moto")),
    (call("ec2 DescribeInstances", {"InstanceIds": ["i-1"]}), Response(states("pending"), "moto")),
    (call("ec2 DescribeInstances", {"InstanceIds": ["i-1"]}), SLOW),
    (call("ec2 DescribeInstances", {"InstanceIds": ["i-1"]}), Response(states("running"), "moto")),
    (call("ec2 DescribeInstances", {"InstanceIds": ["i-1"]}), Response(states("running"), "moto")),
    (call("ec2 DescribeInstances", {"InstanceIds": ["i-1"], "MaxResults": 5}), Response(states("x"), "moto")),
    (call("ec2 DescribeInstances", region="us-east-1"), Response(states("us"), "moto")),
    (call("ec2 StopInstances", {"InstanceIds": ["i-1"]}), Unanswered("nobody", "")),
    (call("lambda TagResource", {"Resource": "r", "Tags": {"any": "true"}}), Response({}, "moto")),
    (call("s3 GetObject", {"Bucket": "b", "Key": "1e5"}), Response({"Body": "a: b\n\n  - c\n"}, "moto")),
]  # fmt: skip


def test_a_recording_answers_the_same() -> None:
    calls = [one for one, _ in CALLS]
    chain = DoorChain([Script([answer for _, answer in CALLS])])
    first = answers_of(chain, calls)
    loaded = load_mocks(Source("recorded.yaml", recording(chain.journal.entries())))
    assert not loaded.failed
    assert answers_of(DoorChain([MockDoor(loaded.mocks)]), calls) == first


def test_how_a_recording_looks() -> None:
    chain = DoorChain([Script([answer for _, answer in CALLS[1:4]])])
    answers_of(chain, [one for one, _ in CALLS[1:4]])
    assert (
        recording(chain.journal.entries())
        == """\
mocks:
- service: ec2
  api: DescribeInstances
  parameters:
    InstanceIds:
    - i-1
  answers:
  - response:
      Reservations:
      - Instances:
        - State:
            Name: pending
  - error:
      code: RequestLimitExceeded
      message: slow
      status: 503
    latency: 1.5
  - response:
      Reservations:
      - Instances:
        - State:
            Name: running
"""
    )


OWN, ANOTHER, THIRD = (f"00000000-0000-4000-8000-00000000000{number}" for number in range(3))


def recorded(*calls: tuple[ApiCall, Answer]) -> str:
    chain = DoorChain([Script([answer for _, answer in calls])], clock=lambda: datetime(2030, 1, 31, 23, tzinfo=UTC))
    answers_of(chain, [one for one, _ in calls])
    return recording(chain.journal.entries(), {OWN, ANOTHER})


def test_what_is_another_in_each_run_fits_in_each() -> None:
    text = recorded(
        (call("s3 HeadBucket", {"Bucket": f"b.{OWN}"}), Response({"BucketRegion": "a"}, "moto")),
        (call("s3 HeadBucket", {"Bucket": f"b.{ANOTHER}"}), Response({"BucketRegion": "b"}, "moto")),
        (call("s3 HeadBucket", {"Bucket": f"b.{THIRD}"}), Response({"BucketRegion": "c"}, "moto")),
        (
            call("s3 GetObject", {"Bucket": "2030-01-31", "Key": "a 2030-01-31_23.00.00 (2030-02-01)"}),
            Response({}, "moto"),
        ),
        (call("lambda TagResource", {"Resource": "r", "Tags": {"any": OWN}}), Response({}, "moto")),
    )
    assert (
        text
        == """\
mocks:
- service: s3
  api: HeadBucket
  parameters:
    Bucket: b.00000000-0000-4000-8000-000000000002
  response:
    BucketRegion: c
- service: s3
  api: HeadBucket
  parameters:
    Bucket:
      matches: ^b\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$
  answers:
  - response:
      BucketRegion: a
  - response:
      BucketRegion: b
- service: s3
  api: GetObject
  parameters:
    Bucket:
      matches: ^\\d{4}-\\d\\d-\\d\\d$
    Key:
      matches: ^a \\d{4}-\\d\\d-\\d\\d_\\d\\d\\.\\d\\d\\.\\d\\d \\(2030-02-01\\)$
  response: {}
- service: lambda
  api: TagResource
  parameters:
    Resource: r
    Tags:
      equals:
        any: '00000000-0000-4000-8000-000000000000'
  response: {}
"""
    )
    assert not load_mocks(Source("recorded.yaml", text)).failed


def test_nothing_recorded() -> None:
    assert recording(()) == "mocks: []\n"
