"""Whatever a step is given, whatever AWS answers: the automation ends with a status, and no exception."""

from collections.abc import Mapping
from threading import Event

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssmdoc.automation.aws_shape import Request, execution_json
from ssmdoc.automation.clock import VirtualClock
from ssmdoc.automation.decisions import Decision, DeclaredDecisions, Signal
from ssmdoc.automation.run import run_automation
from ssmdoc.automation.scope import Identity
from ssmdoc.automation.status import ENDED
from ssmdoc.automation.world import World
from ssmdoc.aws.call import Answer, ApiCall, ApiError, Response
from ssmdoc.aws.chain import DoorChain
from ssmdoc.aws.models import find_operation
from ssmdoc.aws.samples import sample_response
from ssmdoc.catalogue.actions import ACTIONS
from ssmdoc.plan.automation.read import RunbookError, read_runbook
from ssmdoc.source.values import JsonValue
from tests.automation.driving import START

_TEXTS = st.one_of(
    st.sampled_from(
        [
            *("", "a", "PT1S", "P9999999Y", "-PT1S", "2030-01-01T00:00:01Z", "9999-12-31T23:59:59-23:59", "0001-01-01"),
            *("true", "1", "1e999", "nan", "9" * 5000, "{{ step.OutputPayload }}", "{{ variable:v }}", "{{ p }}"),
            *("{{ global:DATE }}", "variable:v", "step:step", "ec2", "DescribeInstances", "running", "stopped", "EC2"),
            *("$.a", "$..*..*", "[", "https://x", '{"a": [', '"', "\ud800", "\0", "\u202e", "step", "StringMap", "[1]"),
        ]
    ),
    st.text(max_size=8),
)
_VALUES: st.SearchStrategy[JsonValue] = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.sampled_from([0, -1, 10**9, 10**30, 1e308, -0.5, float("inf"), float("nan")]),
        _TEXTS,
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_TEXTS, inner, max_size=3)),
    max_leaves=6,
)
_GOOD: Mapping[str, Mapping[str, JsonValue]] = {
    "aws:approve": {"Approvers": ["a"]},
    "aws:assertAwsResourceProperty": {
        "Service": "ec2",
        "Api": "DescribeInstanceStatus",
        "InstanceIds": ["i-1"],
        "PropertySelector": "$.InstanceStatuses[0].InstanceState.Name",
        "DesiredValues": ["running"],
    },
    "aws:branch": {"Choices": [{"NextStep": "step", "Variable": "{{ p }}", "StringEquals": "a"}]},
    "aws:changeInstanceState": {"InstanceIds": ["i-1"], "DesiredState": "running"},
    "aws:copyImage": {"SourceImageId": "ami-1", "SourceRegion": "us-east-1", "ImageName": "n"},
    "aws:createImage": {"InstanceId": "i-1", "ImageName": "n"},
    "aws:createStack": {"StackName": "s", "TemplateBody": "{}"},
    "aws:createTags": {"ResourceIds": ["i-1"], "Tags": [{"Key": "k", "Value": "v"}]},
    "aws:deleteImage": {"ImageId": "ami-1"},
    "aws:deleteStack": {"StackName": "s"},
    "aws:executeAutomation": {"DocumentName": "other"},
    "aws:executeAwsApi": {"Service": "ec2", "Api": "DescribeInstances"},
    "aws:executeScript": {"Runtime": "python3.11", "Handler": "f", "Script": "def f(e, c): pass"},
    "aws:executeStateMachine": {"stateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:m"},
    "aws:invokeLambdaFunction": {"FunctionName": "f"},
    "aws:invokeWebhook": {"IntegrationName": "i", "Body": "b"},
    "aws:loop": {
        "Iterators": ["a", "b"],
        "Steps": [{"name": "in", "action": "aws:sleep", "inputs": {"Duration": "PT1S"}}],
    },
    "aws:pause": {},
    "aws:runCommand": {"DocumentName": "Mine", "InstanceIds": ["i-1"]},
    "aws:runInstances": {"ImageId": "ami-1"},
    "aws:sleep": {"Duration": "PT1S"},
    "aws:updateVariable": {"Name": "variable:v", "Value": "b"},
    "aws:waitForAwsResourceProperty": {
        "Service": "ec2",
        "Api": "DescribeInstanceStatus",
        "InstanceIds": ["i-1"],
        "PropertySelector": "$.InstanceStatuses[0].InstanceState.Name",
        "DesiredValues": ["running"],
    },
}


class _AnyDoor:
    """Answers a sample of the API with parts of it replaced, an error, or anything at all."""

    def __init__(self, draw: st.DataObject) -> None:
        self._draw = draw
        self._answers: list[Answer] = []

    def answer(self, call: ApiCall) -> Answer:
        if len(self._answers) < 3:
            self._answers.append(self._drawn(call))
            return self._answers[-1]
        return self._answers[-1]

    def _drawn(self, call: ApiCall) -> Answer:
        seconds = self._draw.draw(st.sampled_from([0.0, 1.5, 1e308, float("inf"), float("nan"), -1.0]), "latency")
        match self._draw.draw(st.integers(0, 3), "kind of answer"):
            case 0:
                return ApiError("Code", "message\x1b[2J", "mock", 400, seconds)
            case 1:
                value = self._draw.draw(st.dictionaries(_TEXTS, _VALUES, max_size=3), "answer")
            case _:
                sample: JsonValue = {**sample_response(find_operation(call.service, call.operation))}
                changed = _mutated(sample, self._draw)
                value = changed if isinstance(changed, dict) else {}
        return Response(value, "mock", seconds)


def _mutated(value: JsonValue, data: st.DataObject) -> JsonValue:
    """The value with one part replaced, somewhere in it."""
    if data.draw(st.integers(0, 3), "go in") and value and isinstance(value, dict | list):
        if isinstance(value, dict):
            key = data.draw(st.sampled_from([*value]), "member")
            return {**value, key: _mutated(value[key], data)}
        return [_mutated(value[0], data), *value[1:]]
    return data.draw(_VALUES, "instead")


@pytest.mark.parametrize("action", sorted(ACTIONS))
@settings(max_examples=8, deadline=None, suppress_health_check=[*HealthCheck])
@given(data=st.data())
def test_any_step_ends(action: str, data: st.DataObject) -> None:
    names = st.sampled_from([item.name for item in ACTIONS[action].inputs] or ["Other"])
    inputs = {**_GOOD[action], **data.draw(st.dictionaries(names | _TEXTS, _VALUES, max_size=3), "inputs")}
    fields = st.sampled_from(
        ["timeoutSeconds", "maxAttempts", "onFailure", "isEnd", "isCritical", "nextStep", "onCancel"]
    )
    step = {
        "name": "step",
        "action": action,
        "inputs": inputs,
        **data.draw(st.dictionaries(fields, _VALUES, max_size=2), "fields"),
    }
    if data.draw(st.booleans(), "has outputs"):
        step["outputs"] = [
            {
                "Name": "o",
                "Selector": data.draw(_TEXTS, "selector"),
                "Type": data.draw(
                    st.sampled_from(["String", "Integer", "Boolean", "StringList", "StringMap", "MapList"]), "type"
                ),
            }
        ]
    document: dict[str, JsonValue] = {
        "schemaVersion": "0.3",
        "parameters": {"p": {"type": "String", "default": "a"}},
        "variables": {"v": {"type": "String", "default": "a"}},
        "mainSteps": [step, {"name": "last", "action": "aws:sleep", "inputs": {"Duration": "PT1S"}}],
        "outputs": ["step.OutputPayload", "step.o"],
    }
    try:
        runbook = read_runbook(document)
    except RunbookError:
        return
    decisions = DeclaredDecisions(
        {}, (data.draw(st.builds(Decision, st.sampled_from(Signal), st.sampled_from([0.0, 1e308])), "decision"),)
    )
    clock = VirtualClock(START)
    world = World(Identity("e" * 36), clock, DoorChain([_AnyDoor(data)], clock.now), decisions=decisions)
    execution = run_automation(runbook, {"p": "a"}, world, lambda _event: None, Event())
    assert execution.status in ENDED
    assert execution_json(execution, Request("document"))["AutomationExecutionStatus"] == execution.status.value
