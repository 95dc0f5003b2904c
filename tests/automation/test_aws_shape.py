"""Executions held against botocore's model of GetAutomationExecution."""

from threading import Event as Flag

import botocore.session
import pytest
import yaml

from ssmdoc.automation.aws_shape import Request, execution_json
from ssmdoc.automation.clock import VirtualClock
from ssmdoc.automation.decisions import Decision, DeclaredDecisions, Signal
from ssmdoc.automation.run import run_automation
from ssmdoc.automation.world import World
from ssmdoc.plan.automation.read import read_runbook
from ssmdoc.plan.automation.start import StartRefusal, typed_values
from ssmdoc.source.values import JsonValue
from tests.automation.driving import IDENTITY, START
from tests.running.service_model import deviations

RUNBOOK = """
assumeRole: "{{ Role }}"
parameters:
  Role: {type: AWS::IAM::Role::Arn, default: ""}
  Tags: {type: StringMap, default: {a: b}}
  Wait: {type: String, default: PT10M}
variables:
  done: {type: Boolean, default: false}
outputs: [pick.NextStep, never.X]
mainSteps:
  - name: each
    action: aws:loop
    inputs:
      Iterators: [x]
      Steps:
        - {name: nap, action: aws:sleep, inputs: {Duration: "{{ Wait }}"}}
        - {name: note, action: aws:updateVariable, inputs: {Name: variable:done, Value: true}}
  - name: pick
    action: aws:branch
    inputs:
      Choices: [{NextStep: allow, Variable: "{{ variable:done }}", BooleanEquals: true}]
  - {name: passed, action: aws:pause, inputs: {}}
  - name: allow
    action: aws:approve
    timeoutSeconds: 60
    maxAttempts: 2
    onFailure: step:last
    inputs: {Approvers: [someone], Message: please}
  - {name: never, action: aws:pause, inputs: {}}
  - {name: last, action: aws:sleep, inputs: {Timestamp: "2030-01-01T01:00:00Z"}, isEnd: true}
"""


def executed(decision: Signal) -> dict[str, JsonValue]:
    runbook = read_runbook(yaml.safe_load(RUNBOOK))
    values = typed_values(runbook, {})
    assert not isinstance(values, StartRefusal)
    decisions = DeclaredDecisions(otherwise=(Decision(decision, 30),))
    ids = iter(f"{number:08d}-0000-0000-0000-000000000000" for number in range(100))
    world = World(IDENTITY, VirtualClock(START), decisions=decisions, new_id=lambda: next(ids))
    execution = run_automation(runbook, values, world, lambda _event: None, Flag())
    return execution_json(execution, Request("My-Runbook"))


@pytest.mark.parametrize("decision", [Signal.APPROVE, Signal.REJECT, Signal.NONE])
def test_it_is_what_the_service_model_says(decision: Signal) -> None:
    model = botocore.session.get_session().get_service_model("ssm")
    shape = model.operation_model("GetAutomationExecution").output_shape
    assert shape is not None
    assert list(deviations(executed(decision), shape.members["AutomationExecution"], "AutomationExecution")) == []


def test_an_execution() -> None:
    found = executed(Signal.REJECT)
    steps = found.pop("StepExecutions")
    assert isinstance(steps, list)
    start = START.timestamp()
    assert found == {
        "AutomationExecutionId": IDENTITY.execution_id,
        "DocumentName": "My-Runbook",
        "DocumentVersion": "1",
        "ExecutionStartTime": start,
        "ExecutionEndTime": start + 3600,
        "AutomationExecutionStatus": "Failed",
        "StepExecutionsTruncated": False,
        "Parameters": {"Role": [""], "Tags": ['{"a":"b"}'], "Wait": ["PT10M"]},
        "Outputs": {
            "pick.NextStep": ["allow"],
            "never.X": ["No output available yet because the step is not successfully executed"],
        },
        "Mode": "Auto",
        "ExecutedBy": "arn:aws:iam::123456789012:user/ssmdoc",
        "Targets": [],
        "ResolvedTargets": {"ParameterValues": [], "Truncated": False},
        "ProgressCounters": {
            "TotalSteps": 6,
            "SuccessSteps": 5,
            "FailedSteps": 1,
            "CancelledSteps": 0,
            "TimedOutSteps": 0,
        },
        "Variables": {"done": ["true"]},
        "FailureMessage": "Step fails when it is Poll action status for completion. Approval has been rejected. "
        "Please refer to Automation Service Troubleshooting Guide for more diagnosis details.",
    }
    names = [(step["StepName"], step["StepStatus"]) for step in steps if isinstance(step, dict)]
    assert names == [
        ("each", "Success"),
        ("nap", "Success"),
        ("note", "Success"),
        ("pick", "Success"),
        ("allow", "Failed"),
        ("last", "Success"),
        ("passed", "Pending"),
        ("never", "Pending"),
    ]
    assert steps[1] == {
        "StepName": "nap",
        "Action": "aws:sleep",
        "OnFailure": "Abort",
        "MaxAttempts": 1,
        "StepStatus": "Success",
        "Inputs": {"Duration": '"PT10M"'},
        "Outputs": {},
        "StepExecutionId": "00000001-0000-0000-0000-000000000000",
        "OverriddenParameters": {},
        "IsEnd": False,
        "IsCritical": True,
        "ValidNextSteps": [],
        "ExecutionStartTime": start,
        "ExecutionEndTime": start + 600,
        "ParentStepDetails": {
            "StepExecutionId": "00000000-0000-0000-0000-000000000000",
            "StepName": "each",
            "Action": "aws:loop",
            "Iteration": 1,
            "IteratorValue": "x",
        },
    }
