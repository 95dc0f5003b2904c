"""What fuzzing finds."""

from dataclasses import dataclass
from enum import StrEnum

from ssmdoc.source.text import Span
from ssmdoc.source.values import JsonValue


class Kind(StrEnum):
    """What can go wrong; the first is the worst."""

    INJECTION = "injection"
    """The canary command ran: a part of the value was run as a command."""
    SYNTAX = "syntax error"
    """The shell could not read the script any more."""
    CRASH = "crash"
    """A script was ended by a signal, or its code says that a command was not found or ended by one."""
    TIMEOUT = "timeout"
    DIFFERS = "differing exit codes"
    """Equal values on equal nodes gave different codes."""


@dataclass(frozen=True, slots=True)
class Symptom:
    """Where and how it showed."""

    step: str
    detail: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with one parameter."""

    kind: Kind
    parameter: str | None
    """None when ordinary values are enough."""
    value: JsonValue
    """The smallest value found with which it happens."""
    symptom: Symptom
    places: tuple[Span, ...]
    """Where the value gets into the step, the place to blame first; or the step itself."""
    remedy: str


@dataclass(frozen=True, slots=True)
class FuzzResult:
    """All that came of it."""

    findings: tuple[Finding, ...]
    fuzzed: tuple[str, ...]
    """Names of parameters."""
    left_out: tuple[tuple[str, str], ...]
    """Names of others, each with the reason."""
    runs: int
    seed: int
    is_complete: bool
    """Whether neither the time nor the user ended it before all examples were run."""
