"""From the value of a document to a runbook."""

from collections.abc import Iterator, Mapping

from ssmdoc.catalogue.jumps import STEP_PREFIX
from ssmdoc.catalogue.outputs import DEFAULT_OUTPUT_TYPE
from ssmdoc.model.steps import LOOP
from ssmdoc.plan.automation.runbook import LineOf, OnFailure, Output, Runbook, Step, Variable
from ssmdoc.plan.declarations import declared_parameters, whole_number
from ssmdoc.source.values import JsonValue

MOST_LEVELS = 20
"""Loops inside each other; AWS documents none at all."""


class RunbookError(Exception):
    """The document cannot be planned; the text says what is wrong with it."""


def _no_line(_step: str, _line: int) -> None:
    return None


def read_runbook(document: JsonValue, line_of: LineOf = _no_line) -> Runbook:
    """The runbook that a document is; `line_of` knows where the lines of its scripts stand.

    Raises:
        RunbookError: it has no steps, or one that has no name or action, or two of the same name.
    """
    if not isinstance(document, dict):
        raise RunbookError("the document is no map")
    steps = tuple(_steps(document.get("mainSteps"), "mainSteps", 0))
    parameters = declared_parameters(document)
    declarations = document.get("parameters")
    defaults = {
        name: fields["default"]
        for name, fields in (declarations.items() if isinstance(declarations, dict) else ())
        if isinstance(fields, dict) and fields.get("default") is not None
    }
    outputs, files = document.get("outputs"), document.get("files")
    runbook = Runbook(
        steps,
        parameters,
        defaults,
        {variable.name: variable for variable in _variables(document.get("variables"))},
        tuple(str(output) for output in outputs) if isinstance(outputs, list) else (),
        _text(document.get("assumeRole")),
        _text(document.get("description")),
        files if isinstance(files, dict) else None,
        line_of,
    )
    _check_names(runbook)
    return runbook


def _check_names(runbook: Runbook) -> None:
    seen: set[str] = set()
    waiting = [*runbook.steps]
    while waiting:
        step = waiting.pop()
        if step.name in seen:
            raise RunbookError(f'two steps have the name "{step.name}"')
        seen.add(step.name)
        waiting += step.steps


def _steps(items: JsonValue, where: str, level: int) -> Iterator[Step]:
    if not isinstance(items, list) or not items:
        raise RunbookError(f"{where} has no steps")
    if level > MOST_LEVELS:
        raise RunbookError(f"{where}: loops are nested more than {MOST_LEVELS} deep")
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            raise RunbookError(f"{where}: step {number} is no map")
        name, action, inputs = item.get("name"), item.get("action"), item.get("inputs")
        if not isinstance(name, str) or not isinstance(action, str):
            raise RunbookError(f"{where}: step {number} has no name or no action")
        yield _step(name, action, item, inputs if isinstance(inputs, dict) else {}, level)


def _step(name: str, action: str, item: Mapping[str, JsonValue], inputs: dict[str, JsonValue], level: int) -> Step:
    inner: tuple[Step, ...] = ()
    if action == LOOP:
        inner = tuple(_steps(inputs.get("Steps"), f'Steps of "{name}"', level + 1))
        inputs = {key: value for key, value in inputs.items() if key != "Steps"}
    return Step(
        name,
        action,
        inputs,
        tuple(_outputs(item.get("outputs"))),
        timeout_seconds=whole_number(item.get("timeoutSeconds")),
        max_attempts=max(1, whole_number(item.get("maxAttempts")) or 1),
        on_failure=_on_failure(item.get("onFailure")),
        on_cancel=_target(item.get("onCancel")),
        is_end=_flag(item.get("isEnd")) or False,
        is_critical=_flag(item.get("isCritical")),
        next_step=_text(item.get("nextStep")) or None,
        steps=inner,
    )


def _outputs(items: JsonValue) -> Iterator[Output]:
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and item.get("Name"):
            type_ = item.get("Type") or DEFAULT_OUTPUT_TYPE
            yield Output(str(item["Name"]), _text(item.get("Selector")) or "$", str(type_))


def _variables(items: JsonValue) -> Iterator[Variable]:
    for name, fields in items.items() if isinstance(items, dict) else ():
        if isinstance(fields, dict):
            yield Variable(name, _text(fields.get("type")) or "String", fields.get("default"))


def _on_failure(value: JsonValue) -> OnFailure | str | None:
    if value is None:
        return None
    return OnFailure.CONTINUE if value == OnFailure.CONTINUE.value else _target(value) or OnFailure.ABORT


def _target(value: JsonValue) -> str | None:
    """The step that `step:NAME` names."""
    return value.removeprefix(STEP_PREFIX).strip() if isinstance(value, str) and STEP_PREFIX in value else None


def _text(value: JsonValue) -> str:
    return value if isinstance(value, str) else ""


def _flag(value: JsonValue) -> bool | None:
    """True, false, or a text that says so (accepted by AWS in its own documents)."""
    if isinstance(value, bool) or value is None:
        return value
    return isinstance(value, str) and value.lower() == "true"
