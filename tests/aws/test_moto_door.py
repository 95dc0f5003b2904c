"""moto in this process: one state for a run, nothing of the host, nothing to the network."""

import json
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import SpooledTemporaryFile
from textwrap import dedent

import pytest

from ssmdoc.aws.call import Answer, ApiError, DoorError, Response, Unanswered
from ssmdoc.aws.mock_file import load_mocks
from ssmdoc.aws.moto_door import MotoDoor
from ssmdoc.aws.no_network import FileRefusedError, NetworkRefusedError, no_network
from ssmdoc.aws.setup import run_setup
from ssmdoc.source.text import Source
from ssmdoc.source.values import JsonValue
from tests.aws.calls import ACCOUNT, REGION, call


@pytest.fixture
def moto() -> Iterator[MotoDoor]:
    with MotoDoor() as door:
        yield door


def value(answer: Answer | None) -> dict[str, JsonValue]:
    assert isinstance(answer, Response)
    assert answer.door == "moto"
    return {name: part for name, part in answer.value.items() if name != "ResponseMetadata"}


def test_the_state_is_that_of_the_run(moto: MotoDoor) -> None:
    assert value(moto.answer(call("s3 CreateBucket", {"Bucket": "bucket"}, "us-east-1")))["Location"] == "/bucket"
    moto.answer(call("s3 PutObject", {"Bucket": "bucket", "Key": "k", "Body": "täxt"}, "us-east-1"))
    assert value(moto.answer(call("s3 GetObject", {"Bucket": "bucket", "Key": "k"}, "us-east-1")))["Body"] == "täxt"
    identity = value(moto.answer(call("sts GetCallerIdentity")))
    assert identity["Account"] == ACCOUNT


def test_the_next_run_begins_with_nothing() -> None:
    for _ in range(2):
        with MotoDoor() as door:
            assert value(door.answer(call("sqs ListQueues"))) == {}
            door.answer(call("sqs CreateQueue", {"QueueName": "q"}))


def test_errors_are_those_of_the_api(moto: MotoDoor) -> None:
    answer = moto.answer(call("ec2 StopInstances", {"InstanceIds": ["i-12345678"]}))
    message = "The instance ID 'i-12345678' does not exist"
    assert answer == ApiError("InvalidInstanceID.NotFound", message, "moto", 400)


@pytest.mark.parametrize("api", ["launch-wizard ListDeployments", "ec2 DescribeTrunkInterfaceAssociations"])
def test_what_moto_does_not_have(moto: MotoDoor, api: str) -> None:
    answer = moto.answer(call(api))
    assert isinstance(answer, Unanswered)
    assert answer.message == f"moto does not have {api}; add a mock of it to the file of --mocks"
    service, operation = api.split()
    assert answer.skeleton.startswith(f"- service: {service}\n  api: {operation}\n")


def test_the_host_is_hidden_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    host = {
        "AWS_PROFILE": "there-is-none",
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
        "AWS_ACCESS_KEY_ID": "AKIAHOSTHOSTHOST",
        "AWS_CONFIG_FILE": "/nonexistent/config",
        "AWS_DEFAULTS_MODE": "auto",
        "MOTO_ACCOUNT_ID": "999999999999",
    }
    for name, text in host.items():
        monkeypatch.setenv(name, text)
    before = dict(os.environ)
    with MotoDoor() as door:
        assert value(door.answer(call("sts GetCallerIdentity")))["Account"] == ACCOUNT
        assert value(door.answer(call("ec2 DescribeVpcs")))["Vpcs"]
        assert os.environ["AWS_CONFIG_FILE"] == os.devnull
        assert "AWS_ACCESS_KEY_ID" not in os.environ
    assert dict(os.environ) == before


def test_moto_does_not_reach_the_network(moto: MotoDoor) -> None:
    topic = value(moto.answer(call("sns CreateTopic", {"Name": "t"})))["TopicArn"]
    endpoint = {"TopicArn": topic, "Protocol": "http", "Endpoint": "http://127.0.0.1:9/x"}
    moto.answer(call("sns Subscribe", {**endpoint}))
    with pytest.raises(DoorError, match=r"moto failed at sns Publish.*the network is off \(socket"):
        moto.answer(call("sns Publish", {"TopicArn": topic, "Message": "m"}))


def test_no_network_for_threads_either() -> None:
    refused: list[str] = []

    def reach_out() -> None:
        try:
            socket.create_connection(("127.0.0.1", 9), timeout=1)
        except NetworkRefusedError as error:
            refused.append(str(error))

    with no_network():
        thread = threading.Thread(target=reach_out)
        thread.start()
        reach_out()
    thread.join()
    assert len(refused) == 2
    other = threading.Thread(target=reach_out_freely)
    other.start()
    other.join()


TEMPLATE = """
Parameters: {Name: {Type: String, Default: q}}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties: {QueueName: !Sub "${Name}-1"}
Outputs:
  Joined: {Value: !Join ["-", [of, !Ref Name, !GetAtt Queue.QueueName]]}
"""


def test_templates_have_functions(moto: MotoDoor) -> None:
    value(moto.answer(call("cloudformation CreateStack", {"StackName": "s", "TemplateBody": TEMPLATE})))
    stacks = value(moto.answer(call("cloudformation DescribeStacks")))["Stacks"]
    assert isinstance(stacks, list)
    assert isinstance(stacks[0], dict)
    assert stacks[0]["Outputs"] == [{"OutputKey": "Joined", "OutputValue": "of-q-q-1"}]


@pytest.mark.parametrize(
    ("api", "more"),
    [
        ("CreateStack", {"StackName": "s"}),
        ("CreateChangeSet", {"StackName": "s", "ChangeSetName": "c", "ChangeSetType": "CREATE"}),
        ("CreateStackSet", {"StackSetName": "s"}),
        ("GetTemplateSummary", {}),
        ("ValidateTemplate", {}),
    ],
)
def test_a_template_runs_nothing(moto: MotoDoor, api: str, more: dict[str, JsonValue], tmp_path: Path) -> None:
    made = tmp_path / "made"
    template = f"Resources: !!python/object/apply:os.mkdir ['{made}']"
    with suppress(DoorError):
        moto.answer(call(f"cloudformation {api}", {**more, "TemplateBody": template}))
    assert not made.exists()


def test_no_files_of_the_machine(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s")
    link = tmp_path / "link"
    link.symlink_to(secret)
    refused: list[str] = []
    with no_network():
        for path, mode in ((secret, "r"), (link, "rb"), (secret, "w"), (Path("new"), "w")):
            try:
                path.open(mode).close()
            except FileRefusedError:
                refused.append(f"{path.name} {mode}")
        assert Path(json.__file__).read_text(encoding="utf-8")
        with SpooledTemporaryFile(max_size=1) as file:
            file.write(b"more than that")
    assert refused == ["secret r", "link rb", "secret w", "new w"]
    assert secret.read_text() == "s"


def reach_out_freely() -> None:
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", 9), timeout=1)


SETUP = """
    setup:
    - service: ec2
      api: CreateVpc
      parameters: {CidrBlock: 10.0.0.0/16}
      save: {vpc: $.Vpc.VpcId}
    - service: ec2
      api: CreateSubnet
      parameters:
        VpcId: '{{ vpc }}'
        CidrBlock: 10.0.1.0/24
        TagSpecifications: [{ResourceType: subnet, Tags: [{Key: Name, Value: 'in {{vpc}}'}]}]
      save: {subnet: $.Subnet.SubnetId}
    """


def test_setup_fills_moto(moto: MotoDoor) -> None:
    loaded = load_mocks(Source("mocks.yaml", dedent(SETUP)))
    assert loaded.diagnostics == ()
    saved = run_setup(moto, loaded.setup, REGION, ACCOUNT)
    assert sorted(saved) == ["subnet", "vpc"]
    subnets = value(moto.answer(call("ec2 DescribeSubnets", {"SubnetIds": saved["subnet"]})))["Subnets"]
    assert isinstance(subnets, list)
    assert isinstance(subnets[0], dict)
    assert subnets[0]["VpcId"] == saved["vpc"]
    assert subnets[0]["Tags"] == [{"Key": "Name", "Value": f"in {saved['vpc']}"}]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "[{service: ec2, api: CreateVpc, parameters: {CidrBlock: [1, 2]}}]",
            "the setup in line 1, ec2 CreateVpc: Parameter validation failed:\n"
            "Invalid type for parameter CidrBlock, value: [1, 2], type: <class 'list'>, valid types: <class 'str'>",
        ),
        (
            "[{service: ec2, api: DeleteVpc, parameters: {VpcId: vpc-1}}]",
            "the setup in line 1, ec2 DeleteVpc: InvalidVpcID.NotFound: VpcID vpc-1 does not exist.",
        ),
        (
            "[{service: ec2, api: DescribeVpcs, save: {x: '$.Vpcs[9].VpcId'}}]",
            'the setup in line 1, ec2 DescribeVpcs: "$.Vpcs[9].VpcId" selects nothing in the answer',
        ),
        (
            "[{service: launch-wizard, api: ListDeployments}]",
            "the setup in line 1, launch-wizard ListDeployments: moto does not have launch-wizard ListDeployments; "
            "add a mock of it to the file of --mocks",
        ),
    ],
)
def test_setup_that_fails(moto: MotoDoor, text: str, message: str) -> None:
    loaded = load_mocks(Source("mocks.yaml", f"{{setup: {text}}}"))
    assert loaded.diagnostics == ()
    with pytest.raises(DoorError) as raised:
        run_setup(moto, loaded.setup, REGION, ACCOUNT)
    assert str(raised.value) == message
