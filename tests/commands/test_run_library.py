"""`ssmdoc run` with a library and sources."""

import json
from pathlib import Path

import pytest

from tests.commands.run_process import Place, left_in, place, ssmdoc

DOCUMENT = """
schemaVersion: "2.2"
description: a document that gets files and runs another one
mainSteps:
  - {name: get, action: aws:downloadContent, inputs: {sourceType: HTTP, sourceInfo: {url: "https://x.test/f?v=1"}}}
  - {name: list, action: aws:runShellScript, inputs: {runCommand: ["cat download*"]}}
  - {name: inner, action: aws:runDocument, inputs: {documentType: SSMDocument, documentPath: Inner}}
"""
INNER = """
schemaVersion: "2.2"
description: inner
mainSteps: [{name: say, action: aws:runShellScript, inputs: {runCommand: [echo inner]}}]
"""


@pytest.fixture(params=["namespace", pytest.param("docker", marks=pytest.mark.docker)])
def where(request: pytest.FixtureRequest) -> Place:
    if request.param == "docker":
        return place("docker", "--image", request.getfixturevalue("docker_image"))
    return place("namespace")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "library").mkdir()
    (tmp_path / "doc.yaml").write_text(DOCUMENT)
    (tmp_path / "library" / "Inner.yaml").write_text(INNER)
    (tmp_path / "f").write_bytes(b"from a file of the machine\n")
    return tmp_path


def test_options(where: Place) -> None:
    given = ("--library", "library", "--source", "https://x.test/f?v=1=f")
    done = ssmdoc("run", "doc.yaml", *given, "--format", "json", *where.options)
    steps = {step["Name"]: step["StandardOutput"] for step in json.loads(done.out)["Steps"]}
    assert done.code == 0, done
    assert (steps["list"], steps["inner"]) == ("from a file of the machine\n", "inner\n")
    assert left_in(where) == []


def test_configuration(where: Place, folder: Path) -> None:
    (folder / "ssmdoc.toml").write_text('run.library = "library"\nrun.sources."https://x.test/" = "."\n')
    done = ssmdoc("run", "doc.yaml", *where.options)
    assert done.code == 0, done


def test_without_them_the_steps_fail_and_say_what_would_help(where: Place) -> None:
    done = ssmdoc("run", "doc.yaml", *where.options)
    assert done.code == 1
    assert "--source https://x.test/f?v=1=PATH gives it" in done.out
    assert "InvalidDocument: Document with name Inner does not exist." in done.out
    assert "documents come from the folders of --library" in done.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--library", "none"), "--library none: no such folder"),
        (("--library", "f"), "--library f: not a folder"),
        (("--source", "https://x"), '--source takes ADDRESS=PATH, not "https://x"'),
        (("--source", "https://x="), '--source takes ADDRESS=PATH, not "https://x="'),
        (("--source", "https://x=none"), "--source https://x=none: no such file or folder: none"),
    ],
)
def test_what_is_not_there(arguments: tuple[str, ...], message: str) -> None:
    done = ssmdoc("run", "doc.yaml", *arguments, "--sandbox", "namespace")
    assert (done.code, done.out, done.err) == (2, "", f"ssmdoc: {message}\n")
