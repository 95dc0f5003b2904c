"""The nodes that a command goes to, and their state from one command to the next."""

from dataclasses import replace
from threading import Event

from ssmdoc.automation.actions.run_command.refused import RefusedError
from ssmdoc.automation.actions.run_command.request import Request
from ssmdoc.automation.world import World
from ssmdoc.running.fleet.nodes import FleetNode, is_instance_ids, matching
from ssmdoc.running.fleet.request import refuse_nodes
from ssmdoc.running.sandbox.protocol import Node, NodeIdentity, OnOutput, Outcome, Script


def nodes_of(request: Request, world: World) -> tuple[FleetNode, ...]:
    """The nodes that a request means: of the fleet, or without one any that it names by id.

    Raises:
        RefusedError: an id is that of no node, or without a fleet nodes are meant by their tags.
    """
    fleet = world.nodes.fleet
    if fleet is None:
        ids = [*request.instance_ids]
        for target in request.targets:
            if not is_instance_ids(target.key) or "*" in target.values:
                raise RefusedError(
                    "InvalidTarget",
                    f"{target.key}: there are no nodes to choose from; say which there are with --fleet FILE",
                )
            ids += target.values
        return tuple(FleetNode(found) for found in dict.fromkeys(ids))
    if refusal := refuse_nodes(fleet, request.instance_ids, request.targets, world.identity.account):
        raise RefusedError(refusal.code, refusal.message)
    named = [node for node in fleet if not request.instance_ids or node.instance_id in request.instance_ids]
    return tuple(matching(named, request.targets))


class BorrowedNode:
    """A node that stays when the command has ended, as this command sees it."""

    def __init__(self, node: Node, identity: NodeIdentity) -> None:
        self._node, self.identity = node, identity
        self.platform_name, self.platform_version = node.platform_name, node.platform_version

    def run(self, script: Script, on_output: OnOutput, cancel: Event) -> Outcome:
        """Run a script, which is told the command's id and not that of the first one."""
        return self._node.run(replace(script, command_id=self.identity.command_id), on_output, cancel)

    def restart(self) -> None:
        """Restart the node."""
        self._node.restart()

    def stop(self) -> None:
        """The node stays: it ends with the automation."""


def borrow(world: World, node: FleetNode, command_id: str, cancel: Event) -> BorrowedNode:
    """The node of the sandbox that stands for a managed node.

    Raises:
        SandboxError: it cannot be started.
    """
    identity = NodeIdentity(node.instance_id, world.identity.region, command_id)
    return BorrowedNode(world.nodes.instance(node.instance_id, cancel), identity)
