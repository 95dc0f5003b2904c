"""What SendCommand checks of the nodes that a request names."""

from collections.abc import Sequence

from ssmdoc.plan.service import Refusal
from ssmdoc.running.fleet.nodes import MOST_IDS, MOST_TARGETS, MOST_VALUES, FleetNode, Target


def refuse_nodes(
    nodes: Sequence[FleetNode], instance_ids: Sequence[str], targets: Sequence[Target], account: str = "123456789012"
) -> Refusal | None:
    """Why the service would not take the request (source: BOTO SendCommandRequest; service.md); None when it does."""
    if refusal := refuse_counts(instance_ids, targets):
        return refusal
    known = {node.instance_id for node in nodes}
    unknown = [found for found in instance_ids if found not in known]
    if unknown:
        message = f"Instances [[{', '.join(unknown)}]] not in a valid state for account {account}"
        return Refusal("InvalidInstanceId", message)
    return None


def refuse_counts(instance_ids: Sequence[str], targets: Sequence[Target]) -> Refusal | None:
    """Whether there are too many of something."""
    counts = [
        ("targets", len(targets), MOST_TARGETS),
        ("instanceIds", len(instance_ids), MOST_IDS),
        *((f"targets.{n}.member.values", len(target.values), MOST_VALUES) for n, target in enumerate(targets, 1)),
    ]
    for member, count, most in counts:
        if count > most:
            message = f"1 validation error detected: {count} members at '{member}' failed to satisfy constraint: "
            return Refusal("ValidationException", f"{message}Member must have length less than or equal to {most}")
    return None
