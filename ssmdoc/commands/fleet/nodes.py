"""The sandboxes of a fleet, one for each image, and starting its nodes in them."""

from collections.abc import Callable, Sequence
from threading import Lock

from ssmdoc.config import Configuration
from ssmdoc.running.fleet.nodes import FleetNode
from ssmdoc.running.sandbox.images import image_address
from ssmdoc.running.sandbox.protocol import Node, NodeIdentity, Proceed, Sandbox
from ssmdoc.running.sandbox.select import SandboxChoice, open_sandbox

Notice = Callable[[str], None]


class FleetNodes:
    """Starts the nodes of a fleet, by their numbers; `close` lets go of the sandboxes when all nodes are gone."""

    def __init__(
        self,
        nodes: Sequence[FleetNode],
        choice: SandboxChoice,
        configuration: Configuration,
        command_id: str,
        notice: Notice,
    ) -> None:
        """The choice's image is that of nodes that name none."""
        self._nodes, self._choice, self._configuration = nodes, choice, configuration
        self._command_id = command_id
        self._lock, self._saying = Lock(), Lock()
        self._said: set[str] = set()
        self._notice = notice
        self._sandboxes: dict[str | None, Sandbox] = {}
        if choice.name == "namespace" and any(node.image for node in nodes):
            notice("the images of the nodes are not used: the namespace sandbox runs the programs of this machine")

    def identity(self, number: int) -> NodeIdentity:
        """What the agent of a node knows about it."""
        return NodeIdentity(self._nodes[number].instance_id, self._configuration.region, self._command_id)

    def start(self, number: int, proceed: Proceed) -> Node:
        """Start a node.

        Raises:
            SandboxError: it cannot be started.
        """
        sandbox = self._sandbox(self._image(self._nodes[number]))
        return sandbox.start(self.identity(number), self._configuration.limits, proceed)

    def _image(self, node: FleetNode) -> str | None:
        if self._choice.name == "namespace":
            return None
        if node.image is None:
            return self._choice.image
        return image_address(node.image, self._configuration.images)

    def _sandbox(self, image: str | None) -> Sandbox:
        with self._lock:
            if image not in self._sandboxes:
                choice = SandboxChoice(self._choice.name, image, self._choice.network)
                self._sandboxes[image] = open_sandbox(choice, self._say_once)
            return self._sandboxes[image]

    def _say_once(self, text: str) -> None:
        """Pass on what no other sandbox of the fleet has said."""
        with self._saying:
            if text not in self._said:
                self._said.add(text)
                self._notice(text)

    def describe(self) -> str:
        """Where the nodes ran, in words."""
        found = dict.fromkeys(sandbox.description for sandbox in self._opened())
        if len(found) < 3:
            return " and ".join(found)
        return f"{len(found)} images"

    def close(self) -> None:
        """Let go of the sandboxes."""
        for sandbox in self._opened():
            sandbox.close()

    def _opened(self) -> list[Sandbox]:
        """Those so far: a thread that a second Ctrl-C did not wait for may open one more."""
        with self._lock:
            return [*self._sandboxes.values()]
