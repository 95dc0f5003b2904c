"""What aws:branch and aws:updateVariable do, which need nothing from outside.

Sources: UG25 automation-action-branch.md, automation-action-update-variable.md.
"""

from collections.abc import Mapping
from dataclasses import replace

from ssmdoc.automation.events import VariableUpdated
from ssmdoc.automation.records import Ending, Stage, failed, succeeded
from ssmdoc.automation.status import Status
from ssmdoc.automation.variables import VariableError, updated
from ssmdoc.plan.automation.condition import ConditionError, Resolve, is_true
from ssmdoc.plan.automation.resolve import UnavailableError
from ssmdoc.plan.automation.runbook import Runbook, Step
from ssmdoc.source.values import JsonValue


def choose(step: Step, resolve: Resolve) -> Ending:
    """The first choice of a branch whose condition holds, else Default, else what follows the step."""
    choices = step.inputs.get("Choices")
    try:
        for number, choice in enumerate(choices if isinstance(choices, list) else [choices]):
            if isinstance(choice, dict) and is_true(choice, resolve):
                return replace(_chosen(choice.get("NextStep")), choice=number)
    except (ConditionError, UnavailableError) as error:
        return failed(str(error), Stage.INPUT_VALIDATION)
    return _chosen(step.inputs.get("Default"))


def _chosen(target: JsonValue) -> Ending:
    if not isinstance(target, str) or not target:
        return succeeded()
    return Ending(Status.SUCCESS, outputs={"NextStep": target}, next_step=target)


def update_of(runbook: Runbook, inputs: Mapping[str, JsonValue]) -> VariableUpdated | Ending:
    """The value that a variable gets, or how the step fails."""
    try:
        return VariableUpdated(updated(runbook, inputs.get("Name"), inputs.get("Value")), inputs.get("Value"))
    except VariableError as error:
        return failed(str(error), Stage.INPUT_VALIDATION)
