"""The inputs of a step as its action gets them: references replaced, values of the types that the action takes."""

from collections.abc import Callable

from ssmdoc.catalogue.actions import ACTIONS
from ssmdoc.model.steps import BRANCH
from ssmdoc.plan.automation.convert import ConversionError, convert
from ssmdoc.plan.automation.resolve import UnavailableError
from ssmdoc.plan.automation.runbook import Step
from ssmdoc.source.values import JsonValue


class InputError(Exception):
    """An input cannot be resolved; the text says which and why."""


def resolved_inputs(step: Step, resolve: Callable[[JsonValue], JsonValue]) -> dict[str, JsonValue]:
    """The inputs of a step; the choices of a branch stay as they are, for each is resolved when its turn comes.

    Raises:
        InputError: a reference has no value, or a value is of a type that the action does not take.
    """
    if step.action == BRANCH:
        return {}
    action = ACTIONS.get(step.action)
    types = {item.name: item.types for item in action.inputs} if action else {}
    inputs: dict[str, JsonValue] = {}
    for name, written in step.inputs.items():
        try:
            inputs[name] = _converted(resolve(written), written, types.get(name, ()))
        except UnavailableError as error:
            raise InputError(str(error)) from error
        except ConversionError as error:
            raise InputError(f"Failed to resolve input: {name} to type {' or '.join(types[name])}. {error}") from error
    return inputs


def _converted(value: JsonValue, written: JsonValue, types: tuple[str, ...]) -> JsonValue:
    """The value as one of the types; what is written out and cannot be converted is for the action to judge."""
    try:
        return convert(value, types)
    except ConversionError:
        if value == written:
            return value
        raise
