"""Output and notifications in local folders, by the keys and names that AWS gives them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ssmdoc.running.command_request import CommandRequest
from ssmdoc.running.events import Event, StepEnded, StepOutput, StepStarted
from ssmdoc.running.fleet.delivery import Delivery
from ssmdoc.running.fleet.details import Details
from ssmdoc.running.fleet.nodes import Target
from ssmdoc.running.fleet.outputs import Notifications, Outputs
from ssmdoc.running.result import Status, StepResult

ID, NODE = "11111111-2222-3333-4444-555555555555", "i-0123456789abcdef0"
BEGIN = datetime(2020, 2, 19, 18, 18, 3, 419_500, UTC)
ARN = "arn:aws:sns:us-east-1:123456789012:commands"


def request(outputs: Outputs, targets: tuple[Target, ...] = ()) -> CommandRequest:
    return CommandRequest(ID, "My-Doc", BEGIN, {}, targets=targets, outputs=outputs)


def ended(stdout: str = "", stderr: str = "", name: str = "step", action: str = "aws:runShellScript") -> StepEnded:
    return StepEnded(StepResult(name, action, Status.SUCCESS, 0, stdout, stderr, "", BEGIN, BEGIN))


def delivered(folder: Path, outputs: Outputs, *events: Event) -> dict[str, str]:
    def trouble(text: str) -> None:
        raise AssertionError(text)

    node = Delivery(folder, request(outputs), trouble).to_node(NODE)
    for event in events:
        node(event)
    return {
        path.relative_to(folder).as_posix(): path.read_text(errors="backslashreplace")
        for path in folder.rglob("*")
        if path.is_file()
    }


STARTED = StepStarted("step", "aws:runShellScript", 1, 1)


def test_keys_of_a_bucket(tmp_path: Path) -> None:
    events = (STARTED, StepOutput("step", "stdout", b"out\n"), StepOutput("step", "stderr", b"oh\n"))
    found = delivered(tmp_path, Outputs("b-1", "a/b/"), *events, ended("out\n", "oh\nfailed to run commands: x"))
    key = f"s3/b-1/a/b/{ID}/{NODE}/awsrunShellScript/step"
    assert found == {f"{key}/stdout": "out\n", f"{key}/stderr": "oh\nfailed to run commands: x"}


def test_streams_of_a_log_group(tmp_path: Path) -> None:
    name = "aws:runShellScript"
    events = (StepStarted(name, name, 1, 1), StepOutput(name, "stdout", b"out\n"), ended("out\n", name=name))
    assert delivered(tmp_path, Outputs(log_group=""), *events) == {
        f"logs/aws/ssm/My-Doc/{ID}/{NODE}/aws-runShellScript/stdout": "out\n"
    }


def test_nothing_is_asked_for(tmp_path: Path) -> None:
    assert delivered(tmp_path, Outputs(), STARTED, StepOutput("step", "stdout", b"out\n"), ended("out\n")) == {}


def test_output_that_only_the_agent_made(tmp_path: Path) -> None:
    (text,) = delivered(tmp_path, Outputs("b-1"), ended("Content downloaded")).values()
    assert text == "Content downloaded"


def test_all_of_a_long_output(tmp_path: Path) -> None:
    pieces = [StepOutput("step", "stdout", b"x" * 20_000)] * 5
    (text,) = delivered(
        tmp_path, Outputs("b-1"), STARTED, *pieces, ended("x" * 23_981 + "--output truncated--")
    ).values()
    assert text == "x" * 100_000


def test_what_the_agent_blanks_is_gone(tmp_path: Path) -> None:
    events = (STARTED, StepOutput("step", "stderr", b"oh\n"), ended("Step exited with code 168"))
    assert [*delivered(tmp_path, Outputs("b-1"), *events).values()] == ["Step exited with code 168"]


def test_bytes_that_are_no_text_stay_as_they_are(tmp_path: Path) -> None:
    found = delivered(tmp_path, Outputs("b-1"), STARTED, StepOutput("step", "stdout", b"\xff\n"), ended("\ufffd\n"))
    assert [*found.values()] == ["\\xff\n"]


@pytest.mark.parametrize("name", ["../../../etc", "/etc", "a/../../../../../../b", "..", "a\0b", "x" * 1000])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "inner"
    found = delivered(folder, Outputs("b-1", name, name), ended("text", name=name))
    assert set(found.values()) == {"text"}
    assert {path.name for path in tmp_path.iterdir()} == {"inner"}


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "s3").write_text("a file")
    said: list[str] = []
    Delivery(tmp_path, request(Outputs("b-1")), said.append).to_node(NODE)(ended("text"))
    assert said == [f"{tmp_path}/s3/b-1/{ID}/{NODE}/awsrunShellScript/step/stdout: not a directory"]


@pytest.mark.parametrize(
    ("kind", "events", "told"),
    [
        ("Command", ("All",), ["command InProgress", "command TimedOut"]),
        ("Command", ("Failed",), []),
        ("Invocation", ("All",), ["invocation InProgress", "invocation Failed"]),
        ("Invocation", ("Failed", "Success"), ["invocation Failed"]),
    ],
)
def test_who_is_told_what(tmp_path: Path, kind: str, events: tuple[str, ...], told: list[str]) -> None:
    delivery = Delivery(tmp_path, request(Outputs(notifications=Notifications(ARN, events, kind))), print)
    for details in (Details.PENDING, Details.IN_PROGRESS, Details.CANCELLING, Details.DELIVERY_TIMED_OUT):
        delivery.tell_command([NODE], details)
    for details in (Details.IN_PROGRESS, Details.DELAYED, Details.UNDELIVERABLE):
        delivery.tell_invocation(NODE, details)
    path = tmp_path / "sns" / "commands.jsonl"
    messages = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
    kinds = ["invocation" if "instanceId" in message else "command" for message in messages]
    assert [f"{kind} {message['status']}" for kind, message in zip(kinds, messages, strict=True)] == told


def test_the_notification_of_a_command(tmp_path: Path) -> None:
    """As in AWS's examples; with targets there are no ids."""
    outputs = Outputs("b-1", "run", notifications=Notifications(ARN, ("All",), "Command"))
    for targets in ((), (Target("tag:a", ("b",)),)):
        Delivery(tmp_path, request(outputs, targets), print).tell_command([NODE], Details.SUCCESS)
    first, second = (json.loads(line) for line in (tmp_path / "sns" / "commands.jsonl").read_text().splitlines())
    del first["eventTime"]
    assert (second["instanceIds"], first) == (
        [],
        {
            "commandId": ID,
            "documentName": "My-Doc",
            "instanceIds": [NODE],
            "requestedDateTime": "2020-02-19T18:18:03.419Z",
            "expiresAfter": "2020-02-19T20:18:03.419Z",
            "outputS3BucketName": "b-1",
            "outputS3KeyPrefix": "run",
            "status": "Success",
        },
    )
