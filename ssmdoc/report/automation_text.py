"""An automation for people: each step while it runs, and a summary at the end."""

from typing import TextIO

from ssmdoc.automation.events import (
    CancelRequested,
    ChildEvent,
    Event,
    StepEnded,
    StepLog,
    StepRetried,
    StepStarted,
    StepWaiting,
    VariableUpdated,
)
from ssmdoc.automation.records import Failure, Record
from ssmdoc.automation.run import Execution
from ssmdoc.automation.status import Status
from ssmdoc.model.steps import LOOP
from ssmdoc.plan.automation.convert import as_text, shortened
from ssmdoc.report.durations import duration, whole_duration
from ssmdoc.report.pending_line import PendingLine
from ssmdoc.report.terminal import coloured, wants_colour
from ssmdoc.report.visible import visible
from ssmdoc.source.values import JsonValue

_LONGEST = 300
"""Characters of a value that is shown."""
_TRACEBACK = "Traceback (most recent call last):\n"
_OF_COMMAND = ("Status", "ResponseCode")


class LiveAutomation:
    """Prints the events of an automation as they come; call it with each, from any thread.

    On a terminal a line below them says for how long the step has been running. `close` takes it away.
    """

    def __init__(self, target: TextIO) -> None:
        self._colour = wants_colour(target)
        self._below = PendingLine(target, live=self._colour)
        self._below.start()

    def __call__(self, event: Event) -> None:
        """Print an event."""
        self._show(event, "")

    def close(self) -> None:
        """The automation has ended."""
        self._below.close()

    def _show(self, event: Event, indent: str) -> None:
        match event:
            case ChildEvent(_, inner):
                self._show(inner, f"{indent}    ")
            case StepStarted(record):
                attempt = f", attempt {record.attempt} of {record.step.max_attempts}" if record.attempt > 1 else ""
                self._write(f"step {name_of(record)} ({record.step.action}){attempt}", indent)
                self._below.begin(f"{indent}  {Status.IN_PROGRESS.value}")
            case StepRetried(record):
                self._below.begin("")
                self._write(f"  attempt {record.attempt} of {record.step.max_attempts} {self._ending(record)}", indent)
            case StepWaiting():
                self._below.begin("")
                self._write("  Waiting", indent)
            case StepLog(_, text):
                for line in text.splitlines():
                    self._write(f"  | {visible(line)}", indent)
            case StepEnded(record):
                self._below.begin("")
                where = f"step {name_of(record)} " if record.step.action == LOOP else ""
                self._write(f"  {where}{self._ending(record)}", indent)
                for note in record.notes:
                    self._write(f"  {visible(note)}", indent)
                if record.failure is not None and record.failure.hint:
                    self._write_hint(record.failure.hint, indent)
            case VariableUpdated(name, value):
                self._write(f"  variable:{visible(name)} = {_shown(value)}", indent)
            case CancelRequested():
                self._write("  cancel requested", indent)

    def _write_hint(self, hint: str, indent: str) -> None:
        for line in hint.splitlines():
            self._write(f"    {visible(line)}", indent)

    def _write(self, line: str, indent: str) -> None:
        self._below.write(f"{indent}{line}\n")

    def _ending(self, record: Record) -> str:
        text = f"{record.status.value} after {duration(seconds(record))}"
        if record.failure is not None and record.status is not Status.SUCCESS:
            place = f"line {record.failure.line}: " if record.failure.line else ""
            text += f": {place}{_in_a_line(record, record.failure)}"
        elif record.next_step:
            text += f": goes on with {record.next_step}"
        return coloured(visible(text), record.status.value, colour=self._colour)


def _in_a_line(record: Record, failure: Failure) -> str:
    """The reason of a failure, as far as one line has it: its first, of an exception what was raised."""
    before, traceback, after = failure.reason.partition(_TRACEBACK)
    reason = before + (after.partition("\n\n")[2] if traceback else "")
    line, *more = [found.strip() for found in reason.strip().splitlines()] or [""]
    if record.step.action != "aws:runCommand" or not record.outputs:
        return f"{line} {'; '.join(more)}" if line.endswith(":") else line
    shown = ", ".join(f"{name} {as_text(record.outputs[name])}" for name in _OF_COMMAND if name in record.outputs)
    last = as_text(record.outputs.get("Output", "")).strip().rpartition("\n")[2]
    return f"{line} {shown}" + (f": {last}" if last else "")


def name_of(record: Record) -> str:
    """The name of a step, after the iteration that it is part of."""
    parent = record.parent
    return visible(f"{parent.name}[{parent.iteration}] > {record.step.name}" if parent else record.step.name)


def seconds(record: Record) -> float:
    """How long a step took, on the clock of the automation."""
    return (record.ended - record.started).total_seconds() if record.ended and record.started else 0.0


def write_summary(target: TextIO, execution: Execution, *, where: str, elapsed: float) -> None:
    """Print the outputs, what went wrong, and the status of the automation."""
    colour = wants_colour(target)
    if execution.outputs:
        target.write("outputs\n")
    for name, value in execution.outputs.items():
        target.write(f"  {visible(name)}: {_shown(value)}\n")
    if execution.failure is not None and execution.status is not Status.SUCCESS:
        target.write("".join(f"{visible(line)}\n" for line in execution.failure.message.splitlines()))
    status = coloured(execution.status.value, execution.status.value, colour=colour)
    count = f"{len(execution.records)} step{'' if len(execution.records) == 1 else 's'}"
    passed = (execution.ended - execution.started).total_seconds()
    time = duration(elapsed) + (f" for {whole_duration(round(passed))} of virtual time" if passed > elapsed + 1 else "")
    target.write(f"{status}: {', '.join(part for part in (count, where, time) if part)}\n")


def _shown(value: JsonValue) -> str:
    return visible(shortened(as_text(value), _LONGEST))
