"""A layout without boxes in boxes: rows from top to bottom, wires between them."""

from collections.abc import Sequence

from ssmdoc.graph.layout.columns import place_in_rows
from ssmdoc.graph.layout.order import arrange
from ssmdoc.graph.layout.ports import Ports, ports
from ssmdoc.graph.layout.ranks import ranks, turned
from ssmdoc.graph.layout.rows import Rows, make_rows
from ssmdoc.graph.layout.strokes import Drawing, strokes
from ssmdoc.graph.layout.values import Placed, Point, Size, Vertex, Wire

_LEAST_GAP, _MOST_GAP = 13.0, 40.0
_STEEPNESS = 0.14
"""How much further apart two rows are for each pixel that a wire goes aside between them."""


def layered(vertices: Sequence[Vertex], wires: Sequence[Wire]) -> Placed:
    """Place the vertices and the wires between them; none may lead from a vertex to itself."""
    back = turned(len(vertices), wires)
    rows = make_rows(vertices, wires, back, ranks(vertices, wires, back))
    arrange(rows)
    x = place_in_rows(rows, vertices, wires)
    meets = ports(vertices, wires, rows, x, back)
    tops, bottoms = _heights(rows, x, meets)
    drawing = Drawing(vertices, wires, rows, x, meets, tops, bottoms, back)
    labels = {}
    for number, wire in enumerate(wires):
        if wire.label:
            slot = rows.chains[number][-2 if number in back else 1]
            labels[number] = Point(x[slot], _middle(rows, slot, tops, bottoms))
    middles = tuple(Point(x[place], _middle(rows, place, tops, bottoms)) for place in range(len(vertices)))
    width = max((x[slot] + size.width / 2 for slot, size in enumerate(rows.sizes)), default=0)
    return Placed(Size(width, bottoms[-1]), middles, labels, tuple(strokes(drawing)))


def _middle(rows: Rows, slot: int, tops: Sequence[float], bottoms: Sequence[float]) -> float:
    return (tops[rows.rank[slot]] + bottoms[rows.rank[slot]]) / 2


def _heights(rows: Rows, x: Sequence[float], meets: Ports) -> tuple[list[float], list[float]]:
    """The upper and the lower edge of each row."""
    tops, bottoms, y = [], [], 0.0
    for row in rows.rows:
        tops.append(y)
        y += max((rows.sizes[slot].height for slot in row), default=0)
        bottoms.append(y)
        aside = max(
            (
                abs(meets.get((slot, other), x[slot]) - meets.get((other, slot), x[other]))
                for slot in row
                for other in rows.below.get(slot, ())
            ),
            default=0,
        )
        y += min(max(_LEAST_GAP, aside * _STEEPNESS), _MOST_GAP)
    return tops, bottoms
