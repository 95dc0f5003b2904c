"""Coverage in the format of LCOV, which editors and services read; source: the manual page geninfo(1)."""

from collections.abc import Iterator, Sequence

from ssmdoc.coverage.by_line import LineCoverage, by_line
from ssmdoc.coverage.collect import DocumentCoverage
from ssmdoc.coverage.points import What
from ssmdoc.report.visible import visible


def lcov(documents: Sequence[DocumentCoverage]) -> str:
    """A record for each document; its steps are functions."""
    return "".join(f"{line}\n" for document in documents for line in _record(document))


def _record(document: DocumentCoverage) -> Iterator[str]:
    yield "TN:"
    yield f"SF:{visible(document.path)}"
    lines = by_line(document)
    yield from _functions(lines)
    yield from _branches(lines)
    yield from (f"DA:{line.line},{line.hits}" for line in lines)
    yield f"LF:{len(lines)}"
    yield f"LH:{sum(1 for line in lines if line.hits)}"
    yield "end_of_record"


def _functions(lines: Sequence[LineCoverage]) -> Iterator[str]:
    steps = [each for line in lines for each in line.points if each.point.mark.what is What.STEP]
    yield from (f"FN:{step.point.line},{visible(step.point.mark.step)}" for step in steps)
    yield from (f"FNDA:{step.times},{visible(step.point.mark.step)}" for step in steps)
    yield f"FNF:{len(steps)}"
    yield f"FNH:{sum(1 for step in steps if step.times)}"


def _branches(lines: Sequence[LineCoverage]) -> Iterator[str]:
    found = [(line, number, each) for line in lines for number, each in enumerate(line.branches)]
    for line, number, each in found:
        yield f"BRDA:{line.line},0,{number},{each.times if line.hits else '-'}"
    yield f"BRF:{len(found)}"
    yield f"BRH:{sum(1 for _, _, each in found if each.times)}"
