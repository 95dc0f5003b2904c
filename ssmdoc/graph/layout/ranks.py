"""Which row each vertex stands in: below all that lead to it, circles cut open."""

from collections.abc import Sequence

from ssmdoc.graph.layout.values import Pin, Vertex, Wire

SPAN = 2
"""Rows from a vertex to the next one: one between them is for labels."""


def turned(count: int, wires: Sequence[Wire]) -> set[int]:
    """The wires that lead back to where the way came from; without them there is no circle.

    The search goes through vertices and wires in their order, so what is written first counts as forward.
    """
    outgoing: list[list[int]] = [[] for _ in range(count)]
    incoming = [0] * count
    for number, wire in enumerate(wires):
        outgoing[wire.source].append(number)
        incoming[wire.target] += 1
    state = [0] * count
    back: set[int] = set()
    for root in sorted(range(count), key=lambda place: (incoming[place] > 0, place)):
        if state[root]:
            continue
        state[root] = 1
        trail = [(root, iter(outgoing[root]))]
        while trail:
            place, rest = trail[-1]
            following = next(rest, None)
            if following is None:
                state[place] = 2
                trail.pop()
                continue
            target = wires[following].target
            if state[target] == 1:
                back.add(following)
            elif state[target] == 0:
                state[target] = 1
                trail.append((target, iter(outgoing[target])))
    return back


def ranks(vertices: Sequence[Vertex], wires: Sequence[Wire], back: set[int]) -> list[int]:
    """The row of each vertex, from 0: the longest way from above; what nothing leads to is near what follows."""
    count = len(vertices)
    above: list[list[int]] = [[] for _ in range(count)]
    below: list[list[int]] = [[] for _ in range(count)]
    for number, wire in enumerate(wires):
        upper, lower = (wire.target, wire.source) if number in back else (wire.source, wire.target)
        above[lower].append(upper)
        below[upper].append(lower)
    order = _topological(above, below)
    rank = [0] * count
    for place in order:
        rank[place] = max((rank[upper] + SPAN for upper in above[place]), default=0)
    for place in reversed(order):
        if not above[place] and below[place] and vertices[place].pin is Pin.FREE:
            rank[place] = max(0, min(rank[lower] for lower in below[place]) - SPAN)
    lowest = max(rank, default=0)
    for place, vertex in enumerate(vertices):
        if vertex.pin is Pin.BOTTOM or not (above[place] or below[place]):
            rank[place] = lowest
    return rank


def _topological(above: list[list[int]], below: list[list[int]]) -> list[int]:
    left = [len(uppers) for uppers in above]
    order = [place for place, number in enumerate(left) if not number]
    for place in order:
        for lower in below[place]:
            left[lower] -= 1
            if not left[lower]:
                order.append(lower)
    return order
