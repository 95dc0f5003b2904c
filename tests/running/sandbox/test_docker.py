"""Scripts on a real container: what they see, how they end, and that nothing is left."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from threading import Event, Timer

import docker
import pytest

from ssmdoc.running.sandbox.docker.engine import Container
from ssmdoc.running.sandbox.docker.node import DockerNode
from ssmdoc.running.sandbox.docker.sandbox import DockerSandbox, open_engine
from ssmdoc.running.sandbox.docker.sdk_engine import SdkEngine
from ssmdoc.running.sandbox.docker.sweep import is_left, sweep
from ssmdoc.running.sandbox.owner import KEEP_LABEL, NODE_LABEL, OWNER_LABEL, this_machine
from ssmdoc.running.sandbox.protocol import ImageMissingError, Limits, NodeIdentity, Outcome, SandboxError, Script

pytestmark = pytest.mark.docker

ORCHESTRATION = "/var/lib/amazon/ssm/i-0123456789abcdef0/document/orchestration/c"
IDENTITY = NodeIdentity("i-0123456789abcdef0", "us-east-1", "c")
LIMITS = Limits(memory_bytes=256 * 1024**2, processes=64, disk_bytes=64 * 1024**2, output_bytes=1024**2)


def way_of_reaching(how: str, patch: pytest.MonkeyPatch) -> None:
    """Make the sandbox speak to the local engine itself, or through the SDK as to a remote one."""
    if how == "sdk":
        patch.setattr("ssmdoc.running.sandbox.docker.sandbox.LocalEngine", SdkEngine)


@pytest.fixture(scope="module", params=["socket", "sdk"])
def sandbox(docker_image: str, request: pytest.FixtureRequest) -> Iterator[DockerSandbox]:
    with pytest.MonkeyPatch.context() as patch, closing(DockerSandbox(docker_image)) as sandbox:
        way_of_reaching(request.param, patch)
        yield sandbox


@pytest.fixture(scope="module")
def node(sandbox: DockerSandbox) -> Iterator[DockerNode]:
    node = sandbox.start(IDENTITY, LIMITS)
    yield node
    node.stop()


@pytest.fixture
def fresh_node(sandbox: DockerSandbox) -> Iterator[DockerNode]:
    node = sandbox.start(IDENTITY, LIMITS)
    yield node
    node.stop()


@pytest.fixture(scope="module")
def engine() -> Iterator[docker.APIClient]:
    with closing(docker.APIClient(version="auto")) as engine:
        yield engine


def script(text: str, name: str = "step", timeout: float = 60, directory: str = "/usr/bin") -> Script:
    path = f"{ORCHESTRATION}/{name}/_script.sh"
    return Script(path, text.encode(), ("sh", "-c", path), (directory,), timeout)


def run(node: DockerNode, text: str, timeout: float = 60) -> Outcome:
    return node.run(script(text, timeout=timeout), lambda stream, data: None, Event())


def ending(outcome: Outcome) -> tuple[int | None, int | None, bytes, bytes]:
    return outcome.exit_code, outcome.signal, outcome.stdout.data, outcome.stderr.data


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("echo out; echo err >&2", (0, None, b"out\n", b"err\n"), id="both streams"),
        pytest.param("printf no-newline; exit 7", (7, None, b"no-newline", b""), id="exit code"),
        pytest.param("kill -9 $$", (137, None, b"", b"Killed\n"), id="killed script"),
        pytest.param("kill -9 $PPID", (None, 9, b"", b""), id="killed parent"),
        pytest.param("kill -9 1; echo on", (0, None, b"on\n", b""), id="the supervisor cannot be killed"),
        pytest.param("kill -9 -1; sleep 5", (None, 9, b"", b""), id="everything killed"),
        pytest.param("cat; echo end", (0, None, b"end\n", b""), id="standard input is empty"),
        pytest.param("pwd; umask; id -u", (0, None, b"/usr/bin\n0022\n0\n", b""), id="as the agent starts it"),
        pytest.param("printf '\\036\\377'", (0, None, b"\x1e\xff", b""), id="any bytes"),
        pytest.param("exec >&- 2>&-; exit 3", (3, None, b"", b""), id="closed streams"),
        pytest.param("ls /sys/class/net", (0, None, b"lo\n", b""), id="no network"),
        pytest.param("grep -c NoNewPrivs:.*1 /proc/self/status", (0, None, b"1\n", b""), id="no new privileges"),
    ],
)
def test_ends(node: DockerNode, text: str, expected: tuple[int | None, int | None, bytes, bytes]) -> None:
    assert ending(run(node, text)) == expected


def test_platform(node: DockerNode) -> None:
    assert (node.platform_name, node.platform_version) == ("Debian GNU/Linux", "12")


def test_environment_is_the_agents(node: DockerNode) -> None:
    lines = run(node, "env | sort").stdout.data.decode().splitlines()
    assert lines == [
        "AWS_SSM_INSTANCE_ID=i-0123456789abcdef0",
        "AWS_SSM_PLATFORM_NAME=Debian GNU/Linux",
        "AWS_SSM_PLATFORM_VERSION=12",
        "AWS_SSM_REGION_NAME=us-east-1",
        "LANG=C.UTF-8",
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "PWD=/usr/bin",
        "SSM_COMMAND_ID=c",
    ]


@pytest.mark.parametrize(
    ("directory", "error"),
    [("/no/such", "no such file or directory"), ("/etc/passwd", "not a directory")],
)
def test_a_directory_that_cannot_be_entered(node: DockerNode, directory: str, error: str) -> None:
    outcome = node.run(script("pwd", directory=directory), lambda stream, data: None, Event())
    assert (outcome.start_error, outcome.exit_code) == (error, None)


def test_the_first_directory_that_exists_is_used(node: DockerNode) -> None:
    wanted = replace(script("pwd"), directories=("/no/such", "/tmp", "/usr/bin"))
    assert node.run(wanted, lambda stream, data: None, Event()).stdout.data == b"/tmp\n"


def test_own_environment(node: DockerNode) -> None:
    wanted = replace(
        script("echo \"$FOO|$SSM_COMMAND_ID|$PATH\"; tr '\\0' '\\n' </proc/$PPID/environ | grep odd"),
        environment={"FOO": "a 'b'", "SSM_COMMAND_ID": "mine", "PATH": "/custom:/usr/bin", "odd.name": "x"},
    )
    outcome = node.run(wanted, lambda stream, data: None, Event())
    assert outcome.stdout.data == b"a 'b'|c|/custom:/usr/bin\nodd.name=x\n"


def test_state_stays_from_script_to_script(node: DockerNode) -> None:
    run(node, "echo kept > /root/file")
    assert run(node, "cat /root/file; stat -c %a $0").stdout.data == b"kept\n700\n"


def test_output_comes_while_the_script_runs(node: DockerNode) -> None:
    seen: list[tuple[str, bytes]] = []
    started = time.monotonic()
    first: list[float] = []

    def on_output(stream: str, data: bytes) -> None:
        first.append(time.monotonic() - started)
        seen.append((stream, data))

    node.run(script("echo early; sleep 2; echo late >&2"), on_output, Event())
    assert seen == [("stdout", b"early\n"), ("stderr", b"late\n")]
    assert first[0] < 1.5 < first[1]


def test_the_step_lasts_as_long_as_its_output_is_held(node: DockerNode) -> None:
    outcome = run(node, "(sleep 1; echo late) & echo early")
    assert ending(outcome) == (0, None, b"early\nlate\n", b"")
    assert outcome.elapsed_seconds > 0.9


def test_timeout_kills_the_process_group(node: DockerNode) -> None:
    outcome = run(node, "echo begin; (sleep 60; echo child) & trap '' TERM; sleep 60", timeout=1)
    assert (outcome.timed_out, outcome.group_gone, outcome.stdout.data) == (True, False, b"begin\n")
    assert run(node, "pgrep sleep || ls /proc | grep -c '^[0-9]'").exit_code == 0
    assert outcome.elapsed_seconds < 3


def test_timeout_with_only_an_escaped_holder_left(node: DockerNode) -> None:
    outcome = run(node, "setsid sh -c 'sleep 8; echo late' & echo early", timeout=1)
    assert (outcome.timed_out, outcome.group_gone, outcome.stdout.data) == (True, True, b"early\n")
    assert run(node, "echo next").stdout.data == b"next\n"


def test_timeout_does_not_wait_for_an_escaped_holder(node: DockerNode) -> None:
    outcome = run(node, "setsid sleep 8 & echo early; sleep 60", timeout=1)
    assert (outcome.timed_out, outcome.group_gone) == (True, False)
    assert outcome.elapsed_seconds < 4


def test_cancel(node: DockerNode) -> None:
    cancel = Event()
    Timer(0.5, cancel.set).start()
    outcome = node.run(script("echo begin; sleep 60"), lambda stream, data: None, cancel)
    assert (outcome.cancelled, outcome.timed_out, outcome.stdout.data) == (True, False, b"begin\n")


@pytest.mark.parametrize(
    ("text", "exceeded"),
    [
        pytest.param("yes", "1 MiB of output", id="endless output"),
        pytest.param("#!/bin/bash\n:(){ :|:& };:", "64 processes", id="fork bomb"),
    ],
)
def test_limits_end_the_script(fresh_node: DockerNode, text: str, exceeded: str) -> None:
    outcome = run(fresh_node, text)
    assert outcome.exceeded == exceeded
    assert outcome.elapsed_seconds < 20
    assert run(fresh_node, "echo still here").stdout.data == b"still here\n"


def test_memory_is_bounded(fresh_node: DockerNode) -> None:
    outcome = run(fresh_node, "python3 -c 'bytearray(600 << 20)'; echo $?")
    assert outcome.stdout.data == b"137\n"


def test_a_file_cannot_outgrow_the_disk(fresh_node: DockerNode) -> None:
    outcome = run(fresh_node, "head -c 300000000 /dev/zero > /big; stat -c %s /big")
    assert int(outcome.stdout.data) == LIMITS.disk_bytes


def test_many_files_cannot_outgrow_the_disk(fresh_node: DockerNode) -> None:
    text = "i=0; while :; do i=$((i+1)); head -c 20000000 /dev/zero > /big$i; sleep 0.5; done"
    assert run(fresh_node, text).exceeded == "64 MiB of disk"


def test_restart_ends_processes_and_keeps_files(fresh_node: DockerNode) -> None:
    run(fresh_node, "setsid sleep 1000 >/dev/null 2>&1 & echo kept > /root/file")
    fresh_node.restart()
    outcome = run(fresh_node, "cat /root/file; for p in /proc/[0-9]*; do cat $p/comm; done | grep -c sleep")
    assert outcome.stdout.data == b"kept\n0\n"


def test_restarts_begin_anew_however_many_there_are(fresh_node: DockerNode) -> None:
    run(fresh_node, "echo in memory > /dev/shm/file; (trap '' TERM INT HUP; sleep 1000) >/dev/null 2>&1 &")
    for _ in range(20):
        fresh_node.restart()
    outcome = run(fresh_node, "ls -A /dev/shm; env | grep -c LC_ALL; pwd; ls /proc | grep -c '^[0-9]'")
    # this script, its shell, ls and grep, the supervisor, and what waits for the next script
    *rest, processes = outcome.stdout.data.decode().splitlines()
    assert rest == ["0", "/usr/bin"]
    assert int(processes) < 20


def test_a_node_that_ends_while_it_restarts(fresh_node: DockerNode, engine: docker.APIClient) -> None:
    engine.kill(container_of(engine, fresh_node))
    with pytest.raises(SandboxError, match=r"the node (ended while it restarted|is gone)"):
        fresh_node.restart()


def test_a_container_killed_from_outside(fresh_node: DockerNode, engine: docker.APIClient) -> None:
    Timer(0.5, lambda: engine.kill(container_of(engine, fresh_node))).start()
    with pytest.raises(SandboxError, match="the node ended while a script ran"):
        run(fresh_node, "sleep 60")


def container_of(engine: docker.APIClient, node: DockerNode) -> str:
    return node.container


def test_stop_leaves_nothing(sandbox: DockerSandbox, engine: docker.APIClient) -> None:
    node = sandbox.start(IDENTITY, LIMITS)
    container = container_of(engine, node)
    assert engine.containers(filters={"id": container})
    node.stop()
    node.stop()
    assert not engine.containers(all=True, filters={"id": container})


def test_a_killed_run_leaves_nothing(docker_image: str, engine: docker.APIClient) -> None:
    code = (
        "from threading import Event\n"
        "from tests.running.sandbox.test_docker import DockerSandbox, IDENTITY, LIMITS, run\n"
        f"node = DockerSandbox({docker_image!r}).start(IDENTITY, LIMITS)\n"
        "print(node.container, flush=True)\n"
        "run(node, 'sleep 1000')\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    container = process.stdout.readline().strip()
    assert engine.containers(filters={"id": container})
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    deadline = time.monotonic() + 20
    while engine.containers(all=True, filters={"id": container}):
        assert time.monotonic() < deadline, "the container outlived its run"
        time.sleep(0.1)


def test_the_sweep_removes_what_was_left(docker_image: str, engine: docker.APIClient) -> None:
    labels = {NODE_LABEL: "i-left", OWNER_LABEL: f"{this_machine()}/{2**22 + 1}/1"}
    left = engine.create_container(docker_image, ["true"], labels=labels)["Id"]
    assert left in sweep(open_engine())
    assert not engine.containers(all=True, filters={"id": left})


@pytest.mark.parametrize(
    ("owner", "state", "age", "left"),
    [
        ("other/1/1", "running", 10**6, False),
        ("other/1/1", "created", 10**6, True),
        ("other/1/1", "created", 10, False),
        (f"{this_machine()}/{2**22 + 1}/1", "running", 1, True),
    ],
)
def test_is_left(owner: str, state: str, age: float, left: bool) -> None:
    container = Container("id", {OWNER_LABEL: owner}, state, time.time() - age)
    assert is_left(container) is left


@pytest.mark.parametrize(("state", "left"), [("running", False), ("created", True), ("exited", True)])
def test_a_kept_node_is_left_alone_while_it_runs(state: str, left: bool) -> None:
    labels = {OWNER_LABEL: f"{this_machine()}/{2**22 + 1}/1", KEEP_LABEL: "true"}
    assert is_left(Container("id", labels, state, time.time())) is left


def test_an_image_that_is_not_there() -> None:
    with (
        closing(DockerSandbox("localhost:9/none:1")) as sandbox,
        pytest.raises(ImageMissingError, match=r'the image "localhost:9/none:1" is not on the Docker engine'),
    ):
        sandbox.start(IDENTITY, LIMITS)


def test_an_image_without_a_shell(engine: docker.APIClient) -> None:
    image = engine.import_image_from_data(b"\0" * 10240, repository="ssmdoc-test", tag="empty")
    assert image
    try:
        with closing(DockerSandbox("ssmdoc-test:empty")) as sandbox, pytest.raises(SandboxError, match="env"):
            sandbox.start(IDENTITY, LIMITS)
        assert engine.containers(all=True, filters={"ancestor": "ssmdoc-test:empty"}) == []
    finally:
        engine.remove_image("ssmdoc-test:empty", force=True)
