"""Steps of every action, made from the catalogue: with as few inputs as can be, and with all."""

from typing import Any

from ssmdoc.catalogue.actions import ACTIONS, Action
from ssmdoc.catalogue.inputs import Input

CONDITION = {"Variable": "{{ x }}", "StringEquals": "y"}
SLEEP = {"name": "inner", "action": "aws:sleep", "inputs": {"Duration": "PT1S"}}
SPECIAL: dict[str, Any] = {
    "Choices": [{"NextStep": "x", **CONDITION}],
    "Steps": [SLEEP],
    "LoopCondition": {"And": [CONDITION, {"Not": CONDITION}]},
    "Runtime": "python3.11",
    "Tags": [{"Key": "a", "Value": "b"}],
    "Targets": [{"Key": "tag:a", "Values": ["b"]}],
    "TargetLocations": [{"Accounts": ["111122223333"], "Regions": ["eu-west-1"]}],
    "CloudWatchOutputConfig": {"CloudWatchOutputEnabled": True},
    "NotificationConfig": {"NotificationArn": "x"},
    "EnhancedApprovals": {"Approvers": [{"approver": "x", "type": "IamUser", "minRequiredApprovals": 1}]},
    "StackName": "stack",
    "ClientRequestToken": "token",
}
BY_TYPE: dict[str, Any] = {
    "String": "text",
    "StringList": ["a"],
    "StringMap": {"a": "b"},
    "MapList": [{"a": "b"}],
    "Boolean": True,
}


def value(given: Input) -> Any:
    """A value that an input can have."""
    if given.name in SPECIAL:
        return SPECIAL[given.name]
    if given.values:
        return [given.values[0]] if given.types[0] == "StringList" else given.values[0]
    if given.types[0] == "Integer":
        return given.minimum or 1
    return BY_TYPE[given.types[0]]


def minimal(action: Action) -> dict[str, Any]:
    """The inputs that must be there."""
    names = [given.name for given in action.inputs if given.required] + list(action.one_of[:1])
    if action.name == "aws:executeScript":
        names.append("Handler")
    return {given.name: value(given) for given in action.inputs if given.name in names}


def full(action: Action) -> dict[str, Any]:
    """All inputs, of those that exclude each other the first."""
    excluded = {second for _, second in action.not_both}
    return {given.name: value(given) for given in action.inputs if given.name not in excluded}


def document(action: str, inputs: dict[str, Any]) -> dict[str, Any]:
    """A document with one step of the action."""
    return {"schemaVersion": "0.3", "mainSteps": [{"name": "a", "action": action, "inputs": inputs}]}


REQUIRED = [(name, given.name) for name, action in ACTIONS.items() for given in action.inputs if given.required]
NAMED = [(name, given) for name, action in ACTIONS.items() if not action.takes_any_inputs for given in full(action)]
