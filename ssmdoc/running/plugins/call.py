"""What a plugin is given and what it answers."""

import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Event
from typing import NamedTuple, TypeAlias

from ssmdoc.plan.command_plan import CommandPlan
from ssmdoc.running.output import NO_OUTPUT, Streams
from ssmdoc.running.result import Status
from ssmdoc.running.sandbox.protocol import Node, NodeIdentity, OnOutput
from ssmdoc.running.surroundings import NOTHING_AROUND, Surroundings
from ssmdoc.source.values import JsonValue


class NestedEnd(NamedTuple):
    """How a step of a document ended that a plugin ran."""

    status: Status
    output: Streams
    error: str
    """Why the step was refused before its plugin ran."""


class Nesting(NamedTuple):
    """How a plugin can run a document inside of its own."""

    level: int
    """How many documents run around this one."""
    run: Callable[[CommandPlan], Sequence[NestedEnd]]
    """Runs it in the step's directory; a cancel of the command does not reach it (source: rundocument.go)."""


def _not_nested(_plan: CommandPlan) -> Sequence[NestedEnd]:
    raise RuntimeError("this call cannot run documents")


NOT_NESTING = Nesting(0, _not_nested)


@dataclass(frozen=True, slots=True)
class PluginCall:
    """One run of a plugin: a step, or one block of a step whose inputs are a list."""

    step: str
    action: str
    inputs: JsonValue
    node: Node
    directory: str
    """The command's orchestration directory with the step's name."""
    on_output: OnOutput
    cancel: Event
    identity: NodeIdentity
    surroundings: Surroundings = NOTHING_AROUND
    """What is outside of the node: documents, sources, Parameter Store."""
    settings: JsonValue = None
    """Of the step, beside its inputs."""
    nesting: Nesting = NOT_NESTING
    environment: Mapping[str, str] | None = None
    """Variables for scripts, of parameters with ENV_VAR; None where the agent is older than that."""

    @property
    def downloads(self) -> str:
        """Where aws:downloadContent puts what has no absolute path, for all steps of a document.

        A step's name with a colon, as in documents of schema 1.x, is not cut off: the directory is without it.
        """
        return posixpath.normpath(posixpath.join(self.directory.removesuffix(self.step), "downloads"))


@dataclass(frozen=True, slots=True)
class PluginOutcome:
    """How a run of a plugin ended and what it adds to the step's output files."""

    status: Status
    code: int
    output: Streams = NO_OUTPUT
    combined: str | None = None
    """Replaces the combined form of stdout and stderr, where a plugin sets it itself."""


Plugin: TypeAlias = Callable[[PluginCall], PluginOutcome]


def failed(message: str) -> PluginOutcome:
    """The outcome of a plugin that fails before it does anything: code 1, the message on stderr."""
    return PluginOutcome(Status.FAILED, 1, Streams(stderr=message.encode(errors="replace")))
