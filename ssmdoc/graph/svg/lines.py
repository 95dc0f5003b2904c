"""Links as paths, with their arrows."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ssmdoc.graph.layout.values import Point, Stroke
from ssmdoc.graph.svg.texts import number

_ARROW_LENGTH, _ARROW_WIDTH = 8.0, 3.6
_STRAIGHT = 0.5


def line(stroke: Stroke) -> Iterator[str]:
    """The elements of a stroke."""
    points = list(stroke.points)
    if len(points) < 2:
        return
    names = [stroke.line.value]
    if stroke.taken:
        names.append("taken")
    elif not stroke.live:
        names.append("faint")
    tip, before = points[-1], points[-2]
    if stroke.arrow:
        downwards = 1 if tip.y >= before.y else -1
        points[-1] = Point(tip.x, tip.y - downwards * _ARROW_LENGTH * 0.8)
    yield f'<path class="{" ".join(["link", *names])}" d="{_curve(points)}"/>'
    if stroke.arrow:
        back = tip.y - downwards * _ARROW_LENGTH
        corners = ((tip.x, tip.y), (tip.x - _ARROW_WIDTH, back), (tip.x + _ARROW_WIDTH, back))
        shape = "L".join(f"{number(x)} {number(y)}" for x, y in corners)
        yield f'<path class="{" ".join(["arrow", *names[1:]])}" d="M{shape}Z"/>'


def _curve(points: Sequence[Point]) -> str:
    """Straight down where two points are below each other, else a curve that begins and ends straight down."""
    parts = [f"M{number(points[0].x)} {number(points[0].y)}"]
    for one, other in pairwise(points):
        if abs(one.x - other.x) < _STRAIGHT:
            parts.append(f"L{number(other.x)} {number(other.y)}")
        else:
            half = (one.y + other.y) / 2
            bend = f"{number(one.x)} {number(half)} {number(other.x)} {number(half)}"
            parts.append(f"C{bend} {number(other.x)} {number(other.y)}")
    return "".join(parts)
