"""Snapshots: what came of a case as text, compared with what came of it before.

Times and ids are left out, for they differ from run to run.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ssmdoc.aws.call import ApiError, Unanswered
from ssmdoc.aws.journal import JournalEntry
from ssmdoc.invoke.refused import Refused
from ssmdoc.running.result import CommandResult
from ssmdoc.source.values import JsonValue
from ssmdoc.spec.compare.automation import stdout_of
from ssmdoc.spec.compare.steps import path_name
from ssmdoc.spec.expected.values import Snapshot
from ssmdoc.spec.outcome import CaseOutcome, Difference
from ssmdoc.spec.result import AutomationResult, Result
from ssmdoc.spec.snapshot_file import read_snapshots, written

_ID = re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b")
_TIME = re.compile(r"\b\d{4}-\d\d-\d\d[T_ ]\d\d[:.]\d\d[:.]\d\d(?:\.\d+)?(?:Z|[-+]\d\d:?\d\d)?")


def difference_of_snapshot(result: Result, snapshot: Snapshot | None) -> Iterator[Difference]:
    """What has changed since the snapshot was written; that there is none is a difference too."""
    if snapshot is None:
        return
    actual = rendered(result)
    if snapshot.stored is None:
        missing = f"none in {snapshot.path}; ssmdoc test --update writes it"
        yield Difference(None, "snapshot", "is", "one of this case", missing, ("snapshot",))
    elif snapshot.stored != actual:
        yield Difference(None, "snapshot", "is", snapshot.stored, actual, ("snapshot",))


def rendered(result: Result) -> str:
    """A result as a snapshot has it, without a line break at its end."""
    lines = "\n".join(_lines(result))
    return _TIME.sub("<time>", _ID.sub("<id>", lines)).rstrip("\n")


def update_snapshots(outcomes: Iterable[CaseOutcome]) -> list[Path]:
    """Write the snapshots of the cases that were run and have one; gives the files that have changed.

    Raises:
        OSError: a file cannot be written.
    """
    files: dict[Path, dict[str, str]] = {}
    cases: dict[Path, list[str]] = {}
    for outcome in outcomes:
        snapshot = outcome.case.expect.snapshot
        if snapshot is None or outcome.result is None:
            continue
        stored = files.setdefault(snapshot.path, read_snapshots(snapshot.path))
        stored[outcome.case.name] = rendered(outcome.result)
        cases[snapshot.path] = [case.name for case in outcome.spec.cases if case.expect.snapshot]
    changed = []
    for path, stored in files.items():
        text = written({name: stored[name] for name in cases[path] if name in stored})
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


def _lines(result: Result) -> Iterator[str]:
    match result:
        case Refused(code=code, message=message):
            yield f"refused: {code}"
            yield from _block("message", message)
        case CommandResult(status=status, trace=trace, steps=steps):
            yield f"status: {status}"
            yield from _block("error", trace)
            for step in steps:
                yield f"step {step.name}: {step.status}, code {step.code}"
                yield from _block("stdout", step.stdout, "  ")
                yield from _block("stderr", step.stderr, "  ")
                yield from _block("output", "" if step.stdout or step.stderr else step.output, "  ")
        case AutomationResult():
            yield from _of_automation(result)


def _of_automation(result: AutomationResult) -> Iterator[str]:
    execution = result.execution
    yield f"status: {execution.status.value}"
    for record in execution.records:
        attempts = f", attempt {record.attempt}" if record.attempt > 1 else ""
        yield f"step {path_name(record)}: {record.status.value}{attempts}"
        yield from _block("failure", record.failure.reason if record.failure else "", "  ")
        yield from _block("stdout", stdout_of(record), "  ")
        for name, value in record.outputs.items():
            yield from _block(name, _text(value), "  ")
    for kind, values in (("output", execution.outputs), ("variable", execution.variables)):
        for name, value in values.items():
            yield from _block(f"{kind} {name}", _text(value))
    yield from map(_call, result.calls)


def _call(entry: JournalEntry) -> str:
    call = entry.call
    error = f" -> {entry.answer.code}" if isinstance(entry.answer, ApiError) else ""
    error = " -> nobody answers" if isinstance(entry.answer, Unanswered) else error
    return f"call {call.service} {call.operation} {_text(dict(call.parameters))}{error}"


def _text(value: JsonValue) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _block(name: str, text: str, indent: str = "") -> Iterator[str]:
    """A text under its name; one line stands beside it."""
    match text.rstrip("\n").split("\n"):
        case [""]:
            return
        case [line]:
            yield f"{indent}{name}: {line}".rstrip()
        case lines:
            yield f"{indent}{name}:"
            yield from (f"{indent}  {line}".rstrip() for line in lines)
