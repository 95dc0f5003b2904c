"""Which inventory a step asks for, gathered from the node.

Source: amazon-ssm-agent agent/plugins/inventory/inventory.go ValidateInventoryInput, RunGatherers; gatherers that the
agent does not have on Linux are left out without a word.
"""

import posixpath
from collections.abc import Mapping, Sequence

from ssmdoc.running.inventory.applications import applications, aws_components
from ssmdoc.running.inventory.custom import custom_items
from ssmdoc.running.inventory.files import files
from ssmdoc.running.inventory.items import InventoryError, Item
from ssmdoc.running.inventory.machine import instance_details, networks
from ssmdoc.running.sandbox.protocol import Node, NodeIdentity
from ssmdoc.running.sandbox.shell_text import agent_environment

INPUTS = (
    *("Applications", "AWSComponents", "NetworkConfig", "BillingInfo", "Files", "WindowsRoles", "Services"),
    *("WindowsRegistry", "WindowsUpdates", "InstanceDetailedInformation", "CustomInventory"),
    "CustomInventoryDirectory",
)
_ENABLED = "Enabled"


def gather(node: Node, identity: NodeIdentity, inputs: Mapping[str, str]) -> Sequence[Item]:
    """The items that the inputs ask for, in a fixed order (the agent's is random).

    Raises:
        InventoryError: something cannot be gathered; then nothing is sent.
        SandboxError: the node is gone.
    """
    try:
        return _gather(node, identity, inputs)
    except (ValueError, IndexError, OverflowError) as error:
        # the programs that are asked are the node's, and a script may have replaced them
        raise InventoryError(f"ssmdoc does not understand what the programs of the node print: {error}") from error


def _gather(node: Node, identity: NodeIdentity, inputs: Mapping[str, str]) -> Sequence[Item]:
    wanted = {name for name, value in inputs.items() if value == _ENABLED}
    items: list[Item] = []
    if wanted & {"Applications", "AWSComponents"}:
        found = applications(node)
        if "Applications" in wanted:
            items.append(Item("AWS:Application", "1.1", found))
        if "AWSComponents" in wanted:
            items.append(Item("AWS:AWSComponent", "1.0", aws_components(found)))
    if "NetworkConfig" in wanted:
        items.append(Item("AWS:Network", "1.0", networks(node)))
    if "BillingInfo" in wanted:
        # it comes from the metadata of a real instance; without them the agent sends an empty list
        items.append(Item("AWS:BillingInfo", "1.0", []))
    if inputs.get("Files"):
        items.append(Item("AWS:File", "1.0", files(node, inputs["Files"], agent_environment(identity))))
    if "InstanceDetailedInformation" in wanted:
        items.append(Item("AWS:InstanceDetailedInformation", "1.0", instance_details(node)))
    if "CustomInventory" in wanted:
        default = posixpath.join("/var/lib/amazon/ssm", identity.instance_id, "inventory/custom")
        items.extend(custom_items(node, inputs.get("CustomInventoryDirectory") or default))
    return items
