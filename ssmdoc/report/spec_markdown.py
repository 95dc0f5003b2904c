"""Test results as Markdown: what GitHub shows as the summary of a job."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ssmdoc.report.spec_text import failure_lines, summary
from ssmdoc.report.visible import visible
from ssmdoc.spec.outcome import CaseOutcome, Verdict

MOST_SHOWN = 50
"""Cases whose failure is shown in full; GitHub takes a summary of 1 MiB."""
SIGNS = {Verdict.PASSED: "✅", Verdict.FAILED: "❌", Verdict.ERROR: "⚠️", Verdict.SKIPPED: "⏭️"}


def markdown(outcomes: Sequence[CaseOutcome], seconds: float, not_run: int) -> str:
    """A table of the specs, and what did not pass."""
    return "\n".join(_lines(outcomes, seconds, not_run)) + "\n"


def _lines(outcomes: Sequence[CaseOutcome], seconds: float, not_run: int) -> Iterator[str]:
    yield "## ssmdoc test"
    yield ""
    yield summary(outcomes, seconds, not_run)
    yield ""
    yield "| | spec | passed | failed | not run | skipped | time |"
    yield "|---|---|--:|--:|--:|--:|--:|"
    for path, group in groupby(outcomes, key=lambda outcome: outcome.spec.source.path):
        yield _row(path, list(group))
    bad = [outcome for outcome in outcomes if outcome.verdict in (Verdict.FAILED, Verdict.ERROR)]
    for outcome in bad[:MOST_SHOWN]:
        yield ""
        name = f"{SIGNS[outcome.verdict]} {outcome.spec.source.path}: {outcome.case.name}"
        yield f"<details><summary>{_html(name)}</summary>"
        yield ""
        yield f"<pre>{_html_lines(failure_lines(outcome))}</pre>"
        yield ""
        yield "</details>"
    if len(bad) > MOST_SHOWN:
        yield ""
        yield f"… and {len(bad) - MOST_SHOWN} more that did not pass"


def _row(path: str, outcomes: Sequence[CaseOutcome]) -> str:
    verdicts = [outcome.verdict for outcome in outcomes]
    counts = [verdicts.count(verdict) for verdict in Verdict]
    worst = next((verdict for verdict in (Verdict.FAILED, Verdict.ERROR) if verdict in verdicts), Verdict.PASSED)
    cells = [SIGNS[worst], _html(path).replace("|", "&#124;"), *map(str, counts)]
    return f"| {' | '.join(cells)} | {sum(outcome.seconds for outcome in outcomes):.1f} s |"


def _html_lines(lines: Iterator[str]) -> str:
    # a line that is empty would end the block of HTML
    return "\n".join(_html(line) if line.strip() else "&nbsp;" for line in lines)


def _html(text: str) -> str:
    escaped = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # inside HTML Markdown still reads these
    return escaped.replace("`", "&#96;").replace("*", "&#42;").replace("_", "&#95;").replace("[", "&#91;")
