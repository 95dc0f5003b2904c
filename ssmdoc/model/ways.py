"""The ways through the step graph of an Automation document that lead to a step, or past one."""

from functools import cached_property

from ssmdoc.model.flow import Edge, Flow
from ssmdoc.model.jumps import Way
from ssmdoc.model.steps import BRANCH, LOOP


class Ways:
    """The ways of one graph, each looked for when it is asked for, and once."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._around: dict[int, dict[int, Edge]] = {}

    @cached_property
    def always_reached(self) -> frozenset[int]:
        """The steps that come one after the other from the first, up to the first branch or loop, when none fails."""
        flow = self._flow
        places: dict[int, None] = {}
        place: int | None = 0
        while place is not None and place not in places:
            places[place] = None
            if flow.steps[place].runs(BRANCH) or flow.steps[place].runs(LOOP):
                break
            onward = [edge.target for edge in flow.outgoing[place] if edge.way in (Way.NEXT, Way.FOLLOWING)]
            place = onward[0] if onward else None
        return frozenset(places)

    def parting(self, avoided: int, later: int) -> Edge | None:
        """On a way to a step that does not lead over another, the last jump after which that one could still come."""
        came = self._without(avoided)
        place = later
        while place in came:
            edge = came[place]
            decides = edge.jump is not None or self._flow.steps[edge.source].runs(BRANCH)
            if decides and (edge.source == 0 or self._flow.may_precede(edge.source, avoided)):
                return edge
            place = edge.source
        return None

    def _without(self, avoided: int) -> dict[int, Edge]:
        """The edges by which each step can be reached first on a way that does not lead over one step."""
        if avoided in self._around:
            return self._around[avoided]
        came = self._around[avoided] = {}
        waiting = [0] if avoided else []
        seen = {0, avoided}
        while waiting:
            for edge in self._flow.outgoing[waiting.pop()]:
                if edge.target is not None and edge.target not in seen:
                    seen.add(edge.target)
                    came[edge.target] = edge
                    waiting.append(edge.target)
        return came
