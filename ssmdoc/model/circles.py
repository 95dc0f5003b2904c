"""The steps of an Automation document that lead back to themselves."""

from collections.abc import Iterator

from ssmdoc.model.flow import Edge, Flow
from ssmdoc.model.jumps import Way
from ssmdoc.model.steps import BRANCH, LOOP, is_true


def circles(flow: Flow) -> Iterator[set[int]]:
    """The circles of steps each of which has one successor, whatever a condition says."""
    following = [_only_successor(flow, place) for place in range(len(flow.steps))]
    visited: dict[int, int] = {}
    for start in range(len(following)):
        way: list[int] = []
        here: int | None = start
        while here is not None and here not in visited:
            visited[here] = start
            way.append(here)
            here = following[here]
        if here is not None and visited[here] == start and here in way:
            yield set(way[way.index(here) :])


def _only_successor(flow: Flow, place: int) -> int | None:
    """The step that follows whenever a step succeeds; None where there are several, or none."""
    step = flow.steps[place]
    if step.runs(BRANCH) or step.runs(LOOP) or is_true(step.node.get("isEnd")):
        return None
    onward = [edge for edge in flow.outgoing[place] if edge.way in (Way.NEXT, Way.FOLLOWING, Way.ITERATION)]
    return onward[0].target if len(onward) == 1 and onward[0].way is not Way.ITERATION else None


def is_jump(flow: Flow, edge: Edge) -> bool:
    """Whether an edge is part of a loop that jumps make: not the iterations of aws:loop, nor being cancelled."""
    if edge.target is None or edge.way is Way.CANCEL:
        return False
    return edge.way is not Way.ITERATION or flow.steps[edge.target].loop is flow.steps[edge.source]


def strongly_connected(flow: Flow) -> Iterator[set[int]]:
    """The greatest sets of steps that jumps lead to each other, and steps that lead to themselves."""
    search = _Tarjan([[edge.target for edge in edges if is_jump(flow, edge)] for edges in flow.outgoing])
    for start in range(len(flow.steps)):
        yield from search.parts_from(start)


class _Tarjan:
    """Tarjan's search for strongly connected parts, with a stack of its own in place of calls."""

    def __init__(self, targets: list[list[int | None]]) -> None:
        self._targets = targets
        self._number: dict[int, int] = {}
        self._lowest: dict[int, int] = {}
        self._open: dict[int, None] = {}
        """The steps whose part is not known yet, in the order in which they were found."""

    def parts_from(self, start: int) -> Iterator[set[int]]:
        """The parts that are found from one step on; nothing from one that was found before."""
        work = [] if start in self._number else [self._enter(start)]
        while work:
            place, left = work[-1]
            following = next(left, None)
            if following is None:
                work.pop()
                if work:
                    self._lower(work[-1][0], self._lowest[place])
                yield from self._part(place)
            elif following not in self._number:
                work.append(self._enter(following))
            elif following in self._open:
                self._lower(place, self._number[following])

    def _enter(self, place: int) -> tuple[int, Iterator[int | None]]:
        self._number[place] = self._lowest[place] = len(self._number)
        self._open[place] = None
        return place, iter(self._targets[place])

    def _lower(self, place: int, number: int) -> None:
        self._lowest[place] = min(self._lowest[place], number)

    def _part(self, place: int) -> Iterator[set[int]]:
        """The part that a step closes, unless it is one step that does not lead to itself."""
        if self._lowest[place] != self._number[place]:
            return
        part: set[int] = set()
        while place not in part:
            part.add(self._open.popitem()[0])
        if len(part) > 1 or place in self._targets[place]:
            yield part
