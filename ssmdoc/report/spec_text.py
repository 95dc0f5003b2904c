"""Test results for a terminal: a line for each case, and for a failed one all that helps to see why."""

import re
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from itertools import groupby

from ssmdoc.invoke.refused import Refused
from ssmdoc.report.lint_concise import headline as finding_line
from ssmdoc.report.visible import visible
from ssmdoc.running.result import CommandResult, StepResult
from ssmdoc.spec.document import step_place
from ssmdoc.spec.outcome import CaseOutcome, Difference, Verdict

SHOWN_LINES = 40
"""Of a step's output; what is left out is said."""
FROM_THE_START = re.compile("@@ -[01][, ]")
"""The header of a hunk that says nothing because nothing is left out before it."""


def case_lines(outcome: CaseOutcome) -> Iterator[str]:
    """`ok` or `FAILED`, the case's name and how long it took; then why it did not pass."""
    if outcome.verdict is Verdict.SKIPPED:
        yield f"  skipped {visible(outcome.case.name)}: {visible(outcome.case.skip or '')}"
        return
    yield f"  {outcome.verdict.value:<6}  {visible(outcome.case.name)}  ({outcome.seconds:.2f} s)"
    if outcome.verdict is not Verdict.PASSED:
        yield from (f"          {line}" for line in failure_lines(outcome))


def headline(outcome: CaseOutcome) -> str:
    """In one line, why a case did not pass."""
    if outcome.error is not None:
        return visible(outcome.error.partition("\n")[0])
    first, *others = outcome.differences
    more = f" (and {len(others)} more)" if others else ""
    return visible(_sentence(first)) + more


def failure_lines(outcome: CaseOutcome) -> Iterator[str]:
    """All that a case that did not pass has to say: places, differences and the output of the steps they are in."""
    if outcome.error is not None:
        yield from map(visible, outcome.error.splitlines())
        return
    line, column = outcome.spec.source.position(outcome.case.span.start)
    yield f"case at {visible(outcome.spec.source.path)}:{line}:{column}"
    for step, found in groupby(outcome.differences, key=lambda difference: difference.step):
        place = visible(step_place(outcome.document, step))
        yield f"step {visible(step)} at {place}" if step is not None else f"document {place}"
        differences = list(found)
        for difference in differences:
            yield from (f"  {line}" for line in difference_lines(difference))
        yield from (f"  {line}" for line in _details(outcome, step, differences))


def summary(outcomes: Sequence[CaseOutcome], seconds: float, not_run: int = 0) -> str:
    """`3 passed, 1 failed in 2.1 s`."""
    verdicts = [outcome.verdict for outcome in outcomes]
    counts = [
        (verdicts.count(Verdict.PASSED), "passed"),
        (verdicts.count(Verdict.FAILED), "failed"),
        (verdicts.count(Verdict.ERROR), "could not be run"),
        (verdicts.count(Verdict.SKIPPED), "skipped"),
        (not_run, "not run"),
    ]
    said = ", ".join(f"{count} {word}" for count, word in counts if count or word == "passed")
    return f"{said} in {seconds:.1f} s"


def difference_lines(difference: Difference) -> Iterator[str]:
    """What was expected and what came instead."""
    yield visible(_sentence(difference))
    if difference.relation == "is" and _is_text(difference):
        yield from (f"  {visible(line)}" for line in _diff(difference.expected, difference.actual))


def _sentence(difference: Difference) -> str:
    part, expected, actual = difference.part, difference.expected, difference.actual
    match difference.relation:
        case "contains":
            return f'{part}: does not contain "{expected}"'
        case "matches":
            return f"{part}: does not match /{expected}/"
        case "not" | "one of" as relation:
            return f"{part}: expected {relation} {expected}, got {actual}"
        case "is" if _is_text(difference):
            return f"{part}: not as expected (- expected, + actual)"
        case "is":
            return f"{part}: expected {expected}, got {actual}"


def _is_text(difference: Difference) -> bool:
    return difference.part in ("stdout", "stderr", "output", "error", "message")


def _diff(expected: str, actual: str) -> Iterator[str]:
    """The lines of a unified diff, from where it begins to differ; a line break at the end of one alone is told too."""
    if expected.endswith("\n") == actual.endswith("\n"):
        old, new = expected.removesuffix("\n").split("\n"), actual.removesuffix("\n").split("\n")
    else:
        old, new = _lines(expected), _lines(actual)
    _, _, first, *lines = unified_diff(old if expected else [], new if actual else [], lineterm="", n=3)
    return iter(lines if FROM_THE_START.match(first) else [first, *lines])


def _lines(text: str) -> list[str]:
    *lines, last = text.split("\n")
    return lines if last == "" else [*lines, f"{last} (no line break at the end)"]


def _details(outcome: CaseOutcome, name: str | None, differences: Sequence[Difference]) -> Iterator[str]:
    """What helps to see why: the findings that refused the document, the steps of one that failed, a step's output."""
    match outcome.result:
        case Refused(diagnostics=diagnostics) if name is None:
            yield from (finding_line(outcome.document.source, found) for found in diagnostics)
        case CommandResult(trace=trace, steps=steps) if name is None:
            yield from (visible(line) for line in trace.splitlines())
            yield from (visible(f"{step.name}: {step.status}, code {step.code}") for step in steps)
        case CommandResult(steps=steps):
            yield from (line for step in steps if step.name == name for line in _output(step, differences))


def _output(step: StepResult, differences: Sequence[Difference]) -> Iterator[str]:
    """The step's output, without a text that a diff has shown already."""
    shown = {difference.part for difference in differences if difference.relation == "is"}
    texts = [("stdout", step.stdout), ("stderr", step.stderr)]
    if not step.stdout and not step.stderr:
        texts = [("output", step.output)]
    for part, text in texts:
        if text and part not in shown:
            yield f"{part} of the step ({step.status}, code {step.code}):"
            yield from (f"  | {line}".rstrip() for line in _shortened(text))


def _shortened(text: str) -> list[str]:
    lines = [visible(line) for line in text.splitlines()]
    if len(lines) <= SHOWN_LINES:
        return lines
    half = SHOWN_LINES // 2
    return [*lines[:half], f"… {len(lines) - 2 * half} lines are not shown …", *lines[-half:]]
