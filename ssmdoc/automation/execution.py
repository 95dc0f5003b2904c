"""An automation that has ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ssmdoc.automation.records import Failure, Record
from ssmdoc.automation.status import Status
from ssmdoc.plan.automation.runbook import Runbook
from ssmdoc.source.values import JsonValue


@dataclass(frozen=True, slots=True)
class Execution:
    """An automation that has ended."""

    runbook: Runbook
    execution_id: str
    parameters: Mapping[str, JsonValue]
    status: Status
    records: tuple[Record, ...]
    outputs: Mapping[str, JsonValue]
    variables: Mapping[str, JsonValue]
    failure: Failure | None
    started: datetime
    ended: datetime
