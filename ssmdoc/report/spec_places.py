"""Where reports point at: the lines of a spec, and of its document, that what differs has to do with."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from ssmdoc.report.spec_difference import difference_lines
from ssmdoc.report.spec_text import headline
from ssmdoc.report.visible import visible
from ssmdoc.spec.document import step_position
from ssmdoc.spec.outcome import CaseOutcome, Difference


class Finding(NamedTuple):
    """Something about a line of a file."""

    path: str
    line: int
    column: int
    text: str


def case_place(outcome: CaseOutcome) -> tuple[int, int]:
    """Line and column of a case's name."""
    return outcome.spec.source.position(outcome.case.span.start)


def difference_place(outcome: CaseOutcome, difference: Difference) -> tuple[int, int]:
    """Line and column of the expectation that did not come true, or of its case where none is written."""
    offset = outcome.case.expect.place(difference.where)
    return case_place(outcome) if offset is None else outcome.spec.source.position(offset)


def findings(outcome: CaseOutcome) -> Iterator[Finding]:
    """What a case that did not pass says: of its spec, and of each step of the document with something unexpected."""
    spec, document = outcome.spec.source.path, outcome.document
    if not outcome.differences:
        yield Finding(spec, *case_place(outcome), headline(outcome))
        return
    said = "\n".join(line for difference in outcome.differences for line in difference_lines(difference))
    yield Finding(spec, *difference_place(outcome, outcome.differences[0]), said)
    for step, found in groupby(outcome.differences, key=lambda difference: difference.step):
        position = step_position(document, step)
        if position is not None:
            said = "\n".join(line for difference in found for line in difference_lines(difference))
            yield Finding(document.source.path, *position, f"step {visible(step or '')}: {said}")
