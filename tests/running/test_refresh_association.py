"""What aws:refreshAssociation reports: a text for each of its steps so far, again with every reply (plg-013)."""

from threading import Event

import pytest

from ssmdoc.plan.command_plan import plan_command
from ssmdoc.running.command import run_command
from ssmdoc.running.result import CommandResult
from ssmdoc.source.values import JsonValue
from tests.running.recorded import IDENTITY, RecordedNode, ended

ALL = "All associations have been requested to execute immediately"
ONE = "Associations [a] have been requested to execute immediately"
REFRESH, SCRIPT = "aws:refreshAssociation", "aws:runShellScript"


def run(*steps: JsonValue) -> CommandResult:
    plan = plan_command({"schemaVersion": "2.2", "description": "", "mainSteps": [*steps]}, {})
    return run_command(plan, RecordedNode([ended()]), IDENTITY, on_event=lambda _event: None, cancel=Event())


def step(action: str, name: str, inputs: JsonValue, **more: JsonValue) -> JsonValue:
    return {"action": action, "name": name, "inputs": inputs, **more}


@pytest.mark.parametrize(
    ("inputs", "text"),
    [
        ({}, ALL),
        ({"associationIds": [""]}, ALL),
        ({"associationids": ["a"]}, ONE),
        ({"associationIds": ["a", "b"]}, "Associations [a b] have been requested to execute immediately"),
        ({"associationIds": 1}, ALL),
    ],
)
def test_the_only_step_is_replied_twice(inputs: JsonValue, text: str) -> None:
    result = run(step(REFRESH, "r", inputs))
    assert [(each.status, each.code, each.stdout, each.stderr, each.output) for each in result.steps] == [
        ("Success", 0, text * 2, "", text * 2)
    ]


def test_each_reply_adds_the_texts_of_all_steps_so_far() -> None:
    result = run(
        step(REFRESH, "one", {"associationIds": ["a"]}),
        step(SCRIPT, "script", {}),
        step(REFRESH, "all", {}),
    )
    assert [each.stdout for each in result.steps] == [ONE, "", ONE * 2 + ONE + ALL]


def test_a_skipped_step_is_replied_as_a_success() -> None:
    result = run(
        step(SCRIPT, "script", {}),
        step(REFRESH, "r", {"associationIds": ["a"]}, precondition={"StringEquals": ["platformType", "Windows"]}),
    )
    assert [(each.status, each.stdout) for each in result.steps] == [("Success", ""), ("Success", ALL)]
