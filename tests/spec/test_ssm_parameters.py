"""Parameter Store in a spec: its forms, which of two wins, and what cannot be used."""

from pathlib import Path
from threading import Event

import pytest

from ssmdoc.config import Configuration
from ssmdoc.plan.parameter_store import StoredParameter
from ssmdoc.running.result import CommandResult
from ssmdoc.spec.execute import Executor, Options
from ssmdoc.spec.read import read_suite

DOCUMENT = """\
schemaVersion: "2.2"
mainSteps:
  - {name: show, action: aws:runShellScript, inputs: {runCommand: ["echo {{ ssm:/a }} {{ ssm:b:2 }}"]}}
"""
SPEC = """\
document: d.yaml
sandbox: namespace
ssm_parameters:
  /a: of the spec
  b: {value: yes, type: String, version: 2}
cases:
  - name: spec
  - name: case
    ssm_parameters: {/a: 007, c: {value: "x,y", type: StringList}}
  - name: secret
    ssm_parameters: {/a: {value: s, type: SecureString}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "d.yaml").write_text(DOCUMENT)
    return tmp_path


def test_those_of_a_case_win(folder: Path) -> None:
    (folder / "d.ssmtest.yaml").write_text(SPEC)
    suite = read_suite(folder / "d.ssmtest.yaml").suite
    assert suite is not None
    spec, case, secret = suite.spec.cases
    common = {"b": StoredParameter("yes", version=2)}
    assert spec.ssm_parameters == {"/a": StoredParameter("of the spec"), **common}
    assert case.ssm_parameters == {"/a": StoredParameter("007"), "c": StoredParameter("x,y", "StringList"), **common}
    executor = Executor(Options(), Configuration(), Event(), print)
    try:
        results = [executor(suite.document, one).result for one in (spec, case, secret)]
    finally:
        executor.close()
    said = [(r.trace, [step.stdout for step in r.steps]) for r in results if isinstance(r, CommandResult)]
    assert said == [
        ("", ["of the spec yes\n"]),
        ("", ["007 yes\n"]),
        ("Parameters [/a] of type SecureString are not supported", []),
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("ssm_parameters: [a]", '"ssm_parameters" must be a map of Parameter Store names, not a list'),
        ("ssm_parameters: {/a: }", '"/a" must be a text, not empty'),
        ("ssm_parameters: {/a: [b]}", '"/a" must be a text, not a list'),
        (
            "ssm_parameters: {/a: {value: b, type: Secure}}",
            '"type" must be "String", "StringList" or "SecureString", not "Secure"',
        ),
        (
            "ssm_parameters: {/a: {vlaue: b}}",
            'unknown key "vlaue" in a parameter of Parameter Store, did you mean "value"?',
        ),
        ("ssm_parameters: {/a: {value: b, version: x}}", '"version" must be an integer of at least 1, not "x"'),
        ("ssm_parameter: {}", 'unknown key "ssm_parameter" in the spec, did you mean "ssm_parameters"?'),
    ],
)
def test_what_cannot_be_used(folder: Path, line: str, message: str) -> None:
    (folder / "d.ssmtest.yaml").write_text(f"document: d.yaml\n{line}\ncases: [{{name: a}}]\n")
    assert message in [diagnostic.message for diagnostic in read_suite(folder / "d.ssmtest.yaml").diagnostics]
