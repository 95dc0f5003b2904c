"""Scripts on real nodes in namespaces, made by each of the tools: what they see, how they end, that nothing is left."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, Timer
from uuid import uuid4

import pytest

from ssmdoc.running.sandbox.namespace.node import NamespaceNode
from ssmdoc.running.sandbox.namespace.sandbox import NamespaceSandbox
from ssmdoc.running.sandbox.protocol import Limits, NodeIdentity, Outcome, SandboxError, Script

FOLDER = "/var/lib/amazon/ssm/i-0123456789abcdef0/document/orchestration/c"
IDENTITY = NodeIdentity("i-0123456789abcdef0", "us-east-1", "c")
LIMITS = Limits(memory_bytes=256 * 1024**2, processes=64, disk_bytes=64 * 1024**2, output_bytes=1024**2)


@pytest.fixture(scope="module", params=["bubblewrap", "unshare"])
def tool(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def node(tool: str) -> Iterator[NamespaceNode]:
    node = NamespaceSandbox(tool).start(IDENTITY, LIMITS)
    yield node
    node.stop()


@pytest.fixture
def fresh_node(tool: str) -> Iterator[NamespaceNode]:
    node = NamespaceSandbox(tool).start(IDENTITY, LIMITS)
    yield node
    node.stop()


def script(text: str, timeout: float = 60, directory: str = "/usr/bin") -> Script:
    path = f"{FOLDER}/step/_script.sh"
    return Script(path, text.encode(), ("sh", "-c", path), (directory,), timeout)


def run(node: NamespaceNode, text: str, timeout: float = 60) -> Outcome:
    return node.run(script(text, timeout), lambda stream, data: None, Event())


def ending(outcome: Outcome) -> tuple[int | None, int | None, bytes, bytes]:
    return outcome.exit_code, outcome.signal, outcome.stdout.data, outcome.stderr.data


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("echo out; echo err >&2", (0, None, b"out\n", b"err\n"), id="both streams"),
        pytest.param("printf no-newline; exit 7", (7, None, b"no-newline", b""), id="exit code"),
        pytest.param("kill -9 $PPID", (None, 9, b"", b""), id="killed parent"),
        pytest.param("kill -9 1; echo on", (0, None, b"on\n", b""), id="the supervisor cannot be killed"),
        pytest.param("kill -9 -1", (None, 9, b"", b""), id="everything killed"),
        pytest.param("cat; echo end", (0, None, b"end\n", b""), id="standard input is empty"),
        pytest.param(
            "pwd; umask; id -u; hostname", (0, None, b"/usr/bin\n0022\n0\ni-0123456789abcdef0\n", b""), id="as root"
        ),
        pytest.param("cat /proc/1/comm; tty", (1, None, b"sh\nnot a tty\n", b""), id="the supervisor is process 1"),
        pytest.param(
            "grep -E 'Cap(Prm|Eff|Bnd|Amb)' /proc/self/status | cut -f2 | sort -u",
            (0, None, b"0" * 16 + b"\n", b""),
            id="no capabilities",
        ),
        pytest.param("grep -c NoNewPrivs:.*1 /proc/self/status", (0, None, b"1\n", b""), id="no new privileges"),
        pytest.param(
            "tail -n +3 /proc/net/dev | cut -d: -f1", (0, None, b"    lo\n", b""), id="no network but the loopback"
        ),
        pytest.param(
            "stat -c '%a %U' / /root /tmp /var/tmp /etc/ssl /run/lock",
            (0, None, b"755 root\n700 root\n1777 root\n1777 root\n755 root\n1777 root\n", b""),
            id="folders",
        ),
        pytest.param(
            "echo x >/etc/own && echo y >/opt/own && cat /etc/own /opt/own",
            (0, None, b"x\ny\n", b""),
            id="written files",
        ),
        pytest.param(
            "exec 2>&-; for f in /usr/x /etc/passwd /dev/x; do (echo x >$f) && echo $f; done; mount -t tmpfs x /mnt; :",
            (0, None, b"", b""),
            id="not written files",
        ),
        pytest.param(
            "cd /dev; for d in null zero full random urandom; do head -c1 $d >null || echo $d; done; echo x >shm/x",
            (0, None, b"", b""),
            id="devices",
        ),
    ],
)
def test_ends(node: NamespaceNode, text: str, expected: tuple[int | None, int | None, bytes, bytes]) -> None:
    assert ending(run(node, text)) == expected


def test_platform_is_this_machines(node: NamespaceNode) -> None:
    told = run(node, '. /etc/os-release; printf "%s|%s" "$NAME" "$VERSION_ID"').stdout.data.decode()
    assert told == f"{node.platform_name}|{node.platform_version}"


def test_environment_is_the_agents_and_nothing_of_this_machines(node: NamespaceNode) -> None:
    assert run(node, "env | sort").stdout.data.decode().splitlines() == [
        "AWS_SSM_INSTANCE_ID=i-0123456789abcdef0",
        f"AWS_SSM_PLATFORM_NAME={node.platform_name}",
        f"AWS_SSM_PLATFORM_VERSION={node.platform_version}",
        "AWS_SSM_REGION_NAME=us-east-1",
        "LANG=C.UTF-8",
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "PWD=/usr/bin",
        "SSM_COMMAND_ID=c",
    ]


def test_no_process_shows_this_machines_environment(tool: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "very-secret")
    node = NamespaceSandbox(tool).start(IDENTITY, LIMITS)
    try:
        # The script's own line would match itself, so the word is put together.
        assert run(node, 'env; cat /proc/[0-9]*/environ | tr "\\0" "\\n"').stdout.data.find(b"very-secret") == -1
    finally:
        node.stop()


def test_files_of_this_machine_are_hidden(node: NamespaceNode, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("here", encoding="utf-8")
    hidden = [str(secret), str(Path.home() / ".bashrc"), __file__, "/etc/shadow", "/etc/ssh", "/etc/ssl/private"]
    hidden += ["/run/docker.sock", "/var/run/docker.sock", "/run/systemd", "/sys/kernel", "/boot", "/dev/kmsg"]
    text = f"for path in {' '.join(hidden)}; do [ ! -e $path ] || echo $path; done; ls -A /home /root /srv /mnt"
    assert run(node, text).stdout.data == b"/home:\n\n/mnt:\n\n/root:\n\n/srv:\n"


def test_only_its_own_processes_are_seen(node: NamespaceNode) -> None:
    assert set(run(node, "cat /proc/[0-9]*/comm").stdout.data.split()) <= {b"sh", b"cat", b"setsid"}


@pytest.mark.parametrize(
    ("directory", "error"),
    [("/no/such", "no such file or directory"), ("/etc/passwd", "not a directory")],
)
def test_a_directory_that_cannot_be_entered(node: NamespaceNode, directory: str, error: str) -> None:
    outcome = node.run(script("pwd", directory=directory), lambda stream, data: None, Event())
    assert (outcome.start_error, outcome.exit_code) == (error, None)


def test_own_environment(node: NamespaceNode) -> None:
    wanted = replace(script('echo "$FOO|$SSM_COMMAND_ID"'), environment={"FOO": "a 'b'", "SSM_COMMAND_ID": "mine"})
    assert node.run(wanted, lambda stream, data: None, Event()).stdout.data == b"a 'b'|c\n"


def test_state_stays_from_script_to_script(node: NamespaceNode) -> None:
    run(node, "echo kept > /root/file")
    assert run(node, "cat /root/file; stat -c %a $0").stdout.data == b"kept\n700\n"


def test_output_comes_while_the_script_runs(node: NamespaceNode) -> None:
    seen: list[tuple[str, bytes]] = []
    times: list[float] = []

    def on_output(stream: str, data: bytes) -> None:
        times.append(time.monotonic())
        seen.append((stream, data))

    node.run(script("echo early; sleep 1; echo late >&2"), on_output, Event())
    assert seen == [("stdout", b"early\n"), ("stderr", b"late\n")]
    assert times[1] - times[0] > 0.8


def test_a_script_of_a_megabyte(node: NamespaceNode) -> None:
    assert run(node, f"{'# x' * 100 + chr(10)}" * 3500 + "echo end").stdout.data == b"end\n"


def test_timeout_kills_the_process_group(node: NamespaceNode) -> None:
    outcome = run(node, "echo begin; (sleep 60; echo child) & trap '' TERM; sleep 60", timeout=0.5)
    assert (outcome.timed_out, outcome.group_gone, outcome.stdout.data) == (True, False, b"begin\n")
    assert b"sleep" not in run(node, "cat /proc/[0-9]*/comm").stdout.data


def test_timeout_with_only_an_escaped_holder_left(fresh_node: NamespaceNode) -> None:
    outcome = run(fresh_node, "setsid sh -c 'sleep 8; echo late' & echo early", timeout=0.5)
    assert (outcome.timed_out, outcome.group_gone, outcome.stdout.data) == (True, True, b"early\n")
    assert run(fresh_node, "echo next").stdout.data == b"next\n"


def test_cancel(node: NamespaceNode) -> None:
    cancel = Event()
    Timer(0.3, cancel.set).start()
    outcome = node.run(script("echo begin; sleep 60"), lambda stream, data: None, cancel)
    assert (outcome.cancelled, outcome.timed_out, outcome.stdout.data) == (True, False, b"begin\n")


def test_restart_ends_processes_and_keeps_files(fresh_node: NamespaceNode) -> None:
    run(
        fresh_node,
        "setsid sleep 1000 >/dev/null 2>&1 & for d in root tmp opt run dev/shm; do echo kept >/$d/file; done",
    )
    fresh_node.restart()
    outcome = run(fresh_node, "ls /root/file /tmp/file /opt/file /run /dev/shm; cat /proc/[0-9]*/comm | grep -c sleep")
    assert outcome.stdout.data == b"/opt/file\n/root/file\n/tmp/file\n\n/dev/shm:\n\n/run:\nlock\n0\n"


def test_restart_twice(fresh_node: NamespaceNode) -> None:
    fresh_node.restart()
    fresh_node.restart()
    assert run(fresh_node, "echo on").stdout.data == b"on\n"


def test_two_nodes_do_not_see_each_other(tool: str) -> None:
    nodes = [NamespaceSandbox(tool).start(IDENTITY, LIMITS) for _ in range(2)]
    try:
        run(nodes[0], "echo mine >/tmp/mine; setsid sleep 100 >/dev/null 2>&1 &")
        assert ending(run(nodes[1], "cat /proc/[0-9]*/comm | grep -c sleep; ls /tmp")) == (0, None, b"0\n", b"")
    finally:
        for node in nodes:
            node.stop()


def test_a_node_killed_from_outside(fresh_node: NamespaceNode) -> None:
    Timer(0.3, lambda: os.killpg(fresh_node._process.pid, signal.SIGKILL)).start()
    with pytest.raises(SandboxError, match="the node ended while a script ran"):
        run(fresh_node, "sleep 60")


def test_stop_ends_everything(fresh_node: NamespaceNode) -> None:
    word = f"sleep-{uuid4()}"
    run(fresh_node, f"(exec setsid sh -c 'sleep 1000; : {word}') >/dev/null 2>&1 &")
    wait_until(lambda: len(processes_with(word)) == 1)
    files = open_files()
    fresh_node.stop()
    assert processes_with(word) == []
    assert files - open_files() == 4  # the three pipes and the node's /proc
    fresh_node.stop()
    with pytest.raises(SandboxError, match="the node is gone: it was stopped"):
        run(fresh_node, "echo")


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_a_killed_run_leaves_no_process(tool: str) -> None:
    word = f"sleep-{uuid4()}"
    code = (
        "from tests.running.sandbox.test_namespace import *\n"
        f"node = NamespaceSandbox({tool!r}).start(IDENTITY, LIMITS)\n"
        f"run(node, \"(setsid sh -c 'sleep 1000; : {word}' &); sh -c 'echo on; sleep 1000; : {word}'\")\n"
    )
    with subprocess.Popen([sys.executable, "-c", code]) as process:
        wait_until(lambda: len(processes_with(word)) >= 2)
        process.kill()
    wait_until(lambda: processes_with(word) == [])


def test_an_interrupted_terminal_does_not_reach_the_node(node: NamespaceNode) -> None:
    assert os.getsid(node._process.pid) == node._process.pid


def processes_with(word: str) -> list[str]:
    """The processes of this machine with the word in their command line, but for Python's."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_text(errors="replace")
        except OSError:
            continue
        if word in line and "import" not in line:
            found.append(line)
    return found


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < deadline, "it did not happen within 10 seconds"
        time.sleep(0.02)
