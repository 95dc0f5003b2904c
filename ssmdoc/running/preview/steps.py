"""All steps of a plan, each with what is known of it without a node."""

from collections.abc import Iterator
from typing import Literal

from ssmdoc.catalogue import plugins as catalogue
from ssmdoc.plan.command_plan import CommandPlan, PlannedStep
from ssmdoc.running.decision import LINUX, Platform, decide, modifier
from ssmdoc.running.plugins import PLUGINS
from ssmdoc.running.plugins.run_document import MOST_LEVELS, too_deep
from ssmdoc.running.preview.details import PreviewNested, details_of
from ssmdoc.running.preview.no_node import failure_without_node
from ssmdoc.running.preview.values import Details, Place, StepPreview
from ssmdoc.running.result import Status
from ssmdoc.source.values import JsonValue

_NEVER_REGISTERED = "aws:configureDaemon"
"""Its documents name platforms, but no agent has a handler for it (source: agent-semantics 3.1)."""
_OTHERWISE_ELSEWHERE = frozenset(("aws:cloudWatch", "aws:configureDocker", "aws:domainJoin", "aws:updateSsmAgent"))
"""What the agent on Linux says about these is not what it says on other platforms."""


def platform_named(name: str) -> Platform:
    """The platform of that name; of others than Linux it is the documentation that says which plugins there are."""
    if name == "Linux":
        return LINUX
    found = {plugin.name for plugin in catalogue.PLUGINS.values() if name in plugin.platforms}
    return Platform(name.lower(), found - {_NEVER_REGISTERED})


def preview_steps(plan: CommandPlan, place: Place, level: int = 0) -> tuple[StepPreview, ...]:
    """Each step as far as it is known; `level` says how many documents run around these steps."""
    return tuple(_preview(plan, number, place, level) for number in range(len(plan.steps)))


def _preview(plan: CommandPlan, number: int, place: Place, level: int) -> StepPreview:
    step = plan.steps[number]
    not_run = decide(plan, number, [None] * number, place.platform)
    if not_run is not None:
        decision: Literal["Skip", "Fail"] = "Skip" if not_run.status is Status.SKIPPED else "Fail"
        return StepPreview(step.name, step.action, decision, not_run.reason)
    remarks = tuple(_remarks(step, is_last=number == len(plan.steps) - 1))

    def preview_nested(inner: CommandPlan) -> tuple[StepPreview, ...]:
        return preview_steps(inner, place, level + 1)

    blocks = step.inputs if isinstance(step.inputs, list) else [step.inputs]
    if place.platform is not LINUX and step.action in _OTHERWISE_ELSEWHERE:
        parts = [Details(unknown="what the agent makes of it on this platform")]
    elif step.action not in PLUGINS:
        parts = [Details()]
    elif step.action == "aws:runDocument" and level == MOST_LEVELS:
        parts = [Details(failure=too_deep(level + 1))]
    else:
        parts = [_block(step, inputs, place, preview_nested) for inputs in blocks]
    whole = _joined(parts)
    decided: Literal["Run", "Fail"] = "Fail" if whole.failure else "Run"
    return StepPreview(step.name, step.action, decided, whole.failure, whole, step.inputs, remarks)


def _block(step: PlannedStep, inputs: JsonValue, place: Place, preview_nested: PreviewNested) -> Details:
    failure = failure_without_node(step, inputs, place)
    if failure is None:
        return details_of(step, inputs, place, preview_nested)
    return Details(failure=failure)


def _joined(parts: list[Details]) -> Details:
    """Of a step whose inputs are a list, all blocks together."""
    if len(parts) == 1:
        return parts[0]
    return Details(
        tuple(script for part in parts for script in part.scripts),
        tuple(fetch for part in parts for fetch in part.fetches),
        tuple(step for part in parts for step in part.steps),
        "\n".join(part.failure for part in parts if part.failure),
        "; ".join(part.unknown for part in parts if part.unknown),
    )


def _remarks(step: PlannedStep, *, is_last: bool) -> Iterator[str]:
    if modifier(step.inputs, "onFailure") in ("exit", "successAndExit"):
        yield "if it fails, the steps after it are skipped"
    if modifier(step.inputs, "onSuccess") == "exit":
        yield "if it succeeds, the steps after it are skipped"
    if is_last and modifier(step.inputs, "finallyStep") == "true":
        yield "runs even after an earlier step ended the document"
