"""What runs came to."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pytest

from ssmdoc.coverage.marks import automation_marks, command_marks
from ssmdoc.coverage.points import Mark
from ssmdoc.running.result import CommandResult, Status, StepResult
from ssmdoc.source.values import JsonValue
from tests.automation.driving import Driven, runbook

RUNBOOK = """schemaVersion: "0.3"
parameters:
  Names: {type: StringList, default: []}
  Where: {type: String, default: a}
mainSteps:
- name: decide
  action: aws:branch
  inputs:
    Choices:
    - {NextStep: work, Variable: "{{ Where }}", StringEquals: a}
    - {NextStep: work, Variable: "{{ Where }}", StringEquals: b}
- name: work
  action: aws:executeAwsApi
  maxAttempts: 2
  onFailure: step:all
  onCancel: step:all
  inputs: {Service: s3, Api: ListBuckets}
- name: all
  action: aws:loop
  inputs:
    Iterators: "{{ Names }}"
    Steps: [{name: each, action: aws:sleep, inputs: {Duration: PT1S}}]
"""


def text(mark: Mark, count: int) -> str:
    return f"{mark.step} {mark.what.value} {mark.number} x{count}"


@pytest.mark.parametrize(
    ("endings", "values", "marks"),
    [
        ({}, {}, ["decide choice 0 x1", "all no iteration 0 x1"]),
        ({}, {"Where": "b", "Names": ["x"]}, ["decide choice 1 x1", "all one iteration 0 x1", "each step 0 x1"]),
        (
            {},
            {"Where": "c", "Names": ["x", "y", "z"]},
            ["decide default 0 x1", "all several iterations 0 x1", "each step 0 x3"],
        ),
        ({"work": ["fail", "ok"]}, {}, ["decide choice 0 x1", "all no iteration 0 x1"]),
        ({"work": ["fail"]}, {}, ["decide choice 0 x1", "work onFailure 0 x1", "all no iteration 0 x1"]),
        ({"work": ["late"]}, {}, ["decide choice 0 x1", "work onFailure 0 x1", "all no iteration 0 x1"]),
        ({"work": ["cancel"]}, {}, ["decide choice 0 x1", "work onCancel 0 x1", "all no iteration 0 x1"]),
    ],
)
def test_of_automations(
    endings: Mapping[str, Sequence[str]], values: Mapping[str, JsonValue], marks: Sequence[str]
) -> None:
    found = automation_marks(Driven(runbook(RUNBOOK), endings, values).machine.records)
    always = ["decide step 0 x1", "work step 0 x1", "all step 0 x1"]
    assert sorted(text(mark, count) for mark, count in found.items()) == sorted([*always, *marks])


def result(status: Status, code: int = 0, stdout: str = "", output: str = "") -> CommandResult:
    now = datetime(2030, 1, 1, tzinfo=UTC)
    return CommandResult(status, steps=(StepResult("a", "aws:x", status, code, stdout, "", output, now, now),))


ON_FAILURE = "\nStep was found to have onFailure property. Further document steps will be skipped."
UNMET = "Step execution skipped due to unsatisfied preconditions: '\"StringEquals\": [a, b]'. Step name: a"


@pytest.mark.parametrize(
    ("ended", "marks"),
    [
        (result(Status.SUCCESS), ["a step 0 x1", "a precondition met 0 x1", "a onSuccess 0 x1"]),
        (result(Status.FAILED, 1), ["a step 0 x1", "a precondition met 0 x1", "a onFailure 0 x1"]),
        (result(Status.SUCCESS, 168, ON_FAILURE), ["a step 0 x1", "a precondition met 0 x1", "a onFailure 0 x1"]),
        (result(Status.SUCCESS, 168), ["a step 0 x1", "a precondition met 0 x1", "a onSuccess 0 x1"]),
        (result(Status.TIMED_OUT, 137), ["a step 0 x1", "a precondition met 0 x1"]),
        (result(Status.SKIPPED, output=UNMET), ["a precondition not met 0 x1"]),
        (result(Status.SKIPPED, output="Plugin skipped due to prior step with an exit condition"), []),
        (CommandResult(Status.FAILED, "no steps"), []),
    ],
)
def test_of_commands(ended: CommandResult, marks: Sequence[str]) -> None:
    assert [text(mark, count) for mark, count in command_marks(ended).items()] == marks
