"""`ssmdoc run` that is cancelled, interrupted or killed: how it ends, and that it leaves nothing behind."""

import json
import signal
import time
from pathlib import Path

import pytest

from tests.commands.run_process import Place, finish, left_in, place, plain, ssmdoc, start, wait_for_line

SLOW = """\
schemaVersion: "2.2"
mainSteps:
  - {name: wait, action: aws:runShellScript, inputs: {runCommand: [echo begun, sleep 600 & sleep 600]}}
  - {name: later, action: aws:runShellScript, inputs: {runCommand: [echo later]}}
"""
CANCELLED = (
    "  Cancelled, code 137 after N s\n"
    "step 2/2 later (aws:runShellScript)\n"
    "  Cancelled, code 1 after N s\n"
    "\n"
    "  wait   Cancelled   137 N s\n"
    "  later  Cancelled     1 N s\n"
    "Cancelled: 2 steps, SANDBOX, N s\n"
)


@pytest.fixture(params=["namespace", pytest.param("docker", marks=pytest.mark.docker)])
def where(request: pytest.FixtureRequest) -> Place:
    if request.param == "docker":
        return place("docker", "--image", request.getfixturevalue("docker_image"))
    return place("namespace")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "slow.yaml").write_text(SLOW)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    return tmp_path


def test_cancel_after(where: Place) -> None:
    found = ssmdoc("run", "slow.yaml", *where.options, "--cancel-after", "0.5", "--format", "json")
    result = json.loads(found.out)
    assert (found.code, found.err) == (1, "")
    assert [result["Command"]["Status"], result["CommandInvocations"][0]["Status"]] == ["Cancelled", "Cancelled"]
    assert [(step["Name"], step["Status"]) for step in result["Steps"]] == [
        ("wait", "Cancelled"),
        ("later", "Cancelled"),
    ]
    assert result["Steps"][0]["StandardOutput"] == "begun\n"
    assert left_in(where) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_cancels_the_command(number: signal.Signals, where: Place, folder: Path) -> None:
    running = start("run", "slow.yaml", *where.options)
    wait_for_line(running, "  | begun\n")
    running.send_signal(number)
    found = finish(running)
    assert (found.code, plain(found.out)) == (1, CANCELLED)
    assert found.err == "ssmdoc: cancelling; once more to stop at once\n"
    assert left_in(where) == []
    assert list((folder / "temporary").iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_before_the_first_step(number: signal.Signals, where: Place, folder: Path) -> None:
    """At any moment of the start, the program ends in good order or by the signal, and leaves nothing."""
    for delay in (0.0, 0.03, 0.1, 0.2):
        running = start("run", "slow.yaml", *where.options, "--cancel-after", "5")
        time.sleep(delay)
        running.send_signal(number)
        found = finish(running)
        assert found.code in {1, 130, -number}, found
        assert "internal error" not in found.err
        assert left_in(where) == []


def test_kill_leaves_nothing(where: Place) -> None:
    running = start("run", "slow.yaml", *where.options)
    wait_for_line(running, "  | begun\n")
    running.kill()
    assert finish(running).code == -signal.SIGKILL
    assert left_in(where) == []
