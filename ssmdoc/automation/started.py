"""What the steps of a run started beside it: commands and other automations, which have results of their own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from ssmdoc.source.values import JsonValue


@dataclass(frozen=True, slots=True)
class Started:
    """Shared by an automation and all that it starts; the results stand in the order in which they were started."""

    commands: list[Mapping[str, JsonValue]] = field(default_factory=list)
    """Each with Command, CommandInvocations, Invocations and Steps, as a run of a Command document has them."""
    executions: list[Mapping[str, JsonValue]] = field(default_factory=list)
    """AWS's AutomationExecution of each, with ParentAutomationExecutionId; empty while it runs."""
    attempts: Iterator[int] = field(default_factory=lambda: count(1))
    """Numbers the attempts of all steps."""
