"""Scripts that meddle with the supervisor of their node get a clear end, and only their own node."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from ssmdoc.running.sandbox import script_run
from ssmdoc.running.sandbox.channel import TAKES_NOTHING, Chunk
from ssmdoc.running.sandbox.docker import attach
from ssmdoc.running.sandbox.namespace import pipes
from ssmdoc.running.sandbox.namespace.sandbox import NamespaceSandbox
from ssmdoc.running.sandbox.namespace.spawn import KEYCTL
from ssmdoc.running.sandbox.protocol import Limits, Node, NodeIdentity, Outcome, SandboxError, Script
from ssmdoc.running.sandbox.session import ShellSession

ORCHESTRATION = "/var/lib/amazon/ssm/i-0123456789abcdef0/document/orchestration/c"
IDENTITY = NodeIdentity("i-0123456789abcdef0", "us-east-1", "c")
LIMITS = Limits(memory_bytes=256 * 1024**2, processes=64, disk_bytes=64 * 1024**2, output_bytes=1024**2)


@pytest.fixture(params=["bubblewrap", "unshare"])
def node(request: pytest.FixtureRequest) -> Iterator[Node]:
    node = NamespaceSandbox(request.param).start(IDENTITY, LIMITS)
    yield node
    node.stop()


def script(text: str, name: str = "step") -> Script:
    path = f"{ORCHESTRATION}/{name}/_script.sh"
    return Script(path, text.encode(), ("sh", "-c", path), ("/usr/bin",), 20)


def run(node: Node, text: str, name: str = "step") -> Outcome:
    return node.run(script(text, name), lambda stream, data: None, Event())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"mkdir -p {ORCHESTRATION}/next; mkfifo {ORCHESTRATION}/next/_script.sh", id="a pipe"),
        pytest.param(f"mkdir -p {ORCHESTRATION}/next; ln -s /dev/full {ORCHESTRATION}/next/_script.sh", id="a link"),
        pytest.param(f"mkdir -p {ORCHESTRATION}/next; echo 'exit 9' > {ORCHESTRATION}/next/_script.sh", id="a file"),
    ],
)
def test_what_stands_in_the_place_of_a_script_is_replaced(node: Node, text: str) -> None:
    assert run(node, text).exit_code == 0
    assert run(node, "echo fine", "next").stdout.data == b"fine\n"


KILL_NAMED = "for p in /proc/[0-9]*; do read -r name <$p/comm; [ $name != %s ] || kill -9 ${p#/proc/}; done"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("rm -rf /run/* /run/.[a-z]* /tmp/*", id="its pipes are removed"),
        pytest.param(KILL_NAMED % "cat", id="its cats are killed"),
        pytest.param("kill -9 -1", id="all processes are killed"),
    ],
)
def test_what_was_started_ahead_is_started_anew(node: Node, text: str) -> None:
    run(node, text)
    for number in range(3):
        assert run(node, f"echo {number}", "next").stdout.data == f"{number}\n".encode()


def test_the_cats_of_a_script_that_stops_them_go_on(node: Node) -> None:
    outcome = run(node, KILL_NAMED.replace("-9", "-STOP") % "cat" + "; echo on")
    assert (outcome.exit_code, outcome.stdout.data, outcome.timed_out) == (0, b"on\n", False)
    assert run(node, "echo next", "next").stdout.data == b"next\n"


def test_a_script_that_stops_all_processes_runs_out_of_time_and_holds_nothing_up(node: Node) -> None:
    # its own first process is among them
    outcome = node.run(replace(script("kill -STOP -1; echo on"), timeout=2.5), lambda stream, data: None, Event())
    assert (outcome.timed_out, outcome.signal, outcome.elapsed_seconds < 6) == (True, 9, True)
    for number in range(3):
        assert run(node, f"echo {number}", "next").stdout.data == f"{number}\n".encode()


def test_a_script_that_stops_itself_runs_out_of_time(node: Node) -> None:
    outcome = node.run(replace(script("kill -STOP $$"), timeout=1.0), lambda stream, data: None, Event())
    assert (outcome.timed_out, outcome.signal, outcome.elapsed_seconds < 5) == (True, 9, True)


def test_a_supervisor_that_cannot_go_on_is_given_up(node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script_run, "START_SECONDS", 1.0)
    # What the next script needs is there already; it is the one after it that waits for ever.
    run(node, "mkfifo /run/.ssmdoc/3.messages")
    run(node, "echo next", "next")
    with pytest.raises(SandboxError, match="the node did not start the script within 1 seconds"):
        run(node, "echo never", "last")


class PlayedChannel:
    """The channel of a supervisor that starts a script and then says what it is told to."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._mark = ""
        self._chunks: list[Chunk] = []

    def send(self, data: bytes) -> None:
        text = data.decode()
        if text.startswith("MARK="):
            self._mark = text.split("'")[1]
            self._chunks.append(("stdout", f"{self._mark}ready Fake\t1\n".encode()))
        elif "run_script" in text:
            self._chunks.append(("stdout", f"{self._mark}started 1 7 8 9\n{self._mark}{self._line}\n".encode()))

    def receive(self, timeout: float) -> Chunk | None:
        return self._chunks.pop(0) if self._chunks else None

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    "line",
    ["limit abc", "ended 1 exit", f"ended 1 exit {'9' * 5000}", "started 1 ", "nonsense", "x" * 300, ""],
)
def test_a_script_that_plays_the_supervisor_is_found_out(line: str) -> None:
    session = ShellSession(PlayedChannel(line), LIMITS)
    with pytest.raises(SandboxError, match="a script has meddled with it"):
        session.run(script("sleep 10"), lambda stream, data: None, Event())


@pytest.mark.parametrize("name", ["program", "launch", "number", "pipe", "IFS", "BASH_ENV", "path", "MARK"])
def test_variables_of_a_step_do_not_change_the_supervisor(node: Node, name: str) -> None:
    wanted = replace(
        script(f'echo "done"; tr "\\0" "\\n" </proc/$PPID/environ | grep "^{name}="'), environment={name: "x y"}
    )
    outcome = node.run(wanted, lambda stream, data: None, Event())
    assert outcome.stdout.data == f"done\n{name}=x y\n".encode()


def test_a_path_of_its_own_does_not_hide_the_shell(node: Node) -> None:
    wanted = replace(script("echo $PATH"), environment={"PATH": "/no/such"})
    assert node.run(wanted, lambda stream, data: None, Event()).stdout.data == b"/no/such\n"


@pytest.mark.parametrize("tool", ["bubblewrap", "unshare"])
def test_a_killed_run_leaves_no_process_even_if_its_input_is_held_open(tool: str) -> None:
    mark = f"7{os.getpid()}"
    code = (
        "from tests.running.sandbox.test_hostile import *\n"
        f"node = NamespaceSandbox({tool!r}).start(IDENTITY, LIMITS)\n"
        f"run(node, 'setsid sh -c \"exec 9<>/proc/1/fd/0; sleep {mark}\" >/dev/null 2>&1 &')\n"
        "print('ready', flush=True)\n"
        f"run(node, 'sleep {mark}')\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(0.3)
    assert sleepers(mark)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    deadline = time.monotonic() + 5
    while sleepers(mark):
        assert time.monotonic() < deadline, "processes of the node outlived its run"
        time.sleep(0.05)


def sleepers(mark: str) -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if path.read_bytes() == f"sleep\0{mark}\0".encode():
                found.append(path.parent.name)
    return found


READ_KEY = """
import ctypes, os
call = ctypes.CDLL(None).syscall
number = %d
print(call(number, 10, -3, b"user", b"ssmdoc-canary", 0))
"""


def test_keys_of_the_session_stay_outside(node: Node) -> None:
    number = KEYCTL[os.uname().machine]
    add_key = {"x86_64": 248, "aarch64": 217}[os.uname().machine]
    search = 10
    call = ctypes.CDLL(None).syscall
    assert call(add_key, b"user", b"ssmdoc-canary", b"secret", 6, -3) > 0
    assert call(number, search, -3, b"user", b"ssmdoc-canary", 0) > 0
    text = f"/usr/bin/python3 - <<'E'{READ_KEY % number}E"
    assert run(node, text).stdout.data == b"-1\n"


def test_a_signal_is_told_from_an_exit_code_however_busy_the_machine_is(node: Node) -> None:
    spin = "import time; end = time.time() + 4\nwhile time.time() < end: pass"
    busy = [subprocess.Popen([sys.executable, "-c", spin]) for _ in range(4)]
    killed = {run(node, "kill -9 $PPID").signal for _ in range(60)}
    exited = {run(node, "exit 137").exit_code for _ in range(20)}
    for process in busy:
        process.kill()
        process.wait()
    assert (killed, exited) == ({9}, {137})


def test_a_supervisor_that_takes_nothing_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipes, "SEND_SECONDS", 0.01)
    with subprocess.Popen(
        ["sleep", "60"], bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        channel = pipes.PipeChannel(process)
        channel.send(b"x" * 1000)
        with pytest.raises(TAKES_NOTHING):
            channel.send(b"x" * 1024**2)
        process.kill()
        process.wait()
        channel.discard()


def test_an_engine_that_takes_nothing_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attach, "SEND_SECONDS", 1)
    ours, theirs = socket.socketpair()
    attach.bound_sending(ours)
    channel = attach.AttachedChannel(ours)
    with pytest.raises(TAKES_NOTHING):
        channel.send(b"x" * 1024**2)
    theirs.sendall(attach.HEADER.pack(1, 2) + b"hi")
    assert channel.receive(5) == ("stdout", b"hi")
    theirs.close()
    channel.close()


def test_a_node_that_takes_nothing_is_an_error() -> None:
    class Stopped(PlayedChannel):
        def send(self, data: bytes) -> None:
            if b"run_script" in data.splitlines():
                raise TimeoutError
            super().send(data)

    with pytest.raises(SandboxError, match="the node has taken nothing for 30 seconds"):
        ShellSession(Stopped(""), LIMITS).run(script("true"), lambda _stream, _data: None, Event())
