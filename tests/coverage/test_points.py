"""What can be covered in documents, and where it stands."""

import pytest

from ssmdoc.coverage.points import Points, points
from ssmdoc.model.document import build
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source


def found(text: str) -> Points:
    source = Source("d.yaml", text)
    return points(build(source, read(source).root))


def shown(text: str) -> list[str]:
    told = found(text)
    return [
        *(f"{point.line} {point.mark.what.value} {point.mark.number}: {point.text}" for point in told.points),
        *(f"{note.line} not counted: {note.text}" for note in told.notes),
    ]


COMMAND = """schemaVersion: "2.2"
parameters: {Go: {type: String}}
mainSteps:
- name: a
  action: aws:runShellScript
  precondition: {StringEquals: [platformType, Linux]}
  inputs:
    onFailure: successAndExit
    onSuccess: exit
    runCommand: ["echo a"]
- name: b
  action: aws:runShellScript
  precondition:
    StringEquals: ["{{ Go }}", "yes"]
  inputs: {runCommand: ["#!/usr/bin/env perl", "1;"], onFailure: Abort}
- name: c
  action: aws:runShellScript
  precondition: {StringEquals: [windows, platformType]}
  inputs: {runCommand: [dir]}
"""
COMMAND_1 = """schemaVersion: "1.2"
runtimeConfig:
  aws:runShellScript:
    properties: [{id: "1", runCommand: [a]}, {id: "2", runCommand: ["", b]}]
"""
RUNBOOK = """schemaVersion: "0.3"
mainSteps:
- name: a
  action: aws:branch
  onFailure: Continue
  onCancel: step:b
  inputs:
    Choices:
    - {NextStep: b, Variable: "{{ global:REGION }}", StringEquals: x}
    - NextStep: b
      Not: {Variable: "{{ global:REGION }}", StringEquals: y}
- name: b
  action: aws:runCommand
  inputs:
    DocumentName: AWS-RunShellScript
    Parameters: {commands: [a, if b]}
- name: c
  action: aws:executeScript
  inputs: {Runtime: PowerShell 7.4, Script: Get-Date}
"""
LOOP = """schemaVersion: "0.3"
mainSteps:
- name: l
  action: aws:loop
  inputs:
    %s
    Steps: [{name: s, action: aws:sleep, inputs: {Duration: PT1S}}]
"""


def test_command_document() -> None:
    assert shown(COMMAND) == [
        '4 step 0: step "a"',
        '6 precondition met 0: precondition met: "a"',
        '8 onFailure 0: onFailure: successAndExit of "a"',
        '9 onSuccess 0: onSuccess: exit of "a"',
        "10 line 1: echo a",
        '11 step 0: step "b"',
        '13 precondition met 0: precondition met: "b"',
        '13 precondition not met 0: precondition not met: "b"',
        '15 not counted: lines of the script of "b" are not counted: it is for /usr/bin/env perl',
        '16 not counted: step "c" is for windows only, which no node here is',
    ]


def test_command_document_of_schema_1() -> None:
    assert shown(COMMAND_1) == ['3 step 0: step "aws:runShellScript"', "4 line 1: a", "4 line 3: b"]


def test_runbook() -> None:
    assert shown(RUNBOOK) == [
        '3 step 0: step "a"',
        '3 default 0: no choice of "a"',
        '5 onFailure 0: onFailure: Continue of "a"',
        '6 onCancel 0: onCancel: step:b of "a"',
        '9 choice 0: choice 1 of "a": global:REGION = "x"',
        '10 choice 1: choice 2 of "a": not (global:REGION = "y")',
        '12 step 0: step "b"',
        '17 step 0: step "c"',
        '16 not counted: lines of the script of "b" are not counted: it is not understood',
        '19 not counted: lines of the script of "c" are not counted: it is PowerShell',
    ]


@pytest.mark.parametrize(
    ("inputs", "counts"),
    [
        ('Iterators: "{{ Names }}"', ["no iteration", "one iteration", "several iterations"]),
        ('Iterators: "{{ Names }}"\n    MaxIterations: 1', ["no iteration", "one iteration"]),
        ("Iterators: [a]", ["one iteration"]),
        ("Iterators: [a, b]", ["several iterations"]),
        ("Iterators: [a, b]\n    MaxIterations: 1", ["one iteration"]),
        ('LoopCondition: {Variable: "{{ s.X }}", StringEquals: a}', ["one iteration", "several iterations"]),
    ],
)
def test_loops(inputs: str, counts: list[str]) -> None:
    assert [point.mark.what.value for point in found(LOOP % inputs).points if point.line == 6] == counts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "schemaVersion: '2.2'\nmainSteps: 1\n",
        "schemaVersion: '0.3'\nmainSteps:\n- action: aws:branch\n  inputs: {Choices: 3}\n",
        "schemaVersion: '0.3'\nmainSteps:\n- {}\n- name: [a]\n  onFailure: {a: b}\n",
        "schemaVersion: '2.2'\nmainSteps:\n- {action: aws:runShellScript, precondition: x, inputs: {runCommand: {}}}\n",
        "schemaVersion: '1.0'\ndescription: x\nsessionType: Standard_Stream\n",
    ],
)
def test_documents_with_mistakes(text: str) -> None:
    assert all(point.line >= 1 for point in found(text).points)
