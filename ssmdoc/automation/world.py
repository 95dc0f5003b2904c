"""What an automation finds outside of itself: all that it does goes through here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Protocol, TypeAlias
from uuid import uuid4

from ssmdoc.automation.clock import Clock
from ssmdoc.automation.decisions import Decisions, DeclaredDecisions
from ssmdoc.automation.records import Ending
from ssmdoc.automation.scope import Identity
from ssmdoc.automation.started import Started
from ssmdoc.aws.call import Answer, ApiCall, Unanswered
from ssmdoc.plan.automation.runbook import Step
from ssmdoc.plan.parameter_store import ParameterStore
from ssmdoc.running.fleet.nodes import FleetNode
from ssmdoc.running.library import Library
from ssmdoc.running.packages.library import PackageLibrary
from ssmdoc.running.sandbox.protocol import Node, SandboxError
from ssmdoc.running.sources import Sources
from ssmdoc.running.tracing import Tracer
from ssmdoc.source.problem import Problem
from ssmdoc.source.text import Source


class Aws(Protocol):
    """Answers the calls of AWS APIs, and keeps what was called."""

    def answer(self, call: ApiCall) -> Answer:
        """The answer to a call."""
        ...


class NoAws:
    """Answers nothing."""

    def answer(self, call: ApiCall) -> Answer:
        """Nobody answers."""
        return Unanswered(f"nobody answers {call.service} {call.operation}", "")


class Nodes(Protocol):
    """The nodes of the sandbox: started when they are first wanted, and kept to the end of the run."""

    @property
    def fleet(self) -> Sequence[FleetNode] | None:
        """The managed nodes that there are; None when any instance id is one."""
        ...

    def instance(self, instance_id: str, cancel: Event) -> Node:
        """The node that stands for a managed node.

        Raises:
            SandboxError: it cannot be started.
        """
        ...

    def runtime(self, runtime: str, cancel: Event) -> Node:
        """A node for scripts of a runtime of aws:executeScript.

        Raises:
            SandboxError: it cannot be started.
        """
        ...

    def renew_runtime(self, runtime: str) -> None:
        """Forget the node for a runtime; the next script gets a new one."""
        ...


class NoNodes:
    """There are none."""

    fleet: Sequence[FleetNode] | None = None

    def instance(self, instance_id: str, cancel: Event) -> Node:  # noqa: ARG002
        """There is none."""
        raise SandboxError("there is no sandbox to run commands in")

    def runtime(self, runtime: str, cancel: Event) -> Node:  # noqa: ARG002
        """There is none."""
        raise SandboxError("there is no sandbox to run scripts in")

    def renew_runtime(self, runtime: str) -> None:
        """There is none."""


def new_id() -> str:
    """An id as AWS makes them."""
    return str(uuid4())


Check: TypeAlias = Callable[[Source, Sequence[Problem]], str]
"""Says what the service has against a document that was read with these problems; nothing is an empty text."""


def unchecked(_source: Source, _decoding: Sequence[Problem]) -> str:
    """Nothing."""
    return ""


Disturb: TypeAlias = Callable[[Step, int], Ending | None]
"""What happens in the place of an attempt of a step; None where nothing does."""


def undisturbed(_step: Step, _attempt: int) -> Ending | None:
    """Nothing happens in the place of any step."""
    return None


@dataclass(frozen=True, slots=True)
class World:
    """What an automation finds outside."""

    identity: Identity
    clock: Clock
    aws: Aws = field(default_factory=NoAws)
    nodes: Nodes = field(default_factory=NoNodes)
    decisions: Decisions = field(default_factory=DeclaredDecisions)
    library: Library = field(default_factory=Library)
    store: ParameterStore = field(default_factory=dict)
    attachments: Mapping[str, Path] = field(default_factory=dict)
    """Files by the names under which `files` declares them."""
    new_id: Callable[[], str] = new_id
    depth: int = 0
    """How many automations are around this one."""
    sources: Sources = field(default_factory=Sources)
    """What the addresses stand for that commands download from."""
    packages: PackageLibrary = field(default_factory=PackageLibrary)
    deliver: Path | None = None
    """The folder for what commands would write to S3, CloudWatch Logs and SNS."""
    check: Check = unchecked
    """Of the documents of the library, before they run."""
    started: Started = field(default_factory=Started)
    deadline: datetime | None = None
    """When the step times out that started this automation."""
    tracer: Tracer | None = None
    """Learns which lines of scripts run."""
    disturb: Disturb = undisturbed
    """Of the steps of the first automation, not of those that it starts."""
