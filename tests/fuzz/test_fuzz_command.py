"""`ssmdoc fuzz` as the user calls it: what it finds, where, and what it leaves."""

import json
import signal
from pathlib import Path

import pytest

from ssmdoc.cli import main
from tests.commands.run_process import finish, left_in, place, start

INJECTABLE = """\
schemaVersion: "2.2"
parameters:
  Name: {type: String, default: World}
mainSteps:
  - name: greet
    action: aws:runShellScript
    inputs:
      runCommand:
        - echo {{ Name }}
"""
WITH_VARIABLE = INJECTABLE.replace("default", "interpolationType: ENV_VAR, default").replace(
    "echo {{ Name }}", 'echo "$SSM_Name"'
)
EVALUATED = WITH_VARIABLE.replace('echo "$SSM_Name"', 'eval echo "$SSM_Name"')
WITH_PATTERN = INJECTABLE.replace("default", 'allowedPattern: "^[A-Za-z]{1,20}$", default')
CRASH = """\
schemaVersion: "2.2"
parameters:
  Count: {type: Integer, default: 3}
mainSteps:
  - name: count
    action: aws:runShellScript
    inputs: {runCommand: ['if [ "{{ Count }}" -lt 0 ]; then kill -SEGV $$; fi']}
"""
TIMEOUT = """\
schemaVersion: "2.2"
parameters:
  Mode: {type: String, allowedValues: [fast, slow]}
mainSteps:
  - name: wait
    action: aws:runShellScript
    inputs: {runCommand: ['if [ "{{ Mode }}" = slow ]; then sleep 100; fi']}
"""
UNSTEADY = """\
schemaVersion: "2.2"
mainSteps:
  - name: random
    action: aws:runShellScript
    inputs: {runCommand: ['exit $(( $(od -An -N2 -tu2 /dev/urandom) % 100 ))']}
"""
TWO_PLACES = INJECTABLE.replace("- echo {{ Name }}", '- "# {{ Name }}"\n        - ls -d "{{ Name }}"')

Found = list[tuple[str, str | None, object, str, list[tuple[int, int]]]]


def fuzz(folder: Path, text: str, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, Found]:
    (folder / "doc.yaml").write_text(text)
    code = main(["fuzz", str(folder / "doc.yaml"), "--format", "json", "--seed", "1", *options])
    said = json.loads(capsys.readouterr().out)
    return code, [
        (
            found["kind"],
            found["parameter"],
            found["value"],
            found["step"],
            [(spot["line"], spot["column"]) for spot in found["places"]],
        )
        for found in said["findings"]
    ]


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        (INJECTABLE, 1, [("injection", "Name", ";canary", "greet", [(9, 16)])]),
        (EVALUATED, 1, [("injection", "Name", ";canary", "greet", [(9, 22)])]),
        (TWO_PLACES, 1, [("injection", "Name", "$(canary)", "greet", [(10, 18)])]),
        (WITH_VARIABLE, 0, []),
        (WITH_PATTERN, 0, []),
        (CRASH, 1, [("crash", "Count", -1, "count", [(7, 34)])]),
        (TIMEOUT, 1, [("timeout", "Mode", "slow", "wait", [(7, 34)])]),
        (UNSTEADY, 1, [("differing exit codes", None, None, "random", [(3, 11)])]),
    ],
)
def test_findings(text: str, code: int, found: Found, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--sandbox", "namespace", "--step-time", "2", "--examples", "60")
    assert fuzz(tmp_path, text, capsys, *options) == (code, found)
    assert [path.name for path in tmp_path.iterdir()] == ["doc.yaml"]


@pytest.mark.docker
def test_in_docker(docker_image: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, found = fuzz(tmp_path, INJECTABLE, capsys, "--sandbox", "docker", "--image", docker_image)
    assert (code, found) == (1, [("injection", "Name", ";canary", "greet", [(9, 16)])])


def test_the_text_names_place_value_and_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "doc.yaml").write_text(INJECTABLE)
    assert main(["fuzz", str(tmp_path / "doc.yaml"), "--sandbox", "namespace", "--seed", "1"]) == 1
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == f'{tmp_path}/doc.yaml:9:16: injection: parameter "Name" with value ";canary"'
    assert lines[1:4] == [
        "9 |         - echo {{ Name }}",
        "  |                ^~~~~~~~~~",
        '  | step "greet": a command in the value ran on the node',
    ]
    assert lines[4].startswith('  | remedy: add "interpolationType: ENV_VAR" and write "$SSM_Name"')


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        (INJECTABLE, ["--parameter", "Nam"], 'the document has no parameter "Nam"; did you mean "Name"?'),
        (INJECTABLE, ["-p", "X=1"], 'the document has no parameter "X"; there are Name'),
        ("a: b\n", [], "this is not an SSM document"),
        (INJECTABLE.replace("2.2", "0.3"), [], "the document has 1 error; ssmdoc lint says what is wrong"),
        (
            INJECTABLE.replace("default: World", 'allowedPattern: "^(?=[A-Z])q$"'),
            [],
            'no ordinary value of "Name" is known; give one with -p Name=VALUE',
        ),
        (INJECTABLE.replace("echo", "sleep 99;"), ["--step-time", "1"], "give it more with --step-time SECONDS"),
    ],
)
def test_usage(text: str, options: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "doc.yaml").write_text(text)
    assert main(["fuzz", str(tmp_path / "doc.yaml"), "--sandbox", "namespace", *options]) == 2
    assert message in capsys.readouterr().err


def test_ctrl_c_ends_cleanly(tmp_path: Path) -> None:
    (tmp_path / "doc.yaml").write_text(WITH_VARIABLE)
    where = place("namespace")
    process = start("fuzz", str(tmp_path / "doc.yaml"), "--examples", "100000", *where.options)
    assert process.stderr is not None
    assert process.stderr.readline() == 'ssmdoc: fuzzing "Name"\n'
    process.send_signal(signal.SIGINT)
    ended = finish(process)
    assert (ended.code, ended.out.splitlines()[-1]) == (
        1,
        "not all examples were run: the time was up, or it was cancelled",
    )
    assert "Traceback" not in ended.err
    assert left_in(where) == []
    assert [path.name for path in tmp_path.iterdir()] == ["doc.yaml"]
