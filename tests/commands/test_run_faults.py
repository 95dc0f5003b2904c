"""What goes wrong around a run: the right status or error, soon, and nothing left behind."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ssmdoc.running.sandbox.owner import NODE_LABEL
from tests.commands.run_process import PROGRAM, Finished, Place, finish, left_in, place, ssmdoc, start, wait_for_line

HEAD = 'schemaVersion: "2.2"\nmainSteps:\n'
STEP = "  - {name: %s, action: aws:runShellScript, inputs: {runCommand: [%s]}}\n"
SLOW = HEAD + STEP % ("first", "echo begun, sleep 600") + STEP % ("second", "echo never")
MEASURED = """
import sys
from ssmdoc.cli import main
code = main(sys.argv[1:])
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")), end="", file=sys.stderr)
sys.exit(code)
"""
"""The program, which says at its end how much memory it has had at most."""
ENGINE = "/var/run/docker.sock"


@pytest.fixture(params=["namespace", pytest.param("docker", marks=pytest.mark.docker)])
def where(request: pytest.FixtureRequest) -> Place:
    if request.param == "docker":
        return place("docker", "--image", request.getfixturevalue("docker_image"))
    return place("namespace")


@pytest.fixture
def container(docker_image: str) -> Place:
    return place("docker", "--image", docker_image)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "slow.yaml").write_text(SLOW)
    return tmp_path


class Proxy:
    """An engine's socket that can be made to vanish; the engine itself goes on, as that of a machine must."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen(16)
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                engine = socket.socket(socket.AF_UNIX)
                engine.connect(ENGINE)
                self._open += client, engine
                for source, target in ((client, engine), (engine, client)):
                    threading.Thread(target=self._pass_on, args=(source, target), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    def stop(self) -> None:
        """End all connections, and take no more."""
        self.path.unlink(missing_ok=True)
        for one in (self._listener, *self._open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()


@pytest.fixture
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    proxy = Proxy(tmp_path_factory.mktemp("p") / "s")
    yield proxy
    proxy.stop()


def steps(found: Finished) -> list[tuple[Any, ...]]:
    return [(step["Name"], step["Status"], step["ResponseCode"]) for step in json.loads(found.out)["Steps"]]


def container_of(where: Place) -> str:
    label = f"label={NODE_LABEL}={where.instance}"
    listed = subprocess.run(["docker", "ps", "-q", "--filter", label], capture_output=True, text=True, check=True)
    return listed.stdout.strip()


def lost(running: "subprocess.Popen[str]", strike: Callable[[], None]) -> tuple[Finished, float]:
    """What a run says when its node is lost in the middle of a step, and how long it takes it to notice."""
    wait_for_line(running, "  | begun\n")
    time.sleep(0.3)
    begun = time.monotonic()
    strike()
    found = finish(running)
    return found, time.monotonic() - begun


@pytest.mark.docker
def test_an_engine_that_stops(container: Place, proxy: Proxy) -> None:
    environment = {"DOCKER_HOST": f"unix://{proxy.path}"}
    running = start("run", "slow.yaml", *container.options, environment=environment)
    found, seconds = lost(running, proxy.stop)
    assert (found.code, found.err) == (1, "")
    reason = "the node ended while a script ran: the container was removed, or the engine stopped"
    assert f"Failed, code -1 after 0.{found.out.partition('after 0.')[2][:2]} s: {reason}\n" in found.out
    assert "second  Cancelled    -1" in found.out
    assert found.out.splitlines()[-1].startswith("Failed: 2 steps, docker, ")
    assert seconds < 10
    assert left_in(container) == []


@pytest.mark.docker
def test_an_engine_that_stops_before_a_restart(container: Place, proxy: Proxy, folder: Path) -> None:
    (folder / "doc.yaml").write_text(HEAD + STEP % ("again", "echo begun, sleep 2, exit 194"))
    environment = {"DOCKER_HOST": f"unix://{proxy.path}"}
    running = start("run", "doc.yaml", *container.options, environment=environment)
    found, _ = lost(running, proxy.stop)
    assert found.code == 1
    assert "internal error" not in found.err
    assert left_in(container) == []


@pytest.mark.docker
@pytest.mark.parametrize("how", ["kill", "rm --force", "stop --time 0"])
def test_a_container_that_is_ended_from_outside(how: str, container: Place) -> None:
    running = start("run", "slow.yaml", *container.options)

    def strike() -> None:
        subprocess.run(["docker", *how.split(), container_of(container)], capture_output=True, check=True)

    found, seconds = lost(running, strike)
    assert (found.code, found.err) == (1, "")
    assert "the node ended while a script ran: " in found.out
    assert seconds < 15
    assert left_in(container) == []


def test_a_namespace_that_is_ended_from_outside() -> None:
    where = place("namespace")
    running = start("run", "slow.yaml", *where.options)

    def strike() -> None:
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if where.instance.encode() in (process / "environ").read_bytes():
                    os.kill(int(process.name), signal.SIGKILL)

    found, seconds = lost(running, strike)
    assert (found.code, found.err) == (1, "")
    assert "the node ended while a script ran" in found.out
    assert seconds < 10
    assert left_in(where) == []


def test_a_full_disk_of_the_node(where: Place, folder: Path) -> None:
    (folder / "ssmdoc.toml").write_text('[run.limits]\ndisk = "32 MiB"\n')
    fill = "i=0; while [ $i -lt 40 ]; do i=$((i+1)); head -c 2000000 /dev/zero >/tmp/f$i || exit 9; done; sleep 20"
    (folder / "doc.yaml").write_text(HEAD + STEP % ("fill", f"'{fill}'") + STEP % ("free", "rm -f /tmp/f*, echo free"))
    found = ssmdoc("run", "doc.yaml", *where.options, "--format", "json")
    first, second = json.loads(found.out)["Steps"]
    assert (found.code, first["Status"]) == (1, "Failed")
    limit = (
        "exceeded the limit of 32 MiB of disk" if where.name == "docker" else "failed to run commands: exit status 9"
    )
    assert limit in first["StandardError"]
    # in namespaces there is no room for the next script either
    assert second["Status"] == ("Success" if where.name == "docker" else "Failed")
    assert left_in(where) == []


def test_a_full_disk_of_ours(where: Place) -> None:
    with Path("/dev/full").open("w") as full:
        (Path("doc.yaml")).write_text(HEAD + STEP % ("one", "echo hi"))
        done = subprocess.run(
            [PROGRAM, "run", "doc.yaml", *where.options], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (2, "ssmdoc: cannot write the result: No space left on device\n")
    assert left_in(where) == []


@pytest.mark.docker
def test_an_image_without_sh(folder: Path) -> None:
    import docker

    where = place("docker", "--image", "ssmdoc-test:no-shell")
    (folder / "doc.yaml").write_text(HEAD + STEP % ("one", "echo hi"))
    with contextlib.closing(docker.APIClient()) as engine:
        engine.import_image_from_data(b"\0" * 10240, repository="ssmdoc-test", tag="no-shell")
        try:
            found = ssmdoc("run", "doc.yaml", *where.options)
        finally:
            engine.remove_image("ssmdoc-test:no-shell", force=True)
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith("ssmdoc: cannot start a node: ")
    assert found.err.endswith("; the image needs sh and env\n")
    assert left_in(where) == []


def test_output_that_is_not_utf8(where: Place, folder: Path) -> None:
    line = r"printf '\\303\\050 \\355\\240\\200 \\377\\n'; printf '\\200' >&2"
    (folder / "doc.yaml").write_text(HEAD + STEP % ("odd", f'"{line}"'))
    found = ssmdoc("run", "doc.yaml", *where.options, "--format", "json")
    (step,) = json.loads(found.out)["Steps"]
    mark = "\N{REPLACEMENT CHARACTER}"
    assert (found.code, step["StandardOutput"]) == (0, f"{mark}( {mark * 3} {mark}\n")
    assert step["StandardError"] == mark


@pytest.mark.parametrize(
    ("script", "status", "code"),
    [
        pytest.param("kill -9 -1", "Failed", -1, id="all processes"),
        pytest.param("kill -9 1; echo alive", "Success", 0, id="the first process, which cannot be killed"),
        pytest.param("for p in $(cat /run/.ssmdoc/*.pids); do kill -9 $p; done", "Failed", -1, id="its helpers"),
        pytest.param("rm -rf /run/.ssmdoc/*", "Success", 0, id="its pipes"),
    ],
)
def test_a_step_that_kills_its_supervisor(script: str, status: str, code: int, where: Place, folder: Path) -> None:
    (folder / "doc.yaml").write_text(HEAD + STEP % ("kills", f"'{script}'") + STEP % ("next", "echo next"))
    found = ssmdoc("run", "doc.yaml", *where.options, "--format", "json")
    assert steps(found) == [("kills", status, code), ("next", "Success", 0)]
    assert json.loads(found.out)["Steps"][1]["StandardOutput"] == "next\n"
    assert left_in(where) == []


def test_a_thousand_steps(where: Place, folder: Path) -> None:
    text = HEAD + "  - &s {name: s0, action: aws:runShellScript, inputs: {runCommand: [echo 1 >>/tmp/n]}}\n"
    text += "".join(f"  - {{<<: *s, name: s{number}}}\n" for number in range(1, 999))
    (folder / "doc.yaml").write_text(text + STEP % ("last", "wc -l </tmp/n"))
    found = ssmdoc("run", "doc.yaml", *where.options, "--format", "json")
    result = json.loads(found.out)["Steps"]
    assert (found.code, found.err, len(result), result[-1]["StandardOutput"]) == (0, "", 1000, "999\n")
    assert {step["Status"] for step in result} == {"Success"}


def test_two_runs_at_once(where: Place, folder: Path) -> None:
    (folder / "doc.yaml").write_text(
        HEAD + STEP % ("one", "echo $AWS_SSM_INSTANCE_ID >>/tmp/who, sleep 1, cat /tmp/who")
    )
    other = place(where.name, *where.options[4:])
    running = [start("run", "doc.yaml", *each.options, "--format", "json") for each in (where, other)]
    for each, process in zip((where, other), running, strict=True):
        found = finish(process)
        (step,) = json.loads(found.out)["Steps"]
        assert (found.code, step["StandardOutput"]) == (0, f"{each.instance}\n")
        assert left_in(each) == []


def test_a_killed_run_leaves_nothing_and_disturbs_no_other(where: Place) -> None:
    other = place(where.name, *where.options[4:])
    killed, going = (start("run", "slow.yaml", *each.options) for each in (where, other))
    wait_for_line(killed, "  | begun\n")
    wait_for_line(going, "  | begun\n")
    killed.kill()
    assert finish(killed).code == -signal.SIGKILL
    assert left_in(where) == []
    assert going.poll() is None
    going.send_signal(signal.SIGINT)
    assert finish(going).code == 1
    assert left_in(other) == []


def test_memory_stays_flat_however_much_a_step_prints(where: Place, folder: Path) -> None:
    (folder / "doc.yaml").write_text(HEAD + STEP % ("much", "head -c 200000000 /dev/zero | tr '\\0' 'x'"))
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "run", "doc.yaml", *where.options, "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
    )
    (step,) = json.loads(done.stdout)["Steps"]
    assert (done.returncode, len(step["StandardOutput"])) == (0, 24_000)
    most = int(done.stderr.splitlines()[-1].split()[1])  # KiB
    assert most * 1024 < 100 * 1024**2
