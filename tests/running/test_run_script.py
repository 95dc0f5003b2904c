"""What a script plugin asks of a node, and how it judges what came of it."""

from dataclasses import replace
from threading import Event

import pytest

from ssmdoc.running.output import Streams
from ssmdoc.running.plugins.call import PluginCall, PluginOutcome
from ssmdoc.running.plugins.run_power_shell_script import run_power_shell_script
from ssmdoc.running.plugins.run_script import judge
from ssmdoc.running.plugins.run_shell_script import run_shell_script
from ssmdoc.running.plugins.script_inputs import execution_timeout
from ssmdoc.running.result import Status
from ssmdoc.running.sandbox.protocol import Outcome, Script
from ssmdoc.source.values import JsonValue
from tests.running.recorded import IDENTITY, ORCHESTRATION, RecordedNode, ended

DOWNLOADS = f"{ORCHESTRATION}/downloads"
ORDINARY = Script(
    path=f"{ORCHESTRATION}/s/_script.sh",
    content=b"\n",
    argv=("sh", "-c", f"{ORCHESTRATION}/s/_script.sh"),
    directories=(DOWNLOADS, "/usr/bin"),
    timeout=3600,
)


def call(inputs: JsonValue, node: RecordedNode, step: str = "s") -> PluginCall:
    directory = f"{ORCHESTRATION}/{step.replace(':', '')}"
    return PluginCall(step, "aws:runShellScript", inputs, node, directory, lambda _s, _d: None, Event(), IDENTITY)


@pytest.mark.parametrize(
    ("inputs", "script"),
    [
        (None, ORDINARY),
        ({"runcommand": ["a", None, "é"]}, replace(ORDINARY, content="a\n\né\n".encode())),
        ({"workingDirectory": "/x/../y"}, replace(ORDINARY, directories=("/x/../y",))),
        ({"workingDirectory": "../x"}, replace(ORDINARY, directories=(f"{ORCHESTRATION}/x", "/usr/bin"))),
        ({"TimeoutSeconds": "7"}, replace(ORDINARY, timeout=7)),
        (
            {"environment": {"A": "b", "SSM_COMMAND_ID": "mine", "PATH": None}},
            replace(ORDINARY, environment={"A": "b", "SSM_COMMAND_ID": "mine", "PATH": ""}),
        ),
        (
            {"id": "0.aws:x"},
            replace(
                ORDINARY,
                path=f"{ORCHESTRATION}/s/0.awsx/_script.sh",
                argv=("sh", "-c", f"{ORCHESTRATION}/s/0.awsx/_script.sh"),
            ),
        ),
        ({"id": "../../etc"}, ORDINARY),
    ],
)
def test_script(inputs: JsonValue, script: Script) -> None:
    node = RecordedNode([ended()])
    assert run_shell_script(call(inputs, node)) == PluginOutcome(Status.SUCCESS, 0)
    assert node.scripts == [script]


def test_a_name_with_a_colon_keeps_its_folder_in_the_working_directory() -> None:
    node = RecordedNode([ended()])
    run_shell_script(call({}, node, step="a:b"))
    assert node.scripts[0].directories == (f"{ORCHESTRATION}/ab/downloads", "/usr/bin")


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (ended(0, b"o", b"e"), PluginOutcome(Status.SUCCESS, 0, Streams(b"o", b"e"))),
        (
            ended(7, b"", b"e\n"),
            PluginOutcome(Status.FAILED, 7, Streams(b"", b"e\nfailed to run commands: exit status 7")),
        ),
        (ended(137), PluginOutcome(Status.TIMED_OUT, 137)),
        (ended(194, b"o"), PluginOutcome(Status.SUCCESS_AND_REBOOT, 194, Streams(b"o"))),
        (replace(ended(None), timed_out=True), PluginOutcome(Status.TIMED_OUT, 137)),
        (
            replace(ended(None), timed_out=True, group_gone=True),
            PluginOutcome(Status.FAILED, 1, Streams(stderr=b"failed to run commands: no such process")),
        ),
        (
            replace(ended(None), signal=11),
            PluginOutcome(Status.FAILED, -1, Streams(stderr=b"failed to run commands: signal: segmentation fault")),
        ),
        (
            replace(ended(None), signal=31),
            PluginOutcome(Status.FAILED, -1, Streams(stderr=b"failed to run commands: signal: signal 31")),
        ),
        (
            replace(ended(None), start_error="permission denied"),
            PluginOutcome(Status.FAILED, 1, Streams(stderr=b"failed to run commands: fork/exec /p: permission denied")),
        ),
        (
            replace(ended(None, b"o", b"e"), signal=9, exceeded="1 GiB of output"),
            PluginOutcome(
                Status.FAILED,
                -1,
                Streams(b"o", b"ssmdoc killed the script: it exceeded the limit of 1 GiB of output\ne"),
            ),
        ),
    ],
)
def test_judge(outcome: Outcome, expected: PluginOutcome) -> None:
    assert judge(outcome, "/p", cancelled=False) == expected


@pytest.mark.parametrize("outcome", [ended(137), replace(ended(None), signal=9), replace(ended(None), cancelled=True)])
def test_a_script_killed_by_a_cancel(outcome: Outcome) -> None:
    assert judge(outcome, "/p", cancelled=True) == PluginOutcome(Status.CANCELLED, 137)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (5, 5),
        (5.9, 5),
        ("172800", 172_800),
        ("1e2", 100),
        (" 10", 3600),
        ("1_0", 3600),
        (4.999, 3600),
        (172_801, 3600),
        ("nan", 3600),
        (float("inf"), 3600),
        (True, 3600),
        (None, 3600),
        ([5], 3600),
    ],
)
def test_timeout(value: JsonValue, seconds: int) -> None:
    assert execution_timeout(value) == seconds


@pytest.mark.parametrize(("code", "program"), [(10, "/usr/bin/powershell"), (11, "/usr/bin/pwsh")])
def test_power_shell(code: int, program: str) -> None:
    node = RecordedNode([ended(code), ended()])
    assert run_power_shell_script(call({"runCommand": ["x"]}, node)) == PluginOutcome(Status.SUCCESS, 0)
    path = f"{ORCHESTRATION}/s/_script.ps1"
    assert node.scripts[1] == replace(
        ORDINARY, path=path, content=b"\xef\xbb\xbfx\n", argv=(program, "-f", path), environment={"HOME": "/"}
    )
