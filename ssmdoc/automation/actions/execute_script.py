"""aws:executeScript: a script in the sandbox, whose AWS calls get their answers here.

Source: UG25 automation-action-executeScript.md.
"""

import json
import re
from functools import partial
from pathlib import Path

from ssmdoc.automation.actions.call import ActionCall, StoppedError
from ssmdoc.automation.records import Ending, Failure, Stage, failed, timed_out
from ssmdoc.automation.scripts.calls import CallError, CallRefused, CallValue, ScriptAnswer, ScriptCall
from ssmdoc.automation.scripts.end import (
    Broken,
    Cancelled,
    HowItEnded,
    Raised,
    Returned,
    ScriptEnd,
    failure_text,
)
from ssmdoc.automation.scripts.job import SECONDS, Attachment, PowerShellJob, PythonJob
from ssmdoc.automation.scripts.powershell import NO_POWERSHELL, run_powershell
from ssmdoc.automation.scripts.python import NO_PYTHON, run_python
from ssmdoc.automation.status import Status
from ssmdoc.automation.whole_lines import WholeLines
from ssmdoc.aws.call import ApiCall, ApiError, DoorError, Response
from ssmdoc.aws.models import UnknownApiError, find_operation
from ssmdoc.aws.webhook import WEBHOOK
from ssmdoc.source.values import JsonValue

_LATE = "the step has ended while the call was answered"
_is_region = re.compile(r"[a-z0-9-]{1,40}").fullmatch


def execute_script(call: ActionCall) -> Ending:
    """Run the script on the node for its runtime."""
    runtime, name = call.text("Runtime"), call.text("Attachment")
    attachments = _attachments(call, name)
    folder = f"/tmp/{call.world.identity.execution_id}-{call.record_id[:8]}-{call.attempt}"  # noqa: S108 (on the node)
    node = call.world.nodes.runtime(runtime, call.cancel)
    doors = _Doors(call)
    region, seconds = call.world.identity.region, _seconds_left(call)
    source, payload = call.text("Script"), _payload(call)

    lines = WholeLines(call.say)
    if runtime.lower().startswith("powershell"):
        job = PowerShellJob(source, payload, folder, attachments, seconds, region)
        end = run_powershell(node, job, lines.take, call.cancel)
    else:
        python = PythonJob(source, call.text("Handler"), payload, folder, attachments, timeout=seconds, region=region)
        tracer = call.world.tracer if not call.world.depth else None
        on_line = partial(tracer.ran, call.step.name) if tracer is not None else None
        end = run_python(node, python, lines.take, call.cancel, doors.answer, on_line)
    lines.finish()
    return _ending(call, end, runtime, doors.hint)


def _ending(call: ActionCall, end: ScriptEnd, runtime: str, hint: str) -> Ending:
    log = end.log.decode(errors="replace")
    notes = (f"{end.runtime} ran the script, which is for {runtime}",) if _is_other(end.runtime, runtime) else ()
    match end.how:
        case Cancelled():
            return Ending(Status.CANCELLED, log=log, notes=notes)
        case _ if _is_late(call):
            return Ending(Status.TIMED_OUT, failure=timed_out().failure, log=log, notes=notes)
        case Returned(payload, more):
            value: dict[str, JsonValue] = {"Payload": payload}
            return Ending(Status.SUCCESS, value, value, log=log, notes=(*notes, *more))
    line = end.how.line if isinstance(end.how, Raised | Broken) else None
    place = call.runbook.line_of(call.step.name, line) if line else None
    failure = Failure(failure_text(end.how), Stage.POST_VERIFICATION, _type(end.how, hint), hint, place)
    return Ending(Status.FAILED, failure=failure, log=log, notes=notes)


def _type(how: HowItEnded, hint: str) -> str:
    """Internal where something was missing here that AWS has: the program, or the answer to a call."""
    is_missing = isinstance(how, Broken) and (bool(hint) or how.message in (NO_PYTHON, NO_POWERSHELL))
    return "Internal" if is_missing else "Action"


class _Doors:
    """Answers the calls of a script, and keeps the mock that is missing."""

    def __init__(self, call: ActionCall) -> None:
        self._call = call
        self.hint = ""

    def answer(self, asked: ScriptCall) -> ScriptAnswer:
        """The answer to a call."""
        world = self._call.world
        try:
            operation = find_operation(asked.service, asked.operation)
            if operation.service == WEBHOOK or not _is_region(asked.region):
                raise UnknownApiError("the script made a call that boto3 does not make")
            api = ApiCall(operation.service, operation.name, asked.parameters, asked.region, world.identity.account)
            answer = world.aws.answer(api)
        except (DoorError, UnknownApiError) as error:
            return CallRefused(str(error))
        match answer:
            case Response(value, _, seconds):
                return CallValue(value) if self._pass(seconds) else CallRefused(_LATE)
            case ApiError(code, message, _, status, seconds):
                return CallError(code, message, status) if self._pass(seconds) else CallRefused(_LATE)
            case unanswered:
                self.hint = unanswered.skeleton
                return CallRefused(unanswered.message)

    def _pass(self, seconds: float) -> bool:
        """Let the time pass that an answer takes; whether the script may go on then."""
        return self._call.pass_time(seconds) is None


def _is_late(call: ActionCall) -> bool:
    """Whether the step has timed out."""
    return call.deadline is not None and call.deadline <= call.world.clock.now()


def _payload(call: ActionCall) -> JsonValue:
    """InputPayload; a text that is JSON is read (the guide types it String)."""
    payload = call.inputs.get("InputPayload")
    if isinstance(payload, str):
        try:
            read: JsonValue = json.loads(payload)
        except (ValueError, RecursionError):
            return payload
        return read
    return {} if payload is None else payload


def _seconds_left(call: ActionCall) -> float:
    if call.deadline is None:
        return SECONDS
    return max(0.1, min(SECONDS, (call.deadline - call.world.clock.now()).total_seconds()))


def _attachments(call: ActionCall, name: str) -> tuple[Attachment, ...]:
    """The file of the document that the script comes from, or that it uses."""
    if not name:
        return ()
    path = call.world.attachments.get(name)
    if path is None:
        reason = f'the attachment "{name}" is not there; name the folder that has it with --attachments DIR'
        raise StoppedError(failed(reason, Stage.INPUT_VALIDATION, "Internal"))
    try:
        return (Attachment(name, Path(path).read_bytes()),)
    except OSError as error:
        raise StoppedError(failed(f"{path}: {error.strerror}", Stage.INPUT_VALIDATION, "Internal")) from error


def _is_other(ran: str | None, declared: str) -> bool:
    """Whether another version ran than the one that is declared."""
    if ran is None:
        return False
    words = ran.lower().split()
    return not "".join(words).startswith(declared.lower().replace(" ", ""))
