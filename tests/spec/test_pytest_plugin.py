"""pytest runs the same specs: what is collected, what a failure says, and that the usual options work."""

from xml.etree import ElementTree as ET

import pytest

pytest_plugins = ["pytester"]

DOCUMENT = """\
schemaVersion: "2.2"
parameters: {Text: {type: String, allowedPattern: "^[a-z]+$"}}
mainSteps:
  - name: say
    action: aws:runShellScript
    inputs: {runCommand: ["echo {{ Text }}"]}
"""
SPEC = """\
document: say.yaml
cases:
  - {name: says it, parameters: {Text: hello}, expect: {steps: {say: {stdout: hello}}}, tags: [loud]}
  - {name: says more, parameters: {Text: hello}, expect: {steps: {say: {stdout: more}}}}
  - {name: refuses, parameters: {Text: "1"}, expect: {refused: InvalidParameters}}
  - {name: not here, skip: no such machine}
"""


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("COLUMNS", "120")
    folder = pytester.mkdir("specs")
    (folder / "say.yaml").write_text(DOCUMENT)
    (folder / "say.ssmtest.yaml").write_text(SPEC)
    (folder / "other.yaml").write_text("a: 1")
    return pytester


WHERE = ("--ssmdoc-sandbox", "namespace", "-p", "no:cacheprovider")


def test_each_case_is_an_item(project: pytest.Pytester) -> None:
    result = project.runpytest_subprocess("--collect-only", "-q")
    assert result.outlines[:4] == [
        f"specs/say.ssmtest.yaml::{name}" for name in ("says it", "says more", "refuses", "not here")
    ]


def test_a_failure_says_what_ssmdoc_says(project: pytest.Pytester) -> None:
    result = project.runpytest_subprocess(*WHERE, "-rs")
    result.assert_outcomes(passed=2, failed=1, skipped=1)
    shown = result.stdout.str()
    places = ("case at specs/say.ssmtest.yaml:4:12\n", "step say at specs/say.yaml:4:11\n")
    assert [text for text in (*places, "-more\n", "+hello\n") if text not in shown] == []
    assert "Traceback" not in shown
    result.stdout.fnmatch_lines(["SKIPPED*specs/say.ssmtest.yaml: no such machine"])


@pytest.mark.parametrize(
    ("words", "passed"), [("refuses", 1), ("loud", 1), ("says and not more", 1), ("say.ssmtest", 2)]
)
def test_k_takes_names_and_tags(words: str, passed: int, project: pytest.Pytester) -> None:
    result = project.runpytest_subprocess(*WHERE, "-k", words)
    assert result.parseoutcomes()["passed"] == passed


def test_junit_and_workers(project: pytest.Pytester) -> None:
    result = project.runpytest_subprocess(*WHERE, "-n", "2", "--junitxml", "results.xml")
    result.assert_outcomes(passed=2, failed=1, skipped=1)
    cases = ET.parse(project.path / "results.xml").iter("testcase")
    assert {(case.get("name"), tuple(child.tag for child in case)) for case in cases} == {
        ("says it", ()),
        ("says more", ("failure",)),
        ("refuses", ()),
        ("not here", ("skipped",)),
    }


def test_a_mistake_in_a_spec_is_said_without_a_traceback(project: pytest.Pytester) -> None:
    (project.path / "specs/bad.ssmtest.yaml").write_text("document: say.yaml\ncases: [{nmae: x}]\n")
    result = project.runpytest_subprocess(*WHERE, "specs/bad.ssmtest.yaml")
    assert result.ret == 2
    result.stdout.fnmatch_lines(['specs/bad.ssmtest.yaml:2:10: error: unknown key "nmae" in case 1, did you mean*'])
    assert "Traceback" not in result.stdout.str()


def test_a_file_that_is_named_is_collected_whatever_the_patterns_of_python_files(project: pytest.Pytester) -> None:
    (project.path / "test_x.py").write_text("def test_x(): pass\n")
    project.runpytest_subprocess(*WHERE, "specs/say.ssmtest.yaml", "-k", "refuses").assert_outcomes(
        passed=1, deselected=3
    )


def test_without_specs_nothing_of_ssmdoc_is_imported(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import sys

        def test_nothing_else():
            assert [name for name in sys.modules if name.startswith("ssmdoc")] == ["ssmdoc", "ssmdoc.pytest_plugin"]
        """
    )
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)


def test_a_configuration_that_cannot_be_used_is_said(project: pytest.Pytester) -> None:
    (project.path / "ssmdoc.toml").write_text("[rnu]\n")
    result = project.runpytest_subprocess("-p", "no:cacheprovider", "-k", "says")
    assert 'unknown key "rnu"' in result.stdout.str() + result.stderr.str()
