"""Reboots, cancelling and timeouts as the user sees them, in both sandboxes."""

import json
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from tests.commands.run_process import Finished, Place, finish, left_in, place, plain, ssmdoc, start, wait_for_line

HEAD = 'schemaVersion: "2.2"\nmainSteps:\n'
REBOOT = f"""\
{HEAD}\
  - name: before
    action: aws:runShellScript
    inputs: {{runCommand: [echo kept >/tmp/file, "setsid sleep 600 >/dev/null 2>&1 &"]}}
  - name: again
    action: aws:runShellScript
    inputs:
      runCommand:
        - echo run >>/tmp/runs
        - echo "$(wc -l </tmp/runs) $(cat /tmp/file) $(cat /proc/[0-9]*/cmdline | tr '\\0' ' ' | grep -c 'slee[p] 600')"
        - '[ $(wc -l </tmp/runs) -ge 3 ] || exit 194'
  - {{name: after, action: aws:runShellScript, inputs: {{runCommand: [wc -l </tmp/runs]}}}}
"""
ENDLESS = f"""\
{HEAD}\
  - {{name: again, action: aws:runShellScript, inputs: {{runCommand: [echo r >>/tmp/r, wc -l </tmp/r, exit 194]}}}}
  - {{name: never, action: aws:runShellScript, inputs: {{runCommand: [echo never]}}}}
"""
TIMEOUT = f"""\
{HEAD}\
  - name: slow
    action: aws:runShellScript
    inputs: {{timeoutSeconds: "5", onFailure: exit, runCommand: [echo begun, sleep 600]}}
  - {{name: next, action: aws:runShellScript, inputs: {{runCommand: [echo next]}}}}
"""
OUTER = f"""\
{HEAD}\
  - {{name: call, action: aws:runDocument, inputs: {{documentType: SSMDocument, documentPath: inner}}}}
"""
INNER = f"""\
{HEAD}\
  - {{name: wait, action: aws:runShellScript, inputs: {{runCommand: [echo begun, sleep 600]}}}}
"""


@pytest.fixture(params=["namespace", pytest.param("docker", marks=pytest.mark.docker)])
def where(request: pytest.FixtureRequest) -> Place:
    if request.param == "docker":
        return place("docker", "--image", request.getfixturevalue("docker_image"))
    return place("namespace")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(where: Place, document: str, *options: str) -> Finished:
    Path("doc.yaml").write_text(document)
    return ssmdoc("run", "doc.yaml", *where.options, *options)


def steps(found: Finished) -> list[tuple[Any, ...]]:
    return [
        (step["Name"], step["Status"], step["ResponseCode"], step["StandardOutput"])
        for step in json.loads(found.out)["Steps"]
    ]


def test_a_reboot_keeps_files_ends_processes_and_runs_the_step_again(where: Place) -> None:
    found = run(where, REBOOT, "--format", "json")
    assert (found.code, found.err) == (0, "")
    assert steps(found) == [
        ("before", "Success", 0, ""),
        ("again", "Success", 0, "1 kept 1\n2 kept 0\n3 kept 0\n"),
        ("after", "Success", 0, "3\n"),
    ]
    assert left_in(where) == []


def test_reboots_without_end(where: Place) -> None:
    found = run(where, ENDLESS, "--format", "json")
    result = json.loads(found.out)
    invocation = result["CommandInvocations"][0]
    assert (found.code, invocation["Status"], invocation["TraceOutput"]) == (
        1,
        "Failed",
        'step "again" asked for a restart 16 times; the SSM agent then drops the command and never answers',
    )
    output = "".join(f"{number}\n" for number in range(1, 17))
    assert steps(found) == [("again", "SuccessAndReboot", 194, output)]
    assert left_in(where) == []


def test_a_reboot_is_shown(where: Place) -> None:
    found = run(where, REBOOT)
    assert found.code == 0
    assert [line for line in found.out.splitlines() if "reboot" in line] == [
        "  the step asks for a reboot (exit code 194): restart 1 of the node",
        "  the step asks for a reboot (exit code 194): restart 2 of the node",
    ]


def test_the_time_of_a_step_runs_out(where: Place) -> None:
    begun = time.monotonic()
    found = run(where, TIMEOUT, "--format", "json")
    assert time.monotonic() - begun < 15
    result = json.loads(found.out)
    # onFailure does not hear of a timeout: the next step runs
    assert steps(found) == [("slow", "TimedOut", 137, "begun\n"), ("next", "Success", 0, "next\n")]
    levels = (result["Command"], result["CommandInvocations"][0], result["Invocations"][0])
    assert [(level["Status"], level["StatusDetails"]) for level in levels] == [("TimedOut", "ExecutionTimedOut")] * 3
    assert (found.code, result["Command"]["ErrorCount"], result["Command"]["DeliveryTimedOutCount"]) == (1, 1, 0)
    assert left_in(where) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_second_signal_stops_at_once(number: signal.Signals, where: Place, folder: Path) -> None:
    # a cancel does not reach a document that a step runs, so the first signal alone would wait for ten minutes
    (folder / "inner.yaml").write_text(INNER)
    (folder / "doc.yaml").write_text(OUTER)
    running = start("run", "doc.yaml", *where.options, "--library", ".")
    wait_for_line(running, "  | begun\n")
    running.send_signal(number)
    time.sleep(0.7)
    assert running.poll() is None
    running.send_signal(number)
    found = finish(running)
    assert (found.code, plain(found.out)) == (130, "")
    assert found.err == "ssmdoc: cancelling; once more to stop at once\n"
    assert left_in(where) == []
