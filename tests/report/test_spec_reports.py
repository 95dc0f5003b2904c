"""The reports of test runs for other programs, compared as a whole."""

import json
from pathlib import Path

import pytest

from ssmdoc.analysis.examine import examine
from ssmdoc.report.spec_github import annotations
from ssmdoc.report.spec_gitlab import gitlab
from ssmdoc.report.spec_json import as_json
from ssmdoc.report.spec_markdown import markdown
from ssmdoc.running.result import CommandResult, Status
from ssmdoc.source.text import Source
from ssmdoc.spec.load import load_spec
from ssmdoc.spec.outcome import CaseOutcome, Difference
from ssmdoc.spec.read import Suite

DOCUMENT = """\
schemaVersion: "2.2"
mainSteps:
  - action: aws:runShellScript
    name: greet
    inputs: {runCommand: [echo hi]}
"""
SPEC = """\
document: hello.yaml
cases:
  - name: good
    tags: [quick]
  - name: "bad, with: 100%"
    expect:
      steps:
        greet: {stdout: hi, code: 0}
  - name: broken
  - name: left out
    skip: not on <this> machine
"""


@pytest.fixture
def outcomes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[CaseOutcome]:
    monkeypatch.chdir(tmp_path)
    Path("hello.yaml").write_text(DOCUMENT)
    spec, _ = load_spec(Source("hello.ssmtest.yaml", SPEC))
    assert spec is not None
    suite = Suite(spec, examine(Source("hello.yaml", DOCUMENT)))
    good, bad, broken, left_out = spec.cases
    result = CommandResult(Status.SUCCESS)
    found = (
        Difference("greet", "stdout", "is", "hi\n", "ho\n", ("steps", "greet", "stdout")),
        Difference("greet", "code", "is", "0", "3", ("steps", "greet", "code")),
        Difference(None, "status", "is", "Success", "Failed"),
    )
    return [
        CaseOutcome(*suite, good, "docker, debian:12", 0.25, result),
        CaseOutcome(*suite, bad, "docker, debian:12", 0.5, result, found),
        CaseOutcome(*suite, broken, "", 0.125, error="no engine <here>\nstart one"),
        CaseOutcome(*suite, left_out, "", 0.0),
    ]


def test_github(outcomes: list[CaseOutcome], tmp_path: Path) -> None:
    folder = tmp_path.name
    said = "stdout: not as expected (- expected, + actual)%0A  -hi%0A  +ho%0Acode: expected 0, got 3"
    title = "title=bad%2C with%3A 100%25"
    assert list(annotations(outcomes, tmp_path.parent)) == [
        f"::error file={folder}/hello.ssmtest.yaml,line=8,col=17,{title}::{said}%0A"
        "status: expected Success, got Failed",
        f"::error file={folder}/hello.yaml,line=4,col=11,{title}::step greet: {said}",
        f"::error file={folder}/hello.ssmtest.yaml,line=9,col=11,title=broken::no engine <here>",
    ]


def test_gitlab(outcomes: list[CaseOutcome]) -> None:
    found = json.loads(gitlab(outcomes))
    assert len({item.pop("fingerprint") for item in found}) == 3
    said = "stdout: not as expected (- expected, + actual)\n  -hi\n  +ho\ncode: expected 0, got 3"
    name = "bad, with: 100%"
    rest = {"check_name": "ssmdoc-test"}
    assert found == [
        {
            **rest,
            "description": f"{name}: {said}\nstatus: expected Success, got Failed",
            "severity": "major",
            "location": {"path": "hello.ssmtest.yaml", "lines": {"begin": 8}},
        },
        {
            **rest,
            "description": f"{name}: step greet: {said}",
            "severity": "major",
            "location": {"path": "hello.yaml", "lines": {"begin": 4}},
        },
        {
            **rest,
            "description": "broken: no engine <here>",
            "severity": "critical",
            "location": {"path": "hello.ssmtest.yaml", "lines": {"begin": 9}},
        },
    ]


def test_json(outcomes: list[CaseOutcome]) -> None:
    found = json.loads(as_json(outcomes, 1.23456, 2))
    assert found["summary"] == {"passed": 1, "failed": 1, "error": 1, "skipped": 1, "not_run": 2, "seconds": 1.235}
    good, bad, broken, left_out = found["cases"]
    assert good == {
        "spec": "hello.ssmtest.yaml",
        "line": 3,
        "column": 11,
        "name": "good",
        "document": "hello.yaml",
        "tags": ["quick"],
        "verdict": "passed",
        "seconds": 0.25,
        "sandbox": "docker, debian:12",
        "skip": None,
        "error": None,
        "differences": [],
        "result": {"status": "Success", "trace": "", "steps": []},
    }
    assert [(item["part"], item["line"], item["column"]) for item in bad["differences"]] == [
        ("stdout", 8, 17),
        ("code", 8, 29),
        ("status", 5, 11),
    ]
    assert (broken["verdict"], broken["error"], broken["result"]) == ("error", "no engine <here>\nstart one", None)
    assert (left_out["verdict"], left_out["skip"]) == ("skipped", "not on <this> machine")


def test_markdown(outcomes: list[CaseOutcome]) -> None:
    lines = markdown(outcomes, 1.0, 0).splitlines()
    assert lines[:7] == [
        "## ssmdoc test",
        "",
        "1 passed, 1 failed, 1 could not be run, 1 skipped in 1.0 s",
        "",
        "| | spec | passed | failed | not run | skipped | time |",
        "|---|---|--:|--:|--:|--:|--:|",
        "| ❌ | hello.ssmtest.yaml | 1 | 1 | 1 | 1 | 0.9 s |",
    ]
    assert [line for line in lines if line.startswith("<details>")] == [
        "<details><summary>❌ hello.ssmtest.yaml: bad, with: 100%</summary>",
        "<details><summary>⚠️ hello.ssmtest.yaml: broken</summary>",
    ]
    assert lines[-4:] == ["<pre>no engine &lt;here&gt;", "start one</pre>", "", "</details>"]
