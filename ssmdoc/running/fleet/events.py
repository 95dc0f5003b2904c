"""What happens to a command on its nodes, told as it happens."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from ssmdoc.running.fleet.details import Details, Tally
from ssmdoc.running.result import CommandResult


class NodeChanged(NamedTuple):
    """An invocation has other details now; `result` when the node has answered."""

    node: int
    details: Details
    result: CommandResult | None


class NodeStep(NamedTuple):
    """A step begins on a node."""

    node: int
    name: str
    number: int
    """Counted from 1."""
    total: int


class CommandChanged(NamedTuple):
    """The command has other details now."""

    details: Details
    tally: Tally


class Waited(NamedTuple):
    """Nothing has happened for a moment."""


FleetEvent: TypeAlias = NodeChanged | NodeStep | CommandChanged | Waited
OnFleetEvent: TypeAlias = Callable[[FleetEvent], None]
"""Called from one thread, that in which the command is run, one event after the other."""
