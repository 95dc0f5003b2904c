"""Findings for people: what and where, the source line, and the exact range underlined."""

from collections.abc import Iterator
from typing import NamedTuple

from ssmdoc.diagnostic import Diagnostic
from ssmdoc.report.lint_result import FileFindings
from ssmdoc.report.terminal import coloured
from ssmdoc.report.visible import cells, visible
from ssmdoc.source.text import Source, Span

WIDTH = 100
"""Columns of a source line that are shown; of a longer one the part around the finding."""

LEAD = 30
"""Columns shown before a finding in a line that is cut."""


class Excerpt(NamedTuple):
    """A source line ready to print, with the columns that are underlined."""

    text: str
    start: int
    width: int


def text(found: FileFindings, *, colour: bool) -> Iterator[str]:
    """The findings of a file, line by line, each with an empty line after it."""
    for diagnostic in found.diagnostics:
        yield from _finding(found.source, diagnostic, colour=colour)
        yield ""


def excerpt(source: Source, span: Span) -> tuple[int, Excerpt]:
    """The number of the line on which a span begins, and as much of it as is shown."""
    line, column = source.position(span.start)
    whole = source.line(line)
    begin, end = column - 1, column - 1 + span.end - span.start
    # no more than this many characters can be shown, however long the line is
    first = 0 if len(whole) <= WIDTH else max(0, min(begin - LEAD, len(whole) - WIDTH))
    shown = cells(whole[first : first + WIDTH])
    left, right = "…" if first else "", "…" if first + WIDTH < len(whole) else ""
    before = sum(width for _, width in shown[: begin - first]) + len(left)
    marked = sum(width for _, width in shown[begin - first : end - first])
    return line, Excerpt(left + "".join(part for part, _ in shown) + right, before, max(marked, 1))


def _finding(source: Source, diagnostic: Diagnostic, *, colour: bool) -> Iterator[str]:
    line, column = source.position(diagnostic.span.start)
    severity = diagnostic.severity.value
    place = coloured(f"{visible(source.path)}:{line}:{column}", "place", colour=colour)
    yield f"{place}: {coloured(severity, severity, colour=colour)}: {visible(diagnostic.message)} [{diagnostic.rule}]"
    parts = [(diagnostic.span, "^", "")] + [(label.span, "-", label.message) for label in diagnostic.labels]
    excerpts = [(*excerpt(source, span), mark, message) for span, mark, message in parts]
    margin = max(len(str(number)) for number, *_ in excerpts)
    bar = coloured(" " * margin + " |", "margin", colour=colour)
    yield bar
    for number, (shown, start, width), mark, message in excerpts:
        yield f"{coloured(f'{number:>{margin}} |', 'margin', colour=colour)} {shown}".rstrip()
        underline = "^" + "~" * (width - 1) if mark == "^" else "-" * width
        marked = coloured(underline, severity if mark == "^" else "margin", colour=colour)
        yield f"{bar} {' ' * start}{marked} {visible(message)}".rstrip()
    if diagnostic.fix:
        yield f"{bar} {visible(diagnostic.fix.message)}"
