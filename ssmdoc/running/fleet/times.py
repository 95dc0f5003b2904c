"""How long a command may take in all."""

from ssmdoc.catalogue.limits import DEFAULT_TIMEOUT_SECONDS
from ssmdoc.plan.command_plan import CommandPlan, DocumentFailure
from ssmdoc.plan.go_json import Anything, Struct
from ssmdoc.running.plugins.inputs import read_fields
from ssmdoc.running.plugins.script_inputs import InvalidInputsError, execution_timeout
from ssmdoc.source.values import JsonValue

_INPUTS = Struct("", {"TimeoutSeconds": Anything()})


def total_seconds(delivery: int, plan: CommandPlan | DocumentFailure) -> int:
    """The total timeout: that of delivery and, an hour at least each, the execution timeouts of the steps."""
    steps = plan.steps if isinstance(plan, CommandPlan) else ()
    return delivery + max(DEFAULT_TIMEOUT_SECONDS, sum(_step_seconds(step.inputs) for step in steps))


def _step_seconds(inputs: JsonValue) -> int:
    blocks = inputs if isinstance(inputs, list) else [inputs]
    return sum(max(DEFAULT_TIMEOUT_SECONDS, _block_seconds(block)) for block in blocks)


def _block_seconds(inputs: JsonValue) -> int:
    try:
        return execution_timeout(read_fields(inputs, _INPUTS)["TimeoutSeconds"])
    except InvalidInputsError:
        return DEFAULT_TIMEOUT_SECONDS
