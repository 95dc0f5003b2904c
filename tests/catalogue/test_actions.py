"""The tables about Automation: complete, and consistent in themselves."""

import datetime
import re

import pytest

from ssmdoc.catalogue.action_names import ACTION_NAMES, ALL_ACTION_NAMES, INTERNAL_ACTION_NAMES
from ssmdoc.catalogue.actions import ACTIONS, Action
from ssmdoc.catalogue.conditions import OPERATIONS
from ssmdoc.catalogue.outputs import CONVERSIONS, DEFAULT_OUTPUT_TYPE, OUTPUT_TYPES
from ssmdoc.catalogue.parameter_types import PARAMETER_TYPES
from ssmdoc.catalogue.runtimes import OFFERED_RUNTIMES, RUNTIME_SHAPE, RUNTIMES
from ssmdoc.catalogue.system_variables import SYSTEM_VARIABLES, VARIABLES


def test_the_names_are_those_of_the_table() -> None:
    assert tuple(ACTIONS) == ACTION_NAMES
    assert list(ACTION_NAMES) == sorted(ACTION_NAMES)
    assert len(ACTION_NAMES) == 23
    assert {*ACTION_NAMES, *INTERNAL_ACTION_NAMES} == ALL_ACTION_NAMES


@pytest.mark.parametrize("action", ACTIONS.values(), ids=list(ACTIONS))
def test_action(action: Action) -> None:
    names = [given.name for given in action.inputs]
    assert len(set(names)) == len(names)
    assert {kind for given in action.inputs for kind in given.types} <= set(PARAMETER_TYPES)
    assert set(action.one_of) <= set(names)
    assert {name for pair in action.not_both for name in pair} <= set(names)
    assert {name for _, name in action.other_spellings} <= set(names)
    assert {output.type for output in action.outputs} <= set(OUTPUT_TYPES)
    assert action.description.endswith(".")
    assert all(given.description.endswith(".") for given in action.inputs)
    assert all(output.description.endswith(".") for output in action.outputs)
    assert action.source


def test_which_actions_take_any_input() -> None:
    takes = [name for name, action in ACTIONS.items() if action.takes_api_inputs or action.takes_any_inputs]
    assert takes == [
        "aws:assertAwsResourceProperty",
        "aws:executeAwsApi",
        "aws:pause",
        "aws:waitForAwsResourceProperty",
    ]


def test_runtimes() -> None:
    assert OFFERED_RUNTIMES == ("python3.10", "python3.11", "PowerShell 7.4")
    for name, runtime in RUNTIMES.items():
        assert re.search(RUNTIME_SHAPE, name)
        assert name.endswith(runtime.version)
        assert datetime.date.fromisoformat(runtime.upstream_end_of_life)
        assert not (runtime.offered and runtime.removed)


def test_conditions() -> None:
    assert len(OPERATIONS) == 11
    assert {operation.operand for operation in OPERATIONS.values()} == {"String", "Number", "Boolean"}


def test_outputs() -> None:
    assert DEFAULT_OUTPUT_TYPE in OUTPUT_TYPES
    assert CONVERSIONS.keys() == set(OUTPUT_TYPES)
    assert {kind for kinds in CONVERSIONS.values() for kind in kinds} <= set(OUTPUT_TYPES)


def test_system_variables() -> None:
    assert len(SYSTEM_VARIABLES) == 6
    assert all(re.search(variable.pattern, variable.example) for variable in VARIABLES.values())
