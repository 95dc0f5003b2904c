"""The text and JUnit reports of whole runs, compared as a whole."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent
from xml.etree import ElementTree as ET

import pytest

from ssmdoc.analysis.examine import Examination, examine
from ssmdoc.diagnostic import Diagnostic, Severity
from ssmdoc.invoke.refused import Refused
from ssmdoc.report.junit import junit
from ssmdoc.report.spec_text import case_lines, summary
from ssmdoc.running.result import CommandResult, Status, StepResult
from ssmdoc.running.sandbox.protocol import SandboxError
from ssmdoc.source.text import Source, Span
from ssmdoc.spec.document import read_document
from ssmdoc.spec.load import load_spec
from ssmdoc.spec.outcome import CaseOutcome
from ssmdoc.spec.read import Suite
from ssmdoc.spec.runner import Executed, run_cases
from ssmdoc.spec.values import Case

NOW = datetime(2026, 1, 1, tzinfo=UTC)
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
  - name: as expected
    expect: {steps: {greet: {stdout: hi}}}
  - name: another text
    expect: {steps: {greet: {stdout: "hi\\nyou\\n", stderr: {contains: warning}, code: 1}}}
  - name: another status
    expect: {status: Failed}
  - name: refused
  - name: no engine
"""
STEP = StepResult("greet", "aws:runShellScript", Status.SUCCESS, 0, "hi\nthere\n", "careful\x1b[0m\n", "", NOW, NOW)


@pytest.fixture
def outcomes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[CaseOutcome]:
    """What comes of the cases of SPEC on a machine that answers from a table."""
    monkeypatch.chdir(tmp_path)
    Path("hello.yaml").write_text(DOCUMENT)
    spec, _ = load_spec(Source("hello.ssmtest.yaml", SPEC))
    assert spec is not None
    suite = Suite(spec, read_document(spec.document))
    result = CommandResult(Status.SUCCESS, steps=(STEP,))
    finding = Diagnostic("unknown-key", Severity.ERROR, 'unknown key "mainStep"', Span(0, 4))
    answers: dict[str, CommandResult | Refused] = {
        "as expected": CommandResult(Status.SUCCESS, steps=(StepResult(*_parts("hi\n")),)),
        "another text": result,
        "another status": result,
        "refused": Refused("InvalidDocumentContent", "the document has 1 error", diagnostics=(finding,)),
    }

    def execute(_document: Examination, case: Case) -> Executed:
        if case.name not in answers:
            raise SandboxError("no Docker engine answers\nstart one")
        return Executed(answers[case.name], "docker, image debian:12")

    return [replace(outcome, seconds=0.25) for outcome in run_cases([suite], execute)]


def _parts(stdout: str) -> tuple[str, str, Status, int, str, str, str, datetime, datetime]:
    return "greet", "aws:runShellScript", Status.SUCCESS, 0, stdout, "", stdout, NOW, NOW


def test_text(outcomes: list[CaseOutcome]) -> None:
    expected = """\
          ok      as expected  (0.25 s)
          FAILED  another text  (0.25 s)
                  case at hello.ssmtest.yaml:5:11
                  step greet at hello.yaml:4:11
                    code: expected 1, got 0  [hello.ssmtest.yaml:6:80]
                    stdout: not as expected (- expected, + actual)  [hello.ssmtest.yaml:6:30]
                       hi
                      -you
                      +there
                    stderr: does not contain "warning"  [hello.ssmtest.yaml:6:60]
                    stderr of the step (Success, code 0):
                      | careful\\x1b[0m
          FAILED  another status  (0.25 s)
                  case at hello.ssmtest.yaml:7:11
                  document hello.yaml
                    status: expected Failed, got Success  [hello.ssmtest.yaml:8:14]
                    greet: Success, code 0
          FAILED  refused  (0.25 s)
                  case at hello.ssmtest.yaml:9:11
                  document hello.yaml
                    status: expected Success, got refused with InvalidDocumentContent: the document has 1 error
                    hello.yaml:1:1: error: unknown key "mainStep" [unknown-key]
          ERROR   no engine  (0.25 s)
                  no Docker engine answers
                  start one
        """
    lines = [line for outcome in outcomes for line in case_lines(outcome)]
    assert lines == [line[8:] for line in expected.splitlines()][:-1]
    assert summary(outcomes, 1.26, not_run=2) == "1 passed, 3 failed, 1 could not be run, 2 not run in 1.3 s"


def test_summary_when_all_is_well(outcomes: list[CaseOutcome]) -> None:
    assert summary(outcomes[:1], 0.3) == "1 passed in 0.3 s"


@pytest.mark.parametrize(
    ("expected", "actual", "shown"),
    [
        ("{equals: hi}", "hi\n", ["-hi (no line break at the end)", "+hi"]),
        ('{equals: "hi\\n"}', "hi", ["-hi", "+hi (no line break at the end)"]),
        ("hi", "ho\n", ["-hi", "+ho"]),
        ("hi", "", ["-hi"]),
        ("''", "ho\n", ["+ho"]),
        ('"1\\n2\\n3\\n4\\n5\\n6"', "1\n2\n3\n4\n5\n7\n", ["@@ -3,4 +3,4 @@", " 3", " 4", " 5", "-6", "+7"]),
    ],
)
def test_differences_of_texts(outcomes: list[CaseOutcome], expected: str, actual: str, shown: list[str]) -> None:
    text = f"document: hello.yaml\ncases: [{{name: a, expect: {{steps: {{greet: {{stdout: {expected}}}}}}}}}]"
    spec, _ = load_spec(Source("s", text))
    assert spec is not None
    result = CommandResult(Status.SUCCESS, steps=(StepResult(*_parts(actual)),))
    (outcome,) = run_cases([Suite(spec, examine(Source("d", "")))], lambda _document, _case: Executed(result, ""))
    lines = list(case_lines(outcome))
    start = next(number for number, line in enumerate(lines) if "not as expected" in line) + 1
    assert [line[14:] for line in lines[start:]] == shown


def test_junit(outcomes: list[CaseOutcome]) -> None:
    root = ET.fromstring(junit(outcomes))
    totals = {"tests": "5", "failures": "3", "errors": "1", "skipped": "0", "time": "1.250"}
    assert root.attrib == {**totals, "name": "ssmdoc test"}
    (suite,) = root
    assert suite.attrib == {**totals, "name": "hello.ssmtest.yaml"}
    assert [
        (case.get("name"), case.get("line"), [(part.tag, part.get("message")) for part in case]) for case in suite
    ] == [
        ("as expected", "3", []),
        ("another text", "5", [("failure", "code: expected 1, got 0 (and 2 more)")]),
        ("another status", "7", [("failure", "status: expected Failed, got Success")]),
        (
            "refused",
            "9",
            [
                (
                    "failure",
                    "status: expected Success, got refused with InvalidDocumentContent: the document has 1 error",
                )
            ],
        ),
        ("no engine", "10", [("error", "no Docker engine answers")]),
    ]
    assert suite[1][0].text == dedent(
        """\
        case at hello.ssmtest.yaml:5:11
        step greet at hello.yaml:4:11
          code: expected 1, got 0  [hello.ssmtest.yaml:6:80]
          stdout: not as expected (- expected, + actual)  [hello.ssmtest.yaml:6:30]
             hi
            -you
            +there
          stderr: does not contain "warning"  [hello.ssmtest.yaml:6:60]
          stderr of the step (Success, code 0):
            | careful\\x1b[0m"""
    )


def test_skipped_cases(outcomes: list[CaseOutcome]) -> None:
    spec, _ = load_spec(Source("s", "document: d\ncases: [{name: a, skip: not <yet>}]"))
    assert spec is not None
    suite = Suite(spec, examine(Source("d", "")))
    (outcome,) = run_cases([suite], lambda _document, _case: Executed(CommandResult(Status.FAILED), ""))
    assert list(case_lines(outcome)) == ["  skipped a: not <yet>"]
    assert summary([outcomes[0], outcome], 1.0) == "1 passed, 1 skipped in 1.0 s"
    root = ET.fromstring(junit([outcome]))
    assert root.get("skipped") == "1"
    assert [(part.tag, part.attrib) for part in root.iterfind(".//testcase/*")] == [
        ("skipped", {"message": "not <yet>"})
    ]


def test_junit_holds_names_that_xml_does_not_allow(outcomes: list[CaseOutcome]) -> None:
    spec, _ = load_spec(Source("s", 'document: d\ncases: [{name: "a\\0\\x1b<&\\uffff \\U0001f600"}]'))
    assert spec is not None
    result = CommandResult(Status.SUCCESS)
    root = ET.fromstring(
        junit(list(run_cases([Suite(spec, examine(Source("d", "")))], lambda _document, _case: Executed(result, ""))))
    )
    assert [case.get("name") for case in root.iter("testcase")] == ["a\\x00\\x1b<&\\uffff \U0001f600"]
