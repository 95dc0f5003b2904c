"""What a run did that a script should not do."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ssmdoc.fuzz.finding import Kind, Symptom
from ssmdoc.running.result import CommandResult
from ssmdoc.running.sandbox.protocol import Outcome

_FIRST_CRASH, _LAST_CRASH = 126, 192
"""A shell says 126 and 127 of a command that cannot be run or found, and 128 and the number of a signal."""
_MEANT = (168, 169)
"""Codes with which a script tells the agent something (194 is another)."""
_SYNTAX = re.compile(
    r"syntax error|unterminated quoted string|unexpected EOF|unexpected end of file|bad substitution|SyntaxError:",
    re.IGNORECASE,
)


class Ending(NamedTuple):
    """How a script of a step ended."""

    step: str
    outcome: Outcome
    canary_ran: bool


class Observation(NamedTuple):
    """One run."""

    symptoms: Mapping[Kind, Symptom]
    codes: tuple[tuple[str, str, int], ...]
    """Of each step its name, status and code."""


def observed(result: CommandResult, endings: Sequence[Ending]) -> Observation:
    """What is to be seen of a run."""
    symptoms: dict[Kind, Symptom] = {}
    for step, outcome, canary_ran in endings:
        if canary_ran:
            symptoms.setdefault(Kind.INJECTION, Symptom(step, "a command in the value ran on the node"))
        for kind, detail in _problems(outcome):
            symptoms.setdefault(kind, Symptom(step, detail))
    return Observation(symptoms, tuple((step.name, step.status.value, step.code) for step in result.steps))


def _problems(outcome: Outcome) -> list[tuple[Kind, str]]:
    if outcome.cancelled:
        return []
    if outcome.timed_out:
        return [(Kind.TIMEOUT, f"the script ran for {outcome.elapsed_seconds:.0f} s and was ended")]
    if outcome.exceeded:
        return [(Kind.CRASH, f"the script exceeded the limit of {outcome.exceeded}")]
    said = outcome.stderr.data.decode(errors="replace")
    if outcome.exit_code != 0 and (wrong := next(filter(_SYNTAX.search, said.splitlines()), None)):
        return [(Kind.SYNTAX, wrong.strip())]
    if outcome.signal is not None:
        return [(Kind.CRASH, f"signal {outcome.signal} ended the script")]
    code = outcome.exit_code
    if code is not None and _FIRST_CRASH <= code <= _LAST_CRASH and code not in _MEANT:
        last = next((line.strip() for line in reversed(said.splitlines()) if line.strip()), "")
        return [(Kind.CRASH, f"exit code {code}" + (f": {last}" if last else ""))]
    return []
