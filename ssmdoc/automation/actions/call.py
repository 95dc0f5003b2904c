"""What an action gets, and how it lets time pass."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event
from typing import TypeAlias

from ssmdoc.automation.records import CANCELLED, Ending, timed_out
from ssmdoc.automation.world import World
from ssmdoc.plan.automation.runbook import Runbook, Step
from ssmdoc.source.values import JsonValue


@dataclass(frozen=True, slots=True)
class ActionCall:
    """One attempt of one step."""

    step: Step
    runbook: Runbook
    record_id: str
    attempt: int
    inputs: Mapping[str, JsonValue]
    """References are replaced, and values have types that the action takes."""
    deadline: datetime | None
    """When the step, or what is around it, times out."""
    world: World
    cancel: Event
    say: Callable[[str], None]
    """Takes what the step has to say while it runs."""
    wait: Callable[[], None]
    """To be called when the step begins to wait for a decision."""

    def text(self, name: str, otherwise: str = "") -> str:
        """An input that is a text."""
        value = self.inputs.get(name)
        return value if isinstance(value, str) else otherwise

    def texts(self, name: str) -> list[str]:
        """An input that is a list of texts."""
        value = self.inputs.get(name)
        return [str(item) for item in value] if isinstance(value, list) else []

    def until(self, default_seconds: float) -> datetime:
        """When the step times out, if the action has a time of its own for steps that say none."""
        return self.deadline or self.world.clock.now() + timedelta(seconds=default_seconds)

    def wait_for(self, seconds: float, until: datetime | None = None) -> None:
        """Let time pass on the clock.

        Raises:
            StoppedError: the step was cancelled or timed out over it.
        """
        ending = self.pass_time(seconds, until)
        if ending is not None:
            raise StoppedError(ending)

    def pass_time(self, seconds: float, until: datetime | None = None) -> Ending | None:
        """Let time pass on the clock; an ending when the step was cancelled or timed out over it."""
        clock = self.world.clock
        limit = until or self.deadline
        left = None if limit is None else (limit - clock.now()).total_seconds()
        is_too_long = left is not None and left < seconds
        if not clock.sleep(max(0.0, left) if is_too_long and left is not None else seconds, self.cancel):
            return CANCELLED
        return timed_out() if is_too_long else None


class StoppedError(Exception):
    """An action cannot go on: how it ends. Raised deep inside an action, caught by `perform`."""

    def __init__(self, ending: Ending) -> None:
        super().__init__(ending.status.value)
        self.ending = ending


Action: TypeAlias = Callable[[ActionCall], Ending]
