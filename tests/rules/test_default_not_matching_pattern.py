"""A default that lint takes, the service and the agent take too, and the other way round."""

import json
from typing import TYPE_CHECKING

import pytest

from ssmdoc.analysis import examine
from ssmdoc.plan.command_plan import CommandPlan, plan_command
from ssmdoc.plan.service import refuse
from ssmdoc.source.text import Source

if TYPE_CHECKING:
    from ssmdoc.source.values import JsonValue


@pytest.mark.parametrize(
    ("pattern", "value", "matches"),
    [
        ("^(/[a-z]+)+$", "/A", False),
        ("^(/[a-z]+)+$", "/a/b", True),
        ("(a|b)*c", "ab", False),
        ("^[a-z]+$", "x" * 5000 + "1", False),
        (r"^[\w-_]+$", "a b", False),
    ],
)
def test_one_judgement(pattern: str, value: str, matches: bool) -> None:
    document: JsonValue = {
        "schemaVersion": "2.2",
        "parameters": {"p": {"type": "String", "allowedPattern": pattern, "default": value}},
        "mainSteps": [{"action": "aws:runShellScript", "name": "a", "inputs": {"runCommand": ["{{ p }}"]}}],
    }
    found = [finding.rule for finding in examine(Source("a.json", json.dumps(document))).diagnostics]
    lint = "default-not-matching-pattern" not in found
    service = refuse(document, {"p": value}) is None
    agent = isinstance(plan_command(document, {}), CommandPlan)
    assert (lint, service, agent) == (matches, matches, matches)


def test_long_words_are_cut() -> None:
    document = {
        "schemaVersion": "2.2",
        "parameters": {"p": {"type": "String", "allowedPattern": "^" + "[0-9]?" * 20 + "$", "default": "x" * 5000}},
        "mainSteps": [{"action": "aws:runShellScript", "name": "a", "inputs": {"runCommand": ["{{ p }}"]}}],
    }
    (finding,) = examine(Source("a.json", json.dumps(document))).diagnostics
    assert finding.message == (f'default "{"x" * 60}…" does not match allowedPattern "^{("[0-9]?" * 20)[:59]}…"')
