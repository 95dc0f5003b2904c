"""What came of a script of aws:executeScript."""

from dataclasses import dataclass
from typing import TypeAlias

from ssmdoc.source.values import JsonValue


@dataclass(frozen=True, slots=True)
class Frame:
    """A place that the exception passed; for a syntax error, where it is."""

    file: str
    """Path on the node; `customer_script.py` in the folder of the job is the document's own script."""
    line: int
    """Counted from 1 in that file."""
    function: str
    text: str
    """The line itself, without the blanks around it; empty when it is not to be had."""


@dataclass(frozen=True, slots=True)
class Returned:
    """The script came to its end."""

    payload: JsonValue
    """The output Payload."""
    notes: tuple[str, ...] = ()
    """What of the returned value was left out, and why."""


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception ended it."""

    type: str
    message: str
    frames: tuple[Frame, ...] = ()
    """Outermost first; those of the script's own files and of libraries, none of ssmdoc's."""
    traceback: str = ""
    """As Python or PowerShell prints it."""
    script: str = ""
    """Path of the document's own script on the node."""

    @property
    def line(self) -> int | None:
        """The last line of the document's own script that the exception passed."""
        return next((frame.line for frame in reversed(self.frames) if frame.file == self.script), None)


@dataclass(frozen=True, slots=True)
class TimedOut:
    """Its time was up."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Somebody cancelled it."""


@dataclass(frozen=True, slots=True)
class Broken:
    """It ended in another way without a result; the text says how and what to do."""

    message: str
    line: int | None = None
    """Of the document's own script, where that is known."""


HowItEnded: TypeAlias = Returned | Raised | TimedOut | Cancelled | Broken


@dataclass(frozen=True, slots=True)
class ScriptEnd:
    """How a script ended."""

    how: HowItEnded
    runtime: str | None
    """What ran it: `Python 3.11.2`; None when nothing did."""
    log: bytes
    """The beginning of what it wrote to stdout and stderr, in the order in which it came (24,001 bytes)."""
    elapsed_seconds: float


def failure_text(how: HowItEnded) -> str:
    """Why it failed, as the service words it in FailureMessage between its first and its last sentence.

    Source of the form for exceptions: an execution recorded in the tests of automated-security-response-on-aws.
    """
    match how:
        case Raised():
            return service_traceback(how)
        case Broken(message=message):
            return message
        case TimedOut(seconds):
            return f"the script did not end within {seconds:g} seconds"
        case Cancelled():
            return "the script was cancelled"
        case Returned():
            return ""


def service_traceback(raised: Raised) -> str:
    """The frames and, in the service's own form, `KeyError - 'name'`."""
    if not raised.frames:
        return f"{raised.type} - {raised.message}"
    lines = ["Traceback (most recent call last):"]
    for frame in raised.frames:
        lines.append(f'  File "{frame.file}", line {frame.line}, in {frame.function}')
        if frame.text:
            lines.append(f"    {frame.text}")
    return "\n".join([*lines, "", f"{raised.type} - {raised.message}"])
