"""What can come of a case."""

from dataclasses import dataclass
from typing import TypeAlias

from ssmdoc.automation.execution import Execution
from ssmdoc.aws.journal import JournalEntry
from ssmdoc.invoke.refused import Refused
from ssmdoc.running.result import CommandResult


@dataclass(frozen=True, slots=True)
class AutomationResult:
    """An automation that has ended, and the calls of AWS that it made."""

    execution: Execution
    calls: tuple[JournalEntry, ...] = ()


Result: TypeAlias = CommandResult | AutomationResult | Refused
