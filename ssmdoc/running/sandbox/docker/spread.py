"""Nodes on several engines: each starts where the fewest are."""

from collections.abc import Callable, Sequence
from threading import Lock

from ssmdoc.running.sandbox.docker.node import DockerNode
from ssmdoc.running.sandbox.docker.sandbox import DockerSandbox
from ssmdoc.running.sandbox.protocol import EngineMissingError, Limits, NodeIdentity, Proceed, always


class SpreadSandbox:
    """Makes nodes of one image on several engines; one that does not answer is left out from then on."""

    name = "docker"

    def __init__(self, sandboxes: Sequence[DockerSandbox], notice: Callable[[str], None]) -> None:
        self._sandboxes, self._notice = sandboxes, notice
        self._lock = Lock()
        self._nodes: list[list[DockerNode]] = [[] for _ in sandboxes]
        self._starting = [0 for _ in sandboxes]
        self._missing: dict[int, EngineMissingError] = {}

    @property
    def description(self) -> str:
        """As `Sandbox.description`."""
        return f"{self._sandboxes[0].description} on {len(self._sandboxes)} engines"

    def start(self, identity: NodeIdentity, limits: Limits, proceed: Proceed = always) -> DockerNode:
        """As `Sandbox.start`, from any thread."""
        while True:
            number = self._choose()
            try:
                node = self._sandboxes[number].start(identity, limits, proceed)
            except EngineMissingError as error:
                self._leave_out(number, error)
            else:
                with self._lock:
                    self._nodes[number].append(node)
                return node
            finally:
                with self._lock:
                    self._starting[number] -= 1

    def _choose(self) -> int:
        with self._lock:
            there = [number for number in range(len(self._sandboxes)) if number not in self._missing]
            if not there:
                raise self._missing[0]
            for number in there:
                self._nodes[number] = [node for node in self._nodes[number] if not node.is_gone]
            chosen = min(there, key=lambda number: len(self._nodes[number]) + self._starting[number])
            self._starting[chosen] += 1
            return chosen

    def _leave_out(self, number: int, error: EngineMissingError) -> None:
        with self._lock:
            is_known = number in self._missing
            self._missing[number] = error
            is_last = len(self._missing) == len(self._sandboxes)
        if not is_known and not is_last:
            self._notice(f"{error.reason}: cases run on the other engines")

    def close(self) -> None:
        """As `Sandbox.close`."""
        for sandbox in self._sandboxes:
            sandbox.close()
