"""Findings for people: what and where, the source line, and the exact range underlined."""

from collections.abc import Iterator
from typing import NamedTuple

from ssmdoc.diagnostic import Diagnostic, Severity
from ssmdoc.report.lint_result import FileFindings
from ssmdoc.report.visible import cells, visible
from ssmdoc.source.text import Source, Span

WIDTH = 100
"""Columns of a source line that are shown; of a longer one the part around the finding."""

LEAD = 30
"""Columns shown before a finding in a line that is cut."""

_RESET, _BOLD, _BLUE = "\x1b[0m", "\x1b[1m", "\x1b[1;34m"
_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.INFO: "\x1b[1;36m"}


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
    paint = _paint if colour else _plain
    line, column = source.position(diagnostic.span.start)
    severity = paint(_COLOURS[diagnostic.severity], diagnostic.severity.value)
    place = paint(_BOLD, f"{visible(source.path)}:{line}:{column}")
    yield f"{place}: {severity}: {visible(diagnostic.message)} [{diagnostic.rule}]"
    parts = [(diagnostic.span, "^", "")] + [(label.span, "-", label.message) for label in diagnostic.labels]
    excerpts = [(*excerpt(source, span), mark, message) for span, mark, message in parts]
    margin = max(len(str(number)) for number, *_ in excerpts)
    bar = paint(_BLUE, " " * margin + " |")
    yield bar
    for number, (shown, start, width), mark, message in excerpts:
        yield f"{paint(_BLUE, f'{number:>{margin}} |')} {shown}".rstrip()
        underline = "^" + "~" * (width - 1) if mark == "^" else "-" * width
        marked = paint(_COLOURS[diagnostic.severity] if mark == "^" else _BLUE, underline)
        yield f"{bar} {' ' * start}{marked} {visible(message)}".rstrip()
    if diagnostic.fix:
        yield f"{bar} {visible(diagnostic.fix.message)}"


def _paint(code: str, words: str) -> str:
    return f"{code}{words}{_RESET}"


def _plain(_code: str, words: str) -> str:
    return words
