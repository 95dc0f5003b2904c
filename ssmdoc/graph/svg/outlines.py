"""The outline of each shape, and how much larger than its text it is."""

from ssmdoc.graph.graph import Shape
from ssmdoc.graph.layout.values import Point, Size
from ssmdoc.graph.svg.texts import number

_SLANT = 12.0


def outer_size(shape: Shape, text: Size) -> Size:
    """The size of a shape around a text of this size."""
    width, height = max(text.width, 36), max(text.height, 14)
    match shape:
        case Shape.BRANCH:
            # the corners of the text lie on the slopes: width/W + height/H = 1
            outer = height * 2.3
            return Size(width / (1 - height / outer) + 12, outer)
        case Shape.START | Shape.END:
            return Size(width + 28, height + 12)
        case Shape.LOOP | Shape.WAIT:
            return Size(width + 20 + 2 * _SLANT, height + 16)
        case Shape.SLEEP:
            return Size(width + 20 + (height + 16) / 2, height + 16)
        case _:
            return Size(width + 24, height + 16)


def outline(shape: Shape, middle: Point, size: Size) -> str:
    """The element that draws the shape."""
    left, right = middle.x - size.width / 2, middle.x + size.width / 2
    top, bottom = middle.y - size.height / 2, middle.y + size.height / 2
    match shape:
        case Shape.BRANCH:
            return _polygon((middle.x, top), (right, middle.y), (middle.x, bottom), (left, middle.y))
        case Shape.LOOP:
            return _polygon(
                (left + _SLANT, top),
                (right - _SLANT, top),
                (right, middle.y),
                (right - _SLANT, bottom),
                (left + _SLANT, bottom),
                (left, middle.y),
            )
        case Shape.WAIT:
            return _polygon((left + _SLANT, top), (right, top), (right - _SLANT, bottom), (left, bottom))
        case Shape.SLEEP:
            radius = size.height / 2
            arc = f"A{number(radius)} {number(radius)} 0 0 1 {number(right - radius)} {number(bottom)}"
            return f'<path d="M{number(left)} {number(top)}H{number(right - radius)}{arc}H{number(left)}Z"/>'
        case _:
            radius = size.height / 2 if shape in (Shape.START, Shape.END) else 5
            return rectangle(Point(left, top), size, radius)


def rectangle(corner: Point, size: Size, radius: float) -> str:
    """A rectangle with round corners."""
    place = f'x="{number(corner.x)}" y="{number(corner.y)}"'
    return f'<rect {place} width="{number(size.width)}" height="{number(size.height)}" rx="{number(radius)}"/>'


def _polygon(*points: tuple[float, float]) -> str:
    return f'<path d="M{"L".join(f"{number(x)} {number(y)}" for x, y in points)}Z"/>'
