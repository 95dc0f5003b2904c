"""Runs of literal (`|`) and folded (`>`) scalars."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ssmdoc.source.runs import LINE_BREAK, Run, Runs, line_break
from ssmdoc.source.tree import Scalar, Style

_BLANKS = " \t"
_KEPT_BREAKS = "\u2028\u2029"
_line = re.compile(rf"([^\r\n\x85\u2028\u2029]*)({LINE_BREAK}|\Z)").match
_leading_spaces = re.compile(" *").match
_content = re.compile("[^ \r\n\x85\u2028\u2029]").search


class _Line(NamedTuple):
    """A line of the file: where it starts, its text, and its line break."""

    start: int
    text: str
    line_break: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def block_runs(text: str, scalar: Scalar) -> list[Run]:
    """The runs of a block scalar of `text`.

    The same steps as libyaml's yaml_parser_scan_block_scalar (scanner.c), so that folding agrees in every corner;
    chomping needs no step, because it only decides how many of the last line breaks the text has.
    """
    header = _line(text, scalar.start)
    start = header.end() if header else scalar.end
    indent = _indentation(text, start, scalar.text)
    runs = Runs()
    pending: list[_Line] = []
    after_blank = False
    for line in _lines(text, start):
        if runs.length >= len(scalar.text) or line.text[:indent].strip(" "):
            break
        if len(line.text) > indent:
            begins_blank = line.text[indent] in _BLANKS
            folds = scalar.style is Style.FOLDED and not after_blank and not begins_blank
            _add_breaks(runs, pending, folds=folds and runs.length > 0)
            runs.add(line.start + indent, len(line.text) - indent)
            after_blank = begins_blank
            pending = []
        pending.append(line)
    _add_breaks(runs, pending, folds=False)
    return runs.runs


def _add_breaks(runs: Runs, lines: list[_Line], *, folds: bool) -> None:
    """The line breaks of a line with content and of the empty ones after it; folding drops the first of several."""
    for number, line in enumerate(lines):
        dropped = folds and number == 0 and len(lines) > 1 and line.line_break not in _KEPT_BREAKS
        if line.line_break and not dropped:
            runs.add_one(line.end, len(line.line_break))


def _lines(text: str, start: int) -> Iterator[_Line]:
    while start < len(text):
        found = _line(text, start)
        if found is None:
            return
        yield _Line(start, found[1], found[2])
        start = found.end()


def _indentation(text: str, start: int, value: str) -> int:
    """How many columns each line is indented: what its first line with content has more than it has in the value."""
    content = _content(value)
    if content:
        in_file = _content(text, start)
        if in_file:
            return _spaces_before(text, in_file.start(), start) - _spaces_before(value, content.start(), 0)
    for line, written in zip(line_break.split(value), _lines(text, start), strict=False):
        if line:
            return len(written.text) - len(line)
    return len(text)


def _spaces_before(text: str, offset: int, lowest: int) -> int:
    stretch = text[lowest:offset]
    return len(stretch) - len(stretch.rstrip(" "))
