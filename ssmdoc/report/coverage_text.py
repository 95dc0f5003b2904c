"""Coverage for a terminal: a line for each document, what no case came to, and the whole."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ssmdoc.coverage.collect import NOTHING, DocumentCoverage, Share
from ssmdoc.coverage.points import Point, What
from ssmdoc.report.visible import shortened, visible, width

MOST_MISSING = 25
"""Of one document; what is left out is said."""
_LONGEST = 100


def coverage_lines(documents: Sequence[DocumentCoverage]) -> Iterator[str]:
    """The summary."""
    names = [visible(document.path) for document in documents]
    column = max([len("document"), len("total"), *map(width, names)])
    yield _row("coverage", column, ("steps", "branches", "lines", "all"))
    for name, document in zip(names, documents, strict=True):
        yield _row(name, column, _shares(document))
        missing = list(_missing(document))
        yield from missing[:MOST_MISSING]
        if len(missing) > MOST_MISSING:
            yield f"      … and {len(missing) - MOST_MISSING} more"
        yield from (f"      {note.line}: {visible(note.text)}" for note in document.notes)
    if len(documents) > 1:
        steps = sum((document.steps for document in documents), NOTHING)
        branches = sum((document.branches for document in documents), NOTHING)
        lines = sum((document.lines for document in documents), NOTHING)
        yield _row("total", column, (*map(_part, (steps, branches, lines)), percent(steps + branches + lines)))


def percent(share: Share) -> str:
    """`87 %`, cut off: only all is 100 %, and only nothing is 0 %."""
    if 0 < share.percent < 1:
        return "1 %"
    return f"{int(share.percent)} %"


def _shares(document: DocumentCoverage) -> tuple[str, ...]:
    return (*map(_part, (document.steps, document.branches, document.lines)), percent(document.all))


def _part(share: Share) -> str:
    return f"{share.covered}/{share.total}" if share.total else "-"


def _row(name: str, column: int, cells: Sequence[str]) -> str:
    padding = " " * (column - width(name))
    return f"  {name}{padding}{''.join(cell.rjust(10) for cell in cells)}"


def _missing(document: DocumentCoverage) -> Iterator[str]:
    """What no case came to, by line; of a step that never ran only that, and lines of scripts together."""
    idle = {point.mark.step for point in document.missing if point.mark.what is What.STEP}
    told = [point for point in document.missing if point.mark.what is What.STEP or point.mark.step not in idle]
    lines = [point for point in document.points if point.mark.what is What.LINE]
    places = {point.mark: place for place, point in enumerate(lines)}

    def run(numbered: tuple[int, Point]) -> tuple[str, int | Point]:
        """Lines of one script that follow each other have the same."""
        number, point = numbered
        if point.mark.what is not What.LINE:
            return point.mark.step, point
        return point.mark.step, number - places[point.mark]

    for (step, _), members in groupby(enumerate(told), key=run):
        points = [point for _, point in members]
        first, last = points[0], points[-1]
        if first.mark.what is not What.LINE:
            never = "never ran" if first.mark.what is What.STEP else "never"
            yield f"      {first.line}: {shortened(visible(first.text), _LONGEST)} {never}"
        elif first.line == last.line:
            yield f'      {first.line}: never ran in "{visible(step)}": {shortened(visible(first.text), _LONGEST)}'
        else:
            yield f'      {first.line}-{last.line}: lines of "{visible(step)}" that never ran'
