"""The page of one document: what is missing, the steps as a picture, and its text with what was come to."""

from collections.abc import Iterator

from ssmdoc.coverage.by_line import Counted, LineCoverage, State, by_line
from ssmdoc.coverage.collect import DocumentCoverage
from ssmdoc.coverage.paint import painted
from ssmdoc.coverage.points import What
from ssmdoc.graph.svg.drawing import svg
from ssmdoc.report.coverage_html.index_page import HEAD
from ssmdoc.report.coverage_html.parts import page, share_cells, shown

_SIGNS = {State.COVERED: "✓", State.PARTLY: "◐", State.MISSED: "✗"}


def document_page(coverage: DocumentCoverage) -> str:
    """The whole page."""
    rows = "\n".join(_rows(coverage))
    shares = share_cells(coverage.steps, coverage.branches, coverage.lines, coverage.all)
    parts = [
        '<p><a href="index.html">all documents</a></p>',
        f"<h1>{shown(coverage.path)}</h1>",
        f'<div class="wide"><table class="shares"><tr>{HEAD}</tr><tr>{shares}</tr></table></div>',
        *_missing(coverage),
        *_graph(coverage),
        "<h2>Document</h2>",
        f'<div class="scroll"><table class="source">\n{rows}\n</table></div>',
    ]
    return page(f"Coverage of {coverage.path}", "\n".join(parts))


def _missing(coverage: DocumentCoverage) -> Iterator[str]:
    if coverage.missing:
        yield '<h2>Not covered</h2>\n<ul class="missing">'
        for point in coverage.missing:
            what = f"line of {_quoted(point.mark.step)}: " if point.mark.what is What.LINE else ""
            yield f"<li>{_link(point.line)} {shown(what)}<code>{shown(point.text)}</code></li>"
        yield "</ul>"
    if coverage.notes:
        yield '<h2>Not counted</h2>\n<ul class="missing">'
        for note in coverage.notes:
            yield f"<li>{_link(note.line)} {shown(note.text)}</li>"
        yield "</ul>"


def _graph(coverage: DocumentCoverage) -> Iterator[str]:
    graph = painted(coverage)
    if graph is not None:
        yield f'<h2>Steps</h2>\n<div class="graph">\n{svg(graph, f"steps of {coverage.path}")}</div>'


def _rows(coverage: DocumentCoverage) -> Iterator[str]:
    counted = {line.line: line for line in by_line(coverage)}
    source = coverage.document.source
    for number in range(1, len(source.line_starts) + 1):
        text = source.line(number)
        if number == len(source.line_starts) and not text:
            return
        yield _row(number, text, counted.get(number))


def _row(number: int, text: str, line: LineCoverage | None) -> str:
    place = f'<td class="place"><a href="#L{number}">{number}</a></td>'
    if line is None:
        return (
            f'<tr id="L{number}">{place}<td class="sign"></td><td class="count"></td>'
            f'<td>{shown(text)}</td><td class="notes"></td></tr>'
        )
    times = max(each.times for each in line.points)
    notes = "".join(f"<span>{shown(note)}</span>" for note in map(_note, line.points) if note)
    return (
        f'<tr id="L{number}" class="{line.state.value}">{place}<td class="sign">{_SIGNS[line.state]}</td>'
        f'<td class="count">{times}&times;</td><td>{shown(text)}</td><td class="notes">{notes}</td></tr>'
    )


def _note(counted: Counted) -> str:
    """What is to be said of a point beside its line; a line of a script speaks for itself."""
    match counted.point.mark.what:
        case What.LINE:
            return ""
        case What.STEP:
            return f"ran {_often(counted.times)}" if counted.times else "never ran"
        case _:
            sign = _SIGNS[State.COVERED if counted.times else State.MISSED]
            return f"{sign} {counted.point.text}: {_often(counted.times)}"


def _often(count: int) -> str:
    return {0: "never", 1: "once"}.get(count, f"{count} times")


def _link(line: int) -> str:
    return f'<a href="#L{line}">line {line}</a>'


def _quoted(text: str) -> str:
    return f'"{text}"'
