"""Specs that were written pass as they are, and look as they should."""

import shutil
from pathlib import Path

import pytest

from ssmdoc.cli import main

FIXTURES = Path(__file__).parents[2] / "fixtures"
GOLDEN = Path(__file__).parent / "golden"

PASSING = (
    *(
        "ask-before-restart",
        "branch-without-default",
        "clean-snapshots",
        "compare-numbers",
        "compare-texts",
        "do-while",
    ),
    *("documents-of-aws", "drain-node", "failure-leads-elsewhere", "golden-image", "image-from-instance"),
    *("instances-change", "nest-conditions", "patch-fleet", "pause", "refuse-document", "resize-instance"),
    *("restart-with-approval", "select-outputs", "stack-up-and-down", "state-machine", "stored-defaults"),
    *("three-deep", "variables", "wait-for-property"),
)
"""Runbooks without scripts: their cases need no node."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def copied(name: str, folder: Path) -> Path:
    return Path(shutil.copy(FIXTURES / name, folder))


def test_specs_of_runbooks_pass_unchanged(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(FIXTURES / "automation" / "library", folder / "library")
    codes = [main(["init-test", copied(f"automation/{name}.yaml", folder).name]) for name in PASSING]
    assert codes == [0] * len(PASSING)
    capsys.readouterr()
    assert main(["test", "--format", "concise", "--sandbox", "namespace", "."]) == 0
    assert "failed" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "name", ["automation/restart-with-approval", "automation/close-public-bucket", "quickstart/hello"]
)
def test_spec_is_as_written(name: str, folder: Path) -> None:
    document = copied(f"{name}.yaml", folder)
    assert main(["init-test", "--sandbox", "namespace", document.name]) == 0
    written = document.with_suffix(".ssmtest.yaml")
    assert written.read_text() == (GOLDEN / written.name).read_text()
    assert main(["test", "--sandbox", "namespace", written.name]) == 0


COMMAND = """\
schemaVersion: "2.2"
parameters:
  Colour: {type: String, allowedValues: [blue, green]}
  Mode: {type: String, default: fast}
mainSteps:
  - {name: say, action: "aws:runShellScript", inputs: {runCommand: ["echo {{ Colour }}"]}}
  - name: slow
    action: aws:runShellScript
    precondition: {StringEquals: ["{{ Mode }}", slow]}
    inputs: {runCommand: ["echo slowly"]}
  - name: windows
    action: aws:runPowerShellScript
    precondition: {StringEquals: [platformType, Windows]}
    inputs: {runCommand: ["Write-Output hello"]}
"""


def test_spec_of_a_command_document(folder: Path) -> None:
    (folder / "paint.yaml").write_text(COMMAND)
    assert main(["init-test", "paint.yaml"]) == 0
    assert (folder / "paint.ssmtest.yaml").read_text() == (GOLDEN / "paint.ssmtest.yaml").read_text()
    assert main(["test", "--sandbox", "namespace", "paint.ssmtest.yaml"]) == 0


def test_nothing_is_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copied("quickstart/hello.yaml", folder)
    spec = folder / "hello.ssmtest.yaml"
    spec.write_text("mine")
    assert (main(["init-test", "hello.yaml"]), spec.read_text()) == (2, "mine")
    assert capsys.readouterr().err == (
        "ssmdoc: hello.ssmtest.yaml: is there already; --force writes over it, -o FILE writes another one\n"
    )
    assert main(["init-test", "hello.yaml", "--force"]) == 0
    assert capsys.readouterr().out == "hello.ssmtest.yaml: 3 cases\n"
    (folder / "specs").mkdir()
    assert main(["init-test", "hello.yaml", "-o", "specs/hello.ssmtest.yaml"]) == 0
    assert "\ndocument: ../hello.yaml\n" in (folder / "specs" / "hello.ssmtest.yaml").read_text()
    capsys.readouterr()
    assert main(["init-test", "hello.yaml", "-o", "-"]) == 0
    assert capsys.readouterr().out == spec.read_text()


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (None, 2, "ssmdoc: it.yaml: no such file or directory\n"),
        ("a: b\n", 1, "ssmdoc: it.yaml: specs are about Command and Automation documents, and this is none\n"),
        ("a: [\n", 1, "ssmdoc: it.yaml: specs are about Command and Automation documents, and this is none\n"),
    ],
)
def test_what_cannot_be_used(
    text: str | None, code: int, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if text is not None:
        (folder / "it.yaml").write_text(text)
    assert (main(["init-test", "it.yaml"]), capsys.readouterr().err) == (code, said)
    assert not (folder / "it.ssmtest.yaml").exists()
