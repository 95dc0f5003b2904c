"""Values under which a certain choice of a branch is taken."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice, product

from ssmdoc.catalogue.conditions import NEXT_STEP, VARIABLE
from ssmdoc.init_test.samples import is_valid
from ssmdoc.init_test.sources import Source, references_in, source_of
from ssmdoc.model.references import Reference
from ssmdoc.plan.automation.condition import ConditionError, is_true
from ssmdoc.plan.automation.resolve import UnavailableError, resolve
from ssmdoc.plan.automation.runbook import Runbook
from ssmdoc.source.values import JsonValue

_MOST_TRIED = 5_000
Assignment = Mapping[Source, JsonValue]


def choices_of(step_choices: JsonValue) -> list[JsonValue]:
    """The choices of a branch, as a list."""
    return step_choices if isinstance(step_choices, list) else [step_choices]


def solutions(
    choices: Sequence[JsonValue], runbook: Runbook, known: Callable[[Reference], JsonValue]
) -> dict[int | None, Assignment]:
    """For each choice, None for that no choice holds, values under which it is the first to hold, where found."""
    values = _candidates(choices, runbook, known)
    found: dict[int | None, Assignment] = {}
    for combination in islice(product(*values.values()), _MOST_TRIED):
        assignment = dict(zip(values, combination, strict=True))
        with suppress(ConditionError, UnavailableError):
            found.setdefault(_taken(choices, runbook, assignment, known), assignment)
    return found


def _taken(
    choices: Sequence[JsonValue], runbook: Runbook, assignment: Assignment, known: Callable[[Reference], JsonValue]
) -> int | None:
    """The number of the first choice that holds."""

    def lookup(reference: Reference) -> JsonValue:
        source = source_of(reference, runbook)
        return known(reference) if source is None or source not in assignment else assignment[source]

    def resolved(value: JsonValue) -> JsonValue:
        return resolve(value, lookup)

    return next((number for number, choice in enumerate(choices) if is_true(choice, resolved)), None)


def _candidates(
    choices: Sequence[JsonValue], runbook: Runbook, known: Callable[[Reference], JsonValue]
) -> dict[Source, list[JsonValue]]:
    found: dict[Source, list[JsonValue]] = {}
    for comparison in _comparisons(list(choices)):
        operands = [value for name, value in comparison.items() if name not in (VARIABLE, NEXT_STEP)]
        for reference in references_in(comparison.get(VARIABLE)):
            source = source_of(reference, runbook)
            if source is None:
                continue
            values = found.setdefault(source, [])
            for operand in operands:
                values += [value for value in _near(_plain(operand, known)) if _is_new(value, values)]
    for source, values in found.items():
        declared = runbook.parameters.get(source) if isinstance(source, str) else None
        if declared is not None:
            values += [value for value in declared.allowed_values if _is_new(value, values)]
            values[:] = [_of_type(value, declared.type) for value in values if is_valid(declared, value)]
    return found


def _plain(operand: JsonValue, known: Callable[[Reference], JsonValue]) -> JsonValue:
    try:
        return resolve(operand, known)
    except UnavailableError:
        return None


def _near(operand: JsonValue) -> Iterator[JsonValue]:
    """Values that are, and that are not, as a comparison wants them."""
    match operand:
        case bool():
            yield from (operand, not operand)
        case int() | float():
            yield from (operand, operand + 1, operand - 1)
        case str() if operand.lower() in ("true", "false"):
            yield from (operand, "false" if operand.lower() == "true" else "true")
        case str() if operand.lstrip("-").isdigit():
            yield from (operand, str(int(operand) + 1), str(int(operand) - 1))
        case str():
            yield from (operand, f"{operand}-example", f"example-{operand}", f"an-{operand}-example")
            yield from (operand.swapcase(), "example")
        case _:
            pass


def _of_type(value: JsonValue, type_: str) -> JsonValue:
    return [value] if type_ == "StringList" and not isinstance(value, list) else value


def _is_new(value: JsonValue, values: list[JsonValue]) -> bool:
    return all(value != other or type(value) is not type(other) for other in values)


def _comparisons(condition: JsonValue) -> Iterator[dict[str, JsonValue]]:
    match condition:
        case list():
            for item in condition:
                yield from _comparisons(item)
        case dict():
            if VARIABLE in condition:
                yield condition
            for name, value in condition.items():
                if name in ("And", "Or", "Not"):
                    yield from _comparisons(value)
        case _:
            pass
