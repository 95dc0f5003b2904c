"""The actions of Automation documents, by name."""

from collections.abc import Mapping

from ssmdoc.automation.actions.call import Action, ActionCall, StoppedError
from ssmdoc.automation.actions.decide import approve, pause
from ssmdoc.automation.actions.execute_automation import execute_automation
from ssmdoc.automation.actions.execute_aws_api import execute_aws_api
from ssmdoc.automation.actions.execute_script import execute_script
from ssmdoc.automation.actions.images import copy_image, create_image, delete_image
from ssmdoc.automation.actions.instances import change_instance_state, run_instances
from ssmdoc.automation.actions.lambda_function import invoke_lambda_function
from ssmdoc.automation.actions.resource_property import assert_property, wait_for_property
from ssmdoc.automation.actions.run_command import run_command
from ssmdoc.automation.actions.sleep import sleep
from ssmdoc.automation.actions.stacks import create_stack, delete_stack
from ssmdoc.automation.actions.state_machine import execute_state_machine
from ssmdoc.automation.actions.tags import create_tags
from ssmdoc.automation.actions.webhook import invoke_webhook
from ssmdoc.automation.records import Ending, failed
from ssmdoc.catalogue.actions import ACTIONS as KNOWN
from ssmdoc.catalogue.nearest import nearest

ACTIONS: Mapping[str, Action] = {
    "aws:approve": approve,
    "aws:assertAwsResourceProperty": assert_property,
    "aws:changeInstanceState": change_instance_state,
    "aws:copyImage": copy_image,
    "aws:createImage": create_image,
    "aws:createStack": create_stack,
    "aws:createTags": create_tags,
    "aws:deleteImage": delete_image,
    "aws:deleteStack": delete_stack,
    "aws:executeAutomation": execute_automation,
    "aws:executeAwsApi": execute_aws_api,
    "aws:executeScript": execute_script,
    "aws:executeStateMachine": execute_state_machine,
    "aws:invokeLambdaFunction": invoke_lambda_function,
    "aws:invokeWebhook": invoke_webhook,
    "aws:pause": pause,
    "aws:runCommand": run_command,
    "aws:runInstances": run_instances,
    "aws:sleep": sleep,
    "aws:waitForAwsResourceProperty": wait_for_property,
}
"""aws:branch, aws:loop and aws:updateVariable are in `machine.py`."""


def perform(call: ActionCall) -> Ending:
    """Perform the action of a step."""
    disturbed = call.world.disturb(call.step, call.attempt) if call.world.depth == 0 else None
    if disturbed is not None:
        return disturbed
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
