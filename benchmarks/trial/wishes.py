"""What the steps of a runbook wait for and assert, which a door that answers everything had better know."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ssmdoc.aws.models import UnknownApiError, find_operation
from ssmdoc.plan.automation.runbook import Runbook, Step
from ssmdoc.source.values import JsonValue

_PARAMETER = re.compile(r"\{\{\s*([A-Za-z0-9]+)\s*\}\}")


class Wish(NamedTuple):
    """A value that a step wants to find."""

    service: str
    operation: str
    selector: str
    value: JsonValue


def wishes(runbook: Runbook, values: Mapping[str, JsonValue]) -> tuple[Wish, ...]:
    """Those of all steps, in their order."""
    steps = [*runbook.steps]
    for step in steps:
        steps += step.steps
    return tuple(wish for step in steps for wish in _of(step, values))


def replaced(text: str, values: Mapping[str, JsonValue]) -> str:
    """A text with the values of parameters in the place of references to them."""
    return _PARAMETER.sub(lambda found: str(values.get(found[1], found[0])), text)


def _of(step: Step, values: Mapping[str, JsonValue]) -> Iterator[Wish]:
    selector, desired = step.inputs.get("PropertySelector"), step.inputs.get("DesiredValues")
    if not isinstance(selector, str):
        return
    first = desired[0] if isinstance(desired, list) and desired else desired
    try:
        operation = find_operation(str(step.inputs.get("Service")), str(step.inputs.get("Api")))
    except UnknownApiError:
        return
    path = selector if selector.startswith("$") else f"$.{selector}"
    yield Wish(operation.service, operation.name, path, replaced(first, values) if isinstance(first, str) else first)
