"""One runbook, tried: how it ended, and whether that was ssmdoc's own doing."""

import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Timer
from typing import NamedTuple

from benchmarks.trial.documents import add_documents
from benchmarks.trial.door import SampleDoor
from benchmarks.trial.values import made_up
from benchmarks.trial.wishes import wishes
from ssmdoc.analysis.discover import File
from ssmdoc.analysis.examine import Examination, examine
from ssmdoc.automation.clock import VirtualClock
from ssmdoc.automation.decisions import Decision, DeclaredDecisions, Signal
from ssmdoc.automation.records import Failure
from ssmdoc.automation.run import Execution, run_automation
from ssmdoc.automation.scope import Identity
from ssmdoc.automation.status import Status
from ssmdoc.automation.world import Nodes, World, new_id
from ssmdoc.aws.chain import DoorChain
from ssmdoc.invoke.automation import prepare_automation
from ssmdoc.invoke.refused import NotRunnableError, Refused
from ssmdoc.model.kind import AUTOMATION_KINDS
from ssmdoc.plan.angles import with_braces
from ssmdoc.plan.automation.read import RunbookError, read_runbook
from ssmdoc.plan.automation.runbook import Runbook, Step
from ssmdoc.plan.parameter_store import ParameterStore
from ssmdoc.running.library import Library
from ssmdoc.source.decode import decode
from ssmdoc.source.text import Source
from ssmdoc.source.values import JsonValue, to_value

REFUSED, CRASHED, STOPPED = "refused", "internal error", "stopped by the trial"
_DECISIONS = DeclaredDecisions(otherwise=(Decision(Signal.APPROVE), Decision(Signal.RESUME)))
_NOT_HERE = ("--fleet", "not known here")
"""In messages about nodes and accounts that only AWS knows."""
_IN_REAL_TIME = ("aws:executeScript", "aws:runCommand")


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a runbook."""

    path: str
    status: str
    """AWS's word, or one of those above."""
    reason: str = ""
    lacks: str = ""
    """What ssmdoc cannot do; empty when the ending is that of AWS."""
    failed: tuple[str, ...] = ()
    """Why steps failed."""


class Setting(NamedTuple):
    """In what runbooks are tried."""

    nodes: Nodes
    folders: tuple[Path, ...]
    store: ParameterStore
    seconds: float
    """For each script and each command."""
    most_seconds: float
    """For each runbook."""


def try_runbook(file: File, setting: Setting) -> Trial | None:
    """Try a file; None when it is no Automation document."""
    text, problems = decode(file.data)
    examination = examine(Source(file.path, text), problems)
    if examination.kind not in AUTOMATION_KINDS or examination.root is None:
        return None
    try:
        return _tried(file.path, examination, setting)
    except Exception as error:  # an error of ssmdoc itself is what is looked for
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        return Trial(file.path, CRASHED, "".join(traceback.format_exception(error)), f"{type(error).__name__} {where}")


def _tried(path: str, examination: Examination, setting: Setting) -> Trial:
    root = examination.root
    try:
        draft = read_runbook(with_braces(to_value(root))) if root is not None else None
    except RunbookError as error:
        return Trial(path, REFUSED, f"InvalidDocumentContent: {error}")
    values = made_up(draft) if draft else {}
    try:
        prepared = prepare_automation(examination, values, setting.store)
    except NotRunnableError as error:
        return Trial(path, REFUSED, str(error))
    if isinstance(prepared, Refused):
        found = "; ".join(f"{item.rule}: {item.message}" for item in prepared.diagnostics)
        return Trial(path, REFUSED, f"{prepared.code}: {prepared.message} {found}")
    runbook = _in_bounds(prepared.runbook, setting.seconds)
    with TemporaryDirectory() as name:
        known = Library((Path(path).parent, *setting.folders))
        add_documents(Path(name), known, runbook, prepared.parameters)
        library = Library((*known.folders, Path(name)))
        execution, was_stopped = _run(runbook, prepared.parameters, library, setting)
    return _judged(path, execution, was_stopped=was_stopped)


def _run(
    runbook: Runbook, parameters: Mapping[str, JsonValue], library: Library, setting: Setting
) -> tuple[Execution, bool]:
    clock, cancel = VirtualClock(), Event()
    aws = DoorChain((SampleDoor(wishes(runbook, parameters)),), clock.now)
    world = World(Identity(new_id()), clock, aws, setting.nodes, _DECISIONS, library, setting.store)
    timer = Timer(setting.most_seconds, cancel.set)
    timer.start()
    try:
        execution = run_automation(runbook, parameters, world, lambda _event: None, cancel)
    finally:
        timer.cancel()
    return execution, cancel.is_set()


def _in_bounds(runbook: Runbook, seconds: float) -> Runbook:
    return replace(runbook, steps=tuple(_bounded(step, seconds) for step in runbook.steps))


def _bounded(step: Step, seconds: float) -> Step:
    """A step that runs no longer than this in real time."""
    inner = tuple(_bounded(item, seconds) for item in step.steps)
    if step.action not in _IN_REAL_TIME:
        return replace(step, steps=inner)
    own = step.timeout_seconds
    return replace(step, timeout_seconds=int(seconds) if own is None else min(own, int(seconds)), max_attempts=1)


def _judged(path: str, execution: Execution, *, was_stopped: bool) -> Trial:
    failures = [(record.step, record.failure) for record in execution.records if record.failure]
    lacking = next((f"{step.action}: {failure.reason}" for step, failure in failures if _is_ours(failure)), "")
    if not lacking and execution.failure is not None and execution.failure.type == "Internal":
        lacking = execution.failure.reason
    status = STOPPED if was_stopped else execution.status.value
    if was_stopped or execution.status not in (Status.SUCCESS, Status.FAILED, Status.TIMED_OUT, Status.CANCELLED):
        lacking = lacking or f"no end: {status}"
    return Trial(path, status, "", lacking, tuple(_why(failures)))


def _is_ours(failure: Failure) -> bool:
    """Whether a step failed for something that is not here, which AWS would have."""
    return failure.type == "Internal" or any(words in failure.reason for words in _NOT_HERE)


def _why(failures: list[tuple[Step, Failure]]) -> Iterator[str]:
    for step, failure in failures:
        lines = failure.reason.rstrip().splitlines() or [""]
        said = lines[-1].strip() if lines[0].startswith("Traceback") else lines[0]
        yield f"{step.action}: {failure.type}: {said}"
