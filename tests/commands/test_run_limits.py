"""`ssmdoc run` of documents that are large, odd or hostile, in both sandboxes."""

import json
from pathlib import Path

import pytest

from tests.commands.run_process import Place, left_in, place, plain, ssmdoc

HEAD = 'schemaVersion: "2.2"\nmainSteps:\n'
STEP = "  - {name: %s, action: aws:runShellScript, inputs: {runCommand: [%s]}}\n"
ODD = r"""
schemaVersion: "2.2"
mainSteps:
  - name: odd
    action: aws:runShellScript
    inputs:
      runCommand:
        - printf '\033[31mred\033[0m\a\tb\r\n'
        - printf 'a\rb \342\200\256 \000\377\n'
"""
BOMB = """\
schemaVersion: "2.2"
mainSteps:
  - name: bomb
    action: aws:runShellScript
    inputs: {timeoutSeconds: "5", runCommand: [":(){ :|:& };:", sleep 60]}
  - name: after
    action: aws:runShellScript
    inputs: {runCommand: [echo still here]}
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


def test_a_large_document(where: Place, folder: Path) -> None:
    lines = [f"echo line {number} {'x' * 80}" for number in range(600)]
    text = HEAD + "".join(
        f"  - name: part{part}\n    action: aws:runShellScript\n    inputs:\n      runCommand:\n"
        + "".join(f"        - {line}\n" for line in lines[part * 200 : part * 200 + 200])
        for part in range(3)
    )
    assert 60_000 < len(text) < 64 * 1024
    (folder / "doc.yaml").write_text(text)
    found = ssmdoc("run", "doc.yaml", *where.options)
    shown = [line.removeprefix("  | ") for line in found.out.splitlines() if line.startswith("  | ")]
    assert (found.code, shown) == (0, [line.removeprefix("echo ") for line in lines])


def test_a_hundred_steps(where: Place, folder: Path) -> None:
    steps = [(f"step{number}", f"echo {number} | tee -a /tmp/count") for number in range(99)]
    (folder / "doc.yaml").write_text(HEAD + "".join(STEP % step for step in (*steps, ("last", "wc -l </tmp/count"))))
    found = ssmdoc("run", "doc.yaml", *where.options, "--format", "json")
    result = json.loads(found.out)
    assert (found.code, result["Command"]["Status"]) == (0, "Success")
    assert [(step["Name"], step["Status"], step["StandardOutput"]) for step in result["Steps"]] == [
        *((f"step{number}", "Success", f"{number}\n") for number in range(99)),
        ("last", "Success", "99\n"),
    ]


def test_output_cannot_steer_the_terminal(where: Place, folder: Path) -> None:
    (folder / "doc.yaml").write_text(ODD)
    found = ssmdoc("run", "doc.yaml", *where.options)
    assert found.code == 0
    assert plain(found.out) == (
        "step 1/1 odd (aws:runShellScript)\n"
        "  | \\x1b[31mred\\x1b[0m\\x07\tb\n  | a\n  | b \\u202e \\x00\N{REPLACEMENT CHARACTER}\n"
        "  Success after N s\nSuccess: 1 step, SANDBOX, N s\n"
    )
    found = ssmdoc("run", "doc.yaml", *where.options, "--format", "json")
    (step,) = json.loads(found.out)["Steps"]
    assert (found.code, step["StandardOutput"]) == (0, "\x1b[31mred\x1b[0m\x07\tb\r\na\rb \u202e \0\ufffd\n")


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_terminal_that_knows_only_ascii(form: str, where: Place, folder: Path) -> None:
    (folder / "doc.yaml").write_text(HEAD + STEP % ("one", "echo h\u00e9llo \u2713"), encoding="utf-8")
    found = ssmdoc("run", "doc.yaml", *where.options, "--format", form, environment={"PYTHONIOENCODING": "ascii"})
    assert (found.code, found.err) == (0, "")
    assert "h\\xe9llo \\u2713" in found.out or "h\\u00e9llo \\u2713" in found.out


def test_a_fork_bomb(where: Place, folder: Path) -> None:
    (folder / "doc.yaml").write_text(BOMB)
    (folder / "ssmdoc.toml").write_text("[run.limits]\nprocesses = 40\n")
    found = ssmdoc("run", "doc.yaml", *where.options, "--format", "json")
    bomb, after = json.loads(found.out)["Steps"]
    assert found.code == 1
    assert bomb["Status"] in {"TimedOut", "Failed"}
    assert (after["Status"], after["StandardOutput"]) == ("Success", "still here\n")
    assert left_in(where) == []
