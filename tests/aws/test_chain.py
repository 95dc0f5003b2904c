"""The doors in order, the journal, and skeletons that can be pasted."""

from datetime import UTC, datetime

from hypothesis import example, given
from hypothesis import strategies as st

from ssmdoc.aws.call import Answer, ApiCall, ApiError, Response, Unanswered
from ssmdoc.aws.chain import DoorChain
from ssmdoc.aws.mock_file import load_mocks
from ssmdoc.aws.mock_text import to_yaml
from ssmdoc.aws.mocks import MockDoor
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from ssmdoc.source.values import JsonValue, to_value

MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
CALL = ApiCall("ec2", "StopInstances", {"InstanceIds": ["i-1"]}, "us-east-1", "123456789012")


class Fixed:
    """A door that always says the same."""

    def __init__(self, answer: Answer | None) -> None:
        self.fixed = answer
        self.calls = 0

    def answer(self, call: ApiCall) -> Answer | None:
        self.calls += 1
        return self.fixed


def mocks(text: str) -> MockDoor:
    loaded = load_mocks(Source("mocks.yaml", text))
    assert loaded.diagnostics == ()
    return MockDoor(loaded.mocks)


def test_the_first_answer_counts() -> None:
    silent, first, second = Fixed(None), Fixed(ApiError("Throttling", "slow", "first")), Fixed(Response({}, "second"))
    chain = DoorChain([silent, first, second], lambda: MOMENT)
    assert chain.answer(CALL) == ApiError("Throttling", "slow", "first")
    assert (silent.calls, first.calls, second.calls) == (1, 1, 0)


def test_a_door_can_end_the_search() -> None:
    refusal = Unanswered("not from here", "")
    later = Fixed(Response({}, "later"))
    assert DoorChain([Fixed(refusal), later]).answer(CALL) == refusal
    assert later.calls == 0


def test_webhooks_reach_mocks_alone() -> None:
    call = ApiCall("webhook", "Post", {"Url": "https://chat.example.com"}, "us-east-1", "123456789012")
    open_door = Fixed(Response({}, "real"))
    door = mocks("[{service: webhook, api: Post, response: {StatusCode: 200, Body: received}}]")
    answer = DoorChain([open_door, door]).answer(call)
    assert isinstance(answer, Response)
    assert (answer.door, answer.value["Body"]) == ("mock", "received")
    assert DoorChain([open_door]).answer(call) == Unanswered(
        'nothing answers webhook Post with {"Url": "https://chat.example.com"}; '
        "add a mock of it to the file of --mocks",
        "- service: webhook\n  api: Post\n  parameters:\n    Url: https://chat.example.com\n"
        "  response:\n    StatusCode: 1\n    Body: Body\n",
    )
    assert open_door.calls == 0


def test_answers_have_metadata_and_are_written_down() -> None:
    chain = DoorChain([Fixed(Response({"StoppingInstances": []}, "moto"))], lambda: MOMENT)
    answers = [chain.answer(CALL) for _ in range(2)]
    ids = []
    for answer in answers:
        assert isinstance(answer, Response)
        metadata = answer.value["ResponseMetadata"]
        assert isinstance(metadata, dict)
        ids.append(metadata["RequestId"])
    assert ids[0] != ids[1]
    entries = chain.journal.entries()
    assert [entry.answer for entry in entries] == answers
    assert chain.journal.entries(1) == entries[1:]
    assert len(chain.journal) == 2


def test_the_journal_as_json() -> None:
    doors = Fixed(ApiError("Throttling", "slow", "mock", 503))
    chain = DoorChain([doors], lambda: MOMENT)
    chain.answer(CALL)
    doors.fixed = Response({"ResponseMetadata": {"RequestId": "r", "HTTPHeaders": {"a": "b"}}}, "mock")
    chain.answer(CALL)
    doors.fixed = Unanswered("nobody", "")
    chain.answer(CALL)
    same: JsonValue = {
        "Service": "ec2",
        "Api": "StopInstances",
        "Parameters": {"InstanceIds": ["i-1"]},
        "Region": "us-east-1",
        "Time": "2026-01-02T03:04:05.000Z",
    }
    assert isinstance(same, dict)
    metadata = {"RequestId": "r", "HTTPStatusCode": 200, "HTTPHeaders": {"a": "b"}, "RetryAttempts": 0}
    assert chain.journal.to_json() == [
        same | {"Door": "mock", "Error": {"Code": "Throttling", "Message": "slow", "HTTPStatusCode": 503}},
        same | {"Door": "mock", "Response": {"ResponseMetadata": metadata}},
        same | {"Door": None, "Unanswered": "nobody"},
    ]


def test_what_is_said_when_nothing_answers() -> None:
    text = "[{service: ec2, api: StopInstances, parameters: {InstanceIds: [i-2]}}]"
    answer = DoorChain([mocks(text)]).answer(CALL)
    assert answer == Unanswered(
        'nothing answers ec2 StopInstances with {"InstanceIds": ["i-1"]}; the mock in line 1 does not fit it; '
        "add a mock of it to the file of --mocks, or let --aws moto answer",
        """\
- service: ec2
  api: StopInstances
  parameters:
    InstanceIds:
    - i-1
  response:
    StoppingInstances:
    - InstanceId: i-0123456789abcdef0
      CurrentState:
        Code: 1
        Name: running
      PreviousState:
        Code: 1
        Name: running
""",
    )


def test_a_skeleton_answers_the_call() -> None:
    long: dict[str, JsonValue] = {"InstanceIds": ["1e5", "yes", "i-1"], "AdditionalInfo": "x" * 5_000}
    for call in (
        CALL,
        ApiCall("ec2", "StartInstances", long, "us-east-1", "1"),
        ApiCall("lambda", "TagResource", {"Resource": "r", "Tags": {"any": "x"}}, "us-east-1", "1"),
        ApiCall("s3", "GetObject", {"Bucket": "b", "Key": "k\nl"}, "us-east-1", "1"),
        ApiCall("sts", "GetCallerIdentity", {}, "us-east-1", "1"),
    ):
        answer = DoorChain([]).answer(call)
        assert isinstance(answer, Unanswered)
        assert isinstance(mocks(answer.skeleton).answer(call), Response)
        assert isinstance(mocks(f"mocks:\n{answer.skeleton}").answer(call), Response)


VALUES: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(st.characters(codec="utf-8"), max_size=12)
    | st.sampled_from(["1e5", "0x1f", "1:30", "yes", "~", "2026-01-01", "a: b", "- a", " x\ny ", "012", "<<", "="]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc1e5_", min_size=1, max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)  # fmt: skip


@given(VALUES)
@example("a\x85b\u2028 c\u2029\nd")
def test_yaml_reads_back_the_same(value: JsonValue) -> None:
    root = read(Source("x.yaml", to_yaml([value]))).root
    assert root is not None
    assert to_value(root) == [value]
