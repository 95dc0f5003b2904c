"""An Automation document as plain values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from ssmdoc.plan.declarations import Declared
from ssmdoc.source.values import JsonValue

LineOf = Callable[[str, int], int | None]


class OnFailure(Enum):
    """What a failed step does to the run, where it names no step (UG25 automation-actions.md)."""

    ABORT = "Abort"
    CONTINUE = "Continue"


@dataclass(frozen=True, slots=True)
class Output:
    """An output that a step declares."""

    name: str
    selector: str
    type: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step: what it runs, and where the run goes on after it."""

    name: str
    action: str
    inputs: Mapping[str, JsonValue]
    """As written; the steps of a loop are left out."""
    outputs: tuple[Output, ...] = ()
    timeout_seconds: int | None = None
    max_attempts: int = 1
    on_failure: OnFailure | str | None = None
    """A text is the name of a step; None is not written, which is Abort."""
    on_cancel: str | None = None
    """The name of a step; None is Abort."""
    is_end: bool = False
    is_critical: bool | None = None
    """None is not written: true, but false with onFailure Continue."""
    next_step: str | None = None
    steps: tuple["Step", ...] = ()
    """Of a loop: the steps of an iteration."""

    @property
    def decides(self) -> bool:
        """Whether a failure that did not stop the run still makes the whole automation fail.

        Source: UG25 automation-actions.md (isCritical), automation-handling-timeouts.md.
        """
        return self.on_failure is not OnFailure.CONTINUE if self.is_critical is None else self.is_critical


@dataclass(frozen=True, slots=True)
class Variable:
    """A declared variable and its first value."""

    name: str
    type: str
    default: JsonValue


@dataclass(frozen=True)
class Runbook:
    """An Automation document."""

    steps: tuple[Step, ...]
    parameters: Mapping[str, Declared]
    defaults: Mapping[str, JsonValue]
    """The defaults of parameters that have one."""
    variables: Mapping[str, Variable]
    outputs: tuple[str, ...] = ()
    """`step.Output`, as the document lists them."""
    assume_role: str = ""
    description: str = ""
    files: Mapping[str, JsonValue] | None = None
    """The attachments that the document declares."""
    line_of: LineOf = lambda _step, _line: None
    """The line of the document in which a line of the script of a step stands; both count from 1."""

    @cached_property
    def steps_by_name(self) -> Mapping[str, Step]:
        """All steps, those of loops included."""
        found: dict[str, Step] = {}
        waiting = [*self.steps]
        while waiting:
            step = waiting.pop()
            found[step.name] = step
            waiting += step.steps
        return found
