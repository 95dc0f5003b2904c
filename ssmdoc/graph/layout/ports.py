"""Where the lines meet a vertex: straight below or above where they go, if they do not get too near each other."""

from collections.abc import Sequence

from ssmdoc.graph.layout.columns import spread
from ssmdoc.graph.layout.rows import Rows
from ssmdoc.graph.layout.straight import reach_of
from ssmdoc.graph.layout.values import Vertex, Wire

_APART = 12.0

Ports = dict[tuple[int, int], float]


def ports(vertices: Sequence[Vertex], wires: Sequence[Wire], rows: Rows, x: Sequence[float], back: set[int]) -> Ports:
    """The x at which the line between a vertex and a slot of a neighbouring row meets the vertex."""
    fixed: Ports = {}
    for number, (wire, chain) in enumerate(zip(wires, rows.chains, strict=True)):
        ends = ((chain[-1], chain[-2]), (chain[0], chain[1])) if number in back else None
        source, target = ends or ((chain[0], chain[1]), (chain[-1], chain[-2]))
        for end, offset in ((source, wire.source_offset), (target, wire.target_offset)):
            if offset is not None:
                fixed[end] = x[end[0]] + offset
    found: Ports = {}
    for place, vertex in enumerate(vertices):
        reach = reach_of(vertex)
        for joined in (rows.above.get(place, {}), rows.below.get(place, {})):
            slots = sorted(joined, key=lambda slot: fixed.get((place, slot), x[slot]))
            wanted = [fixed.get((place, slot), min(max(x[slot], x[place] - reach), x[place] + reach)) for slot in slots]
            apart = min(_APART, 2 * reach / len(slots)) if slots else _APART
            weights = [100.0 if (place, slot) in fixed else float(joined[slot]) for slot in slots]
            for slot, port in zip(slots, spread(wanted, weights, [apart] * (len(slots) - 1)), strict=True):
                found[place, slot] = min(max(port, x[place] - vertex.size.width / 2), x[place] + vertex.size.width / 2)
    return found
