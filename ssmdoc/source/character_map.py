"""Where each character of a scalar's text stands in the file."""

from ssmdoc.source.text import Source, Span
from ssmdoc.source.tree import Scalar, Style


class CharacterMap:
    """File offsets of the characters of one scalar."""

    def __init__(self, offsets: list[int]) -> None:
        self._offsets = offsets

    def offset(self, index: int) -> int:
        """The file offset of character `index`; the length of the text gives the end."""
        return self._offsets[index]

    def span(self, start: int, end: int) -> Span:
        """The range of the file that holds the characters from `start` to before `end`."""
        return Span(self.offset(start), self.offset(end))


def character_map(source: Source, scalar: Scalar) -> CharacterMap:
    """The map of a scalar (first form: by searching each character forward)."""
    offset = scalar.start + (scalar.style in (Style.SINGLE, Style.DOUBLE))
    if scalar.style in (Style.LITERAL, Style.FOLDED):
        offset = source.text.find("\n", scalar.start) + 1
    offsets = []
    for character in scalar.text:
        found = source.text.find(character, offset, scalar.end)
        offset = offset if found < 0 else found
        offsets.append(offset)
        offset += 1
    return CharacterMap([*offsets, scalar.end])
