"""Where an automation is: in which list of steps, and in which loops around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from ssmdoc.automation.loops import Loop
from ssmdoc.plan.automation.runbook import Step
from ssmdoc.source.values import JsonValue


class Around(NamedTuple):
    """The loop whose steps are gone through."""

    loop: Loop
    place: int
    """Of its record."""
    deadline: datetime | None


@dataclass(slots=True)
class Frame:
    """A list of steps that is gone through: that of the document, or that of a loop."""

    steps: tuple[Step, ...]
    around: Around | None = None
    index: int = 0

    def find(self, name: str) -> int | None:
        """The place of a step in the list."""
        return next((index for index, step in enumerate(self.steps) if step.name == name), None)


def loop_values(frames: list[Frame]) -> dict[str, Mapping[str, JsonValue]]:
    """What references can name of the loops that are running."""
    return {frame.around.loop.step.name: frame.around.loop.values for frame in frames if frame.around}


def first_expired(frames: list[Frame], now: datetime) -> int | None:
    """The outermost frame whose loop has run out of time."""
    for number, frame in enumerate(frames):
        if frame.around and frame.around.deadline is not None and now >= frame.around.deadline:
            return number
    return None
