"""Test results for a terminal: a line for each case, and for a failed one all that helps to see why."""

from collections.abc import Iterator, Sequence

from ssmdoc.automation.status import Status
from ssmdoc.invoke.refused import Refused
from ssmdoc.report.lint_concise import headline as finding_line
from ssmdoc.report.spec_difference import difference_lines, is_diff, sentence
from ssmdoc.report.spec_words import in_words_of_specs
from ssmdoc.report.visible import visible
from ssmdoc.running.result import CommandResult, StepResult
from ssmdoc.spec.compare.automation import stdout_of
from ssmdoc.spec.compare.steps import find_record, path_name
from ssmdoc.spec.document import step_place
from ssmdoc.spec.outcome import CaseOutcome, Difference, Verdict
from ssmdoc.spec.result import AutomationResult

SHOWN_LINES = 40
"""Of a step's output; what is left out is said."""


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
    return visible(sentence(first).partition("\n")[0]) + more


def failure_lines(outcome: CaseOutcome) -> Iterator[str]:
    """All that a case that did not pass has to say: places, differences and the output of the steps they are in."""
    if outcome.error is not None:
        yield from map(visible, outcome.error.splitlines())
        return
    yield f"case at {visible(_place(outcome, outcome.case.span.start))}"
    by_step: dict[str | None, list[Difference]] = {}
    for difference in outcome.differences:
        by_step.setdefault(difference.step, []).append(difference)
    for step, differences in by_step.items():
        place = visible(step_place(outcome.document, step))
        yield f"step {visible(step)} at {place}" if step is not None else f"document {place}"
        for difference in differences:
            written = outcome.case.expect.place(difference.where)
            where = _place(outcome, written) if written is not None else ""
            yield from (f"  {line}" for line in difference_lines(difference, where))
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


def _place(outcome: CaseOutcome, offset: int) -> str:
    line, column = outcome.spec.source.position(offset)
    return f"{outcome.spec.source.path}:{line}:{column}"


def _details(outcome: CaseOutcome, name: str | None, differences: Sequence[Difference]) -> Iterator[str]:
    """What helps to see why: the findings that refused the document, the steps of one that failed, a step's output."""
    is_about_status = any(found.part in ("status", "refusal", "error") for found in differences)
    match outcome.result:
        case Refused(diagnostics=diagnostics) if name is None:
            yield from (finding_line(outcome.document.source, found) for found in diagnostics)
        case CommandResult(trace=trace, steps=steps) if name is None and is_about_status:
            yield from (visible(line) for line in trace.splitlines())
            yield from (visible(f"{step.name}: {step.status}, code {step.code}") for step in steps)
        case CommandResult(steps=steps) if name is not None:
            yield from (line for step in steps if step.name == name for line in _output(step, differences))
        case AutomationResult() as result if name is None and is_about_status:
            yield from _of_automation(result)
        case AutomationResult() as result if name is not None:
            yield from _of_automation_step(result, name, differences)


def _output(step: StepResult, differences: Sequence[Difference]) -> Iterator[str]:
    """The step's output, without a text that a diff has shown already."""
    texts = [("stdout", step.stdout), ("stderr", step.stderr)]
    if not step.stdout and not step.stderr:
        texts = [("output", step.output)]
    for part, text in texts:
        yield from _block(part, f"{part} of the step ({step.status}, code {step.code})", text, differences)


def _of_automation(result: AutomationResult) -> Iterator[str]:
    execution = result.execution
    for record in execution.records:
        attempts = f", attempt {record.attempt}" if record.attempt > 1 else ""
        yield visible(f"{path_name(record)}: {record.status.value}{attempts}")
        if record.failure is not None and record.status is not Status.SUCCESS:
            yield from (f"  {visible(line)}" for line in in_words_of_specs(record.failure.reason).splitlines())
            yield from (f"    {visible(line)}" for line in record.failure.hint.splitlines())
            if record.failure.line is not None:
                yield f"  in line {record.failure.line} of the document"


def _of_automation_step(result: AutomationResult, name: str, differences: Sequence[Difference]) -> Iterator[str]:
    record = find_record(name, result.execution.records)
    if record is None:
        return
    status = record.status.value
    yield from _block("stdout", f"stdout of the step ({status})", stdout_of(record), differences)
    reason = in_words_of_specs(record.failure.reason) if record.failure is not None else ""
    yield from _block("failure", f"failure of the step ({status})", reason, differences)
    if record.failure is not None:
        yield from (f"  {visible(line)}" for line in record.failure.hint.splitlines())
        if record.failure.line is not None:
            yield f"  in line {record.failure.line} of the document"


def _block(part: str, title: str, text: str, differences: Sequence[Difference]) -> Iterator[str]:
    shown = {difference.part for difference in differences if is_diff(difference)}
    if text and part not in shown:
        yield f"{title}:"
        yield from (f"  | {line}".rstrip() for line in _shortened(text))


def _shortened(text: str) -> list[str]:
    lines = [visible(line) for line in text.splitlines()]
    if len(lines) <= SHOWN_LINES:
        return lines
    half = SHOWN_LINES // 2
    return [*lines[:half], f"… {len(lines) - 2 * half} lines are not shown …", *lines[-half:]]
