"""The order of the slots in each row: few wires cross when each slot stands where its neighbours do on average."""

from bisect import bisect_right, insort
from itertools import pairwise

from ssmdoc.graph.layout.rows import Rows

_SWEEPS = 12
_MANY_SLOTS = 4_000
_SWEEPS_OF_MANY = 3


def arrange(rows: Rows) -> None:
    """Sort the slots of each row; of the arrangements that are tried the one with the fewest crossings is kept."""
    rows.rows = _in_order_of_visit(rows)
    best, fewest = rows.rows, _crossings(rows, rows.rows)
    tried = best
    sweeps = _SWEEPS if len(rows.rank) < _MANY_SLOTS else _SWEEPS_OF_MANY
    for sweep in range(sweeps):
        if not fewest:
            break
        tried = _swept(rows, best if sweep % 4 == 0 else tried, downwards=sweep % 2 == 0)
        crossings = _crossings(rows, tried)
        if crossings < fewest:
            best, fewest = tried, crossings
    rows.rows = best


def _in_order_of_visit(rows: Rows) -> list[list[int]]:
    """Each row in the order in which a walk down from the first vertices comes to its slots."""
    seen: dict[int, int] = {}
    for root in (slot for row in rows.rows for slot in row):
        waiting = [root]
        while waiting:
            slot = waiting.pop()
            if slot not in seen:
                seen[slot] = len(seen)
                waiting += reversed(rows.below.get(slot, {}))
    return [sorted(row, key=seen.__getitem__) for row in rows.rows]


def _swept(rows: Rows, given: list[list[int]], *, downwards: bool) -> list[list[int]]:
    result = list(given)
    joined = rows.above if downwards else rows.below
    numbers = range(1, len(given)) if downwards else range(len(given) - 2, -1, -1)
    for number in numbers:
        fixed = {slot: place for place, slot in enumerate(result[number - 1 if downwards else number + 1])}
        wanted = {}
        for place, slot in enumerate(result[number]):
            others = joined.get(slot)
            wanted[slot] = sum(fixed[other] for other in others) / len(others) if others else place
        result[number] = sorted(result[number], key=wanted.__getitem__)
    return result


def _crossings(rows: Rows, given: list[list[int]]) -> int:
    total = 0
    for upper, lower in pairwise(given):
        places = {slot: place for place, slot in enumerate(lower)}
        before: list[int] = []
        for slot in upper:
            ends = sorted(places[other] for other in rows.below.get(slot, ()))
            total += sum(len(before) - bisect_right(before, end) for end in ends)
            for end in ends:
                insort(before, end)
    return total
