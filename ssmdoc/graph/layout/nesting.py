"""What is inside of what: the steps of each loop with its head, and which links lead through which box."""

from collections.abc import Iterator, Mapping

from ssmdoc.graph.graph import Graph, Line, Link, Shape

Way = tuple[int, Line, bool]
"""A way through the edge of a box: the node it leads to, its line, and whether it leads in."""


class Nesting:
    """The boxes of a graph. A box is named by the head of its loop, what is outside of all boxes by None."""

    def __init__(self, graph: Graph) -> None:
        self._nodes = graph.nodes
        self.members: dict[int | None, list[int]] = {None: []}
        """What stands in each box: its head, or else the start, first; for an inner box the head of that."""
        self.links: dict[int | None, list[int]] = {}
        """The links that end in each box, or lead through its edge."""
        for place, node in enumerate(graph.nodes):
            if node.shape is Shape.LOOP:
                self.members[place] = [place]
        for place in (graph.start, *(place for place in range(len(graph.nodes)) if place != graph.start)):
            self.members[graph.nodes[place].loop].append(place)
        for number, link in enumerate(graph.links):
            boxes = (*self.boxes(link, link.source), *self.boxes(link, link.target))
            for box in dict.fromkeys(boxes):
                self.links.setdefault(box, []).append(number)

    def is_box(self, place: int, within: int | None) -> bool:
        """Whether a member of a box is a box itself."""
        return place != within and self._nodes[place].shape is Shape.LOOP

    def boxes(self, link: Link, end: int) -> list[int | None]:
        """The boxes around an end of a link, the innermost first; ways out of a loop begin at the edge of its box."""
        found: list[int | None] = list(self._around(end))
        if self._nodes[end].shape is Shape.LOOP and (end == link.target or end in self._around(link.target)):
            found.insert(0, end)
        return [*found, None]

    def vertex(self, link: Link, end: int, box: int | None, places: Mapping[int, int]) -> tuple[int | None, Way | None]:
        """What stands for an end of a link in a box: a vertex, and the way through its edge if it is a box itself.

        No vertex is given for an end that is outside. `places` are the vertices by their nodes.
        """
        boxes = self.boxes(link, end)
        if box not in boxes:
            return None, None
        position = boxes.index(box)
        inner = boxes[position - 1] if position else None
        if inner is None:
            return places[end], None
        return places[inner], (link.target, link.line, end == link.target)

    def _around(self, place: int) -> Iterator[int]:
        around = self._nodes[place].loop
        while around is not None:
            yield around
            around = self._nodes[around].loop
