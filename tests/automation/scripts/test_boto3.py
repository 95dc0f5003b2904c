"""Scripts with boto3: ssmdoc's own is lent to the node, whose Python is that of the machine."""

import json
import textwrap
from collections.abc import Iterator
from threading import Event

import pytest

from ssmdoc.automation.scripts.calls import CallError, CallRefused, CallValue, OnCall, ScriptAnswer, ScriptCall
from ssmdoc.automation.scripts.end import Broken, HowItEnded, Raised, Returned
from ssmdoc.automation.scripts.job import PythonJob
from ssmdoc.automation.scripts.lending import MISSING
from ssmdoc.automation.scripts.python import run_python
from ssmdoc.running.sandbox.namespace.sandbox import NamespaceSandbox
from ssmdoc.running.sandbox.protocol import INSTANCE_ID, Limits, Node, NodeIdentity
from ssmdoc.source.values import JsonValue

IDENTITY = NodeIdentity(INSTANCE_ID, "us-east-1", "c")


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    started = NamespaceSandbox().start(IDENTITY, Limits())
    yield started
    started.stop()


@pytest.fixture
def fresh_node() -> Iterator[Node]:
    started = NamespaceSandbox().start(IDENTITY, Limits())
    yield started
    started.stop()


def run(node: Node, body: str, on_call: OnCall) -> HowItEnded:
    text = "import boto3\ndef main(events, context):\n" + textwrap.indent(textwrap.dedent(body).strip(), "    ")
    job = PythonJob(text, "main", None, "/tmp/run", region="eu-west-1")
    return run_python(node, job, lambda _stream, _data: None, Event(), on_call).how


class Door:
    """Answers calls by their operation, each in turn, and keeps them."""

    def __init__(self, **answers: list[ScriptAnswer]) -> None:
        self._answers = answers
        self.calls: list[ScriptCall] = []

    def __call__(self, call: ScriptCall) -> ScriptAnswer:
        self.calls.append(call)
        left = self._answers.get(call.operation)
        return left.pop(0) if left else CallRefused(f"nobody answers {call.service}:{call.operation}")

    def said(self) -> list[JsonValue]:
        return [[call.service, call.operation, dict(call.parameters), call.region] for call in self.calls]


def instances(name: str, state: str, token: str | None = None) -> CallValue:
    value: dict[str, JsonValue] = {"Reservations": [{"Instances": [{"InstanceId": name, "State": {"Name": state}}]}]}
    return CallValue({**value, **({"NextToken": token} if token else {})})


def test_clients_resources_and_sessions(node: Node) -> None:
    buckets = CallValue({"Buckets": [{"Name": "a", "CreationDate": "2026-01-02T03:04:05Z"}]})
    door = Door(ListBuckets=[buckets, buckets, buckets])
    body = """
        each = boto3.client("s3").list_buckets()
        named = boto3.Session(region_name="us-west-2").client("s3").list_buckets()
        return [each["Buckets"][0]["CreationDate"].isoformat(), each["ResponseMetadata"]["HTTPStatusCode"],
                named["Buckets"][0]["Name"], [bucket.name for bucket in boto3.resource("s3").buckets.all()]]
    """
    assert run(node, body, door) == Returned(["2026-01-02T03:04:05+00:00", 200, "a", ["a"]])
    assert door.said() == [
        ["s3", "ListBuckets", {}, "eu-west-1"],
        ["s3", "ListBuckets", {}, "us-west-2"],
        ["s3", "ListBuckets", {}, "eu-west-1"],
    ]


def test_paginators_and_waiters(node: Node) -> None:
    answers = [instances("i-1", "running", "t"), instances("i-2", "running"), instances("i-1", "running")]
    door = Door(DescribeInstances=list[ScriptAnswer](answers))
    body = """
        ec2 = boto3.client("ec2")
        pages = ec2.get_paginator("describe_instances").paginate()
        names = [i["InstanceId"] for page in pages for r in page["Reservations"] for i in r["Instances"]]
        ec2.get_waiter("instance_running").wait(InstanceIds=["i-1"])
        return names
    """
    assert run(node, body, door) == Returned(["i-1", "i-2"])
    assert [call.parameters for call in door.calls] == [{}, {"NextToken": "t"}, {"InstanceIds": ["i-1"]}]


def test_errors_are_those_of_the_client(node: Node) -> None:
    door = Door(
        GetItem=[CallError("ResourceNotFoundException", "no table", 400)],
        HeadObject=[CallError("404", "Not Found", 404)],
    )
    body = """
        dynamodb = boto3.client("dynamodb")
        try:
            dynamodb.get_item(TableName="t", Key={"k": {"S": "v"}})
        except dynamodb.exceptions.ResourceNotFoundException as error:
            print(error)
        boto3.client("s3").head_object(Bucket="b", Key="k")
    """
    how = run(node, body, door)
    assert isinstance(how, Raised)
    assert (how.type, how.message, how.line) == (
        "ClientError",
        "An error occurred (404) when calling the HeadObject operation: Not Found",
        8,
    )


def test_blobs_bodies_and_policies(node: Node) -> None:
    door = Door(
        PutObject=[CallValue({"ETag": "e"})] * 2,
        GetObject=[CallValue({"Body": {"$base64": "/wA="}}), CallValue({"Body": "é" * 500_000})],
        GetRole=[CallValue({"Role": {"AssumeRolePolicyDocument": {"Version": "100%"}}})],
        RunInstances=[CallValue({})],
    )
    body = """
        import io, datetime
        s3 = boto3.client("s3")
        file = io.BytesIO(b"\\xff\\x00")
        s3.put_object(Bucket="b", Key="k", Body=file, Expires=datetime.datetime(2020, 1, 1))
        s3.put_object(Bucket="b", Key="k", Body="é")
        boto3.client("ec2").run_instances(MinCount=1, MaxCount=1, UserData="echo")
        return [list(s3.get_object(Bucket="b", Key="k")["Body"].read()),
                len(s3.get_object(Bucket="b", Key="k")["Body"].read()),
                boto3.client("iam").get_role(RoleName="r")["Role"]["AssumeRolePolicyDocument"],
                s3.generate_presigned_url("get_object", Params={"Bucket": "b", "Key": "k"}).startswith("https://")]
    """
    assert run(node, body, door) == Returned([[255, 0], 1_000_000, {"Version": "100%"}, True])
    first, second, third = (call.parameters for call in door.calls[:3])
    assert first == {"Bucket": "b", "Key": "k", "Body": {"$base64": "/wA="}, "Expires": "2020-01-01T00:00:00Z"}
    assert second == {"Bucket": "b", "Key": "k", "Body": "é"}
    assert third == {"MinCount": 1, "MaxCount": 1, "UserData": "echo"}


def test_tables_of_dynamodb(node: Node) -> None:
    door = Door(
        PutItem=[CallValue({})], GetItem=[CallValue({"Item": {"n": {"N": "7"}, "b": {"B": {"$base64": "/w=="}}}})]
    )
    body = """
        table = boto3.resource("dynamodb").Table("t")
        table.put_item(Item={"n": 7, "b": b"\\xff"})
        item = table.get_item(Key={"n": 7})["Item"]
        return [int(item["n"]), list(item["b"].value)]
    """
    assert run(node, body, door) == Returned([7, [255]])
    item = {"n": {"N": "7"}, "b": {"B": {"$base64": "/w=="}}}
    assert [call.parameters for call in door.calls] == [
        {"TableName": "t", "Item": item},
        {"TableName": "t", "Key": {"n": {"N": "7"}}},
    ]


def test_wrong_parameters_never_become_a_call(node: Node) -> None:
    door = Door()
    how = run(node, 'boto3.client("s3").put_object(Key="k")', door)
    assert isinstance(how, Raised)
    assert (how.type, how.line, door.calls) == ("ParamValidationError", 3, [])


def test_a_call_that_nobody_answers_is_the_end_whatever_is_caught(node: Node) -> None:
    body = """
        try:
            boto3.client("sts").get_caller_identity()
        except Exception:
            return "swallowed"
    """
    assert run(node, body, Door()) == Broken("nobody answers sts:GetCallerIdentity", 4)


def test_calls_of_threads_and_of_processes(node: Node) -> None:
    body = """
        import multiprocessing
        from concurrent.futures import ThreadPoolExecutor
        client = boto3.client("s3")
        ask = lambda n: client.list_buckets()["Owner"]["ID"]
        with ThreadPoolExecutor(20) as pool:
            ids = set(pool.map(ask, range(100)))
        children = [multiprocessing.Process(target=ask, args=(1,)) for _ in range(3)]
        for child in children: child.start()
        for child in children: child.join()
        return [sorted(ids), [child.exitcode for child in children]]
    """
    assert run(node, body, lambda _: CallValue({"Owner": {"ID": "x"}})) == Returned([["x"], [0, 0, 0]])


def test_without_a_boto3_to_lend(fresh_node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssmdoc.automation.scripts.lending._problem", lambda _minor: MISSING)
    how = run(fresh_node, "return 1", Door())
    assert isinstance(how, Raised)
    assert (how.type, how.line) == ("ModuleNotFoundError", 1)
    assert how.message == (
        "No module named 'boto3', and ssmdoc has none to lend: take an image that has it, "
        'or `pip install "ssmdoc[aws]"`'
    )


@pytest.mark.parametrize("wanted", [None, {}, {"python": [2, 7]}, {"data": "../x"}, {"data": 1}, {"python": [3, 4]}])
def test_odd_wishes_are_answered_with_a_problem(wanted: JsonValue) -> None:
    from ssmdoc.automation.scripts.lending import lend

    assert json.loads(lend(wanted))["problem"].startswith("and ")
