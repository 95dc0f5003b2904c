"""`ssmdoc run --keep` and `--shell`: a node that stays up after a failure, and a shell in it."""

import os
import pty
import re
import subprocess
import time
from argparse import Namespace
from pathlib import Path
from threading import Event

import pytest

from ssmdoc.commands.run_shell import leave_node
from ssmdoc.running.sandbox.protocol import Limits, Node, NodeIdentity, Proceed, SandboxError, always
from ssmdoc.running.sandbox.starting import StartingNode
from tests.commands.run_process import PATIENCE, PROGRAM, Place, left_in, place, ssmdoc

DOCUMENT = """\
schemaVersion: "2.2"
parameters: {Code: {type: String}}
mainSteps:
  - name: end
    action: aws:runShellScript
    inputs: {runCommand: ["echo marked >/tmp/mark", "exit {{ Code }}"]}
"""


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
    (tmp_path / "doc.yaml").write_text(DOCUMENT)
    return tmp_path


def said(err: str) -> tuple[str, str]:
    """The commands that a kept node can be entered and removed with."""
    found = re.fullmatch(
        r"ssmdoc: the node is kept; enter it with: (docker exec --interactive --tty [0-9a-f]{12} sh)\n"
        r"ssmdoc: remove it with: (docker rm --force [0-9a-f]{12})\n",
        err,
    )
    assert found, err
    return found[1], found[2]


@pytest.mark.docker
@pytest.mark.parametrize("how", ["socket", "sdk"])
def test_a_failed_node_is_kept_until_it_is_removed(how: str, container: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    if how == "sdk":
        monkeypatch.setenv("DOCKER_HOST", "http+unix:///var/run/docker.sock")
    found = ssmdoc("run", "doc.yaml", *container.options, "-p", "Code=3", "--keep")
    monkeypatch.delenv("DOCKER_HOST", raising=False)
    assert found.code == 1
    enter, remove = said(found.err)
    inside = enter.replace("--interactive --tty ", "").split()
    try:
        time.sleep(0.5)
        # the sweep of another run leaves it alone
        other = place("docker", *container.options[4:])
        assert ssmdoc("run", "doc.yaml", *other.options, "-p", "Code=0").code == 0
        seen = subprocess.run([*inside, "-c", "cat /tmp/mark"], capture_output=True, text=True, check=True)
        assert seen.stdout == "marked\n"
    finally:
        subprocess.run(remove.split(), capture_output=True, check=True)
    assert left_in(container) == []


@pytest.mark.docker
def test_a_node_is_kept_when_its_setup_fails(container: Place, folder: Path) -> None:
    (folder / "setup.sh").write_text("exit 5\n")
    found = ssmdoc("run", "doc.yaml", *container.options, "-p", "Code=0", "--setup", "setup.sh", "--keep")
    *kept, last = found.err.splitlines()
    assert (found.code, last) == (2, "ssmdoc: the setup script ended with exit code 5")
    _, remove = said("".join(f"{line}\n" for line in kept))
    subprocess.run(remove.split(), capture_output=True, check=True)
    assert left_in(container) == []


@pytest.mark.docker
def test_a_node_that_is_gone_cannot_be_kept(container: Place, folder: Path) -> None:
    label = f"label=dev.ssmdoc.node={container.instance}"
    (folder / "doc.yaml").write_text(DOCUMENT.replace("exit {{ Code }}", "sleep 30"))
    running = subprocess.Popen(
        [PROGRAM, "run", "doc.yaml", *container.options, "-p", "Code=0", "--keep"], stderr=subprocess.PIPE, text=True
    )
    while not (
        names := subprocess.run(["docker", "ps", "-q", "--filter", label], capture_output=True, text=True).stdout
    ):
        time.sleep(0.05)
    time.sleep(1)
    subprocess.run(["docker", "kill", names.strip()], capture_output=True, check=True)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 1
    assert err.startswith("ssmdoc: the node cannot be kept or entered: ")
    assert left_in(container) == []


class NeverStarting:
    """A sandbox whose engine hangs until the test is over."""

    name = description = "hanging"

    def __init__(self) -> None:
        self.over = Event()

    def start(self, identity: NodeIdentity, limits: Limits, proceed: Proceed = always) -> Node:
        self.over.wait(PATIENCE)
        raise SandboxError("the engine hangs")

    def close(self) -> None:
        self.over.set()


def test_a_node_that_is_not_there_when_the_run_is_cancelled_is_not_waited_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    sandbox, cancel = NeverStarting(), Event()
    starting = StartingNode(sandbox, NodeIdentity("i-1", "us-east-1", "c-1"), Limits())
    cancel.set()
    try:
        leave_node(Namespace(keep=True, shell=False), starting, cancel, failed=True)
        assert not sandbox.over.is_set()
        assert capsys.readouterr().err == "ssmdoc: the node cannot be kept or entered: the node was not started\n"
    finally:
        sandbox.close()
        starting.discard()


def test_a_success_is_not_kept(where: Place) -> None:
    options = where.options if where.name == "docker" else ("--instance-id", where.instance)
    found = ssmdoc("run", "doc.yaml", *options, "-p", "Code=0", "--keep", environment=without_docker(where))
    assert found.code == 0
    assert "kept" not in found.err
    assert left_in(where) == []


def test_a_node_in_namespaces_says_why_it_is_not_kept() -> None:
    where = place("namespace")
    options = ("--instance-id", where.instance, "-p", "Code=1", "--keep")
    found = ssmdoc("run", "doc.yaml", *options, environment=without_docker(where))
    assert found.code == 1
    assert found.err.splitlines()[-1] == (
        "ssmdoc: the node cannot be kept or entered: a node of the namespace sandbox ends with ssmdoc; "
        "look into it with --shell, or use Docker"
    )
    assert left_in(where) == []


def without_docker(where: Place) -> dict[str, str]:
    return {} if where.name == "docker" else {"DOCKER_HOST": "unix:///nowhere.sock"}


@pytest.mark.parametrize(
    ("options", "err"),
    [
        (("--shell",), "ssmdoc: --shell needs a terminal: standard input and output must be one\n"),
        (
            ("--keep", "--sandbox", "namespace"),
            "ssmdoc: --keep needs Docker: a node of the namespace sandbox ends with ssmdoc; --shell opens it before\n",
        ),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_runs(options: tuple[str, ...], err: str) -> None:
    found = ssmdoc("run", "doc.yaml", "-p", "Code=0", *options)
    assert (found.code, found.out, found.err) == (2, "", err)


def test_a_shell_in_the_node(where: Place) -> None:
    process, terminal = pty.fork()
    if process == 0:
        os.execv(PROGRAM, ["ssmdoc", "run", "doc.yaml", *where.options, "-p", "Code=3", "--shell"])
    shown = read_until(terminal, b"# ")
    os.write(terminal, b"cat /tmp/mark; echo $((6*7)) >&2; exit 9\n")
    shown += read_until(terminal, None)
    _, status = os.waitpid(process, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 1
    assert b"a shell in the node; it is removed when the shell ends" in shown
    assert b"\r\nmarked\r\n" in shown
    assert b"\r\n42\r\n" in shown
    assert left_in(where) == []


def read_until(terminal: int, text: bytes | None) -> bytes:
    shown = b""
    while text is None or not shown.endswith(text):
        try:
            data = os.read(terminal, 4096)
        except OSError:
            break
        if not data:
            break
        shown += data
    return shown
