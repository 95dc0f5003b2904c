"""Whether a step runs, is skipped or fails before it runs.

Source: amazon-ssm-agent runpluginutil.go getStepExecutionOperation, getShouldPluginSkipBasedOnControlFlow.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ssmdoc.plan.command_plan import CommandPlan, PlannedStep
from ssmdoc.plan.preconditions import evaluate
from ssmdoc.running.exit_codes import FAIL_AND_EXIT, SUCCEED_AND_EXIT
from ssmdoc.running.plugins import KNOWN, PLUGINS
from ssmdoc.running.result import Status, StepResult
from ssmdoc.source.values import JsonValue


class Platform(NamedTuple):
    """What kind of node decides about the steps."""

    type: str
    """As preconditions see it: linux, windows or macos."""
    plugins: Container[str]
    """Those that have a handler there."""


LINUX = Platform("linux", PLUGINS)
"""Of every node ssmdoc can make."""


@dataclass(frozen=True, slots=True)
class NotRun:
    """A step that does not run, and why."""

    status: Status
    """SKIPPED or FAILED."""
    reason: str


def modifier(inputs: JsonValue, name: str) -> str:
    """A control flow word in the inputs (`onFailure`, `onSuccess`, `finallyStep`), a text or a Boolean; else empty."""
    match inputs.get(name) if isinstance(inputs, dict) else None:
        case bool() as flag:
            return "true" if flag else "false"
        case str() as word:
            return word
        case _:
            return ""


def decide(
    plan: CommandPlan, number: int, previous: Sequence[StepResult | None], platform: Platform = LINUX
) -> NotRun | None:
    """Decide on the step with this number, counted from 0; None lets it run.

    `previous` holds the results of the steps before it; None stands for one that has not ended, as a step of the same
    name that runs again has not (steps of one name share their result).
    """
    step = plan.steps[number]
    if _earlier_exit(plan, number, previous):
        reason = f"Plugin with name {step.action} and id {step.name} skipped due to prior step with an exit condition"
        return NotRun(Status.SKIPPED, reason)
    if plan.has_preconditions:
        return _decide_with_preconditions(step, platform)
    return _decide_before_preconditions(step, platform)


def _earlier_exit(plan: CommandPlan, number: int, previous: Sequence[StepResult | None]) -> bool:
    is_last = number == len(plan.steps) - 1
    if is_last and modifier(plan.steps[number].inputs, "finallyStep") == "true":
        return False
    return any(
        result is not None and _exits(result, step.inputs) for step, result in zip(plan.steps, previous, strict=False)
    )


def _exits(result: StepResult, inputs: JsonValue) -> bool:
    if result.code in (SUCCEED_AND_EXIT, FAIL_AND_EXIT):
        return True
    if result.status is Status.FAILED:
        return modifier(inputs, "onFailure") == "exit"
    return result.status is Status.SUCCESS and modifier(inputs, "onSuccess") == "exit"


def _unknown(step: PlannedStep) -> NotRun:
    return NotRun(
        Status.FAILED,
        f"Plugin with name {step.action} is not supported by this version of ssm agent, "
        f"please update to latest version. Step name: {step.name}",
    )


def _decide_before_preconditions(step: PlannedStep, platform: Platform) -> NotRun | None:
    """In documents of schema 1.x and 2.0: what cannot run fails."""
    if step.action not in KNOWN:
        return _unknown(step)
    if step.preconditions:
        reason = "Precondition is not supported for document schema version prior to 2.2."
        return NotRun(Status.FAILED, f"{reason} Step name: {step.name}")
    if step.action not in platform.plugins:
        return NotRun(Status.FAILED, f"Plugin with name {step.action} not found. Step name: {step.name}")
    return None


def _decide_with_preconditions(step: PlannedStep, platform: Platform) -> NotRun | None:
    """In documents of schema 2.2: what another platform could run is skipped."""
    verdict = evaluate(step.preconditions, platform.type)
    reasons = ", ".join(verdict.reasons)
    if verdict.allowed and step.action not in KNOWN:
        return _unknown(step)
    if step.action not in platform.plugins:
        reason = f"Step execution skipped due to unsupported plugin: {step.action}. Step name: {step.name}"
        return NotRun(Status.SKIPPED, reason)
    if not verdict.allowed:
        reason = f"Step execution skipped due to unsatisfied preconditions: '{reasons}'. Step name: {step.name}"
        return NotRun(Status.SKIPPED, reason)
    if reasons:
        return NotRun(
            Status.FAILED,
            f"Unrecognized precondition(s): '{reasons}', please update agent to latest version. Step name: {step.name}",
        )
    return None
