"""Test results as JSON; lines and columns count from 1."""

import json
from collections.abc import Sequence
from typing import TypeAlias

from ssmdoc.invoke.refused import Refused
from ssmdoc.report.spec_places import case_place, difference_place
from ssmdoc.running.result import CommandResult
from ssmdoc.spec.outcome import CaseOutcome, Verdict
from ssmdoc.spec.result import AutomationResult

Object: TypeAlias = dict[str, object]
VERDICTS = {
    Verdict.PASSED: "passed",
    Verdict.FAILED: "failed",
    Verdict.ERROR: "error",
    Verdict.SKIPPED: "skipped",
}


def as_json(outcomes: Sequence[CaseOutcome], seconds: float, not_run: int) -> str:
    """The whole report of a run."""
    verdicts = [outcome.verdict for outcome in outcomes]
    counts = {name: verdicts.count(verdict) for verdict, name in VERDICTS.items()}
    summary: Object = {**counts, "not_run": not_run, "seconds": round(seconds, 3)}
    return json.dumps({"cases": [case_json(outcome) for outcome in outcomes], "summary": summary}, indent=2) + "\n"


def case_json(outcome: CaseOutcome) -> Object:
    """One case."""
    line, column = case_place(outcome)
    return {
        "spec": outcome.spec.source.path,
        "line": line,
        "column": column,
        "name": outcome.case.name,
        "document": outcome.document.source.path,
        "tags": list(outcome.case.tags),
        "verdict": VERDICTS[outcome.verdict],
        "seconds": round(outcome.seconds, 3),
        "sandbox": outcome.sandbox,
        "skip": outcome.case.skip,
        "error": outcome.error,
        "differences": [_difference(outcome, number) for number in range(len(outcome.differences))],
        "result": _result(outcome),
    }


def _difference(outcome: CaseOutcome, number: int) -> Object:
    difference = outcome.differences[number]
    line, column = difference_place(outcome, difference)
    return {
        "step": difference.step,
        "part": difference.part,
        "relation": difference.relation,
        "expected": difference.expected,
        "actual": difference.actual,
        "line": line,
        "column": column,
    }


def _result(outcome: CaseOutcome) -> Object | None:
    match outcome.result:
        case None:
            return None
        case Refused(code=code, message=message):
            return {"refused": {"code": code, "message": message}}
        case CommandResult(status=status, trace=trace, steps=steps):
            named = [{"name": step.name, "status": step.status.value, "code": step.code} for step in steps]
            return {"status": status.value, "trace": trace, "steps": named}
        case AutomationResult(execution=execution):
            ran = [{"name": record.step.name, "status": record.status.value} for record in execution.records]
            return {"status": execution.status.value, "steps": ran}
