"""`ssmdoc graph`: what goes in, where the picture goes, what is said of what cannot be drawn."""

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from ssmdoc.cli import main

DOCUMENT = 'schemaVersion: "0.3"\nmainSteps:\n- {name: a, action: aws:sleep, inputs: {Duration: PT1S}}\n'
DRAWN = """\
flowchart TD
  start(["start"])
  s1("a<br/>aws:sleep<br/>PT1S")
  finish(["end"])
  start --> s1
  s1 --> finish
"""
RESULT = (
    '{"AutomationExecution": {"AutomationExecutionStatus": "Success",'
    ' "StepExecutions": [{"StepName": "a", "StepStatus": "Success"}]}}'
)


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("doc.yaml").write_text(DOCUMENT)
    Path("result.json").write_text(RESULT)


def test_to_standard_output_and_to_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", "doc.yaml"]) == 0
    assert main(["graph", "doc.yaml", "--output", "doc.mmd"]) == 0
    assert capsys.readouterr() == (DRAWN, "")
    assert Path("doc.mmd").read_text() == DRAWN


def test_from_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(DOCUMENT.encode())))
    assert main(["graph", "-"]) == 0
    assert capsys.readouterr() == (DRAWN, "")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(RESULT.encode())))
    assert main(["graph", "doc.yaml", "--run", "-"]) == 0
    assert "aws:sleep<br/>PT1S<br/>Success" in capsys.readouterr().out


@pytest.mark.parametrize("output_format", ["mermaid", "dot", "svg"])
def test_a_document_with_mistakes_is_drawn(output_format: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("doc.yaml").write_text(
        'schemaVersion: "0.3"\nmainSteps:\n- {name: [a], action: {}, nextStep: no, inputs: {Choices: 5}}\n- 7\n'
        "- {action: aws:branch, inputs: {Choices: [1, {NextStep: {}}, {NextStep: x, And: {Not: []}}]}}\n"
        "- {name: l, action: aws:loop, inputs: {Steps: {}, Iterators: {}, LoopCondition: []}, isEnd: true}\n"
    )
    assert main(["graph", "doc.yaml", "--format", output_format]) == 0
    found = capsys.readouterr()
    assert "(no name)" in found.out.replace("#40;", "(").replace("#41;", ")")
    assert found.err == ""


SPACES = "schemaVersion: '2.2'\nmainSteps: []\n"


@pytest.mark.parametrize(
    ("text", "arguments", "code", "message"),
    [
        ("a: {\n", (), 1, "doc.yaml:2:1: error: "),
        ("a: 1\n", (), 1, "[not-an-ssm-document]"),
        ("", (), 1, "[not-an-ssm-document]"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", (), 1, "[not-an-ssm-document]"),
        ('{"schemaVersion": "1.0", "sessionType": "Port"}', (), 1, "this is of the kind session"),
        (
            DOCUMENT + "".join(f"- {{name: s{n}, action: aws:sleep}}\n" for n in range(1000)),
            (),
            1,
            "it has 1,001 steps",
        ),
        (DOCUMENT, ("--run", "no.json"), 2, "ssmdoc: no.json: no such file or directory\n"),
        (DOCUMENT, ("--run", "doc.yaml"), 2, "ssmdoc: doc.yaml:1:1: not JSON: expecting value\n"),
        (DOCUMENT, ("--output", "no/where"), 2, "ssmdoc: no/where: no such file or directory\n"),
        (DOCUMENT, ("--output", "."), 2, "ssmdoc: .: is a directory\n"),
        (
            DOCUMENT.replace("name: a", "name: b"),
            ("--run", "result.json"),
            2,
            'ssmdoc: result.json: the run is one of another document, which has "a"\n',
        ),
    ],
)
def test_what_cannot_be_drawn(
    text: str, arguments: tuple[str, ...], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("doc.yaml").write_text(text)
    assert main(["graph", "doc.yaml", *arguments]) == code
    found = capsys.readouterr()
    assert found.out == ""
    assert message in found.err
    assert "Traceback" not in found.err


@pytest.mark.parametrize("data", [b"[" * 100_000, b"\xff\xfe\x00", b"{}", b"1" * 10_000, b""])
def test_results_that_are_none(data: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    Path("result.json").write_bytes(data)
    assert main(["graph", "doc.yaml", "--run", "result.json"]) == 2
    assert capsys.readouterr().err.startswith("ssmdoc: result.json:")


def test_what_a_run_has_more_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    Path("doc.yaml").write_text(DOCUMENT)
    more = RESULT.replace("[{", '[{"StepName": "gone", "StepStatus": "Success"}, {')
    Path("result.json").write_text(more)
    assert main(["graph", "doc.yaml", "--run", "result.json"]) == 0
    said = 'ssmdoc: result.json: the document has no "gone"; what the run did there is not shown\n'
    assert capsys.readouterr().err == said


def test_both_from_standard_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", "-", "--run", "-"]) == 2
    assert capsys.readouterr() == ("", "ssmdoc: the document and the run cannot both be standard input\n")


def test_github_takes_no_more_than_500_links(capsys: pytest.CaptureFixture[str]) -> None:
    steps = "".join(f"- {{name: s{number}, action: aws:sleep}}\n" for number in range(600))
    Path("doc.yaml").write_text(DOCUMENT + steps)
    assert main(["graph", "doc.yaml"]) == 0
    assert "50,000 characters and 500 links" in capsys.readouterr().err
    assert main(["graph", "doc.yaml", "--format", "svg"]) == 0
    assert capsys.readouterr().err == ""


def test_more_lines_than_anybody_could_follow(capsys: pytest.CaptureFixture[str]) -> None:
    choices = ", ".join(f"{{NextStep: s{number}}}" for number in range(201))
    text = "schemaVersion: '0.3'\nmainSteps:\n"
    for number in range(101):
        inputs = f"&i {{Choices: [{choices}]}}" if not number else "*i"
        text += f"- {{name: s{number}, action: aws:branch, inputs: {inputs}}}\n"
    Path("doc.yaml").write_text(text)
    assert main(["graph", "doc.yaml"]) == 1
    assert capsys.readouterr() == (
        "",
        "ssmdoc: doc.yaml: its steps lead to others 20,303 times; at most 20,000 are drawn\n",
    )
