"""`ssmdoc test` as the user calls it: what it prints, what it writes, how it ends."""

import gc
import re
import signal
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from ssmdoc.cli import main

PROJECT = Path(__file__).parents[2]
DOCUMENT = """\
schemaVersion: "2.2"
parameters:
  Seconds: {type: String, allowedPattern: "^[0-9]+$"}
mainSteps:
  - name: wait
    action: aws:runShellScript
    inputs: {runCommand: ["sleep {{ Seconds }}", "echo waited {{ Seconds }}"]}
"""
REFUSED = (
    "document: wait.yaml\ncases:\n  - {name: a number is needed, parameters: {Seconds: x}, expect: {refused: CODE}}\n"
)
"""No case of it needs a node."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wait.yaml").write_text(DOCUMENT)
    return tmp_path


def without_times(text: str) -> str:
    return re.sub(r"\d+\.\d+ s", "N s", text)


def test_all_as_expected(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "wait.ssmtest.yaml").write_text(REFUSED.replace("CODE", "InvalidParameters"))
    assert main(["test", "."]) == 0
    assert (
        without_times(capsys.readouterr().out)
        == "wait.ssmtest.yaml\n  ok      a number is needed  (N s)\n1 passed in N s\n"
    )


def test_not_as_expected(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "wait.ssmtest.yaml").write_text(REFUSED.replace("CODE", "InvalidDocument"))
    assert main(["test", "--junit", "results.xml"]) == 1
    out = without_times(capsys.readouterr().out)
    assert "    error code: expected InvalidDocument, got InvalidParameters\n" in out
    assert out.endswith("0 passed, 1 failed in N s\n")
    assert [failure.tag for failure in ET.parse(folder / "results.xml").iterfind(".//testcase/*")] == ["failure"]


@pytest.mark.parametrize(
    ("arguments", "text", "message"),
    [
        (["nowhere"], None, "ssmdoc: nowhere: no such file or folder\n"),
        (["."], None, "ssmdoc: no specs (*.ssmtest.yaml) in .\n"),
        (
            ["."],
            "document: other.yaml\ncases: [{name: a}]",
            "ssmdoc: a.ssmtest.yaml:1:11: error: there is no file other.yaml [spec]\n"
            "ssmdoc: 1 mistake in the specs, nothing was run\n",
        ),
        (
            ["."],
            "document: wait.yaml\ncases: [{nmae: a}]\nimge: x\n",
            'ssmdoc: a.ssmtest.yaml:2:10: error: unknown key "nmae" in case 1, did you mean "name"? [unknown-key]\n'
            'ssmdoc: a.ssmtest.yaml:3:1: error: unknown key "imge" in the spec, did you mean "image"? [unknown-key]\n'
            "ssmdoc: 2 mistakes in the specs, nothing was run\n",
        ),
        (
            ["--junit", "no/such/folder.xml"],
            REFUSED.replace("CODE", "InvalidParameters"),
            "ssmdoc: no/such/folder.xml: No such file or directory\n",
        ),
    ],
)
def test_what_does_not_allow_to_run(
    arguments: list[str], text: str | None, message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if text is not None:
        (folder / "a.ssmtest.yaml").write_text(text)
    assert main(["test", *arguments]) == 2
    assert capsys.readouterr().err == message


@pytest.mark.docker
def test_the_quickstart(docker_image: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    assert main(["test", "fixtures/quickstart", "--sandbox", "docker", "--image", docker_image]) == 0
    assert without_times(capsys.readouterr().out) == (
        "fixtures/quickstart/back-up.ssmtest.yaml\n"
        f"  in docker, {docker_image}:\n"
        "  ok      keeps a copy  (N s)\n"
        "  ok      stops when there is nothing to copy, and still reports  (N s)\n"
        "fixtures/quickstart/hello.ssmtest.yaml\n"
        "  ok      greets by name  (N s)\n"
        "  ok      a name that is shell code is refused  (N s)\n"
        "  ok      somebody has to be named  (N s)\n"
        "5 passed in N s\n"
    )


@pytest.mark.docker
def test_ctrl_c_reports_what_ran(docker_image: str, folder: Path) -> None:
    (folder / "wait.ssmtest.yaml").write_text(
        f"document: wait.yaml\nimage: {docker_image}\nsandbox: docker\ncases:\n"
        "  - {name: short, parameters: {Seconds: '0'}}\n"
        "  - {name: long, parameters: {Seconds: '600'}}\n"
        "  - {name: later, parameters: {Seconds: '0'}}\n"
    )
    running = subprocess.Popen(
        [sys.executable, "-m", "ssmdoc", "test", "--junit", "results.xml"], stdout=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    first = [running.stdout.readline() for _ in range(3)]
    running.send_signal(signal.SIGINT)
    rest = running.communicate(timeout=60)[0]
    assert without_times("".join(first) + rest) == (
        f"wait.ssmtest.yaml\n  in docker, {docker_image}:\n  ok      short  (N s)\n1 passed, 2 not run in N s\n"
    )
    assert running.returncode == 130
    assert [case.get("name") for case in ET.parse(folder / "results.xml").iter("testcase")] == ["short"]


@pytest.mark.filterwarnings("ignore:unclosed <socket")  # docker-py forgets the socket that it could not connect
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_missing_engine_is_said_and_the_rest_still_runs(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{folder}/no.sock")
    cases = REFUSED.replace("CODE", "InvalidParameters") + "  - {name: runs, parameters: {Seconds: '0'}}\n"
    (folder / "wait.ssmtest.yaml").write_text(cases)
    assert main(["test", "--sandbox", "docker"]) == 2
    gc.collect()
    out = without_times(capsys.readouterr().out)
    assert "  ERROR   runs  (N s)\n          no Docker engine answers at " in out
    assert out.endswith("1 passed, 1 could not be run in N s\n")
