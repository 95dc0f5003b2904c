"""Machines driven without a world: how each action ends is written down."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count

import yaml

from ssmdoc.automation.events import Event, ExecutionEnded
from ssmdoc.automation.machine import Machine
from ssmdoc.automation.records import Ending, Record, failed, succeeded, timed_out
from ssmdoc.automation.scope import Identity, Scope
from ssmdoc.automation.status import Status
from ssmdoc.plan.automation.read import read_runbook
from ssmdoc.plan.automation.runbook import Runbook
from ssmdoc.plan.automation.start import StartRefusal, typed_values
from ssmdoc.source.values import JsonValue

START = datetime(2030, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
IDENTITY = Identity("11111111-2222-3333-4444-555555555555", region="eu-west-1")

ENDINGS = {"ok": succeeded(), "fail": failed("it broke"), "late": timed_out(), "cancel": Ending(Status.CANCELLED)}


def runbook(text: str) -> Runbook:
    return read_runbook(yaml.safe_load(text))


class Driven:
    """A machine that was driven to its end, a second for each action."""

    def __init__(
        self,
        document: Runbook,
        endings: Mapping[str, Sequence[str | Ending]] | None = None,
        values: Mapping[str, JsonValue] | None = None,
        seconds: float = 1,
    ) -> None:
        parameters = typed_values(document, values or {})
        if isinstance(parameters, StartRefusal):
            raise AssertionError(parameters.message)
        self.events: list[Event] = []
        ids = (f"id-{number}" for number in count(1))
        self.machine = Machine(document, Scope(document, parameters, IDENTITY), lambda: next(ids), self.events.append)
        self.inputs: list[tuple[str, Mapping[str, JsonValue]]] = []
        self.now = START
        waiting = {name: list(given) for name, given in (endings or {}).items()}
        while not self.machine.is_over:
            asked = self.machine.advance(self.now)
            if asked is None:
                continue
            name = asked.record.step.name
            self.inputs.append((name, asked.inputs))
            given = waiting.get(name, ["ok"])
            chosen = given.pop(0) if len(given) > 1 else given[0]
            ending = ENDINGS[chosen] if isinstance(chosen, str) else chosen
            self.now += timedelta(seconds=seconds)
            if ending.status is Status.CANCELLED:
                self.machine.cancel(self.now)
            self.machine.finish(ending, self.now)

    @property
    def path(self) -> list[str]:
        """Each step that ran with its status; steps of loops with their iteration, attempts that were more than one."""
        return [shown(record) for record in self.machine.records]

    @property
    def status(self) -> str:
        (ended,) = (event for event in self.events if isinstance(event, ExecutionEnded))
        assert ended.status is self.machine.status
        return self.machine.status.value


def shown(record: Record) -> str:
    name = f"{record.parent.name}[{record.parent.iteration}].{record.step.name}" if record.parent else record.step.name
    times = f" x{record.attempt}" if record.attempt > 1 else ""
    return f"{name} {record.status.value}{times}"
