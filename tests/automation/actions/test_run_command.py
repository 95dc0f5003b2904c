"""aws:runCommand on nodes of both sandboxes; what the service refuses needs none."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from threading import Event

import pytest

from ssmdoc.automation.clock import VirtualClock
from ssmdoc.automation.documents.find import BUILT_IN
from ssmdoc.automation.execution import Execution
from ssmdoc.automation.nodes import SandboxNodes
from ssmdoc.automation.run import run_automation
from ssmdoc.automation.world import Nodes, NoNodes, World
from ssmdoc.invoke.library import first_error
from ssmdoc.plan.automation.runbook import OnFailure, Runbook, Step
from ssmdoc.running.fleet.nodes import FleetNode, NodeState
from ssmdoc.running.library import Library
from ssmdoc.running.sandbox.protocol import Limits, Sandbox
from ssmdoc.running.sandbox.select import SandboxChoice, open_sandbox
from ssmdoc.source.values import JsonValue
from tests.automation.actions.performing import IDENTITY, UNANSWERED, ListedDoor
from tests.running.service_model import wrong_shapes

SEND_FAILS = "An error occurred ({}) when calling the SendCommand operation: {}"
ONE, TWO, THREE = (f"i-0123456789abcdef{number}" for number in range(3))
SHELL = "AWS-RunShellScript"
TWO_STEPS = """
schemaVersion: "2.2"
parameters: {Word: {type: String, allowedValues: [hello, bye]}, Count: {type: Integer, default: 1}}
mainSteps:
  - {name: first, action: aws:runShellScript, inputs: {runCommand: ["echo {{ Word }} {{ Count }}"]}}
  - {name: second, action: aws:runShellScript, inputs: {runCommand: [echo again]}}
"""


class Here:
    """Runbooks of one aws:runCommand step after the other, in one world."""

    def __init__(self, folder: Path, nodes: Nodes, deliver: Path | None = None) -> None:
        (folder / "two-steps.yaml").write_text(TWO_STEPS)
        numbers = count(1)
        self.world = World(
            IDENTITY,
            VirtualClock(),
            ListedDoor([UNANSWERED]),
            nodes,
            library=Library((folder,)),
            check=first_error,
            deliver=deliver,
            new_id=lambda: f"00000000-0000-4000-8000-{next(numbers):012}",
        )
        self.said: list[str] = []

    def run(
        self, *inputs: Mapping[str, JsonValue], timeout: int | None = None, cancel: Event | None = None
    ) -> Execution:
        steps = tuple(
            Step(
                f"step{number}",
                "aws:runCommand",
                {"DocumentName": SHELL, **given},
                timeout_seconds=timeout,
                on_failure=OnFailure.CONTINUE,
            )
            for number, given in enumerate(inputs, 1)
        )

        def on_event(event: object) -> None:
            text = getattr(event, "text", None)
            if isinstance(text, str):
                self.said.append(text)
                if cancel is not None and text == "begun":
                    cancel.set()

        return run_automation(Runbook(steps, {}, {}, {}), {}, self.world, on_event, cancel or Event())


def ends(execution: Execution) -> list[tuple[str, Mapping[str, JsonValue]]]:
    """Each step's status and its outputs."""
    return [(record.status.value, record.outputs) for record in execution.records]


def reason(execution: Execution) -> str:
    (record,) = execution.records
    return record.failure.reason if record.failure else ""


def commands(script: str, *nodes: str) -> dict[str, JsonValue]:
    return {"InstanceIds": [*nodes], "Parameters": {"commands": [script]}}


@pytest.fixture(params=["namespace", pytest.param("docker", marks=pytest.mark.docker)])
def sandbox(request: pytest.FixtureRequest) -> Sandbox:
    if request.param == "docker":
        return open_sandbox(SandboxChoice("docker", request.getfixturevalue("docker_image")), lambda _: None)
    return open_sandbox(SandboxChoice("namespace"), lambda _: None)


@pytest.fixture
def nodes(sandbox: Sandbox) -> Iterator[SandboxNodes]:
    found = SandboxNodes(lambda _: sandbox, Limits(), "eu-west-1", {})
    yield found
    found.close()


def test_files_stay_from_step_to_step(tmp_path: Path, nodes: SandboxNodes) -> None:
    here = Here(tmp_path, nodes)
    found = here.run(
        commands("echo kept > /tmp/file; echo $SSM_COMMAND_ID", ONE),
        commands("cat /tmp/file; printf end; echo $SSM_COMMAND_ID >&2", ONE),
        commands("cat /tmp/file", TWO),
    )
    first, second, third = (str(outputs["CommandId"]) for _, outputs in ends(found))
    assert len({first, second, third}) == 3
    payload = {"Status": "Success", "ResponseCode": 0, "Output": f"{first}\n", "CommandId": first}
    outputs = {"OutputPayload": payload, **payload, "ResponseCode": "0"}
    assert ends(found)[0] == ("Success", outputs)
    error = f"\n----------ERROR-------\n{second}\n"
    assert ends(found)[1][1]["Output"] == f"kept\nend{error}"
    assert [status for status, _ in ends(found)] == ["Success", "Success", "Failed"]
    assert here.said[0] == first
    # the two streams come in any order
    assert sorted(here.said[1:4]) == sorted(["kept", "end", second])


def test_the_message_of_a_failed_command(tmp_path: Path, nodes: SandboxNodes) -> None:
    found = Here(tmp_path, nodes).run(commands("echo out; exit 3", ONE))
    ((_, outputs),) = ends(found)
    command = outputs["CommandId"]
    output = "out\n\n----------ERROR-------\nfailed to run commands: exit status 3"
    payload = {"Status": "Failed", "ResponseCode": 3, "Output": output, "CommandId": command}
    assert outputs == {**payload, "ResponseCode": "3", "OutputPayload": payload}
    (record,) = found.records
    assert record.failure is not None
    shown = (
        f'{{"Status":"Failed","ResponseCode":3,"Output":"out\\n\\n----------ERROR-------\\n'
        f'failed to run commands: exit status 3","CommandId":"{command}"}}'
    )
    assert record.failure.message == (
        f"Step fails when it is verifying the command has completed. Command {command} returns unexpected invocation "
        f"result: \n{{Status=[Failed], ResponseCode=[3], Output=[{output}], OutputPayload=[{shown}], "
        f"CommandId=[{command}]}}. Please refer to Automation Service Troubleshooting Guide for more diagnosis details."
    )


def test_documents_of_the_library_and_several_nodes(tmp_path: Path, nodes: SandboxNodes) -> None:
    here = Here(tmp_path, nodes)
    parameters: dict[str, JsonValue] = {"Word": "hello", "Count": 2}
    more: dict[str, JsonValue] = {"DocumentName": "two-steps", "Parameters": parameters}
    found = here.run({**more, "InstanceIds": [ONE]}, {**more, "InstanceIds": [ONE, TWO], "DocumentVersion": "4"})
    one, two = (dict(outputs) for _, outputs in ends(found))
    assert (one["Output"], "ResponseCode" in one) == ("hello 2\n\nagain\n", False)
    assert sorted(two) == ["CommandId", "OutputPayload", "Status"]
    assert {f"{ONE}: hello 2", f"{TWO}: again", f"{TWO}: Success"} <= set(here.said)
    first, second = here.world.started.commands
    assert first["Command"] == {
        **_map(first["Command"]),
        "DocumentName": "two-steps",
        "DocumentVersion": "$DEFAULT",
        "Parameters": {"Word": ["hello"], "Count": ["2"]},
        "InstanceIds": [ONE],
        "Status": "Success",
        "TargetCount": 1,
    }
    assert _map(second["Command"])["DocumentVersion"] == "4"
    assert [wrong_shapes(command) for command in (first, second)] == [[], []]


def _map(value: JsonValue) -> dict[str, JsonValue]:
    assert isinstance(value, dict)
    return value


def test_the_time_of_the_step_ends_the_command(tmp_path: Path, nodes: SandboxNodes) -> None:
    found = Here(tmp_path, nodes).run(commands("echo begun; sleep 600 & sleep 600", ONE), timeout=1)
    (record,) = found.records
    assert (record.status.value, record.outputs["Status"]) == ("TimedOut", "Cancelled")
    assert record.failure is not None
    assert record.failure.message == (
        "Step timed out while step is verifying the command has completed. "
        "Please refer to Automation Service Troubleshooting Guide for more diagnosis details."
    )


def test_a_cancel_ends_the_command(tmp_path: Path, nodes: SandboxNodes) -> None:
    found = Here(tmp_path, nodes).run(commands("echo begun; sleep 600 & sleep 600", ONE), cancel=Event())
    (record,) = found.records
    assert [found.status.value, record.status.value, record.outputs["Status"]] == ["Cancelled"] * 3


def test_a_fleet_has_tags_and_states(tmp_path: Path, sandbox: Sandbox) -> None:
    fleet = [
        FleetNode(ONE, tags={"Role": "web"}),
        FleetNode(TWO, tags={"Role": "db"}),
        FleetNode(THREE, tags={"Role": "web"}, state=NodeState.OFFLINE),
    ]
    nodes = SandboxNodes(lambda _: sandbox, Limits(), "eu-west-1", {}, fleet)
    here = Here(tmp_path, nodes)
    script: dict[str, JsonValue] = {"commands": ["echo $AWS_SSM_INSTANCE_ID"]}
    try:
        found = here.run(
            {"Targets": [{"Key": "tag:Role", "Values": ["db"]}], "Parameters": script},
            {"Targets": [{"Key": "tag:Role", "Values": ["web"]}], "Parameters": script, "MaxConcurrency": "1"},
            {"Targets": [{"Key": "tag:Role", "Values": ["none"]}], "Parameters": script},
        )
    finally:
        nodes.close()
    assert [status for status, _ in ends(found)] == ["Success", "Success", "Success"]
    nothing = "no node fits the targets, so nothing is run: the command is NoInstancesInTag"
    assert here.said == [TWO, f"{ONE}: {ONE}", f"{ONE}: Success", f"{THREE}: Undeliverable", nothing]
    details = [_map(command["Command"])["StatusDetails"] for command in here.world.started.commands]
    assert details == ["Success", "Success", "NoInstancesInTag"]


def test_output_is_delivered_to_folders(tmp_path: Path, nodes: SandboxNodes) -> None:
    asked: dict[str, JsonValue] = {
        **commands("echo hello", ONE),
        "OutputS3BucketName": "bucket",
        "CloudWatchOutputConfig": {"CloudWatchOutputEnabled": "true"},
        "NotificationConfig": {"NotificationArn": "arn:aws:sns:eu-west-1:123456789012:topic"},
    }
    Here(tmp_path, nodes, tmp_path / "delivered").run(asked)
    files = {path.relative_to(tmp_path / "delivered").parts[:2] for path in (tmp_path / "delivered").rglob("*.*")}
    assert ("s3", "bucket") in {p.relative_to(tmp_path / "delivered").parts[:2] for p in tmp_path.rglob("stdout")}
    assert ("sns", "topic.jsonl") in files


def hash_of(name: str, kind: str) -> str:
    return hashlib.new(kind, (BUILT_IN / f"{name}.yaml").read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("inputs", "code", "message"),
    [
        (
            {"DocumentName": "AWS-Nope", "InstanceIds": [ONE]},
            "InvalidDocument",
            "Document with name AWS-Nope does not exist; documents come from the folders of --library DIR, here ",
        ),
        (
            {"InstanceIds": [ONE], "Parameters": {"command": ["ls"]}},
            "InvalidParameters",
            'parameter "commands" (StringList) has no default and must be given; '
            'parameter "command" is not declared; did you mean "commands"?',
        ),
        (
            {"DocumentName": "two-steps", "InstanceIds": [ONE], "Parameters": {"Word": "no"}},
            "InvalidParameters",
            'parameter "Word" has value "no" not found in [hello, bye]',
        ),
        (
            {"Parameters": {"commands": "ls"}},
            "ValidationException",
            "InstanceIds or Targets must say on which nodes the command is run",
        ),
        (
            commands("ls", "i-1"),
            "ValidationException",
            "1 validation error detected: Value 'i-1' at 'instanceIds.1.member' failed to satisfy constraint: "
            r"Member must satisfy regular expression pattern: (^i-(\w{8}|\w{17})$)|(^mi-\w{17}$)",
        ),
        (commands("ls", ONE, ONE), "DuplicateInstanceId", f'the instance id "{ONE}" is given twice'),
        (
            {**commands("ls", ONE), "TimeoutSeconds": 29},
            "ValidationException",
            "1 validation error detected: Value '29' at 'timeoutSeconds' failed to satisfy constraint: "
            "Member must have value greater than or equal to 30",
        ),
        (
            {**commands("ls", ONE), "MaxErrors": "-1"},
            "ValidationException",
            "1 validation error detected: Value '-1' at 'maxErrors' failed to satisfy constraint: "
            'it must be a number of errors from 0 or a percentage from 0% to 100%, not "-1"',
        ),
        (
            {"Targets": [{"Key": "tag:Role", "Values": ["web"]}], "Parameters": {"commands": "ls"}},
            "InvalidTarget",
            "tag:Role: there are no nodes to choose from; say which there are with --fleet FILE",
        ),
        (
            {**commands("ls", ONE), "DocumentHash": "00", "DocumentHashType": "Sha1"},
            "InvalidDocument",
            f"DocumentHash is 00, but AWS-RunShellScript has the Sha1 {hash_of(SHELL, 'sha1')}",
        ),
    ],
)
def test_what_the_service_refuses(tmp_path: Path, inputs: Mapping[str, JsonValue], code: str, message: str) -> None:
    here = Here(tmp_path, NoNodes())
    found = here.run(inputs)
    assert reason(found).startswith(SEND_FAILS.format(code, message))
    assert (ends(found), here.world.started.commands) == ([("Failed", {})], [])


def test_a_hash_that_is_right(tmp_path: Path) -> None:
    nodes = NoNodes()
    found = Here(tmp_path, nodes).run({**commands("ls", ONE), "DocumentHash": hash_of(SHELL, "sha256").upper()})
    assert reason(found) == "there is no sandbox to run commands in"


def test_an_id_that_the_fleet_does_not_have(tmp_path: Path) -> None:
    class Fleet(NoNodes):
        fleet: Sequence[FleetNode] | None = (FleetNode(ONE),)

    found = Here(tmp_path, Fleet()).run(commands("ls", ONE, TWO))
    words = f"Instances [[{TWO}]] not in a valid state for account 123456789012"
    assert reason(found) == SEND_FAILS.format("InvalidInstanceId", words)


@pytest.mark.parametrize("name", sorted(path.stem for path in BUILT_IN.glob("*.yaml")))
def test_built_in_documents_have_no_findings(name: str) -> None:
    from ssmdoc.analysis.examine import examine
    from ssmdoc.source.text import Source

    assert examine(Source(name, (BUILT_IN / f"{name}.yaml").read_text())).diagnostics == ()
