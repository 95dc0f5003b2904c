"""Places as LSP counts them: lines and columns from 0, columns in units of the encoding agreed on with the client."""

import re
from bisect import bisect_left
from functools import cached_property
from itertools import accumulate

from lsprotocol.types import Position, PositionEncodingKind, Range

from ssmdoc.source.text import Source, Span


class Positions:
    """Offsets of one source as positions, and back."""

    def __init__(self, source: Source, encoding: PositionEncodingKind) -> None:
        self.source = source
        self.encoding = encoding

    def position(self, offset: int) -> Position:
        """The position of an offset; an offset past the end counts as the end."""
        offset = min(offset, len(self.source.text))
        line, column = self.source.position(offset)
        start = offset - column + 1
        return Position(line - 1, column - 1 + self._surplus_before(offset) - self._surplus_before(start))

    def range(self, span: Span) -> Range:
        """The range of a span."""
        return Range(self.position(span.start), self.position(span.end))

    def offset(self, position: Position) -> int:
        """The offset of a position; a column past the end of its line counts as that end, and a line too."""
        starts = self.source.line_starts
        if position.line >= len(starts):
            return len(self.source.text)
        start, line = starts[position.line], self.source.line(position.line + 1)
        if self._is_plain:
            return start + min(position.character, len(line))
        units = 0
        for index, character in enumerate(line):
            units += 1 + self._surplus(character)
            if units > position.character:
                return start + index
        return start + len(line)

    @cached_property
    def _is_plain(self) -> bool:
        """Whether every character of the text is one unit."""
        return self.encoding == PositionEncodingKind.Utf32 or self.source.text.isascii()

    @cached_property
    def _wide(self) -> tuple[list[int], list[int]]:
        """Offsets of the characters that take more than one unit, and how many units more they take up to there."""
        if self._is_plain:
            return [], [0]
        range_of_one = r"\x00-\x7f" if self.encoding == PositionEncodingKind.Utf8 else r"\x00-\uffff"
        wide = list(re.finditer(f"[^{range_of_one}]", self.source.text))
        return [found.start() for found in wide], [0, *accumulate(self._surplus(found.group()) for found in wide)]

    def _surplus_before(self, offset: int) -> int:
        wide, sums = self._wide
        return sums[bisect_left(wide, offset)]

    def _surplus(self, character: str) -> int:
        """The units that a character takes beyond the first."""
        if self.encoding == PositionEncodingKind.Utf8:
            return (character > "\x7f") + (character > "\u07ff") + (character > "\uffff")
        return int(character > "\uffff")
