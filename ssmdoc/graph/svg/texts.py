"""Text in an SVG: its size, which is known before it is drawn because all letters of the font have one width."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from ssmdoc.graph.layout.values import Point, Size
from ssmdoc.graph.words import columns

FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"
_LETTER = 0.61
"""Width of a letter for a font size of 1: 0.6 in nearly all of these fonts, and no more in any."""
_LINE = 1.35
"""Height of a line for a font size of 1."""


def width_of(text: str, font_size: float) -> float:
    """Its width in pixels."""
    return columns(text) * font_size * _LETTER


def block_size(lines: Sequence[tuple[str, str, float]]) -> Size:
    """The size of lines (text, class, font size) below each other."""
    return Size(
        max((width_of(text, font_size) for text, _, font_size in lines), default=0),
        sum(_height(font_size) for *_, font_size in lines),
    )


def block(lines: Sequence[tuple[str, str, float]], middle: Point) -> list[str]:
    """Lines below each other, around a middle."""
    y = middle.y - block_size(lines).height / 2
    elements = []
    for text, name, font_size in lines:
        height = _height(font_size)
        # letters are higher above their line than below it
        base = y + height / 2 + font_size * 0.35
        elements.append(f'<text class="{name}" x="{number(middle.x)}" y="{number(base)}">{escape(text)}</text>')
        y += height
    return elements


def _height(font_size: float) -> int:
    """A whole number: sums of them are the same whatever adds them up."""
    return round(font_size * _LINE)


def number(value: float) -> str:
    """A length, no longer than it has to be."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
