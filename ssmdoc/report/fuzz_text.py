"""What `ssmdoc fuzz` found, for people."""

import json
from collections.abc import Iterator

from ssmdoc.fuzz.finding import Finding, FuzzResult
from ssmdoc.report.lint_text import excerpt
from ssmdoc.report.terminal import coloured
from ssmdoc.report.visible import visible
from ssmdoc.source.text import Source
from ssmdoc.source.values import JsonValue

_LONGEST = 200


def fuzz_lines(source: Source, result: FuzzResult, *, where: str, colour: bool) -> Iterator[str]:
    """The findings with their lines of the document, and a summary."""
    for finding in result.findings:
        yield from _finding(source, finding, colour=colour)
        yield ""
    for name, reason in result.left_out:
        yield f'"{visible(name)}" was left out: {reason}'
    count = "1 finding" if len(result.findings) == 1 else f"{len(result.findings)} findings"
    names = ", ".join(map(visible, result.fuzzed)) or "no parameter"
    runs = f"{result.runs:,} run{'' if result.runs == 1 else 's'}"
    yield f"{count} in {names}: {runs}, {where}, seed {result.seed}"
    if not result.is_complete:
        yield "not all examples were run: the time was up, or it was cancelled"


def shown_value(value: JsonValue) -> str:
    """A value as JSON in one line, of a long one the beginning."""
    text = json.dumps(value, ensure_ascii=False)
    return visible(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(text):,} characters)")


def _finding(source: Source, finding: Finding, *, colour: bool) -> Iterator[str]:
    span = finding.places[0]
    line, column = source.position(span.start)
    place = coloured(f"{visible(source.path)}:{line}:{column}", "place", colour=colour)
    what = "ordinary values"
    if finding.parameter is not None:
        what = f'parameter "{visible(finding.parameter)}" with value {shown_value(finding.value)}'
    yield f"{place}: {coloured(finding.kind.value, 'error', colour=colour)}: {what}"
    number, (text, start, width) = excerpt(source, span)
    margin = " " * len(str(number))
    yield f"{margin} |"
    yield f"{number} | {text}".rstrip()
    yield f"{margin} | {' ' * start}{coloured('^' + '~' * (width - 1), 'error', colour=colour)}"
    yield f'{margin} | step "{visible(finding.symptom.step)}": {visible(finding.symptom.detail)}'
    others = [source.position(other.start) for other in finding.places[1:]]
    if others:
        yield f"{margin} | or through " + ", ".join(f"{line}:{column}" for line, column in others)
    yield f"{margin} | remedy: {visible(finding.remedy)}"
