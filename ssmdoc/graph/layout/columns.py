"""Where in its row each slot stands: as near to its neighbours as the order and the sizes allow."""

from collections.abc import Sequence
from itertools import pairwise

from ssmdoc.graph.layout.rows import Rows
from ssmdoc.graph.layout.straight import straighten
from ssmdoc.graph.layout.values import Vertex, Wire

GAP = 22.0
_NARROW_GAP = 10.0
_SWEEPS = 10
_MANY_SLOTS = 4_000
_SWEEPS_OF_MANY = 4
_SWEEPS_TO_BOTH = 2


def spread(wanted: Sequence[float], weights: Sequence[float], distances: Sequence[float]) -> list[float]:
    """Numbers near the wanted ones (least squares) that are so far apart; `distances[i]` is between i and i + 1."""
    offsets = [0.0]
    for distance in distances:
        offsets.append(offsets[-1] + distance)
    blocks: list[tuple[float, float, int]] = []
    for value, weight, offset in zip(wanted, weights, offsets, strict=False):
        middle, mass, count = value - offset, weight, 1
        while blocks and blocks[-1][0] > middle:
            other, more, many = blocks.pop()
            middle, mass, count = (middle * mass + other * more) / (mass + more), mass + more, count + many
        blocks.append((middle, mass, count))
    middles = [middle for middle, _, count in blocks for _ in range(count)]
    return [middle + offset for middle, offset in zip(middles, offsets, strict=False)]


def place_in_rows(rows: Rows, vertices: Sequence[Vertex], wires: Sequence[Wire]) -> list[float]:
    """The middle of each slot, the leftmost edge at 0."""
    widths = [size.width for size in rows.sizes]

    def distance(one: int, other: int) -> float:
        gap = GAP if one < len(vertices) or other < len(vertices) else _NARROW_GAP
        return (widths[one] + widths[other]) / 2 + gap

    x = [0.0] * len(widths)
    apart = [[distance(one, other) for one, other in pairwise(row)] for row in rows.rows]
    for row, distances in zip(rows.rows, apart, strict=True):
        for slot, place in zip(row, spread([0.0] * len(row), [1.0] * len(row), distances), strict=True):
            x[slot] = place
    _sweep(rows, x, apart)
    straighten(vertices, wires, rows, x, distance)
    left = min((x[slot] - widths[slot] / 2 for slot in range(len(x))), default=0)
    return [place - left for place in x]


_Pulls = list[tuple[tuple[int, int], ...]]
"""The slots that each slot is pulled to, with how hard."""


def _sweep(rows: Rows, x: list[float], apart: Sequence[Sequence[float]]) -> None:
    """Pull all slots to those above, then to those below, again and again; in the end to both."""
    above: _Pulls = [tuple(rows.above.get(slot, {}).items()) for slot in range(len(x))]
    below: _Pulls = [tuple(rows.below.get(slot, {}).items()) for slot in range(len(x))]
    sweeps = _SWEEPS if len(x) < _MANY_SLOTS else _SWEEPS_OF_MANY
    downwards = range(len(rows.rows))
    for sweep in range(sweeps):
        if sweep == sweeps - _SWEEPS_TO_BOTH:
            above = below = [uppers + lowers for uppers, lowers in zip(above, below, strict=True)]
        for pulls, order in ((above, downwards), (below, reversed(downwards))):
            for number in order:
                _pull(rows.rows[number], x, apart[number], pulls)


def _pull(row: Sequence[int], x: list[float], apart: Sequence[float], pulls: _Pulls) -> None:
    wanted: list[float] = []
    weights: list[float] = []
    for slot in row:
        others = pulls[slot]
        if not others:
            wanted.append(wanted[-1] if wanted else x[slot])
            weights.append(_LOOSE)
        elif len(others) == 1:
            wanted.append(x[others[0][0]])
            weights.append(others[0][1])
        else:
            weight = sum([weight for _, weight in others])
            wanted.append(_median(sorted([(x[other], weight) for other, weight in others]), weight / 2))
            weights.append(weight)
    for slot, place in zip(row, spread(wanted, weights, apart), strict=True):
        x[slot] = place


_LOOSE = 0.1
"""How hard a slot that nothing pulls stays beside the one before it."""


def _median(values: Sequence[tuple[float, int]], half: float) -> float:
    """The value with half of the weight on either side; between two that share it, their middle."""
    passed = 0.0
    for number, (value, weight) in enumerate(values):
        passed += weight
        if passed == half and number + 1 < len(values):
            return (value + values[number + 1][0]) / 2
        if passed >= half:
            return value
    return values[-1][0]
