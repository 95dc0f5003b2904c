"""The nodes of a fleet as values, and those among them that targets mean.

Source: BOTO Target, InstanceIdList; UG23 send-commands-multiple.md (all keys must match, of the values of a key one).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

MOST_TARGETS, MOST_VALUES, MOST_IDS = 5, 50, 50
"""Of a request (source: BOTO Targets, TargetValues, InstanceIdList)."""
MOST_NODES = 1_000
"""Of a fleet; ours."""


class NodeState(StrEnum):
    """How a node can be reached."""

    ONLINE = "online"
    DELAYED = "delayed"
    """The first attempt to send it a command fails."""
    OFFLINE = "offline"
    """Undeliverable."""
    SILENT = "silent"
    """It never answers: DeliveryTimedOut."""
    DENIED = "denied"
    """The caller may not use it: AccessDenied."""


@dataclass(frozen=True, slots=True)
class FleetNode:
    """A managed node."""

    instance_id: str
    name: str = ""
    image: str | None = None
    platform: str = "Linux"
    tags: Mapping[str, str] = field(default_factory=dict)
    state: NodeState = NodeState.ONLINE


class Target(NamedTuple):
    """What nodes must have: `InstanceIds`, `tag:NAME` or `tag-key`, and values of which one must fit."""

    key: str
    values: tuple[str, ...]


def generated_id(name: str, number: int) -> str:
    """The id of the node with this name and number: always the same one."""
    from hashlib import sha256  # few fleets are run, and every run pays for an import

    return f"i-{sha256(f'{name}/{number}'.encode()).hexdigest()[:17]}"


def matching(nodes: Sequence[FleetNode], targets: Sequence[Target]) -> list[FleetNode]:
    """The nodes that all targets mean, in the order of the fleet."""
    return [node for node in nodes if all(_matches(node, target) for target in targets)]


def _matches(node: FleetNode, target: Target) -> bool:
    key, values = target
    if is_instance_ids(key):
        return node.instance_id in values or "*" in values
    if key == "tag-key":
        return any(value in node.tags for value in values)
    name = key.removeprefix("tag:")
    return key != name and name in node.tags and node.tags[name] in values


def is_instance_ids(key: str) -> bool:
    """Whether a key is about ids; AWS takes it in any letter case."""
    return key.lower() == "instanceids"


class TargetError(Exception):
    """A text is no target; the message says what it should be."""


def parse_target(text: str) -> Target:
    """`KEY=VALUE,VALUE`, or the same as the AWS CLI writes it: `Key=KEY,Values=VALUE,VALUE`.

    Raises:
        TargetError: it is neither, or has a key that no node can have.
    """
    key, equals, values = text.partition("=")
    if key == "Key" and ",Values=" in values:
        key, _, values = values.partition(",Values=")
    if not equals or not key or not values:
        raise TargetError(f'must be KEY=VALUE,VALUE such as tag:Role=web, or ids of nodes, not "{text}"')
    if not (is_instance_ids(key) or key == "tag-key" or (key.startswith("tag:") and len(key) > len("tag:"))):
        raise TargetError(f'must have the key InstanceIds, tag:NAME or tag-key, not "{key}"')
    return Target(key, tuple(values.split(",")))
