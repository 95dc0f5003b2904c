"""Lines made straight: slots that hang together get one x where what stands beside them leaves room for it."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from ssmdoc.graph.graph import Line
from ssmdoc.graph.layout.rows import Rows
from ssmdoc.graph.layout.values import Vertex, Wire

Distance = Callable[[int, int], float]
_Interval = tuple[float, float]
_TIMES = 4
"""One wire can make room for another."""
_MANY_SLOTS = 10_000
_ANYWHERE: _Interval = (float("-inf"), float("inf"))


def straighten(
    vertices: Sequence[Vertex], wires: Sequence[Wire], rows: Rows, x: list[float], distance: Distance
) -> None:
    """Move slots aside, never past each other: vertices that follow each other first, then the wires."""
    room = _Room(rows, x, distance)
    for spine in _spines(wires, rows, x):
        room.align(spine, _ANYWHERE, _ANYWHERE)
    for _ in range(_TIMES if len(x) < _MANY_SLOTS else 1):
        done: set[int] = set()
        for number in sorted(range(len(wires)), key=lambda number: -len(rows.chains[number])):
            chain = rows.chains[number]
            inner = [slot for slot in chain[1:-1] if slot not in done]
            if inner:
                upper = _span(vertices, chain[0], x) if inner[0] == chain[1] else _ANYWHERE
                lower = _span(vertices, chain[-1], x) if inner[-1] == chain[-2] else _ANYWHERE
                room.align(inner, upper, lower, wish=(x[chain[0]] + x[chain[-1]]) / 2)
                done.update(inner)


def _span(vertices: Sequence[Vertex], place: int, x: Sequence[float]) -> _Interval:
    """Where a line can meet a vertex without getting too near its corners."""
    reach = reach_of(vertices[place])
    return x[place] - reach, x[place] + reach


def reach_of(vertex: Vertex) -> float:
    """How far from its middle lines may meet a vertex."""
    return max(0.0, vertex.size.width / (4 if vertex.pointed else 2) - _FROM_CORNER)


_FROM_CORNER = 12.0


def _spines(wires: Sequence[Wire], rows: Rows, x: Sequence[float]) -> list[list[int]]:
    """Vertices of which each leads to the next and to no other, with the slots between them."""
    onward: dict[int, list[int]] = {}
    for number, wire in enumerate(wires):
        upper = rows.chains[number][0]
        if wire.line is Line.FLOW and wire.source == upper:
            onward.setdefault(upper, []).append(number)
    nearest: dict[int, int] = {}
    for number, *others in onward.values():
        if not others and wires[number].source_offset is None and wires[number].target_offset is None:
            upper, lower = rows.chains[number][0], rows.chains[number][-1]
            known = nearest.get(lower)
            if known is None or abs(x[upper] - x[lower]) < abs(x[rows.chains[known][0]] - x[lower]):
                nearest[lower] = number
    following = {rows.chains[number][0]: number for number in nearest.values()}
    heads = set(nearest)
    spines, seen = [], set()
    for start in sorted(following, key=lambda place: (place in heads, rows.rank[place])):
        spine = [start]
        while spine[-1] in following and spine[-1] not in seen:
            seen.add(spine[-1])
            spine += rows.chains[following[spine[-1]]][1:]
        if len(spine) > 1:
            spines.append(spine if spine[-1] not in seen else spine[:-1])
            seen.add(spine[-1])
    return spines


class _Room:
    """How far each slot can move to the left and to the right."""

    def __init__(self, rows: Rows, x: list[float], distance: Distance) -> None:
        self._x, self._distance = x, distance
        self._left: dict[int, int] = {}
        self._right: dict[int, int] = {}
        for row in rows.rows:
            for one, other in pairwise(row):
                self._right[one], self._left[other] = other, one

    def align(self, slots: Sequence[int], upper: _Interval, lower: _Interval, wish: float | None = None) -> None:
        """Give the slots, from top to bottom, as few different x as there is room for, near one that is wished for."""
        run: list[int] = []
        common = lower
        for slot in reversed(slots):
            low, high = self._around(slot)
            both = (max(common[0], low), min(common[1], high))
            if run and both[0] > both[1]:
                self._set(run, common, wish)
                run, both = [], (low, high)
            elif both[0] > both[1]:
                both = (low, high)
            run.append(slot)
            common = both
        both = (max(common[0], upper[0]), min(common[1], upper[1]))
        self._set(run, both if both[0] <= both[1] else common, wish)

    def _around(self, slot: int) -> _Interval:
        left, right = self._left.get(slot), self._right.get(slot)
        return (
            float("-inf") if left is None else self._x[left] + self._distance(left, slot),
            float("inf") if right is None else self._x[right] - self._distance(slot, right),
        )

    def _set(self, run: Sequence[int], common: _Interval, wish: float | None) -> None:
        places = sorted(self._x[slot] for slot in run)
        x = min(max(places[len(places) // 2] if wish is None else wish, common[0]), common[1])
        for slot in run:
            self._x[slot] = x
