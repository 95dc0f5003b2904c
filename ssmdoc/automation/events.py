"""What is told while an automation runs; terminal, JSON and tests read the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from ssmdoc.automation.records import Record
from ssmdoc.automation.status import Status
from ssmdoc.source.values import JsonValue


@dataclass(frozen=True, slots=True)
class StepStarted:
    """A step begins."""

    record: Record


@dataclass(frozen=True, slots=True)
class StepRetried:
    """An attempt failed and another one follows; the record is that of the failed one."""

    record: Record


@dataclass(frozen=True, slots=True)
class StepWaiting:
    """A step waits for a decision."""

    record: Record


@dataclass(frozen=True, slots=True)
class StepLog:
    """What a step has to say while it runs, such as the output of its script."""

    record: Record
    text: str


@dataclass(frozen=True, slots=True)
class StepEnded:
    """A step ended; its record says how."""

    record: Record


@dataclass(frozen=True, slots=True)
class VariableUpdated:
    """A variable has a new value."""

    name: str
    value: JsonValue


@dataclass(frozen=True, slots=True)
class CancelRequested:
    """The automation is to be cancelled."""

    at: datetime


@dataclass(frozen=True, slots=True)
class ExecutionEnded:
    """The automation ended."""

    status: Status
    outputs: Mapping[str, JsonValue]
    at: datetime


@dataclass(frozen=True, slots=True)
class ChildEvent:
    """Something happens in an automation that a step has started."""

    record: Record
    """Of the step."""
    event: "Event"


Event: TypeAlias = (
    StepStarted
    | StepRetried
    | StepWaiting
    | StepLog
    | StepEnded
    | VariableUpdated
    | CancelRequested
    | ExecutionEnded
    | ChildEvent
)
