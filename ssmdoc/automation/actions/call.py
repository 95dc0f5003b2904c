"""What an action gets, and how it lets time pass."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Event
from typing import TypeAlias

from ssmdoc.automation.clock import later
from ssmdoc.automation.execution import Execution
from ssmdoc.automation.records import CANCELLED, Ending, timed_out
from ssmdoc.automation.world import World
from ssmdoc.plan.automation.convert import as_text
from ssmdoc.plan.automation.runbook import Runbook, Step
from ssmdoc.source.values import JsonValue

RunChild: TypeAlias = Callable[[Runbook, Mapping[str, JsonValue], World, Event], Execution]
"""Runs another automation in a world of its own, to its end or until the event is set."""


def no_children(_runbook: Runbook, _parameters: Mapping[str, JsonValue], _world: World, _cancel: Event) -> Execution:
    """Run none."""
    raise RuntimeError("this call cannot run automations")


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
    run_child: RunChild = no_children

    def text(self, name: str, otherwise: str = "") -> str:
        """An input that is a text."""
        value = self.inputs.get(name)
        return value if isinstance(value, str) else otherwise

    def texts(self, name: str) -> list[str]:
        """An input that is a list of texts; a text that stands alone is one."""
        value = self.inputs.get(name)
        if isinstance(value, str):
            return [value] if value else []
        return [as_text(item) for item in value] if isinstance(value, list) else []

    def flag(self, name: str) -> bool | None:
        """An input that is a Boolean, perhaps as text; None when it is not given, or neither true nor false."""
        value = self.inputs.get(name)
        if isinstance(value, str):
            return {"true": True, "false": False}.get(value.strip().lower())
        return value if isinstance(value, bool) else None

    def until(self, default_seconds: float) -> datetime:
        """When the step times out, if the action has a time of its own for steps that say none."""
        own = later(self.world.clock.now(), default_seconds)
        if self.deadline is None:
            return own
        return self.deadline if self.step.timeout_seconds is not None else min(self.deadline, own)

    def within(self, seconds: float) -> "ActionCall":
        """The same call, which times out after so many seconds at the latest."""
        limit = later(self.world.clock.now(), seconds)
        return replace(self, deadline=limit if self.deadline is None else min(self.deadline, limit))

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
