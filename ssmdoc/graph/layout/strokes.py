"""The lines of a layout, point by point; wires of one rail are drawn once where they run together."""

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from ssmdoc.graph.layout.ports import Ports
from ssmdoc.graph.layout.rows import Rows
from ssmdoc.graph.layout.values import Point, Stroke, Vertex, Wire


class Drawing(NamedTuple):
    """All that is known when the lines are drawn."""

    vertices: Sequence[Vertex]
    wires: Sequence[Wire]
    rows: Rows
    x: Sequence[float]
    ports: Ports
    tops: Sequence[float]
    bottoms: Sequence[float]
    back: set[int]


def strokes(drawing: Drawing) -> Iterator[Stroke]:
    """The lines, in no certain order."""
    rails: dict[Hashable, list[int]] = {}
    for number, wire in enumerate(drawing.wires):
        if wire.rail is None or number in drawing.back:
            points = _points(drawing, drawing.rows.chains[number])
            yield _stroke(wire, tuple(points[::-1] if number in drawing.back else points), arrow=wire.arrow)
        else:
            rails.setdefault(wire.rail, []).append(number)
    for numbers in rails.values():
        yield from _rail(drawing, sorted(numbers, key=lambda number: -len(drawing.rows.chains[number])))


_JOINS = 2
"""The place in its chain of the first slot that a wire shares."""


def _rail(drawing: Drawing, numbers: Sequence[int]) -> Iterator[Stroke]:
    """Each wire up to where it joins the others, and what they have in common from each join to the next."""
    chains = drawing.rows.chains
    taken, live = False, False
    for place, number in enumerate(numbers):
        wire, chain = drawing.wires[number], chains[number]
        taken, live = taken or wire.taken, live or wire.live
        if len(chain) <= _JOINS + 1:
            yield _stroke(wire, tuple(_points(drawing, chain)), arrow=wire.arrow)
            continue
        yield _stroke(wire, tuple(_points(drawing, chain[: _JOINS + 1], joins=True)), arrow=False)
        following = chains[numbers[place + 1]] if place + 1 < len(numbers) else chain[-1:]
        joint = following[_JOINS] if len(following) > _JOINS + 1 else chain[-1]
        common = chain[_JOINS : chain.index(joint) + 1]
        if len(common) > 1:
            ends = joint == chain[-1]
            points = _points(drawing, common, joins=not ends)
            shared = Stroke(tuple(points), wire.line, arrow=wire.arrow and ends, taken=taken, live=live)
            yield shared


def _stroke(wire: Wire, points: tuple[Point, ...], *, arrow: bool) -> Stroke:
    return Stroke(points, wire.line, arrow, wire.taken, wire.live)


def _points(drawing: Drawing, chain: Sequence[int], *, joins: bool = False) -> list[Point]:
    """The points of a line from its upper end to its lower one; one that joins ends where its last slot begins."""
    points: list[Point] = []
    for place, slot in enumerate(chain):
        rank = drawing.rows.rank[slot]
        top, bottom = drawing.tops[rank], drawing.bottoms[rank]
        if slot >= len(drawing.vertices):
            points.append(Point(drawing.x[slot], top))
            if not (joins and place == len(chain) - 1):
                points.append(Point(drawing.x[slot], bottom))
        elif place == 0:
            x = drawing.ports[slot, chain[1]]
            points += [Point(x, (top + bottom) / 2 + _reach(drawing, slot, x)), Point(x, bottom)]
        else:
            x = drawing.ports[slot, chain[-2]]
            points += [Point(x, top), Point(x, (top + bottom) / 2 - _reach(drawing, slot, x))]
    return _simplified(points)


def _reach(drawing: Drawing, slot: int, x: float) -> float:
    """How far from its middle the edge of a vertex is, above or below a point x."""
    vertex = drawing.vertices[slot]
    half = vertex.size.height / 2
    if not vertex.pointed or not vertex.size.width:
        return half
    return half * max(0.0, 1 - abs(x - drawing.x[slot]) / (vertex.size.width / 2))


def _simplified(points: Sequence[Point]) -> list[Point]:
    """The points without those on a straight line between two others."""
    kept: list[Point] = []
    for point in points:
        if kept and abs(kept[-1].x - point.x) < _SAME and abs(kept[-1].y - point.y) < _SAME:
            continue
        if len(kept) > 1 and abs(kept[-1].x - point.x) < _SAME and abs(kept[-2].x - point.x) < _SAME:
            kept.pop()
        kept.append(point)
    return kept


_SAME = 0.05
