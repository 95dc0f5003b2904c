"""What happens while a command runs, told as it happens."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from ssmdoc.running.result import StepResult
from ssmdoc.running.sandbox.protocol import Stream


@dataclass(frozen=True, slots=True)
class StepStarted:
    """A plugin begins to run; skipped and refused steps only end."""

    name: str
    action: str
    number: int
    """Counted from 1."""
    total: int


@dataclass(frozen=True, slots=True)
class StepOutput:
    """A piece of a step's output, as the script wrote it."""

    name: str
    stream: Stream
    data: bytes


@dataclass(frozen=True, slots=True)
class StepEnded:
    """A step has a result; after a reboot the same step ends again."""

    result: StepResult


@dataclass(frozen=True, slots=True)
class Rebooting:
    """The node restarts because a step ended with exit code 194; then the step runs again."""

    name: str
    restart: int
    """How many restarts of this command there were, this one included."""


Event: TypeAlias = StepStarted | StepOutput | StepEnded | Rebooting
OnEvent: TypeAlias = Callable[[Event], None]
