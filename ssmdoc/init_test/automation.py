"""The draft of a spec for an Automation document."""

import re
from collections.abc import Iterator, Mapping

from ssmdoc.automation.preview import words
from ssmdoc.automation.status import Status
from ssmdoc.init_test.draft import Draft, DraftCase
from ssmdoc.init_test.explore import APPROVE, Explored, Outcome, explore
from ssmdoc.init_test.mocks import Mocks, mocks_of
from ssmdoc.init_test.samples import sample, stored_names
from ssmdoc.init_test.simulate import Plan, Setting, Trial
from ssmdoc.init_test.solve import choices_of
from ssmdoc.init_test.sources import references_in, source_of
from ssmdoc.invoke.refused import Refused
from ssmdoc.model.references import Form
from ssmdoc.plan.automation.runbook import Runbook
from ssmdoc.source.values import JsonValue

_ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LONGEST_PATH = 20
_MADE_UP = "Answers are made up from the models of the services: the members that the document reads."
_DECISIONS = {APPROVE: "approve", "aws:pause": "resume"}
_STATUSES = ("Success", "Failed", "TimedOut", "Cancelled")


def draft_automation(setting: Setting) -> Draft:
    """The draft: what holds for all cases, a case for each way through the document."""
    runbook = setting.runbook
    parameters = {
        name: sample(declared) for name, declared in runbook.parameters.items() if name not in runbook.defaults
    }
    found = explore(Plan(parameters), setting)
    if isinstance(found, Refused):
        return Draft({}, (refused_case(found, parameters),))
    return _Drafting(runbook, found).draft(parameters, stored_names(runbook.defaults))


def refused_case(refused: Refused, parameters: Mapping[str, JsonValue]) -> DraftCase:
    """The case of what the service refuses."""
    given: dict[str, JsonValue] = {"parameters": dict(parameters)} if parameters else {}
    found = [diagnostic.message for diagnostic in refused.diagnostics[:3]]
    comment = ("The service refuses this:", refused.message, *found)
    return DraftCase("is refused", {**given, "expect": {"refused": refused.code}}, comment)


class _Drafting:
    def __init__(self, runbook: Runbook, found: Explored) -> None:
        self._runbook, self._found = runbook, found
        self._mocks: dict[tuple[str, str], JsonValue] = {}
        for trial in (found.base, *found.branches.values(), *found.rejected.values(), *found.failing.values()):
            for key, mock in mocks_of(trial.calls).items():
                self._mocks.setdefault(key, mock)
        self._decisions: dict[str, JsonValue] = {
            step.name: _DECISIONS[step.action]
            for step in reversed([*runbook.steps_by_name.values()])
            if step.action in _DECISIONS
        }

    def draft(self, parameters: Mapping[str, JsonValue], stored: tuple[str, ...]) -> Draft:
        keys: dict[str, JsonValue] = {}
        if parameters:
            keys["parameters"] = dict(parameters)
        if stored:
            keys["ssm_parameters"] = dict.fromkeys(stored, "example")
        if self._decisions:
            keys["decisions"] = dict(self._decisions)
        if self._mocks:
            keys["mocks"] = list(self._mocks.values())
        comments = {
            "parameters": ("Samples; a case may give others.",),
            "ssm_parameters": ("Parameter Store, which defaults refer to.",),
            "mocks": (_MADE_UP,),
        }
        return Draft(keys, tuple(self._cases()), comments)

    def _cases(self) -> Iterator[DraftCase]:
        base = self._found.base
        taken = [self._named(outcome) for outcome, trial in self._found.branches.items() if trial is base]
        comment = [f"Takes: {'; '.join(taken)}."] if taken else []
        yield self._case("runs with the samples", base, {}, comment)
        for outcome, trial in sorted(self._found.branches.items(), key=lambda item: self._order(item[0])):
            if trial is not base:
                yield self._case(self._named(outcome), trial, {}, [])
        for outcome in self._found.missing:
            yield self._unknown(outcome)
        for step, trial in self._found.rejected.items():
            yield self._case(f"{step} is rejected", trial, {"decisions": {**self._decisions, step: "reject"}}, [])
        for step, trial in self._found.failing.items():
            leads = self._runbook.steps_by_name[step].on_failure
            disturb: JsonValue = [{"step": step, "fail": True}]
            yield self._case(f"{step} fails, and the run goes on with {leads}", trial, {"disturb": disturb}, [])

    def _order(self, outcome: Outcome) -> tuple[int, float]:
        names = [step.name for step in self._runbook.steps_by_name.values()]
        return (-names.index(outcome.step), float("inf") if outcome.choice is None else outcome.choice)

    def _named(self, outcome: Outcome) -> str:
        if outcome.choice is None:
            return f"{outcome.step}: none of the choices"
        return f"{outcome.step}: {words(self._choice(outcome))}"

    def _choice(self, outcome: Outcome) -> JsonValue:
        return choices_of(self._runbook.steps_by_name[outcome.step].inputs.get("Choices"))[outcome.choice or 0]

    def _unknown(self, outcome: Outcome) -> DraftCase:
        unset = [
            f"{reference.names[0]}.{reference.names[1]}"
            for reference in references_in(self._runbook.steps_by_name[outcome.step].inputs.get("Choices"))
            if reference.form is Form.OUTPUT and source_of(reference, self._runbook) is None
        ]
        what = f"{', '.join(dict.fromkeys(unset))} is not read from an answer as it is; " if unset else ""
        comment = (
            f"Not worked out: {what}give parameters, or mocks with answers, under which it holds; then take out skip.",
        )
        reason = "values for this choice are to be filled in"
        return DraftCase(self._named(outcome), {"skip": reason}, comment)

    def _case(self, name: str, trial: Trial, more: Mapping[str, JsonValue], comment: list[str]) -> DraftCase:
        keys: dict[str, JsonValue] = {}
        base = self._found.base.plan.parameters
        own = {key: value for key, value in trial.plan.parameters.items() if base.get(key) != value}
        if own:
            keys["parameters"] = own
        mocks = _differing(mocks_of(trial.calls), self._mocks)
        if mocks:
            keys["mocks"] = mocks
        keys |= more
        status = trial.execution.status.value
        if trial.trouble or status not in _STATUSES:
            said = trial.trouble or f"the run ended with {status}"
            comment = [*comment, f"Does not pass yet: {_said(said)}. Fill in what it needs, then take out skip."]
            return DraftCase(name, {"skip": "something is to be filled in", **keys}, tuple(comment))
        failure = trial.execution.failure
        if trial.execution.status is not Status.SUCCESS and failure is not None:
            comment = [*comment, f"{status}: {_said(failure.reason)}"]
        return DraftCase(name, {**keys, "expect": _expectation(trial)}, tuple(comment))


def _said(reason: str) -> str:
    """Why a step failed, in a line, without what is another in each run."""
    lines = reason.strip().splitlines() or [""]
    return _ID.sub("…", lines[-1].strip() if lines[0].startswith("Traceback") else lines[0])


def _differing(mocks: Mocks, common: Mocks) -> list[JsonValue]:
    return [mock for key, mock in mocks.items() if common.get(key) != mock]


def _expectation(trial: Trial) -> dict[str, JsonValue]:
    expected: dict[str, JsonValue] = {"status": trial.execution.status.value}
    path: list[JsonValue] = []
    for record in trial.execution.records:
        parent = record.parent
        path.append(f"{parent.name}[{parent.iteration}].{record.step.name}" if parent else record.step.name)
    if len(path) <= _LONGEST_PATH:
        return {**expected, "path": path}
    last = {record.step.name: record.status.value for record in trial.execution.records}
    return {**expected, "steps": dict(last)}
