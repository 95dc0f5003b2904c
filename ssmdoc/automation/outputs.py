"""The outputs of a step that it selects from a response, and those of the whole automation.

Source: UG25 automation-action-outputs-inputs.md; facts service.md (the text for a step that did not run).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ssmdoc.automation.records import Ending, Failure, Stage
from ssmdoc.automation.scope import Scope
from ssmdoc.automation.status import Status
from ssmdoc.plan.automation.convert import ConversionError, as_output
from ssmdoc.plan.automation.resolve import UnavailableError
from ssmdoc.plan.automation.runbook import Step
from ssmdoc.plan.automation.select import NotFoundError, SelectorError, select
from ssmdoc.source.values import JsonValue

NOT_AVAILABLE = "No output available yet because the step is not successfully executed"


class OutputError(Exception):
    """An output cannot be had of a response; the text says which and why."""


def declared_outputs(step: Step, response: JsonValue) -> dict[str, JsonValue]:
    """The outputs that a step declares; one whose selector leads nowhere in this response is left out.

    Raises:
        OutputError: a selector is no path, or what it finds is not of the declared type.
    """
    found: dict[str, JsonValue] = {}
    for output in step.outputs:
        try:
            value = select(output.selector, response)
            found[output.name] = None if value is None else as_output(value, output.type)
        except NotFoundError:
            continue
        except (SelectorError, ConversionError) as error:
            raise OutputError(f'Failed to get the output "{output.name}": {error}') from error
    return found


def with_outputs(step: Step, ending: Ending) -> Ending:
    """An ending with the outputs that the step declares; it failed if one of them cannot be had."""
    if ending.status is not Status.SUCCESS:
        return ending
    try:
        declared = declared_outputs(step, ending.response)
    except OutputError as error:
        failure = Failure(str(error), Stage.POST_VERIFICATION, "Verification")
        return replace(ending, status=Status.FAILED, failure=failure)
    payload = {} if ending.response is None else {"OutputPayload": ending.response}
    return replace(ending, outputs={**payload, **ending.outputs, **declared})


def document_outputs(names: Sequence[str], scope: Scope) -> Mapping[str, JsonValue]:
    """The outputs that a document lists, by `step.Output`."""
    return {name: _value(name, scope) for name in names}


def _value(name: str, scope: Scope) -> JsonValue:
    step, _, output = name.strip("{} ").partition(".")
    try:
        return scope.output(step, output)
    except UnavailableError:
        return NOT_AVAILABLE
