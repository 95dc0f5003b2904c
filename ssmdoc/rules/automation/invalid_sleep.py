"""Durations and times of aws:sleep that are none."""

import re
from collections.abc import Iterator
from functools import cache

from ssmdoc.catalogue.limits import MAX_SLEEP_SECONDS
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.durations import duration_seconds
from ssmdoc.model.literals import is_literal
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Scalar

_LONGEST = 60
"""No duration and no time has as many characters."""


@rule("invalid-sleep", Severity.ERROR, keys=("Duration", "Timestamp"))
def invalid_sleep(document: Document) -> Iterator[Finding]:
    """`aws:sleep` has a `Duration` or a `Timestamp` that it cannot read, or that is too long.

    `Duration` is an ISO 8601 duration, `PT10M` or `P1DT12H`, not negative, and at most 604,799 seconds, a second less
    than a week. `Timestamp` is an ISO 8601 time, `2030-01-31T08:00:00Z`.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: short
        action: aws:sleep
        inputs:
          Duration: 10m  # error: "10m" is no ISO 8601 duration, did you mean "PT10M"?
      - name: long
        action: aws:sleep
        inputs:
          Duration: P14D  # error: "P14D" is longer than 604799 seconds, the longest sleep
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: short
        action: aws:sleep
        inputs: {Duration: PT10M}
      - name: long
        action: aws:sleep
        inputs: {Duration: P6DT12H}
    ```
    """
    for step in document.steps:
        if step.runs("aws:sleep"):
            duration, time = step.input("Duration"), step.input("Timestamp")
            if isinstance(duration, Scalar) and is_literal(duration) and duration.text.strip():
                yield from _check_duration(duration)
            if isinstance(time, Scalar) and is_literal(time) and time.text.strip():
                yield from _check_time(time)


def _check_duration(node: Scalar) -> Iterator[Finding]:
    text = node.text.strip()
    seconds = duration_seconds(text)
    if seconds is None:
        meant = _meant(text)
        hint = f', did you mean "{meant}"?' if meant else ", such as PT10M"
        yield Finding(node.span, f"{in_quotes(text)} is no ISO 8601 duration{hint}")
    elif seconds < 0:
        yield Finding(node.span, f"{in_quotes(text)} is negative")
    elif seconds > MAX_SLEEP_SECONDS:
        message = f"{in_quotes(text)} is longer than {MAX_SLEEP_SECONDS} seconds, the longest sleep"
        exactly_a_week = seconds == MAX_SLEEP_SECONDS + 1  # allowed by LS, not by UG25
        yield Finding(node.span, message, severity=Severity.WARNING if exactly_a_week else None)


def _check_time(node: Scalar) -> Iterator[Finding]:
    text = node.text.strip()
    if len(text) > _LONGEST or not _expressions()["time"].fullmatch(text):
        begins = len(text) <= _LONGEST and _expressions()["date"].match(text)
        message = f"{in_quotes(text)} is no ISO 8601 time, such as 2030-01-31T08:00:00Z"
        yield Finding(node.span, message, severity=Severity.WARNING if begins else None)


def _meant(text: str) -> str | None:
    """The duration that a text such as `10m` or `5 minutes` means; a bare number may be seconds."""
    match = _expressions()["plain"].fullmatch(text.lower()) if len(text) <= _LONGEST else None
    if match is None:
        return None
    amount, unit = match.groups()
    letter = (unit or "s")[0].upper()
    return f"P{amount}D" if letter == "D" else f"PT{amount}{letter}"


@cache
def _expressions() -> dict[str, re.Pattern[str]]:
    return {
        "plain": re.compile(r"(?:pt?)?(\d+) *(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)?", re.ASCII),
        "time": re.compile(
            r"\d{4}-?\d\d-?\d\d(?:[Tt ]\d\d(?::?\d\d(?::?\d\d(?:[.,]\d+)?)?)? *(?:[Zz]|[-+]\d\d(?::?\d\d)?)?)?",
            re.ASCII,
        ),
        "date": re.compile(r"\d{4}-\d\d", re.ASCII),
    }
