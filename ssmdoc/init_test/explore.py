"""Looks for runs in which each choice of each branch is taken, each question answered no, each onFailure followed."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from ssmdoc.automation.status import Status
from ssmdoc.init_test.simulate import Plan, Setting, Trial, simulate
from ssmdoc.init_test.solve import Assignment, choices_of, solutions
from ssmdoc.init_test.sources import known_value
from ssmdoc.invoke.refused import Refused
from ssmdoc.model.references import Reference
from ssmdoc.model.steps import BRANCH, LOOP
from ssmdoc.plan.automation.runbook import Runbook, Step
from ssmdoc.source.values import JsonValue

APPROVE = "aws:approve"
_DECIDED = (BRANCH, LOOP, "aws:updateVariable")
"""Nothing from outside can make these fail."""
MOST_TRIALS = 60


class Outcome(NamedTuple):
    """What can come of a branch: the number of a choice, or None where none holds."""

    step: str
    choice: int | None


class Explored(NamedTuple):
    """The runs that were found."""

    base: Trial
    branches: dict[Outcome, Trial]
    """Those that the first run takes are here too."""
    missing: tuple[Outcome, ...]
    rejected: dict[str, Trial]
    failing: dict[str, Trial]


def explore(plan: Plan, setting: Setting) -> Explored | Refused:
    """Run the runbook as often as it takes; Refused when the service does not start it with the first plan."""
    base = simulate(_ending_loops(plan, setting.runbook), setting)
    if isinstance(base, Refused):
        return base
    found: dict[Outcome, Trial] = {}
    waiting, count = [base], 1
    for outcome in _outcomes(base):
        found.setdefault(outcome, base)
    while waiting:
        trial = waiting.pop(0)
        for outcome, other in _others(trial, setting):
            if outcome in found or count >= MOST_TRIALS or setting.cancel.is_set():
                continue
            count += 1
            tried = simulate(other, setting)
            if isinstance(tried, Refused) or tried.trouble or outcome not in _outcomes(tried):
                continue
            waiting.append(tried)
            for taken in _outcomes(tried):
                found.setdefault(taken, tried)
    runs = list({id(trial): trial for trial in (base, *found.values())}.values())
    missing = tuple(outcome for outcome in _all_outcomes(setting.runbook) if outcome not in found)
    return Explored(
        base,
        found,
        missing,
        dict(_disturbed(runs, setting, is_rejection=True)),
        dict(_disturbed(runs, setting, is_rejection=False)),
    )


def _outcomes(trial: Trial) -> set[Outcome]:
    return {
        Outcome(record.step.name, record.choice)
        for record in trial.execution.records
        if record.step.action == BRANCH and record.status is Status.SUCCESS
    }


def _all_outcomes(runbook: Runbook) -> Iterator[Outcome]:
    for step in _in_order(runbook.steps):
        if step.action == BRANCH:
            for number in range(len(choices_of(step.inputs.get("Choices")))):
                yield Outcome(step.name, number)
            yield Outcome(step.name, None)


def _in_order(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from _in_order(step.steps)


def _others(trial: Trial, setting: Setting) -> Iterator[tuple[Outcome, Plan]]:
    """Plans that may lead a run which comes to a branch to its other choices."""
    seen: set[str] = set()
    for place, record in enumerate(trial.execution.records):
        if record.step.action != BRANCH or record.step.name in seen:
            continue
        seen.add(record.step.name)
        choices = choices_of(record.step.inputs.get("Choices"))
        solved = solutions(choices, setting.runbook, partial(known_value, trial, place))
        for choice, assignment in solved.items():
            yield Outcome(record.step.name, choice), _with(trial.plan, assignment)


def _with(plan: Plan, assignment: Assignment) -> Plan:
    parameters = {name: value for name, value in assignment.items() if isinstance(name, str)}
    outputs = {name: value for name, value in assignment.items() if not isinstance(name, str)}
    return replace(plan, parameters={**plan.parameters, **parameters}, outputs={**plan.outputs, **outputs})


def _ending_loops(plan: Plan, runbook: Runbook) -> Plan:
    """The plan with values under which loops end after their first round, where answers of APIs decide that."""
    parameters = plan.parameters

    def given(found: Reference) -> JsonValue:
        return parameters.get(found.names[0])

    for step in _in_order(runbook.steps):
        condition = step.inputs.get("LoopCondition")
        if step.action != LOOP or condition is None:
            continue
        solved = solutions([condition], runbook, given)
        outputs = {name: value for name, value in solved.get(None, {}).items() if not isinstance(name, str)}
        plan = replace(plan, outputs={**plan.outputs, **outputs})
    return plan


def _disturbed(runs: list[Trial], setting: Setting, *, is_rejection: bool) -> Iterator[tuple[str, Trial]]:
    seen: set[str] = set()
    for trial in runs:
        for record in trial.execution.records:
            step = record.step
            can_fail = step.action not in _DECIDED and record.status is Status.SUCCESS
            jumps = isinstance(step.on_failure, str) and not is_rejection and can_fail
            asks = is_rejection and step.action == APPROVE
            if step.name in seen or not (jumps or asks) or setting.cancel.is_set() or len(seen) >= MOST_TRIALS:
                continue
            seen.add(step.name)
            names = frozenset({step.name})
            changed = replace(trial.plan, rejected=names) if is_rejection else replace(trial.plan, failing=names)
            tried = simulate(changed, setting)
            if not isinstance(tried, Refused) and not tried.trouble:
                yield step.name, tried
