"""What a tool is told about a node, and what it makes of that."""

from typing import NamedTuple

from ssmdoc.running.sandbox.namespace.view import View


class Plan(NamedTuple):
    """A node to start."""

    argv: list[str]
    """Its first process."""
    host_name: str
    disk_bytes: int
    view: View


class Launch(NamedTuple):
    """A process of this machine that becomes the node."""

    argv: list[str]
    environment: dict[str, str]
