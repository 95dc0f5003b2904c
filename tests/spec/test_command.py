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
    assert "    error code: expected InvalidDocument, got InvalidParameters  [wait.ssmtest.yaml:3:67]\n" in out
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
            "ssmdoc: a.ssmtest.yaml:1:11: error: cannot read other.yaml: no such file or directory [spec]\n"
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
            ["."],
            "document: .\ncases: [{name: a}]",
            "ssmdoc: a.ssmtest.yaml:1:11: error: cannot read .: not a file; use - to read standard input [spec]\n"
            "ssmdoc: 1 mistake in the specs, nothing was run\n",
        ),
        (
            ["."],
            "document: wait.yaml\ncases: [{name: \x00}]\n",
            "ssmdoc: a.ssmtest.yaml:2:16: error: control character U+0000 is not allowed; "
            "remove it, or write it as an escape in double quotes [syntax-error]\n"
            "ssmdoc: 1 mistake in the specs, nothing was run\n",
        ),
        (
            ["--junit", "no/such/folder.xml"],
            REFUSED.replace("CODE", "InvalidParameters"),
            "ssmdoc: no/such/folder.xml: no such file or directory\n",
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


def test_a_link_to_nowhere_is_a_mistake(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "\x1b.ssmtest.yaml").symlink_to("nowhere")
    (folder / "z.ssmtest.yaml").write_bytes(b"document: \xff")
    assert main(["test"]) == 2
    assert capsys.readouterr().err == (
        "ssmdoc: \\x1b.ssmtest.yaml: no such file or directory\n"
        "ssmdoc: z.ssmtest.yaml:1:11: error: byte 0xFF is not valid UTF-8; save the file as UTF-8 [syntax-error]\n"
        "ssmdoc: 2 mistakes in the specs, nothing was run\n"
    )


def test_what_is_wrong_with_the_bytes_of_a_document_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "wait.yaml").write_bytes(DOCUMENT.encode() + b"# \xff\n")
    (folder / "wait\x1b.ssmtest.yaml").write_text("document: wait.yaml\ncases: [{name: a}]")
    assert main(["test", "--junit", "results.xml"]) == 1
    assert without_times(capsys.readouterr().out) == (
        "wait\\x1b.ssmtest.yaml\n"
        "  FAILED  a  (N s)\n"
        "          case at wait\\x1b.ssmtest.yaml:2:16\n"
        "          document wait.yaml\n"
        "            status: expected Success, got refused with InvalidDocumentContent: the document has 1 error\n"
        "            wait.yaml:8:3: error: byte 0xFF is not valid UTF-8; save the file as UTF-8 [syntax-error]\n"
        "0 passed, 1 failed in N s\n"
    )
    assert [suite.get("name") for suite in ET.parse(folder / "results.xml").iter("testsuite")] == [
        "wait\\x1b.ssmtest.yaml"
    ]


def test_values_may_be_given_as_aws_takes_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "wait.ssmtest.yaml").write_text(
        "document: wait.yaml\ncases:\n"
        "  - {name: a list of one, parameters: {Seconds: ['0']}, expect: {steps: {wait: {stdout: waited 0}}}}\n"
        "  - {name: refused, parameters: {Seconds: ['x']}, expect: {refused: InvalidParameters}}\n"
    )
    assert main(["test", "--sandbox", "namespace"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("2 passed in ")


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


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_case_and_reports_what_ran(number: signal.Signals, folder: Path) -> None:
    (folder / "wait.ssmtest.yaml").write_text(
        "document: wait.yaml\nsandbox: namespace\ncases:\n"
        "  - {name: short, parameters: {Seconds: '0'}}\n"
        "  - {name: long, parameters: {Seconds: '600'}}\n"
        "  - {name: later, parameters: {Seconds: '0'}}\n"
    )
    running = subprocess.Popen(
        [sys.executable, "-m", "ssmdoc", "test", "-j", "1", "--junit", "results.xml"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert running.stdout is not None
    first = [running.stdout.readline() for _ in range(3)]
    running.send_signal(number)
    rest = running.communicate(timeout=60)[0]
    assert first[1].startswith("  in namespace sandbox (")
    assert without_times(first[2] + rest) == "  ok      short  (N s)\n1 passed, 2 not run in N s\n"
    assert running.returncode == 1
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
