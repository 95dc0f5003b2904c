"""Who decides in aws:approve and aws:pause, where on AWS a person sends a signal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol


class Signal(Enum):
    """What can be decided (BOTO SignalType); NONE is that nobody answers, until the step times out."""

    APPROVE = "Approve"
    REJECT = "Reject"
    RESUME = "Resume"
    NONE = "None"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision, and after how many seconds of waiting it comes."""

    signal: Signal
    after_seconds: float = 0.0
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be decided."""

    step: str
    action: str
    message: str = ""
    approvers: tuple[str, ...] = ()
    needed: int = 1


class Decisions(Protocol):
    """Answers questions."""

    def decide(self, question: Question) -> Decision | None:
        """The decision; None when there is nobody to decide it."""
        ...


ALLOWED = {
    "aws:approve": (Signal.APPROVE, Signal.REJECT, Signal.NONE),
    "aws:pause": (Signal.RESUME, Signal.NONE),
}
"""What can be decided in a step of each action."""


@dataclass(frozen=True, slots=True)
class DeclaredDecisions:
    """Decisions that were written down before: by step, or for every step of an action that can be decided so."""

    by_step: Mapping[str, Decision] = field(default_factory=dict)
    otherwise: tuple[Decision, ...] = ()

    def decide(self, question: Question) -> Decision | None:
        """The decision for the step, else the first of the others that means something for its action."""
        if question.step in self.by_step:
            return self.by_step[question.step]
        return next((found for found in self.otherwise if found.signal in ALLOWED[question.action]), None)
