"""`ssmdoc run --plan` of an Automation document."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from ssmdoc.automation.preview import PlannedStep
from ssmdoc.plan.automation.convert import as_text, shortened
from ssmdoc.report.terminal import coloured, wants_colour
from ssmdoc.report.visible import visible
from ssmdoc.source.values import JsonValue

_LONGEST = 300
"""Characters of a value in a line."""


def write_runbook_plan(
    target: TextIO, path: str, values: Mapping[str, JsonValue], steps: Sequence[PlannedStep]
) -> None:
    """Print the steps, what is known of their inputs, and where each leads."""
    colour = wants_colour(target)
    target.write(f"{visible(path)}: Automation, {len(steps)} step{'' if len(steps) == 1 else 's'}\n")
    for name, value in values.items():
        target.write(f"  {visible(name)} = {_shown(value)}\n")
    for line in _lines(steps, "", colour=colour):
        target.write(f"{line}\n")


def _lines(steps: Sequence[PlannedStep], indent: str, *, colour: bool) -> Iterator[str]:
    for number, planned in enumerate(steps, 1):
        step = planned.step
        head = f"{indent}step {number}/{len(steps)} {visible(step.name)} ({visible(step.action)})"
        yield head if planned.is_reached else f"{head}: {coloured('not reached', 'Skipped', colour=colour)}"
        if not planned.is_reached:
            continue
        for name, value in planned.inputs.items():
            yield from _input(f"{indent}  {visible(name)}", value)
        yield from _lines(planned.steps, f"{indent}  ", colour=colour)
        following = steps[number].step.name if number < len(steps) else None
        for way in planned.ways:
            if way.when or way.target != following:
                when = f"{visible(shortened(way.when, _LONGEST))}: " if way.when else ""
                goes_on = f"goes on with {visible(way.target)}" if way.target else "ends"
                yield f"{indent}  -> {when}{goes_on}"


def _input(name: str, value: JsonValue) -> Iterator[str]:
    if isinstance(value, str) and "\n" in value.strip():
        yield f"{name}:"
        yield from (f"    | {visible(line)}" for line in value.splitlines())
    else:
        yield f"{name}: {_shown(value)}"


def _shown(value: JsonValue) -> str:
    return visible(shortened(as_text(value), _LONGEST))


def runbook_plan_json(values: Mapping[str, JsonValue], steps: Sequence[PlannedStep]) -> JsonValue:
    """The plan as one object."""
    return {"SchemaVersion": "0.3", "Parameters": dict(values), "Steps": _steps(steps)}


def _steps(steps: Sequence[PlannedStep]) -> list[JsonValue]:
    return [
        {
            "Name": planned.step.name,
            "Action": planned.step.action,
            "Inputs": dict(planned.inputs),
            "IsReached": planned.is_reached,
            "Ways": [{"When": way.when, "Step": way.target} for way in planned.ways],
            "Steps": _steps(planned.steps),
        }
        for planned in steps
    ]
