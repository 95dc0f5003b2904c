"""Links put together: those that lead the same way become one, and what nothing leads to is marked."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ssmdoc.graph.graph import Graph, Line, Link, Node


def merged(links: Iterable[Link]) -> tuple[Link, ...]:
    """Links with the same ends and line as one, with the labels of all."""
    found: dict[tuple[int, int, Line], list[Link]] = {}
    for link in links:
        found.setdefault((link.source, link.target, link.line), []).append(link)
    return tuple(
        replace(same[0], labels=tuple(dict.fromkeys(label for link in same for label in link.labels)))
        for same in found.values()
    )


def with_reach(nodes: Sequence[Node], links: Sequence[Link], start: int) -> Graph:
    """The graph, with what no way from the start leads to marked as unreachable."""
    outgoing: dict[int, list[int]] = {}
    for link in links:
        outgoing.setdefault(link.source, []).append(link.target)
    seen: set[int] = set()
    waiting = [start]
    while waiting:
        place = waiting.pop()
        if place not in seen:
            seen.add(place)
            waiting += outgoing.get(place, ())
    return Graph(
        tuple(node if place in seen else replace(node, reachable=False) for place, node in enumerate(nodes)),
        tuple(link if link.source in seen else replace(link, reachable=False) for link in links),
        start,
    )
