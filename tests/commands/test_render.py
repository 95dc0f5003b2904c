"""`ssmdoc render`: values in their places, or angle brackets as braces, in the format of the document."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from ssmdoc.cli import main
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from ssmdoc.source.values import JsonValue, to_value
from tests.commands.run_process import Finished

TEMPLATE = """\
# a comment
schemaVersion: "2.2"
parameters:
  Name: {type: String, default: some}
  Lines: {type: StringList, default: [echo a, "echo <b>"]}
  Count: {type: Integer, default: 3}
mainSteps:
  - name: one   # stays
    action: aws:runShellScript
    precondition: {StringEquals: [<< Name >>, x]}
    inputs:
      workingDirectory: << Name >>
      timeoutSeconds: << Count >>
      runCommand:
        - echo << Name >> and << Name >>
        - 'it''s << Name >>'
        - |
          cat <<EOF >>file
          << Name >> {{ Name }} << Other >>
          EOF
        - "\\t<< Lines >> << ssm:/a >>"
  - name: two
    action: aws:runShellScript
    inputs: {runCommand: << Lines >>}
"""
BRACED = """\
# a comment
schemaVersion: "2.2"
parameters:
  Name: {type: String, default: some}
  Lines: {type: StringList, default: [echo a, "echo <b>"]}
  Count: {type: Integer, default: 3}
mainSteps:
  - name: one   # stays
    action: aws:runShellScript
    precondition: {StringEquals: ["{{ Name }}", x]}
    inputs:
      workingDirectory: "{{ Name }}"
      timeoutSeconds: "{{ Count }}"
      runCommand:
        - "echo {{ Name }} and {{ Name }}"
        - 'it''s {{ Name }}'
        - |
          cat <<EOF >>file
          {{ Name }} {{ Name }} << Other >>
          EOF
        - "\\t{{ Lines }} {{ ssm:/a }}"
  - name: two
    action: aws:runShellScript
    inputs: {runCommand: "{{ Lines }}"}
"""
INTERPOLATED = {
    "workingDirectory": "N$$",
    "timeoutSeconds": 3,
    "runCommand": [
        "echo N$ and N$",
        "it's N$",
        "cat <<EOF >>file\nN$ N$ << Other >>\nEOF\n",
        '\t["echo a","echo \\u003cb\\u003e"] {{ ssm:/a }}',
    ],
}
AUTOMATION = """\
schemaVersion: "0.3"
parameters: {Wait: {type: String, default: PT1S}}
mainSteps:
  - {name: wait, action: aws:sleep, inputs: {Duration: << Wait >>}}
  - {name: again, action: aws:sleep, inputs: {Duration: PT1S}, description: "after << wait.Nothing >> <<EOF"}
"""
OLD = """\
{"schemaVersion": "1.2", "parameters": {"Dir": {"type": "String", "default": "/srv"}},
 "runtimeConfig": {"aws:runShellScript": {"properties": [{"id": "1", "runCommand": ["ls << Dir >>"]}]}}}
"""
Render = Callable[..., Finished]


@pytest.fixture
def render(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Render:
    monkeypatch.chdir(tmp_path)

    def call(document: str, *arguments: str, name: str = "doc.yaml") -> Finished:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(document.encode())))
        if name != "-":
            (tmp_path / name).write_text(document)
        code = main(["render", name, *arguments])
        return Finished(code, *capsys.readouterr())

    return call


def value_of(text: str) -> JsonValue:
    root = read(Source("out.yaml", text)).root
    assert root is not None
    return to_value(root)


def test_without_values_only_the_brackets_change(render: Render) -> None:
    assert render(TEMPLATE) == Finished(0, BRACED, "")
    assert render(BRACED) == Finished(0, BRACED, "")


def test_an_automation_document_for_aws(render: Render) -> None:
    found = render(AUTOMATION)
    assert found == Finished(0, AUTOMATION.replace("<< Wait >>", '"{{ Wait }}"'), "")


def test_values_in_their_places(render: Render) -> None:
    found = render(TEMPLATE, "-p", "Name=N$$")
    assert (found.code, found.err) == (0, "")
    document = value_of(found.out)
    assert isinstance(document, dict)
    before = value_of(BRACED)
    assert isinstance(before, dict)
    assert document["parameters"] == before["parameters"]
    steps = document["mainSteps"]
    assert steps == [
        {
            "name": "one",
            "action": "aws:runShellScript",
            "precondition": {"StringEquals": ["{{ Name }}", "x"]},
            "inputs": INTERPOLATED,
        },
        {"name": "two", "action": "aws:runShellScript", "inputs": {"runCommand": ["echo a", "echo <b>"]}},
    ]
    assert "    - |\n      cat <<EOF >>file\n      N$ N$ << Other >>\n      EOF\n" in found.out


def test_parameter_store_is_put_in_if_there_is_one(render: Render, tmp_path: Path) -> None:
    (tmp_path / "store.yaml").write_text("/a: stored\n")
    assert "stored" in render(TEMPLATE, "--ssm-parameters", "store.yaml").out


@pytest.mark.parametrize("name", ["doc.json", "-"])
def test_json_stays_json(name: str, render: Render) -> None:
    braced = render(OLD, name=name)
    assert braced == Finished(0, OLD.replace("<< Dir >>", "{{ Dir }}"), "")
    found = render(OLD, "--parameters", "{}", name=name)
    properties = json.loads(found.out)["runtimeConfig"]["aws:runShellScript"]["properties"]
    assert (found.code, properties) == (0, [{"id": "1", "runCommand": ["ls /srv"]}])


@pytest.mark.parametrize(
    ("document", "arguments", "code", "err"),
    [
        ("a: {\n", (), 1, "ssmdoc: doc.yaml:2:1: "),
        ("name: x\n", (), 1, "ssmdoc: doc.yaml:1:1: this is not an SSM document"),
        ("", (), 1, "ssmdoc: doc.yaml:1:1: this is not an SSM document"),
        (
            TEMPLATE,
            ("-p", "Nam=x"),
            1,
            'ssmdoc: refused: InvalidParameters (SendCommand): parameter "Nam" is not declared; did you mean "Name"?\n',
        ),
        (
            TEMPLATE,
            ("-p", "Count=many"),
            2,
            'ssmdoc: parameter "Count" must be an Integer (a whole number), not many\n',
        ),
        (TEMPLATE, ("--parameters", "@no"), 2, "ssmdoc: no: no such file or directory\n"),
        (
            AUTOMATION,
            ("-p", "Wait=PT2S"),
            2,
            "values can be put into Command documents, this is of the kind automation",
        ),
        (TEMPLATE, ("--ssm-parameters", "doc.yaml"), 2, "ssmdoc: doc.yaml:"),
    ],
)
def test_what_cannot_be_rendered(
    document: str, arguments: tuple[str, ...], code: int, err: str, render: Render
) -> None:
    found = render(document, *arguments)
    assert (found.code, found.out) == (code, "")
    assert err in found.err
