"""Parameters of every type on their way into scripts, in both sandboxes: variables, Parameter Store, quirks of text."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.commands.run_process import Place, place, ssmdoc

FALLBACK = """\
schemaVersion: "2.2"
parameters:
  Message: {type: String, interpolationType: ENV_VAR, default: from default, allowedPattern: '^[^"]*$'}
mainSteps:
  - name: say
    action: aws:runShellScript
    inputs:
      runCommand:
        - |
          if [ -z "${SSM_Message+x}" ]; then
            echo "pasted"
            export SSM_Message="{{ Message }}"
          fi
          echo "$SSM_Message"
"""
OUTER = """\
schemaVersion: "2.2"
parameters:
  Outer: {type: String, interpolationType: ENV_VAR, default: outer}
mainSteps:
  - name: call
    action: aws:runDocument
    inputs: {documentType: SSMDocument, documentPath: inner, documentParameters: {Inner: given}}
  - name: own
    action: aws:runShellScript
    inputs: {environment: {SSM_Outer: of the step}, runCommand: ['echo "$SSM_Outer"']}
"""
INNER = """\
schemaVersion: "2.2"
parameters:
  Inner: {type: String, interpolationType: ENV_VAR}
mainSteps:
  - {name: show, action: aws:runShellScript, inputs: {runCommand: ['echo "$SSM_Inner ${SSM_Outer-unset}"']}}
"""
QUIRKS = """\
schemaVersion: "2.2"
parameters:
  Text: {type: String}
  List: {type: StringList}
  Number: {type: Integer}
  Flag: {type: Boolean}
  Map: {type: StringMap}
  Maps: {type: MapList}
mainSteps:
  - name: show
    action: aws:runShellScript
    inputs:
      runCommand:
        - cat <<'END'
        - "{{ Text }}"
        - "{{ Text }}!"
        - "{{ List }}!"
        - "{{ Number }} {{ Flag }}"
        - "{{ Map }}!"
        - "{{ Maps }}!"
        - END
  - name: lines
    action: aws:runShellScript
    inputs: {runCommand: "{{ List }}"}
"""
VALUES = {
    "Text": "a $$ <b> & {{ Text }}",
    "List": ["echo '<&>'", "echo $((1+1))"],
    "Number": 1000000,
    "Flag": True,
    "Map": {"z": "<z>", "a": "$$"},
    "Maps": [{"k": "v"}],
}
STORED = """\
schemaVersion: "2.2"
parameters:
  Given: {type: String}
mainSteps:
  - name: show
    action: aws:runShellScript
    inputs:
      runCommand:
        - "{{ ssm:/app/lines }}"
        - "echo '{{ Given }} {{ ssm:/app/name }} {{ ssm:/app/name:1 }} {{ ssm:/app/name:2 }}'"
"""
STORE = """\
/app/lines: {value: "echo one,echo two", type: StringList}
/app/name: {value: new, version: 2}
/app/name:1: old
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


def outputs(where: Place, document: str, *options: str) -> Mapping[str, Any]:
    Path("doc.yaml").write_text(document)
    found = ssmdoc("run", "doc.yaml", *where.options, *options, "--format", "json")
    assert (found.code, found.err) == (0, "")
    return {step["Name"]: step["StandardOutput"] for step in json.loads(found.out)["Steps"]}


@pytest.mark.parametrize(
    ("options", "output"),
    [
        pytest.param((), "from default\n", id="default"),
        pytest.param(("-p", "Message=it's $(id) $$ `x`"), "it's $(id) $$ `x`\n", id="nothing is expanded"),
        pytest.param(("-p", "Message=two\nlines"), "two\nlines\n", id="lines"),
        pytest.param(("--agent-only",), "pasted\nfrom default\n", id="an older agent takes the fallback"),
    ],
)
def test_the_idiom_of_a_variable_with_a_fallback(options: tuple[str, ...], output: str, where: Place) -> None:
    assert outputs(where, FALLBACK, *options) == {"say": output}


def test_variables_are_those_of_the_document_that_declares_them(where: Place, folder: Path) -> None:
    (folder / "library").mkdir()
    (folder / "library" / "inner.yaml").write_text(INNER)
    assert outputs(where, OUTER, "--library", "library") == {"call": "given unset\n", "own": "of the step\n"}


def test_values_inside_and_in_the_place_of_a_text(where: Place) -> None:
    assert outputs(where, QUIRKS, "--parameters", json.dumps(VALUES)) == {
        "show": (
            "a $$ <b> & {{ Text }}\n"
            "a $ <b> & {{ Text }}!\n"
            '["echo \'\\u003c\\u0026\\u003e\'","echo $((1+1))"]!\n'
            "1000000 true\n"
            '{"a":"$","z":"\\u003cz\\u003e"}!\n'
            '[{"k":"v"}]!\n'
        ),
        "lines": "<&>\n2\n",
    }


def test_parameter_store_in_every_form(where: Place, folder: Path) -> None:
    (folder / "store.yaml").write_text(STORE)
    options = ("--ssm-parameters", "store.yaml", "-p", "Given={{ ssm:/app/name }}")
    assert outputs(where, STORED, *options) == {"show": "one\ntwo\nnew new old new\n"}
