"""The way that a run took through a graph."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ssmdoc.graph.graph import Graph, Line, Link, Node, Shape, Tone
from ssmdoc.graph.run_result import Run, Visit

_TONES = {
    "Failed": Tone.BAD,
    "TimedOut": Tone.BAD,
    "Rejected": Tone.BAD,
    "CompletedWithFailure": Tone.BAD,
    "Cancelled": Tone.STOPPED,
    "Cancelling": Tone.STOPPED,
    "InProgress": Tone.ACTIVE,
    "Waiting": Tone.ACTIVE,
    "Delayed": Tone.ACTIVE,
    "Success": Tone.GOOD,
    "Approved": Tone.GOOD,
    "CompletedWithSuccess": Tone.GOOD,
    "Exited": Tone.GOOD,
    "Pending": Tone.IDLE,
    "Skipped": Tone.IDLE,
    "": Tone.IDLE,
}
"""Statuses by how they are coloured (source: UG25 automation-statuses.md); of several the first of the table counts."""
_ORDER = [*Tone]
_ORDER.sort(key=[Tone.BAD, Tone.STOPPED, Tone.ACTIVE, Tone.GOOD, Tone.IDLE].index)
_NOT_RUN = ("Pending", "Skipped")


def with_run(graph: Graph, run: Run) -> Graph:
    """The graph with the status of each step and the links that were taken."""
    places = {node.name: place for place, node in reversed(list(enumerate(graph.nodes[: graph.start])))}
    statuses: dict[int, list[str]] = {}
    for visit in run.visits:
        if visit.name in places:
            statuses.setdefault(places[visit.name], []).append(visit.status)
    path = _Path(graph, places)
    for sequence in run.sequences:
        path.follow(sequence, ended=_tone(run.status) not in (Tone.ACTIVE, Tone.IDLE))
    nodes = [_with_statuses(node, statuses.get(place, ())) for place, node in enumerate(graph.nodes)]
    nodes[graph.start] = replace(nodes[graph.start], tone=Tone.GOOD)
    nodes[graph.end] = replace(nodes[graph.end], tone=_tone(run.status), status=run.status)
    links = [replace(link, taken=number in path.taken) for number, link in enumerate(graph.links)]
    return Graph(tuple(nodes), (*links, *path.further), graph.start)


def unknown_steps(graph: Graph, run: Run) -> list[str]:
    """Names of steps in a run that are none of the document."""
    known = {node.name for node in graph.nodes[: graph.start]}
    return list(dict.fromkeys(visit.name for visit in run.visits if visit.name not in known))


def _with_statuses(node: Node, statuses: Sequence[str]) -> Node:
    counts = Counter(statuses)
    texts = [f"{count} {status}" if count > 1 else status for status, count in counts.items()]
    tone = min(map(_tone, statuses), key=_ORDER.index, default=Tone.IDLE)
    return replace(node, status=", ".join(texts), tone=tone)


def _tone(status: str) -> Tone:
    return _TONES.get(status, Tone.ACTIVE)


class _Path:
    def __init__(self, graph: Graph, places: dict[str, int]) -> None:
        self._graph, self._places = graph, places
        self.taken: set[int] = set()
        """The links, by their places."""
        self.further: list[Link] = []
        """Ways that no document writes down: to the end after a failure."""
        self._outgoing: dict[int, list[int]] = {}
        for number, link in enumerate(graph.links):
            self._outgoing.setdefault(link.source, []).append(number)

    def follow(self, sequence: Iterable[Visit], *, ended: bool) -> None:
        """Mark the links from each step that was run to the next one, and from the last one to the end."""
        visits = [visit for visit in sequence if visit.name in self._places]
        skipped = {self._places[visit.name] for visit in visits if visit.status == "Skipped"}
        place, status = self._graph.start, "Success"
        for visit in visits:
            if visit.status not in _NOT_RUN:
                self._mark(self._way(place, self._places[visit.name], status, skipped))
                place, status = self._places[visit.name], visit.status
        if ended:
            way = self._way(place, self._graph.end, status, skipped)
            self._mark(way)
            if not way and _tone(status) in (Tone.BAD, Tone.STOPPED):
                line, word = (Line.CANCEL, "cancelled") if status == "Cancelled" else (Line.FAILURE, "Abort")
                link = Link(place, self._graph.end, line, (word,), taken=True)
                self.further += [link] if link not in self.further else []

    def _mark(self, way: Iterable[int]) -> None:
        self.taken.update(way)

    def _way(self, source: int, target: int, status: str, skipped: set[int]) -> list[int]:
        """The shortest way that leads over heads of loops and steps that were skipped only; empty if there is none."""
        came: dict[int, int] = {}
        waiting = [source]
        for place in waiting:
            for number in self._from(place, status if place == source else "Success"):
                following = self._graph.links[number].target
                if following in came:
                    continue
                came[following] = number
                if following == target:
                    return self._back(came, source, target)
                if self._graph.nodes[following].shape is Shape.LOOP or following in skipped:
                    waiting.append(following)
        return []

    def _from(self, place: int, status: str) -> list[int]:
        """The links from a step, those first that its status speaks for."""
        fits = {Tone.BAD: Line.FAILURE, Tone.STOPPED: Line.CANCEL}.get(_tone(status), Line.FLOW)
        links = [
            number for number in self._outgoing.get(place, ()) if self._graph.links[number].line in (fits, Line.FLOW)
        ]
        return sorted(links, key=lambda number: self._graph.links[number].line is not fits)

    def _back(self, came: dict[int, int], source: int, target: int) -> list[int]:
        way = [came[target]]
        while self._graph.links[way[-1]].source != source:
            way.append(came[self._graph.links[way[-1]].source])
        return way
