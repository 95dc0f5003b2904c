"""A text with its path, and the two ways to name a place in it: offsets inside, lines at the edges."""

from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range of code point offsets in a source's text."""

    start: int
    end: int


class Position(NamedTuple):
    """Line and column, both counted from 1; the column counts code points."""

    line: int
    column: int


class Source:
    """The text of one file, as decoded; `path` is what the user called it (`-` for stdin)."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    @cached_property
    def line_starts(self) -> list[int]:
        """Offsets at which the lines begin; a line ends with LF, CRLF or CR."""
        starts = [0]
        text = self.text
        position = 0
        if "\r" not in text:
            while (position := text.find("\n", position) + 1) > 0:
                starts.append(position)
            return starts
        for line in text.splitlines(keepends=True):
            position += len(line)
            if line.endswith(("\n", "\r")):
                starts.append(position)
        return starts

    def position(self, offset: int) -> Position:
        """The line and column of an offset; an offset past the end counts as the end."""
        offset = min(offset, len(self.text))
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its line break."""
        starts = self.line_starts
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")
