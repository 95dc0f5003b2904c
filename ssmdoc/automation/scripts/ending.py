"""How a script ended, from what the sandbox saw and what the script said."""

import signal

from ssmdoc.automation.scripts.end import Broken, Cancelled, Frame, HowItEnded, Raised, ScriptEnd, TimedOut
from ssmdoc.automation.scripts.listener import Heard
from ssmdoc.automation.scripts.payload import checked_payload
from ssmdoc.running.sandbox.protocol import Outcome
from ssmdoc.source.values import JsonValue

NOT_FOUND = 127
"""What a shell and env exit with when there is no such program."""


def ending(outcome: Outcome, heard: Heard, script: str, timeout: float, missing: str) -> ScriptEnd:
    """The end of a script; `missing` is what to say when its interpreter is not on the node."""
    how = _how(outcome, heard, script, timeout, missing)
    return ScriptEnd(how, heard.runtime, heard.log.capture().data, outcome.elapsed_seconds)


def _how(outcome: Outcome, heard: Heard, script: str, timeout: float, missing: str) -> HowItEnded:
    match heard.result:
        # A process that the script left behind may hold its output open until the time is up; it has returned.
        case ("returned", value) if heard.refused is None and not outcome.cancelled:
            return checked_payload(value)
        case ("raised", dict(value)) if heard.refused is None and not outcome.cancelled:
            return _raised(value, script)
        case _:
            return _without_result(outcome, heard, script, timeout, missing)


def _without_result(outcome: Outcome, heard: Heard, script: str, timeout: float, missing: str) -> HowItEnded:
    if heard.refused is not None:
        kind, told = heard.result or ("", None)
        line = _raised(told, script).line if kind == "raised" and isinstance(told, dict) else None
        return Broken(heard.refused, line)
    if outcome.exceeded:
        return Broken(f"the script was stopped: it exceeded the limit of {outcome.exceeded}")
    if outcome.cancelled:
        return Cancelled()
    if outcome.timed_out:
        return TimedOut(timeout)
    if outcome.start_error:
        return Broken(f"the script could not be started: {outcome.start_error}")
    if heard.runtime is None:
        said = outcome.stderr.data.decode(errors="replace").strip().rpartition("\n")[2]
        return Broken(missing if outcome.exit_code == NOT_FOUND else f"the script could not be started: {said}")
    if outcome.signal is not None:
        name = signal.Signals(outcome.signal).name if outcome.signal in set(signal.Signals) else str(outcome.signal)
        more = ", as a system does that runs out of memory" if outcome.signal == signal.SIGKILL else ""
        return Broken(f"the script was ended by signal {name}{more}, before its handler returned")
    return Broken(f"the script ended its own process with exit code {outcome.exit_code}, before its handler returned")


def _raised(told: dict[str, JsonValue], script: str) -> Raised:
    frames = told.get("frames")
    return Raised(
        _text(told.get("type")) or "Exception",
        _text(told.get("message")),
        tuple(frame for each in frames if (frame := _frame(each))) if isinstance(frames, list) else (),
        _text(told.get("traceback")),
        script,
    )


def _frame(told: JsonValue) -> Frame | None:
    match told:
        case [str(file), int(line), str(function), str(text)]:
            return Frame(file, line, function, text)
        case _:
            return None


def _text(told: JsonValue) -> str:
    return told if isinstance(told, str) else ""
