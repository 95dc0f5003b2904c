"""`ssmdoc test` that is killed in the middle: nothing stays, and the next run works."""

import subprocess
import time
from pathlib import Path

import pytest

from ssmdoc.running.sandbox.owner import OWNER_LABEL
from tests.commands.run_process import PATIENCE, finish, ssmdoc, start

DOCUMENT = """\
schemaVersion: "2.2"
parameters: {Seconds: {type: String, allowedPattern: "^[0-9]+$"}}
mainSteps:
  - name: wait
    action: aws:runShellScript
    inputs: {runCommand: ["sleep {{ Seconds }}"]}
"""
SPEC = """\
document: wait.yaml
cases:
  - {name: short, parameters: {Seconds: "0"}}
  - {name: long, parameters: {Seconds: "600"}}
  - {name: longer, parameters: {Seconds: "600"}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wait.yaml").write_text(DOCUMENT)
    (tmp_path / "wait.ssmtest.yaml").write_text(SPEC)
    return tmp_path


def containers_of(process: int) -> list[str]:
    """The containers that a process made; their label has its number between two slashes."""
    listed = ["docker", "ps", "--all", "--format", '{{.ID}} {{.Label "' + OWNER_LABEL + '"}}']
    lines = subprocess.run(listed, capture_output=True, text=True, check=True).stdout.splitlines()
    return [line for line in lines if f"/{process}/" in line]


@pytest.mark.docker
def test_kill_leaves_nothing_and_the_next_run_works(folder: Path, docker_image: str) -> None:
    where = ("--sandbox", "docker", "--image", docker_image)
    running = start("test", "-j", "2", *where)
    assert running.stdout is not None
    first = [running.stdout.readline() for _ in range(3)]
    assert first[2].startswith("  ok      short ")
    running.kill()
    finish(running)
    deadline = time.monotonic() + PATIENCE / 4
    while containers_of(running.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert containers_of(running.pid) == []
    again = ssmdoc("test", *where, "--filter", "short")
    assert (again.code, again.err) == (0, "")
