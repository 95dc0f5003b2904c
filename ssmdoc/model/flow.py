"""The step graph of an Automation document: which step can follow which, and what has run before a step.

Whether a step succeeds is not known, so an edge leaves it for success, for failure and for being cancelled. A loop is
taken to run its steps at least once.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from ssmdoc.model.jumps import Jump, Way, is_unclear, jumps
from ssmdoc.model.steps import BRANCH, LOOP, Step, is_true

MAX_STEPS = 1_000
"""Of a document with more steps no flow is worked out; 64 KiB, the greatest size, has no room for as many."""


class Edge(NamedTuple):
    """The run can go from step to step; `target` is None where it ends. Steps are named by their place in the list."""

    source: int
    target: int | None
    way: Way
    jump: Jump | None = None


class Flow:
    """The steps of a document as a graph. Source: UG23 automation-branch-condition.md, UG25 automation-actions.md."""

    def __init__(self, steps: tuple[Step, ...]) -> None:
        self.steps = steps
        self.index = {id(step.node): place for place, step in enumerate(steps)}
        self.places = {step.name.text: place for place, step in reversed(tuple(enumerate(steps))) if step.name}
        """The places of the steps by their names; of equal names the first one counts."""
        self._following: list[int | None] = [None] * len(steps)
        self._first: dict[int, int] = {}
        """The first step of each loop, by the place of the loop."""
        last: dict[int | None, int] = {}
        for place, step in enumerate(steps):
            loop = self.index[id(step.loop.node)] if step.loop else None
            if loop in last:
                self._following[last[loop]] = place
            elif loop is not None:
                self._first[loop] = place
            last[loop] = place

    @cached_property
    def unknown_targets(self) -> bool:
        """Whether a step names a target that there is none of: then what is reached is not known."""
        return any(jump.target not in self.places for step in self.steps for jump in jumps(step))

    @cached_property
    def equal_names(self) -> bool:
        """Whether two steps have the same name: then it is not known which of them is meant."""
        return len(self.places) != sum(step.name is not None for step in self.steps)

    @cached_property
    def certain(self) -> bool:
        """Whether each step that is named as a target exists, and once: else what is reached is not known."""
        return not self.unknown_targets and not self.equal_names and not self.unclear

    @cached_property
    def unclear(self) -> bool:
        """Whether a step may go on in a way that is not seen: by a merge key, a misspelled key, a word unknown here."""
        return any(map(is_unclear, self.steps))

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """All edges; those to steps that do not exist are left out."""
        return tuple(edge for place in range(len(self.steps)) for edge in self._edges_from(place))

    @cached_property
    def outgoing(self) -> tuple[tuple[Edge, ...], ...]:
        """The edges by their source."""
        found: list[list[Edge]] = [[] for _ in self.steps]
        for edge in self.edges:
            found[edge.source].append(edge)
        return tuple(map(tuple, found))

    @cached_property
    def reachable(self) -> frozenset[int]:
        """The steps that a run can come to; it begins with the first."""
        seen: set[int] = set()
        waiting = [0] if self.steps else []
        while waiting:
            place = waiting.pop()
            if place not in seen:
                seen.add(place)
                waiting += [edge.target for edge in self.outgoing[place] if edge.target is not None]
        return frozenset(seen)

    @cached_property
    def _is_straight(self) -> bool:
        """Whether each step leads to the next of the list and nowhere else."""
        targets = [edge.target if edge.way is Way.FOLLOWING else -1 for edge in self.edges]
        return targets == [*range(1, len(self.steps)), None]

    def may_precede(self, earlier: int, later: int) -> bool:
        """Whether there is a way on which one step has run before the other."""
        return earlier < later if self._is_straight else bool(self._may[later] >> earlier & 1)

    def surely_precedes(self, earlier: int, later: int) -> bool:
        """Whether one step has run before the other on every way that leads there; True of what is never reached."""
        return earlier < later if self._is_straight else bool(self._surely[later] >> earlier & 1)

    @cached_property
    def _may(self) -> list[int]:
        """The sets of steps that can have run before each step, as bits."""
        before = [0] * len(self.steps)
        waiting = [edge for place in self.reachable for edge in self.outgoing[place]]
        while waiting:
            source, target, *_ = waiting.pop()
            if target is None:
                continue
            more = before[target] | before[source] | 1 << source
            if more != before[target]:
                before[target] = more
                waiting += self.outgoing[target]
        return before

    @cached_property
    def _surely(self) -> list[int]:
        """The sets of steps that have run before each step whatever way led there, as bits."""
        everything = (1 << len(self.steps)) - 1
        before = [everything] * len(self.steps)
        waiting = [0] if self.steps else []
        before[:1] = waiting
        while waiting:
            source = waiting.pop()
            after = before[source] | 1 << source
            for edge in self.outgoing[source]:
                if edge.target is not None and before[edge.target] & after != before[edge.target]:
                    before[edge.target] &= after
                    waiting.append(edge.target)
        return before

    def _edges_from(self, place: int) -> Iterator[Edge]:
        step = self.steps[place]
        named = [
            Edge(place, self.places[jump.target], jump.way, jump) for jump in jumps(step) if jump.target in self.places
        ]
        yield from named
        if step.runs(LOOP) and place in self._first:
            yield Edge(place, self._first[place], Way.ITERATION)
            return
        onward = Way.DEFAULT if step.runs(BRANCH) else Way.NEXT
        if not any(edge.way in (onward, Way.NEXT) for edge in named):
            yield from self._falls_through(place, ends=is_true(step.node.get("isEnd")))

    def _falls_through(self, place: int, *, ends: bool) -> Iterator[Edge]:
        """Where the run goes on from a step that names no next one."""
        step, following = self.steps[place], self._following[place]
        if following is not None and not ends:
            yield Edge(place, following, Way.FOLLOWING)
        elif step.loop is None:
            yield Edge(place, None, Way.FOLLOWING)
        else:
            loop = self.index[id(step.loop.node)]
            yield Edge(place, self._first[loop], Way.ITERATION)
            yield from (Edge(place, target, way, jump) for _, target, way, jump in self._after_loop(loop))

    def _after_loop(self, loop: int) -> Iterator[Edge]:
        """The edges from a loop to what comes after its last iteration."""
        step = self.steps[loop]
        named = [jump for jump in jumps(step) if jump.way is Way.NEXT and jump.target in self.places]
        if named:
            yield Edge(loop, self.places[named[0].target], Way.NEXT, named[0])
        else:
            yield from self._falls_through(loop, ends=is_true(step.node.get("isEnd")))
