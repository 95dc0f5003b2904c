"""What a runbook would do, as far as that is known before it runs: the steps, their inputs, and where each leads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from ssmdoc.automation.scope import Identity, Scope
from ssmdoc.model.references import Form, Reference
from ssmdoc.model.steps import BRANCH
from ssmdoc.plan.automation.condition import ConditionError, is_true
from ssmdoc.plan.automation.convert import as_text
from ssmdoc.plan.automation.resolve import Lookup, UnavailableError, UnknownError, resolve
from ssmdoc.plan.automation.runbook import OnFailure, Runbook, Step
from ssmdoc.source.values import JsonValue

_LATER = (Form.OUTPUT, Form.VARIABLE)
"""What is only known when the step runs."""


@dataclass(frozen=True, slots=True)
class Way:
    """Where the run may go on after a step; a target of None is the end."""

    when: str
    target: str | None


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step as far as it is known."""

    step: Step
    inputs: Mapping[str, JsonValue]
    """References to what is known are replaced."""
    ways: tuple[Way, ...]
    is_reached: bool
    """Whether the run may come to it, given the decisions that are known."""
    steps: "tuple[PlannedStep, ...]" = ()
    """Of a loop."""


class _Preview:
    def __init__(self, runbook: Runbook, scope: Scope, now: datetime) -> None:
        self._runbook = runbook
        known = scope.lookup(now, {})
        self._known = known
        self._replace: Lookup = _unless_later(known, UnknownError())
        self._judge: Lookup = _unless_later(known, UnavailableError("", ""))

    def steps(self, steps: tuple[Step, ...], after: tuple[Way, ...]) -> tuple[PlannedStep, ...]:
        """The steps of a list, after whose last one the run goes on with `after`."""
        inner = {step.name: self.steps(step.steps, ()) for step in steps if step.steps}
        ways = {}
        for number, step in enumerate(steps):
            following = (Way("", steps[number + 1].name),) if number + 1 < len(steps) else after
            ways[step.name] = (*self._ways(step, following, after), *_out_of(inner.get(step.name, ())))
        reached = _reached(steps[0].name, ways)
        return tuple(
            PlannedStep(
                step,
                {} if step.action == BRANCH else {name: self._input(value) for name, value in step.inputs.items()},
                ways[step.name],
                step.name in reached,
                inner.get(step.name, ()),
            )
            for step in steps
        )

    def _input(self, value: JsonValue) -> JsonValue:
        return resolve(value, self._replace)

    def _ways(self, step: Step, following: tuple[Way, ...], after: tuple[Way, ...]) -> Iterator[Way]:
        onward = (Way("", step.next_step),) if step.next_step else after if step.is_end else following
        if step.action == BRANCH:
            yield from self._choices(step, onward)
        else:
            yield from onward
        match step.on_failure:
            case OnFailure.CONTINUE | OnFailure.ABORT | None:
                pass
            case target:
                yield Way("on failure", target)
        if step.on_cancel:
            yield Way("on cancel", step.on_cancel)

    def _choices(self, step: Step, onward: tuple[Way, ...]) -> Iterator[Way]:
        """The choices that can be taken: those before one that is sure to hold, and it."""
        choices = step.inputs.get("Choices")
        default = step.inputs.get("Default")
        otherwise = (Way("otherwise", default),) if isinstance(default, str) and default else onward
        for choice in choices if isinstance(choices, list) else [choices]:
            if not isinstance(choice, dict):
                continue
            target = str(choice.get("NextStep"))
            try:
                holds = is_true(choice, lambda value: resolve(value, self._judge))
            except (UnavailableError, ConditionError):
                yield Way(f"if {words(choice)}", target)
                continue
            if holds:
                yield Way(f"because {words(choice)}", target)
                return
        yield from otherwise


def preview(
    runbook: Runbook, parameters: Mapping[str, JsonValue], identity: Identity, now: datetime
) -> tuple[PlannedStep, ...]:
    """The steps of a runbook with the values that it would start with."""
    scope = Scope(runbook, parameters, identity)
    return _Preview(runbook, scope, now).steps(runbook.steps, (Way("", None),))


def _unless_later(known: Lookup, error: Exception) -> Lookup:
    def lookup(reference: Reference) -> JsonValue:
        if reference.form in _LATER:
            raise error
        return known(reference)

    return lookup


def _out_of(steps: tuple[PlannedStep, ...]) -> Iterator[Way]:
    """The ways that lead out of a loop from the steps inside it."""
    names = {planned.step.name for planned in steps}
    for planned in steps:
        for way in planned.ways:
            if way.target is not None and way.target not in names:
                yield Way(f"from {planned.step.name}{', ' if way.when else ''}{way.when}", way.target)


def _reached(first: str, ways: Mapping[str, tuple[Way, ...]]) -> set[str]:
    reached: set[str] = set()
    waiting = [first]
    while waiting:
        name = waiting.pop()
        if name in ways and name not in reached:
            reached.add(name)
            waiting += [way.target for way in ways[name] if way.target]
    return reached


def words(condition: JsonValue) -> str:
    """A condition in words."""
    if not isinstance(condition, dict):
        return as_text(condition)
    for name in ("And", "Or"):
        items = condition.get(name)
        if isinstance(items, list):
            return "(" + f" {name.lower()} ".join(map(words, items)) + ")"
    if "Not" in condition:
        return f"not {words(condition['Not'])}"
    rest = [(name, value) for name, value in condition.items() if name not in ("Variable", "NextStep")]
    compared = " ".join(f"{name} {as_text(value)}" for name, value in rest)
    return f"{as_text(condition.get('Variable'))} {compared}"
