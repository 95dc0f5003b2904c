"""The actions of Automation documents, by name."""

from collections.abc import Mapping

from ssmdoc.automation.actions.call import Action, ActionCall, StoppedError
from ssmdoc.automation.actions.decide import approve, pause
from ssmdoc.automation.actions.execute_script import execute_script
from ssmdoc.automation.actions.sleep import sleep
from ssmdoc.automation.records import Ending, failed
from ssmdoc.catalogue.actions import ACTIONS as KNOWN
from ssmdoc.catalogue.nearest import nearest

ACTIONS: Mapping[str, Action] = {
    "aws:approve": approve,
    "aws:executeScript": execute_script,
    "aws:pause": pause,
    "aws:sleep": sleep,
}
"""aws:branch, aws:loop and aws:updateVariable are in `machine.py`."""


def perform(call: ActionCall) -> Ending:
    """Perform the action of a step."""
    name = call.step.action
    action = ACTIONS.get(name)
    if action is not None:
        try:
            return action(call)
        except StoppedError as stopped:
            return stopped.ending
    if name in KNOWN:
        return failed(f"ssmdoc cannot run {name} yet", type_="Internal")
    similar = nearest(name, KNOWN)
    return failed(
        f'there is no action "{name}"' + (f'; did you mean "{similar}"?' if similar else ""), type_="Internal"
    )
