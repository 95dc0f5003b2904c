"""The rows of a layout: vertices, and slots for the wires that go through a row or have their label there."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ssmdoc.graph.layout.ranks import SPAN
from ssmdoc.graph.layout.values import Size, Vertex, Wire

LINE_WIDTH = 6.0
"""What a wire takes in a row that it only goes through."""
_STRAIGHT = 16
"""How much more it matters that a wire is straight between rows than that it leaves its vertex straight."""


@dataclass(slots=True)
class Rows:
    """All slots by their numbers, which begin with those of the vertices."""

    rank: list[int]
    sizes: list[Size]
    rows: list[list[int]]
    chains: list[list[int]] = field(default_factory=list)
    """The slots of each wire from its upper end to its lower one."""
    above: dict[int, dict[int, int]] = field(default_factory=dict)
    """The slots of the row above that each slot is joined to, with how much that matters."""
    below: dict[int, dict[int, int]] = field(default_factory=dict)

    def add(self, rank: int, size: Size) -> int:
        """A new slot in a row."""
        self.rank.append(rank)
        self.sizes.append(size)
        self.rows[rank].append(len(self.rank) - 1)
        return len(self.rank) - 1

    def join(self, upper: int, lower: int, weight: int) -> None:
        """Note that a wire goes from one slot to another of the next row."""
        for slots, slot, other in ((self.below, upper, lower), (self.above, lower, upper)):
            joined = slots.setdefault(slot, {})
            joined[other] = max(weight, joined.get(other, 0))


def make_rows(vertices: Sequence[Vertex], wires: Sequence[Wire], back: set[int], rank: list[int]) -> Rows:
    """The rows, each slot in it in the order in which it was made."""
    rows = Rows(list(rank), [vertex.size for vertex in vertices], [[] for _ in range(max(rank, default=0) + 1)])
    for place, number in enumerate(rank):
        rows.rows[number].append(place)
    rails: dict[tuple[Hashable, int], int] = {}
    for number, wire in enumerate(wires):
        reversed_ = number in back
        upper, lower = (wire.target, wire.source) if reversed_ else (wire.source, wire.target)
        chain = [upper]
        labelled = rank[lower] - 1 if reversed_ else rank[upper] + 1
        known = 0
        for row in range(rank[upper] + 1, rank[lower]):
            if row == labelled:
                chain.append(rows.add(row, wire.label or Size(LINE_WIDTH, 0)))
            elif wire.rail is None or reversed_:
                chain.append(rows.add(row, Size(LINE_WIDTH, 0)))
            else:
                key = (wire.rail, row)
                if key in rails:
                    # the rail goes on from here to the same end: what follows is joined already
                    known = known or len(chain)
                else:
                    rails[key] = rows.add(row, Size(LINE_WIDTH, 0))
                chain.append(rails[key])
        chain.append(lower)
        for place, (one, other) in enumerate(pairwise(chain[: known + 1] if known else chain)):
            inner = 0 < place < len(chain) - SPAN
            rows.join(one, other, wire.weight * (_STRAIGHT if inner else 1))
        rows.chains.append(chain)
    return rows
