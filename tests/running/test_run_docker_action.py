"""What aws:runDockerAction refuses, and the command line it makes."""

from dataclasses import replace
from threading import Event

import pytest

from ssmdoc.running.node_files import silent
from ssmdoc.running.output import Streams
from ssmdoc.running.plugins.call import PluginCall, PluginOutcome, failed
from ssmdoc.running.plugins.run_docker_action import run_docker_action
from ssmdoc.running.result import Status
from ssmdoc.running.sandbox.protocol import OnOutput, Outcome, Script
from ssmdoc.source.values import JsonValue
from tests.running.recorded import IDENTITY, ORCHESTRATION, RecordedNode, ended

DOCKER = "/usr/bin/docker"
FOUND = ended(0, DOCKER.encode())


def run(inputs: JsonValue, *outcomes: Outcome) -> tuple[PluginOutcome, RecordedNode]:
    node = RecordedNode(outcomes)
    call = PluginCall("s", "aws:runDockerAction", inputs, node, f"{ORCHESTRATION}/s", silent, Event(), IDENTITY)
    return run_docker_action(call), node


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        (None, "Docker Action is set to unsupported value: "),
        ({"action": "run"}, "Docker Action is set to unsupported value: run"),
        ({"ACTION": "Run"}, "Action Run requires parameter image"),
        ({"action": "Create", "volume": ["/a"]}, "Action Create requires parameter image"),
        ({"action": "Exec", "cmd": "ls"}, "Action Exec requires parameter container"),
        ({"action": "Rmi"}, "Action Rmi requires parameter image"),
        ({"action": "Logs", "container": ""}, "Action Logs requires parameter container"),
        ({"action": "Fly", "user": "a b"}, "Validation error, Invalid user value"),
        ({"action": "Run", "volume": ["/a", "/b;"]}, "Validation error, Invalid volume"),
        (
            {"action": "Ps", "container": "a\n"},
            r"Validation error, Invalid container name, only [a-zA-Z0-9_-\/] are allowed",
        ),
        (
            {"action": "Run", "cpuShares": "1.5"},
            "Validation error, Invalid CpuShares value, only integars are allowed",
        ),
        ({"action": "Run", "memory": "4G"}, "Validation error, Invalid Memory value"),
        ({"action": "Run", "publish": "80=80"}, "Validation error, Invalid Publish value"),
        ({"action": "Run", "env": "A=1,B=2"}, "Validation error, Invalid environment variable value"),
        ({"action": "Run", "cmd": "a | b"}, "Validation error, Invalid command value"),
        (
            {"action": "Run", "volume": "/a:/a", "image": 1},
            "Invalid format in plugin properties map[action:Run image:1 volume:/a:/a];\nerror json: cannot unmarshal "
            "number into Go struct field DockerContainerPluginInput.Image of type string",
        ),
    ],
)
def test_refused(inputs: JsonValue, message: str) -> None:
    outcome, node = run(inputs)
    assert outcome == failed(message)
    assert node.scripts == []


@pytest.mark.parametrize(
    ("inputs", "arguments"),
    [
        ({"action": "Images"}, ["images"]),
        ({"action": "Ps"}, ["ps", "--all"]),
        ({"action": "Stats"}, ["stats", "--no-stream"]),
        ({"action": "Stats", "container": "c"}, ["stats", "--no-stream", "c"]),
        ({"action": "Inspect", "image": "i"}, ["inspect", "", "i"]),
        ({"action": "Exec", "container": "c", "cmd": "ls -l", "user": "u"}, ["exec", "--user", "u", "c", "ls -l"]),
        ({"action": "Stop", "container": "c", "image": "i"}, ["stop", "c"]),
        ({"action": "Pull", "image": "repo/i:1"}, ["pull", "repo/i:1"]),
        ({"action": "Create", "image": "i"}, ["create", "i", ""]),
        ({"action": "Run", "image": "i", "volume": ["", "/a"]}, ["run", "-d", "i", ""]),
        (
            {
                "action": "Run",
                "image": "i",
                "container": "c",
                "cmd": "sleep 1",
                "memory": "4m",
                "cpuShares": "10",
                "env": "A=1",
                "user": "u",
                "publish": "80:80",
            },
            [
                *("run", "-d", "--name", "c", "--memory", "4m", "--cpu-shares", "10", "--publish", "80:80"),
                *("--env", "A=1", "--user", "u", "i", "sleep 1"),
            ],
        ),
    ],
)
def test_command_line(inputs: JsonValue, arguments: list[str]) -> None:
    outcome, node = run(inputs, FOUND, ended(0, b"out"))
    assert outcome == PluginOutcome(Status.SUCCESS, 0, Streams(b"out"))
    assert node.scripts[1].argv == (DOCKER, *arguments)
    assert node.scripts[1].directories == ("/usr/bin",)


def test_all_volumes_follow_one_option_and_are_counted() -> None:
    outcome, node = run({"action": "Run", "image": "i", "volume": ["/a:/a", "/b"]}, FOUND, ended(0, b"id\n"))
    assert outcome.output == Streams(b"pluginInput.Volume:2id\n")
    assert node.scripts[1].argv == (DOCKER, "run", "-d", "--volume", "/a:/a", "/b", "i", "")


def test_docker_that_fails() -> None:
    outcome, node = run(
        {"action": "Ps", "workingDirectory": "x", "timeoutSeconds": "9"}, FOUND, ended(125, b"", b"no\n")
    )
    assert outcome == PluginOutcome(Status.FAILED, 125, Streams(stderr=b"no\nfailed to run commands: exit status 125"))
    assert (node.scripts[1].directories, node.scripts[1].timeout) == (("/usr/bin/x",), 9)


def test_a_node_without_docker() -> None:
    outcome, _node = run({"action": "Create", "image": "i", "volume": ["/a"]}, ended(1))
    missing = b'failed to run commands: exec: "docker": executable file not found in $PATH'
    assert outcome == PluginOutcome(Status.FAILED, 1, Streams(b"pluginInput.Volume:1", missing))


class KillingNode(RecordedNode):
    """Ends what is cancelled, as a node does."""

    def run(self, script: Script, on_output: OnOutput, cancel: Event) -> Outcome:
        outcome = super().run(script, on_output, cancel)
        return replace(outcome, exit_code=None, signal=9, cancelled=True) if cancel.is_set() else outcome


def test_a_cancel_while_docker_is_looked_for() -> None:
    """It is docker that the agent kills; its search for a program does not fail by that."""
    cancel = Event()

    def cancelled_meanwhile() -> Outcome:
        cancel.set()
        return FOUND

    node = KillingNode([cancelled_meanwhile, ended()])
    inputs: JsonValue = {"action": "Ps"}
    call = PluginCall("s", "aws:runDockerAction", inputs, node, f"{ORCHESTRATION}/s", silent, cancel, IDENTITY)
    assert run_docker_action(call) == PluginOutcome(Status.CANCELLED, 137)
