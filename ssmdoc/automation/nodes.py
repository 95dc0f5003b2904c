"""The nodes of an automation, in the sandbox: each started when it is first wanted."""

from collections.abc import Callable, Mapping, Sequence
from threading import Event, Lock

from ssmdoc.running.fleet.nodes import FleetNode
from ssmdoc.running.identifiers import new_command_id
from ssmdoc.running.sandbox.protocol import INSTANCE_ID, Limits, Node, NodeIdentity, Sandbox
from ssmdoc.running.sandbox.starting import StartingNode


class SandboxNodes:
    """Keeps the nodes, one for each managed node and one for each runtime of scripts, until `close`."""

    def __init__(
        self,
        open_sandbox: Callable[[str | None], Sandbox],
        limits: Limits,
        region: str,
        runtimes: Mapping[str, str],
        fleet: Sequence[FleetNode] | None = None,
    ) -> None:
        """Take what is needed to start nodes.

        Args:
            open_sandbox: a sandbox whose nodes have an image; None is the one that the user chose.
            limits: bounds of each node.
            region: what the nodes are told.
            runtimes: of the runtimes of aws:executeScript that have an image of their own.
            fleet: the managed nodes that there are; None when any instance id is one.
        """
        self._open, self._limits, self._region = open_sandbox, limits, region
        self._runtimes, self.fleet = runtimes, fleet
        self._images = {node.instance_id: node.image for node in fleet or ()}
        self._lock = Lock()
        self._sandboxes: dict[str | None, Sandbox] = {}
        self._nodes: dict[str, StartingNode] = {}

    @property
    def description(self) -> str:
        """Where nodes were started, in words; empty when there were none."""
        return ", ".join(dict.fromkeys(sandbox.description for sandbox in self._sandboxes.values()))

    def instance(self, instance_id: str, cancel: Event) -> Node:
        """The node that stands for a managed node."""
        return self._node(instance_id, self._images.get(instance_id), instance_id, cancel)

    def runtime(self, runtime: str, cancel: Event) -> Node:
        """A node for scripts; runtimes without an image of their own share one."""
        image = self._runtimes.get(runtime)
        return self._node(f"scripts in {image}", image, INSTANCE_ID, cancel)

    def renew_runtime(self, runtime: str) -> None:
        """Forget the node for a runtime."""
        node = self._nodes.pop(f"scripts in {self._runtimes.get(runtime)}", None)
        if node is not None:
            node.discard()

    def close(self) -> None:
        """Remove all nodes, and close the sandboxes."""
        self.remove()
        for sandbox in self._sandboxes.values():
            sandbox.close()

    def remove(self) -> None:
        """Remove all nodes; the sandboxes are used further."""
        for node in self._nodes.values():
            node.begin_to_discard()
        for node in self._nodes.values():
            node.discard()

    def _node(self, key: str, image: str | None, instance_id: str, cancel: Event) -> Node:
        with self._lock:  # a command asks for many nodes at once
            if key not in self._nodes:
                if image not in self._sandboxes:
                    self._sandboxes[image] = self._open(image)
                identity = NodeIdentity(instance_id, self._region, new_command_id())
                self._nodes[key] = StartingNode(self._sandboxes[image], identity, self._limits)
            starting = self._nodes[key]
        return starting.wait(cancel)
