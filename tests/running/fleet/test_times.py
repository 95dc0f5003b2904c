"""The total timeout of a command, by what its steps say of theirs."""

import pytest

from ssmdoc.plan.command_plan import CommandPlan, DocumentFailure, plan_command
from ssmdoc.running.fleet.times import total_seconds
from ssmdoc.source.values import JsonValue

HOUR = 3_600


def planned(*inputs: JsonValue) -> CommandPlan:
    steps: list[JsonValue] = [
        {"name": f"step{number}", "action": "aws:runShellScript", "inputs": given}
        for number, given in enumerate(inputs)
    ]
    plan = plan_command({"schemaVersion": "2.2", "mainSteps": steps}, {}, {})
    assert isinstance(plan, CommandPlan)
    return plan


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ([{}], HOUR),
        ([{"timeoutSeconds": 30}], HOUR),
        ([{"timeoutSeconds": "7200"}], 2 * HOUR),
        ([{"TIMEOUTSECONDS": 7200.9}], 2 * HOUR),
        ([{"timeoutSeconds": 7200}, {}], 3 * HOUR),
        ([[{"timeoutSeconds": 7200}, {}]], 3 * HOUR),
        ([[]], HOUR),
        # what the agent replaces by an hour
        ([{"timeoutSeconds": 172_801}], HOUR),
        ([{"timeoutSeconds": "9" * 400}], HOUR),
        ([{"timeoutSeconds": ["7200"]}], HOUR),
        (["no map"], HOUR),
    ],
)
def test_total(inputs: list[JsonValue], expected: int) -> None:
    assert total_seconds(600, planned(*inputs)) == 600 + expected


def test_a_document_that_the_agent_refuses() -> None:
    assert total_seconds(600, DocumentFailure("Unsupported document")) == 600 + HOUR
