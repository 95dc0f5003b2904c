"""Which cases `ssmdoc test` runs by its options, and in which order it shows them."""

import json
import re
from pathlib import Path

import pytest

from ssmdoc.cli import main

DOCUMENT = """\
schemaVersion: "2.2"
parameters:
  Seconds: {type: String, allowedPattern: "^[0-9.]+$"}
mainSteps:
  - name: wait
    action: aws:runShellScript
    inputs: {runCommand: ["sleep {{ Seconds }}"]}
"""
SPEC = """\
document: wait.yaml
sandbox: namespace
cases:
  - {name: slow, parameters: {Seconds: "0.5"}}
  - {name: quick, parameters: {Seconds: "0"}}
  - {name: wrong, parameters: {Seconds: "0"}, expect: {status: Failed}}
  - {name: refused, parameters: {Seconds: x}, expect: {refused: InvalidParameters}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wait.yaml").write_text(DOCUMENT)
    (tmp_path / "wait.ssmtest.yaml").write_text(SPEC)
    return tmp_path


def shown(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The cases of a report, each with its verdict."""
    return shown_in(capsys.readouterr().out)


def shown_in(out: str) -> list[str]:
    return re.findall(r"^  (\w+ +\w+)  \(", out, re.MULTILINE)


def test_cases_are_shown_in_the_order_of_the_spec(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", "-j", "4"]) == 1
    assert shown(capsys) == ["ok      slow", "ok      quick", "FAILED  wrong", "ok      refused"]


def test_what_failed_runs_again_until_it_passes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", "--rerun-failed"]) == 1  # nothing is known yet
    assert len(shown(capsys)) == 4
    assert main(["test", "--rerun-failed"]) == 1
    assert shown(capsys) == ["FAILED  wrong"]
    (folder / "wait.ssmtest.yaml").write_text(SPEC.replace("status: Failed", "status: Success"))
    assert main(["test", "--rerun-failed"]) == 0
    assert shown(capsys) == ["ok      wrong"]
    assert main(["test", "--rerun-failed"]) == 0
    assert capsys.readouterr().err == "ssmdoc: no case failed the last time: nothing is run\n"


def test_the_record_is_no_part_of_the_project(folder: Path) -> None:
    main(["test", "--filter", "refused"])
    assert (folder / ".ssmdoc/.gitignore").read_text() == "*\n"
    record = json.loads((folder / ".ssmdoc/test.json").read_text())
    assert list(record["cases"]) == ["wait.ssmtest.yaml::refused"]


def test_where_no_record_can_be_written_cases_still_run(folder: Path) -> None:
    (folder / ".ssmdoc").write_text("a file")
    assert main(["test", "--filter", "refused"]) == 0


def test_fail_fast(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", "-j", "1", "--fail-fast"]) == 1
    out = capsys.readouterr().out
    assert "refused" not in out
    assert re.search(r"^2 passed, 1 failed, 1 not run in ", out, re.MULTILINE)


def test_shares_by_durations(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["test", "--filter", "not wrong"])
    (folder / ".ssmdoc/test.json").rename(folder / "durations.json")
    shown(capsys)
    shares = []
    for share in ("1/2", "2/2"):
        assert main(["test", "--filter", "not wrong", "--shard", share, "--durations", "durations.json"]) == 0
        shares.append(shown(capsys))
    assert shares == [["ok      slow"], ["ok      quick", "ok      refused"]]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--shard", "3/2"], '--shard: "3/2" is no share: expected I/N, such as 1/4 for the first of four'),
        (["--shard", "1/2", "--durations", "no.json"], "--durations: no.json: no such file or directory"),
        (["--durations", "no.json"], "--durations is for --shard: name the share, such as --shard 1/4"),
        (["--filter", "quik"], '--filter: none of the 4 cases is meant by "quik"'),
        (["--filter", "quick or"], "--filter: the expression ends at column 9 where a word is expected"),
    ],
)
def test_options_that_cannot_be_used(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", *arguments]) == 2
    assert capsys.readouterr().err == f"ssmdoc: {message}\n"


@pytest.mark.parametrize("jobs", ["0", "-1", "x", "1001"])
def test_a_number_of_workers(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["test", "--jobs", jobs])
    assert end.value.code == 2
    assert f'"{jobs}" is no number from 1 to 1000' in capsys.readouterr().err


def test_reports_of_a_run(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(folder))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary.md"))
    (folder / "summary.md").write_text("of another step\n")
    files = [f"{kind}={kind}.out" for kind in ("json", "gitlab", "junit", "markdown")]
    options = [word for report in ("github", *files) for word in ("--report", report)]
    assert main(["test", "--format", "concise", "--filter", "wrong or refused", *options]) == 1
    out = capsys.readouterr().out
    assert shown_in(out) == ["FAILED  wrong"]
    assert "::error file=wait.ssmtest.yaml,line=6,col=56,title=wrong::status: expected Failed, got Success\n" in out
    summary = (folder / "summary.md").read_text()
    assert summary.startswith("of another step\n## ssmdoc test\n")
    assert summary.endswith((folder / "markdown.out").read_text())
    assert [case["verdict"] for case in json.loads((folder / "json.out").read_text())["cases"]] == ["failed", "passed"]


def test_json_on_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", "--format", "json", "--report", "github", "--filter", "refused"]) == 0
    assert json.loads(capsys.readouterr().out)["summary"]["passed"] == 1


@pytest.mark.parametrize(
    ("report", "message"),
    [
        ("json", '"json": json needs a file: json=FILE'),
        ("github=x", '"github=x": github needs no file: write github alone'),
        ("junti=x", 'there is no report "junti", did you mean "junit"?'),
        ("x", 'there is no report "x", known are github, junit, json, gitlab, markdown'),
    ],
)
def test_a_report_that_there_is_not(report: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["test", "--report", report])
    assert capsys.readouterr().err.endswith(f"argument --report: {message}\n")


def test_a_share_without_a_case(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "d.json").write_text('{"cases": {"x": {"seconds": 1, "verdict": "ok"}}}')
    codes = [main(["test", "--filter", "refused", "--shard", f"{index}/2"]) for index in (1, 2)]
    assert codes == [0, 0]
    err = capsys.readouterr().err
    assert re.fullmatch(r"ssmdoc: share [12]/2 has no case: nothing is run\n", err)
