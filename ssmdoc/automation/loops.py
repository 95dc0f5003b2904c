"""aws:loop: over which values it goes, and whether there is another iteration.

Source: UG25 automation-action-loop.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ssmdoc.catalogue.limits import MAX_LOOP_ITERATIONS
from ssmdoc.plan.automation.condition import Resolve, is_true
from ssmdoc.plan.automation.convert import ConversionError, convert
from ssmdoc.plan.automation.runbook import Step
from ssmdoc.source.values import JsonValue


class LoopError(Exception):
    """The loop cannot run; the text says why."""


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop in one of its iterations."""

    step: Step
    items: tuple[JsonValue, ...] | None
    """Of a loop over a list; None of one that goes on while its condition holds."""
    most: int
    iteration: int = 1

    @property
    def value(self) -> JsonValue:
        """The item of the present iteration."""
        return self.items[self.iteration - 1] if self.items is not None else None

    @property
    def values(self) -> Mapping[str, JsonValue]:
        """What the steps inside can refer to."""
        counted: dict[str, JsonValue] = {"CurrentIteration": self.iteration}
        return counted if self.items is None else counted | {"CurrentIteratorValue": self.value}

    def goes_on(self, resolve: Resolve) -> bool:
        """Whether another iteration follows.

        Raises:
            ConditionError, UnavailableError: its condition cannot be evaluated.
        """
        if self.iteration >= self.most:
            return False
        if self.items is not None:
            return self.iteration < len(self.items)
        return is_true(self.step.inputs["LoopCondition"], resolve)


def begin(step: Step, resolve: Resolve) -> Loop | None:
    """The loop in its first iteration; None when there is nothing to iterate over.

    Raises:
        LoopError: it has no list of values and no condition, or too many values, or values of another type.
        UnavailableError: a reference has no value.
    """
    inputs = step.inputs
    most = _most(resolve(inputs.get("MaxIterations")))
    if "Iterators" not in inputs:
        if "LoopCondition" not in inputs:
            raise LoopError("the loop has neither Iterators nor LoopCondition")
        return Loop(step, None, most)
    items = _items(resolve(inputs["Iterators"]), resolve(inputs.get("IteratorDataType")) or "String")
    return Loop(step, items, most) if items else None


def shown_inputs(step: Step, resolve: Resolve) -> dict[str, JsonValue]:
    """The inputs of a loop in its result; a condition as it is written, for it is evaluated after each iteration."""
    return {name: value if name == "LoopCondition" else resolve(value) for name, value in step.inputs.items()}


def _most(given: JsonValue) -> int:
    if given is None:
        return MAX_LOOP_ITERATIONS
    try:
        most = convert(given, ("Integer",))
    except ConversionError as error:
        raise LoopError(f"MaxIterations: {error}") from error
    if not isinstance(most, int) or not 1 <= most <= MAX_LOOP_ITERATIONS:
        raise LoopError(f"MaxIterations must be from 1 to {MAX_LOOP_ITERATIONS}, not {most}")
    return most


def _items(value: JsonValue, type_: JsonValue) -> tuple[JsonValue, ...]:
    items = value if isinstance(value, list) else [value]
    if len(items) > MAX_LOOP_ITERATIONS:
        raise LoopError(f"Iterators has {len(items)} items, at most {MAX_LOOP_ITERATIONS} are allowed")
    try:
        return tuple(convert(item, (str(type_),)) for item in items)
    except ConversionError as error:
        raise LoopError(f"an item of Iterators: {error}") from error
