"""What is done on each node of a fleet beside the document, and how long a command may take in all."""

from collections.abc import Mapping
from threading import Event

from ssmdoc.invoke.setup import SetupError, run_setup
from ssmdoc.plan.command_plan import CommandPlan, DocumentFailure
from ssmdoc.running.result import CommandResult, Status
from ssmdoc.running.sandbox.protocol import Node

STEP_SECONDS = 3_600
"""How long a step may take that says nothing of it; of steps that say, their own times count."""


def set_up(node: Node, script: str | None, cancel: Event) -> CommandResult | None:
    """Run the setup script on a node; a result when it failed."""
    if script is None:
        return None
    try:
        run_setup(node, script, cancel)
    except SetupError as error:
        return CommandResult(Status.CANCELLED if cancel.is_set() else Status.FAILED, str(error))
    return None


def total_seconds(delivery: int, plan: CommandPlan | DocumentFailure) -> float:
    """The total timeout: that of delivery and the execution timeouts of the steps."""
    steps = plan.steps if isinstance(plan, CommandPlan) else ()
    return delivery + max(STEP_SECONDS, sum(_step_seconds(step.inputs) for step in steps))


def _step_seconds(inputs: object) -> int:
    blocks = inputs if isinstance(inputs, list) else [inputs]
    return sum(max(STEP_SECONDS, _timeout(block)) for block in blocks)


def _timeout(block: object) -> int:
    value = block.get("timeoutSeconds") if isinstance(block, Mapping) else None
    try:
        return int(value) if isinstance(value, (int, float, str)) else 0
    except (ValueError, OverflowError):
        return 0
