"""What a result says about the steps: the answer of GetAutomationExecution, or that of `ssmdoc run` for a command."""

from dataclasses import dataclass
from itertools import groupby

from ssmdoc.graph.words import plain
from ssmdoc.source.values import JsonValue


class ResultError(Exception):
    """It is no result of a run; the text says what is wrong."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A step that was run, or listed without having been."""

    name: str
    status: str


@dataclass(frozen=True, slots=True)
class Run:
    """The visits in the order of time, a sequence for each node of a command, and the status of the whole."""

    sequences: tuple[tuple[Visit, ...], ...]
    status: str

    @property
    def visits(self) -> tuple[Visit, ...]:
        """All visits."""
        return tuple(visit for sequence in self.sequences for visit in sequence)


def read_run(value: JsonValue) -> Run:
    """The run that a result tells of.

    Raises:
        ResultError: it has another shape.
    """
    if not isinstance(value, dict):
        raise ResultError(_EXPECTED)
    execution = value.get("AutomationExecution")
    if isinstance(execution, dict):
        steps = _objects(execution.get("StepExecutions"), "StepExecutions")
        sequence = tuple(_visit(step, "StepName", "StepStatus") for step in _in_time(steps))
        return Run((sequence,), _text(execution.get("AutomationExecutionStatus")))
    if "Steps" in value:
        steps = _objects(value["Steps"], "Steps")
        steps.sort(key=_node)
        sequences = tuple(tuple(_visit(step, "Name", "Status") for step in nodes) for _, nodes in groupby(steps, _node))
        command = value.get("Command")
        return Run(sequences, _text(command.get("Status")) if isinstance(command, dict) else "")
    raise ResultError(_EXPECTED)


_EXPECTED = (
    "this is no result of a run, which would have AutomationExecution or Steps; `--format json` of run makes one"
)


def _objects(value: JsonValue, name: str) -> list[dict[str, JsonValue]]:
    if not isinstance(value, list):
        raise ResultError(f"{name} must be a list of steps")
    found = [item for item in value if isinstance(item, dict)]
    if len(found) != len(value):
        raise ResultError(f"each of {name} must be an object")
    return found


def _in_time(steps: list[dict[str, JsonValue]]) -> list[dict[str, JsonValue]]:
    """The steps by when they began, if all that ran say so in one way; those that did not run come last."""
    ran = [step for step in steps if _text(step.get("StepStatus")) != "Pending"]
    waiting = [step for step in steps if _text(step.get("StepStatus")) == "Pending"]
    times = [step.get("ExecutionStartTime") for step in ran]
    numbers = [time for time in times if isinstance(time, int | float)]
    texts = [time for time in times if isinstance(time, str)]
    order = list(range(len(ran)))
    if len(numbers) == len(ran):
        order.sort(key=numbers.__getitem__)
    elif len(texts) == len(ran):
        order.sort(key=texts.__getitem__)
    return [ran[place] for place in order] + waiting


def _visit(step: dict[str, JsonValue], name: str, status: str) -> Visit:
    return Visit(plain(_text(step.get(name))), plain(_text(step.get(status)), 40))


def _node(step: dict[str, JsonValue]) -> str:
    return _text(step.get("InstanceId"))


def _text(value: JsonValue) -> str:
    return value if isinstance(value, str) else ""
