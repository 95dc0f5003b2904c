"""Coverage from the command line: what it says and writes is that of fixtures/coverage/expected."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.commands.run_process import Finished, finish, start

FIXTURES = Path(__file__).parents[2] / "fixtures" / "coverage"
EXPECTED = FIXTURES / "expected"
TEST = ("test", ".", "--sandbox", "namespace")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path in FIXTURES.glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ssmdoc(*arguments: str) -> Finished:
    return finish(start(*arguments))


def summary(text: str) -> str:
    """From the head of the table on; what comes before is the report of the cases."""
    return text[text.index("  coverage ") :]


def test_all_reports(folder: Path) -> None:
    done = ssmdoc(
        *TEST,
        *("--coverage-report", "lcov=lines.info"),
        *("--coverage-report", "cobertura=cobertura.xml"),
        *("--coverage-report", "html=pages"),
    )
    assert (done.code, done.err) == (0, "")
    assert summary(done.out) == (EXPECTED / "summary.txt").read_text(encoding="utf-8")
    assert (folder / "lines.info").read_text(encoding="utf-8") == (EXPECTED / "lines.info").read_text(encoding="utf-8")
    written = (folder / "cobertura.xml").read_text(encoding="utf-8").replace(str(folder), "FOLDER")
    written = re.sub(r'timestamp="\d+"', 'timestamp="0"', written)
    assert written == (EXPECTED / "cobertura.xml").read_text(encoding="utf-8")
    ET.fromstring(written)
    assert sorted(path.name for path in (folder / "pages").iterdir()) == [
        "1-restart.yaml.html",
        "2-rotate.yaml.html",
        "index.html",
    ]


RUNBOOK = """schemaVersion: "0.3"
parameters:
  Go: {type: String, default: a}
mainSteps:
  - name: send
    action: aws:runCommand
    inputs:
      DocumentName: AWS-RunShellScript
      InstanceIds: [i-0123456789abcdef0, i-0123456789abcdef1]
      Parameters:
        commands:
          - |
            if [ "{{ Go }}" = a ]; then
              echo yes
            else
              echo no
            fi
          - echo end
  - name: leave
    action: aws:executeScript
    inputs:
      Runtime: python3.11
      Handler: main
      Script: |
        import os, threading
        def say():
            print("in a thread")
        def main(events, context):
            thread = threading.Thread(target=say)
            thread.start()
            thread.join()
            if events:
                print("never")
            os._exit(3)
"""


def test_commands_of_runbooks_and_scripts_that_leave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On two nodes; in threads; told before the process ends, as nothing is after it."""
    monkeypatch.chdir(tmp_path)
    Path("send.yaml").write_text(RUNBOOK, encoding="utf-8")
    Path("send.ssmtest.yaml").write_text(
        "document: send.yaml\ncases:\n  - {name: a, expect: {status: Failed}}\n", encoding="utf-8"
    )
    done = ssmdoc(*TEST, "--coverage-report", "lcov=lines.info")
    assert done.code == 0
    assert summary(done.out).splitlines() == [
        "  coverage      steps  branches     lines       all",
        "  send.yaml       2/2         -     12/14      87 %",
        '      16: never ran in "send": echo no',
        '      33: never ran in "leave": print("never")',
    ]
    lines = Path("lines.info").read_text(encoding="utf-8")
    assert re.findall(r"^DA:(13|14|16|18),(\d+)$", lines, re.MULTILINE) == [
        ("13", "2"),
        ("14", "2"),
        ("16", "0"),
        ("18", "2"),
    ]


def test_nothing_without_the_options(folder: Path) -> None:
    done = ssmdoc(*TEST, "--filter", "none")
    assert done.code == 0
    assert "coverage" not in done.out + done.err


@pytest.mark.parametrize(
    ("bound", "code", "said"),
    [("70", 0, ""), ("70.5", 1, "ssmdoc: coverage is 70.45 % (31 of 44), less than 70.5 %\n")],
)
def test_fail_under(folder: Path, bound: str, code: int, said: str) -> None:
    done = ssmdoc(*TEST, "--fail-under", bound)
    assert (done.code, done.err) == (code, said)


def test_json_stays_json(folder: Path) -> None:
    import json

    done = ssmdoc(*TEST, "--coverage", "--format", "json")
    json.loads(done.out)
    assert done.err == (EXPECTED / "summary.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--coverage-report", "lcov"), '"lcov": lcov needs a file'),
        (("--coverage-report", "html="), '"html=": html needs a folder'),
        (("--coverage-report", "cobertur=x"), 'there is no coverage report "cobertur", did you mean "cobertura"?'),
        (("--fail-under", "101"), '"101" is no number from 0 to 100'),
        (("--fail-under", "nan"), '"nan" is no number from 0 to 100'),
        (("--fail-under", "all"), '"all" is no number from 0 to 100'),
    ],
)
def test_options_that_are_wrong(option: tuple[str, str], said: str) -> None:
    done = ssmdoc(*TEST, *option)
    assert done.code == 2
    assert said in done.err


@pytest.mark.parametrize("report", ["lcov=no/such/folder", "html=rotate.yaml/pages"])
def test_where_nothing_can_be_written(folder: Path, report: str) -> None:
    done = ssmdoc(*TEST, "--coverage-report", report)
    assert done.code == 2
    assert done.err.startswith(f"ssmdoc: {report.partition('=')[2]}: no")
