"""How long a command may take in all."""

from collections.abc import Mapping

from ssmdoc.plan.command_plan import CommandPlan, DocumentFailure

STEP_SECONDS = 3_600
"""How long a step may take that says nothing of it; of steps that say, their own times count."""


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
