"""Where each character of a scalar's text stands in the file, for findings inside scripts and references."""

from bisect import bisect_right
from operator import itemgetter

from ssmdoc.source.block_runs import block_runs
from ssmdoc.source.flow_runs import flow_runs
from ssmdoc.source.runs import Run
from ssmdoc.source.text import Source, Span
from ssmdoc.source.tree import Scalar, Style


class CharacterMap:
    """File offsets of the characters of one scalar.

    A character that folding made (a line break read as a space) stands at its line break, one that an escape made
    stands at the backslash.
    """

    def __init__(self, runs: list[Run], length: int, empty: int) -> None:
        self._runs = runs
        self._length = length
        self._empty = empty

    def offset(self, index: int) -> int:
        """The file offset of character `index`, from 0; the length of the text gives the end of its last character."""
        if index >= self._length:
            return self._end(self._length - 1) if self._length else self._empty
        run = self._run(index)
        return run.offset + index - run.first

    def span(self, start: int, end: int) -> Span:
        """The range of the file that the characters from `start` to before `end` take, whole escapes included."""
        first = self.offset(start)
        return Span(first, self._end(min(end, self._length) - 1) if start < end and start < self._length else first)

    def _run(self, index: int) -> Run:
        return self._runs[bisect_right(self._runs, index, key=itemgetter(0)) - 1]

    def _end(self, index: int) -> int:
        run = self._run(index)
        return run.offset + index - run.first + run.width


def character_map(source: Source, scalar: Scalar) -> CharacterMap:
    """The map of one scalar of a source; costs a pass over the scalar, so ask for it only when something is found."""
    length = len(scalar.text)
    if scalar.style is Style.LITERAL or scalar.style is Style.FOLDED:
        return CharacterMap(block_runs(source.text, scalar), length, scalar.end)
    quote = 0 if scalar.style is Style.PLAIN else 1
    start, end = scalar.start + quote, scalar.end - quote
    if end - start == length:  # escapes and folding only ever shorten a text
        return CharacterMap([Run(0, start, 1)], length, start)
    runs, found = flow_runs(source.text[start:end], start, scalar.style, folding=True)
    if found != length:
        # JSON keeps U+0085, U+2028 and U+2029 as they are, which are line breaks to YAML
        runs, found = flow_runs(source.text[start:end], start, scalar.style, folding=False)
    return CharacterMap(runs, length, start)
