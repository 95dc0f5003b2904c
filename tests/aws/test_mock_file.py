"""Mocks files: what they say, and what is said of wrong ones."""

from concurrent.futures import ThreadPoolExecutor
from textwrap import dedent

import pytest

from ssmdoc.aws.call import Answer, ApiCall, ApiError, Response, Unanswered
from ssmdoc.aws.mock_file import Loaded, load_mocks
from ssmdoc.aws.mocks import MockDoor
from ssmdoc.source.text import Source
from ssmdoc.source.values import JsonValue


def load(text: str, path: str = "mocks.yaml") -> Loaded:
    return load_mocks(Source(path, dedent(text)))


def door(text: str) -> MockDoor:
    loaded = load(text)
    assert loaded.diagnostics == ()
    return MockDoor(loaded.mocks)


def call(api: str, parameters: dict[str, JsonValue]) -> ApiCall:
    service, operation = api.split()
    return ApiCall(service, operation, parameters, "us-east-1", "123456789012")


@pytest.mark.parametrize(
    ("expected", "given", "fits"),
    [
        ("{}", {"InstanceIds": ["i-1"]}, True),
        ("{InstanceIds: [i-1]}", {"InstanceIds": ["i-1"], "Force": True}, True),
        ("{InstanceIds: [i-1]}", {"InstanceIds": ["i-1", "i-2"]}, False),
        ("{InstanceIds: [i-2, i-1]}", {"InstanceIds": ["i-1", "i-2"]}, False),
        ("{InstanceIds: i-1}", {"InstanceIds": ["i-1"]}, True),
        ("{InstanceIds: {contains: i-1}}", {"InstanceIds": ["i-0", "i-1"]}, True),
        ("{InstanceIds: {contains: i-3}}", {"InstanceIds": ["i-0", "i-1"]}, False),
        ("{InstanceIds: [{matches: '^i-[0-9]$'}, {any: true}]}", {"InstanceIds": ["i-0", "i-1"]}, True),
        ("{InstanceIds: [{matches: '^i-[0-9]$'}]}", {"InstanceIds": ["i-x"]}, False),
        ("{InstanceIds: {one_of: [[i-1], [i-2]]}}", {"InstanceIds": ["i-2"]}, True),
        ("{InstanceIds: {equals: [i-2]}}", {"InstanceIds": ["i-2"]}, True),
        ("{InstanceIds: {equals: [i-2]}}", {"InstanceIds": ["i-2", "i-3"]}, False),
        ("{Force: 'true'}", {"InstanceIds": ["i-1"], "Force": True}, True),
        ("{Force: {any: true}}", {"InstanceIds": ["i-1"]}, False),
        ("{Force: {absent: true}}", {"InstanceIds": ["i-1"]}, True),
        ("{Force: {absent: true}}", {"InstanceIds": ["i-1"], "Force": False}, False),
        ("{Force: {one_of: [{absent: true}, false]}}", {"InstanceIds": ["i-1"]}, False),
        ("{InstanceIds: {not: {contains: i-2}}}", {"InstanceIds": ["i-1"]}, True),
        ("{InstanceIds: {not: {contains: i-1}}}", {"InstanceIds": ["i-1"]}, False),
        ("{Force: {not: true}}", {"InstanceIds": ["i-1"]}, True),
    ],
)
def test_what_fits(expected: str, given: dict[str, JsonValue], fits: bool) -> None:
    answer = door(f"[{{service: ec2, api: StopInstances, parameters: {expected}}}]").answer(
        call("ec2 StopInstances", given)
    )
    assert answer == (Response({}, "mock") if fits else None)


@pytest.mark.parametrize(
    ("api", "expected", "given", "fits"),
    [
        (
            "ec2 DescribeInstances",
            "{Filters: [{Name: tag:a}]}",
            {"Filters": [{"Name": "tag:a", "Values": ["b"]}]},
            True,
        ),
        ("ec2 DescribeFlowLogs", "{Filters: [{Name: a}]}", {"Filter": [{"Name": "a", "Values": ["b"]}]}, True),
        ("lambda TagResource", "{Tags: {a: 1}}", {"Resource": "r", "Tags": {"a": "1", "b": "2"}}, True),
        ("lambda TagResource", "{Tags: {equals: {a: 1}}}", {"Resource": "r", "Tags": {"a": "1", "b": "2"}}, False),
        ("lambda TagResource", "{Resource: {contains: fun}}", {"Resource": "my-fun", "Tags": {}}, True),
        ("lambda TagResource", "{Resource: {contains: fan}}", {"Resource": "my-fun", "Tags": {}}, False),
        ("logs PutRetentionPolicy", "{retentionInDays: '7'}", {"logGroupName": "g", "retentionInDays": 7}, True),
        ("logs PutRetentionPolicy", "{retentionInDays: {matches: '^[1-7]$'}}", {"retentionInDays": 7}, True),
        ("ec2 DescribeVpcs", "{NextToken: {matches: '(a|aa)+$'}}", {"NextToken": "a" * 60 + "b"}, False),
        ("ec2 DescribeVpcs", "{NextToken: {matches: 'x$'}}", {"NextToken": "a" * 1_000_000 + "x"}, False),
    ],
)
def test_what_fits_in_shapes(api: str, expected: str, given: dict[str, JsonValue], fits: bool) -> None:
    service, operation = api.split()
    mocks = door(f"[{{service: {service}, api: {operation}, parameters: {expected}}}]")
    assert (mocks.answer(call(api, given)) is not None) is fits


SEQUENCE = """
    mocks:
    - service: EC2
      api: describe_instance_status
      parameters: {InstanceIds: [i-1]}
      answers:
      - response: {InstanceStatuses: [{InstanceState: {Name: pending}}]}
      - error: {code: RequestLimitExceeded, message: slow down, status: 503}
        latency: 2.5
      - response: {InstanceStatuses: [{InstanceState: {Name: running}}]}
      exhausted: EXHAUSTED
      times: {min: 1, max: 4}
    - service: ec2
      api: DescribeInstanceStatus
      times: 1
    - service: ec2
      api: StopInstances
      times: {min: 1}
    - service: ec2
      api: StartInstances
      times: 0
"""
PENDING = Response({"InstanceStatuses": [{"InstanceState": {"Name": "pending"}}]}, "mock")
SLOW = ApiError("RequestLimitExceeded", "slow down", "mock", 503, 2.5)
RUNNING = Response({"InstanceStatuses": [{"InstanceState": {"Name": "running"}}]}, "mock")
NO_FURTHER = Unanswered(
    "the mock of ec2 DescribeInstanceStatus in line 3 has no further answer: it has 3 answers, and this is call 4", ""
)


@pytest.mark.parametrize(("exhausted", "fourth"), [("repeat", RUNNING), ("error", NO_FURTHER)])
def test_answers_come_one_after_the_other(exhausted: str, fourth: Answer) -> None:
    mocks = door(SEQUENCE.replace("EXHAUSTED", exhausted))
    asked = call("ec2 DescribeInstanceStatus", {"InstanceIds": ["i-1"]})
    assert [mocks.answer(asked) for _ in range(4)] == [PENDING, SLOW, RUNNING, fourth]
    assert mocks.answer(call("ec2 DescribeInstanceStatus", {})) == Response({}, "mock")
    assert mocks.answer(call("ec2 DescribeInstances", {})) is None


def test_what_was_expected() -> None:
    mocks = door(SEQUENCE.replace("EXHAUSTED", "repeat"))
    for _ in range(5):
        mocks.answer(call("ec2 DescribeInstanceStatus", {"InstanceIds": ["i-1"]}))
    mocks.answer(call("ec2 StartInstances", {"InstanceIds": ["i-1"]}))
    assert mocks.unmet() == [
        "the mock of ec2 DescribeInstanceStatus in line 3 expected 1 to 4 calls, and there were 5",
        "the mock of ec2 DescribeInstanceStatus in line 13 expected 1 call, and there were 0",
        "the mock of ec2 StopInstances in line 16 expected at least 1 call, and there were 0",
        "the mock of ec2 StartInstances in line 19 expected 0 calls, and there were 1",
    ]
    shown = mocks.to_json()
    assert isinstance(shown, list)
    assert shown[0] == {
        "service": "ec2",
        "api": "DescribeInstanceStatus",
        "line": 3,
        "calls": 5,
        "expected": "1 to 4 calls",
        "met": False,
    }


def test_times_are_written_as_answers_have_them() -> None:
    text = "[{service: ec2, api: DescribeVolumes, response: {Volumes: [{CreateTime: TIME}]}}]"
    for given in ("2026-01-01", "2026-01-01T00:00:00Z", "2026-01-01T02:00:00+02:00", "1767225600"):
        answer = door(text.replace("TIME", given)).answer(call("ec2 DescribeVolumes", {}))
        assert answer == Response({"Volumes": [{"CreateTime": "2026-01-01T00:00:00.000Z"}]}, "mock")


WRONG = [
    ("{mock: []}", '1:2: unknown key "mock" in the mocks, did you mean "mocks"?'),
    ("true", "1:1: the mocks must be a list of mocks, or a map with \"mocks\" and \"setup\", not the boolean true"),
    ("[{service: ec2}]", '1:3: missing key "api" in a mock'),
    (
        "[{service: ec2, api: StopInstances, parameter: {}}]",
        '1:37: unknown key "parameter" in a mock, did you mean "parameters"?',
    ),
    (
        "[{service: ec2, api: StopInstances, response: {A: 1}, error: {code: a}}]",
        '1:55: "response" and "error" exclude each other in a mock',
    ),
    ("[{service: ec2, api: StopInstances, error: {message: a}}]", '1:45: missing key "code" in "error"'),
    (
        "[{service: ec2, api: StopInstances, exhausted: never}]",
        '1:48: "exhausted" must be "repeat" or "error", not "never"',
    ),
    (
        "[{service: ec2, api: StopInstances, times: -1}]",
        '1:44: "times" must be a whole number from 0, or a map with "min" and "max", not the number -1',
    ),
    (
        "[{service: ec2, api: StopInstances, times: {min: 3, max: 2}}]",
        '1:44: "min" of "times" is 3, more than "max", which is 2',
    ),
    ("[{service: ec3, api: x}]", '1:12: there is no service "ec3", did you mean "ec2"?'),
    (
        "[{service: ec2, api: DescribeInstance}]",
        '1:22: the service "ec2" has no API "DescribeInstance", did you mean "DescribeInstances"?',
    ),
    (
        "[{service: ec2, api: StopInstances, parameters: {InstanceId: i-1}}]",
        '1:50: unknown member "InstanceId" in the parameters of ec2 StopInstances, did you mean "InstanceIds"?',
    ),
    (
        "[{service: ec2, api: DescribeVpcs, parameters: {Filters: [{Value: a}]}}]",
        '1:60: unknown member "Value" in "Filters", did you mean "Values"?',
    ),
    (
        "[{service: ec2, api: DescribeVpcs, parameters: {MaxResults: many}}]",
        '1:61: "MaxResults" must be a whole number, not "many"',
    ),
    (
        "[{service: ec2, api: DescribeVpcs, parameters: {VpcIds: {contain: a}}}]",
        '1:58: unknown matcher "contain" for "VpcIds", did you mean "contains"?',
    ),
    (
        "[{service: ec2, api: DescribeVpcs, parameters: {NextToken: {matches: '('}}}]",
        '1:70: "(" is no regular expression of RE2: error parsing regexp: missing closing ): `(`',
    ),
    (
        "[{service: ec2, api: DescribeVpcs, parameters: {NextToken: {matches: 'a{99999999999999999999}'}}}]",
        '1:70: "a{99999999999999999999}" is no regular expression of RE2: error parsing regexp: invalid repeat count: '
        "`{99999999999999999999}`",
    ),
    (
        "[{service: ec2, api: DescribeVpcs, parameters: {VpcIds: {matches: a}}}]",
        '1:67: "matches" is for single values, and "VpcIds" is a list',
    ),
    (
        "[{service: ec2, api: DescribeVpcs, parameters: {DryRun: {any: 1}}}]",
        '1:63: "any" must be true, not the number 1',
    ),
    (
        "[{service: ec2, api: DescribeVpcs, parameters: {DryRun: {one_of: true}}}]",
        '1:66: "one_of" must be a list of values, not the boolean true',
    ),
    (
        "[{service: ec2, api: DescribeVpcs, parameters: {DryRun: {contains: true}}}]",
        '1:68: "contains" is for lists and texts, and "DryRun" cannot contain the boolean true',
    ),
    (
        "[{service: ec2, api: DescribeVpcs, response: {Vpc: []}}]",
        '1:47: unknown member "Vpc" in the response of ec2 DescribeVpcs, did you mean "Vpcs"?',
    ),
    (
        "[{service: ec2, api: DescribeVpcs, response: {Vpcs: [{Xyzzy: 1}]}}]",
        '1:55: unknown member "Xyzzy" in "Vpcs"; it has OwnerId, InstanceTenancy, Ipv6CidrBlockAssociationSet, '
        "CidrBlockAssociationSet, IsDefault, EncryptionControl, Tags, BlockPublicAccessStates, …",
    ),
    (
        "[{service: cloudformation, api: DeleteStack, response: {StackId: a}}]",
        '1:57: unknown member "StackId" in the response of cloudformation DeleteStack; it has no members',
    ),
    (
        "[{service: ec2, api: DescribeVpcs, response: {Vpcs: [{OwnerId: 123456789012}]}}]",
        '1:64: "OwnerId" must be a text, not the number 123456789012; put it in quotes',
    ),
    (
        "[{service: ec2, api: DescribeVpcs, response: {Vpcs: {VpcId: a}}}]",
        '1:53: "Vpcs" must be a list, not a map',
    ),
    (
        "[{service: ec2, api: DescribeVolumes, response: {Volumes: [{CreateTime: soon}]}}]",
        '1:73: "CreateTime" must be a time such as 2026-01-31T12:00:00Z, not "soon"',
    ),
    (
        "[{service: ec2, api: DescribeVpcs, answers: [{response: {Vpcs: [{IsDefault: 'yes'}]}}]}]",
        '1:77: "IsDefault" must be true or false, not "yes"',
    ),
    ("[{service: ec2, api: DescribeVpcs, response: {ResponseMetadata: 1}}]",
     '1:65: "ResponseMetadata" must be a map, not the number 1'),
    (
        "{setup: [{service: ec2, api: CreateVpc, parameters: {Cidr: a}}]}",
        '1:54: unknown member "Cidr" in the parameters of ec2 CreateVpc; it has CidrBlock, Ipv6Pool, Ipv6CidrBlock, '
        "Ipv4IpamPoolId, Ipv4NetmaskLength, Ipv6IpamPoolId, Ipv6NetmaskLength, Ipv6CidrBlockNetworkBorderGroup, …",
    ),
    (
        "{setup: [{service: ec2, api: CreateSubnet, parameters: {VpcId: '{{ vpc }}'}}]}",
        '1:64: no earlier call of the setup saves "vpc"',
    ),
    (
        "{setup: [{service: ec2, api: CreateVpc, save: {vpc: Vpc.VpcId}}]}",
        '1:53: "vpc" must be a JSONPath such as $.Vpc.VpcId, not "Vpc.VpcId"',
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "finding"), WRONG, ids=[text for text, _ in WRONG])
def test_what_is_wrong(text: str, finding: str) -> None:
    loaded = load(text)
    source = Source("mocks.yaml", text)
    found = [
        f"{source.position(one.span.start)[0]}:{source.position(one.span.start)[1]}: {one.message}"
        for one in loaded.diagnostics
    ]
    assert found == [finding]
    assert loaded.failed
    assert loaded.mocks == ()
    assert loaded.setup == ()


def test_a_state_that_botocore_does_not_know_is_doubtful() -> None:
    loaded = load("[{service: ec2, api: DescribeVpcs, response: {Vpcs: [{State: availible}]}}]")
    assert [(one.severity.value, one.message) for one in loaded.diagnostics] == [
        ("warning", '"State" cannot be "availible" as botocore knows it, did you mean "available"?')
    ]
    assert not loaded.failed
    assert len(loaded.mocks) == 1


@pytest.mark.parametrize("text", ["", "# nothing\n", "[]", "{mocks: []}", "{}"])
def test_no_mocks(text: str) -> None:
    assert load(text) == Loaded((), (), ())


def test_json_and_merge_keys() -> None:
    same = load('[{"service": "ec2", "api": "DescribeVpcs", "response": {"Vpcs": []}}]', "mocks.json")
    assert same == load("[{service: ec2, api: DescribeVpcs, response: {Vpcs: []}}]")
    merged = door(
        """
        mocks:
        - &stop {service: ec2, api: StopInstances, response: {StoppingInstances: []}}
        - <<: *stop
          api: TerminateInstances
          response: {TerminatingInstances: []}
        """
    )
    assert [mock.operation for mock in merged.mocks] == ["StopInstances", "TerminateInstances"]


def test_threads_share_a_door() -> None:
    mocks = door("[{service: ec2, api: StopInstances, times: 800}]")
    asked = call("ec2 StopInstances", {"InstanceIds": ["i-1"]})
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(mocks.answer, [asked] * 800))
    assert mocks.counts() == (800,)
    assert mocks.unmet() == []
