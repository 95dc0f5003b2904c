"""A command as it was sent, and what came of it on one of its nodes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ssmdoc.catalogue.limits import DEFAULT_DELIVERY_SECONDS, DEFAULT_TIMEOUT_SECONDS
from ssmdoc.running.fleet.details import Details, of_result
from ssmdoc.running.fleet.nodes import Target
from ssmdoc.running.fleet.outputs import NO_OUTPUTS, Outputs
from ssmdoc.running.result import CommandResult
from ssmdoc.source.values import JsonValue


@dataclass(frozen=True, slots=True)
class CommandRequest:
    """A command as it was sent."""

    command_id: str
    document_name: str
    requested: datetime
    parameters: Mapping[str, JsonValue]
    document_version: str = "$DEFAULT"
    comment: str = ""
    timeout_seconds: int = DEFAULT_DELIVERY_SECONDS
    max_concurrency: str = "50"
    max_errors: str = "0"
    targets: tuple[Target, ...] = ()
    outputs: Outputs = NO_OUTPUTS
    region: str = "us-east-1"

    @property
    def expires(self) -> datetime:
        """ExpiresAfter: an hour after the delivery timeout (source: service.md)."""
        return self.requested + timedelta(seconds=self.timeout_seconds + DEFAULT_TIMEOUT_SECONDS)


@dataclass(frozen=True, slots=True)
class PlannedPlugin:
    """A step of the document, for nodes that never came to it."""

    name: str
    action: str


@dataclass(frozen=True, slots=True)
class NodeResult:
    """What came of a command on one of its nodes."""

    instance_id: str
    result: CommandResult
    instance_name: str = ""
    details: Details | None = None
    """Of the invocation, where the service knows more than the agent replied."""
    plugins: tuple[PlannedPlugin, ...] = field(default=())
    """Of a node that the command did not reach."""

    @property
    def final(self) -> Details:
        """The details of the invocation."""
        return self.details or of_result(self.result.status)
