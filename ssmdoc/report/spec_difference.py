"""A difference between what a spec expects and what came: a sentence, and a diff where there are several lines."""

import re
from collections.abc import Iterator
from difflib import unified_diff

from ssmdoc.report.visible import visible
from ssmdoc.spec.outcome import Difference

MOST_DIFF_LINES = 60
"""Of a diff; what is left out is said."""
_FROM_THE_START = re.compile("@@ -[01][, ]")
"""The header of a hunk that says nothing because nothing is left out before it."""
_TEXTS = frozenset({"stdout", "stderr", "output", "error", "message", "failure"})
"""Parts that are texts of the document's own, however short they are."""
_LISTS = ("calls of ", "other calls", "command ", "teardown")
"""Parts of which the actual lines are no text to compare."""


def difference_lines(difference: Difference, place: str = "") -> Iterator[str]:
    """A difference with its place in the spec, and a diff of texts."""
    lines = sentence(difference).split("\n")
    yield visible(lines[0]) + (f"  [{visible(place)}]" if place else "")
    yield from (f"  {visible(line)}" for line in lines[1:])
    if is_diff(difference):
        yield from (f"  {visible(line)}" for line in _shortened(list(_diff(difference.expected, difference.actual))))


def sentence(difference: Difference) -> str:
    """What differs; in several lines where a value has several and there is no diff of it."""
    part, expected, actual = difference.part, difference.expected, difference.actual
    match difference.relation:
        case "contains":
            return f'{part}: does not contain "{expected}"{_got(difference)}'
        case "matches":
            return f"{part}: does not match /{expected}/{_got(difference)}"
        case "not" | "one of" as relation:
            return f"{part}: expected {relation} {expected}{_got(difference)}"
        case "is" if is_diff(difference):
            return f"{part}: not as expected (- expected, + actual)"
        case "is":
            return f"{part}: expected {expected}, got {actual}"


def is_diff(difference: Difference) -> bool:
    """Whether both sides are shown as a diff."""
    if difference.relation != "is":
        return False
    if difference.part.startswith(_LISTS):
        return False
    return difference.part in _TEXTS or "\n" in difference.expected or "\n" in difference.actual


def _got(difference: Difference) -> str:
    """The actual value, where the output of the step does not show it."""
    if difference.part in ("stdout", "stderr", "output"):
        return ""
    return f", got {difference.actual or 'an empty text'}"


def _diff(expected: str, actual: str) -> Iterator[str]:
    """The lines of a unified diff, from where it begins to differ; a line break at the end of one alone is told too."""
    if expected.endswith("\n") == actual.endswith("\n"):
        old, new = expected.removesuffix("\n").split("\n"), actual.removesuffix("\n").split("\n")
    else:
        old, new = _lines(expected), _lines(actual)
    found = list(unified_diff(old if expected else [], new if actual else [], lineterm="", n=3))[2:]
    return iter(found[1:] if found and _FROM_THE_START.match(found[0]) else found)


def _lines(text: str) -> list[str]:
    *lines, last = text.split("\n")
    return lines if last == "" else [*lines, f"{last} (no line break at the end)"]


def _shortened(lines: list[str]) -> list[str]:
    if len(lines) <= MOST_DIFF_LINES:
        return lines
    return [*lines[:MOST_DIFF_LINES], f"… {len(lines) - MOST_DIFF_LINES} lines are not shown …"]
