"""A layout with boxes in boxes: the inside of each loop is laid out first, and is then one vertex of what is around."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ssmdoc.graph.graph import Graph, Link, Shape
from ssmdoc.graph.layout.layered import layered
from ssmdoc.graph.layout.nesting import Nesting, Way
from ssmdoc.graph.layout.picture import Level, Picture, put_together
from ssmdoc.graph.layout.values import Pin, Size, Vertex, Wire


def lay_out(graph: Graph, sizes: Sequence[Size], labels: Mapping[int, Size]) -> Picture:
    """The whole picture: nodes of these sizes, links with labels of these sizes (by the place of the link).

    No link may lead from a node to itself.
    """
    return _inside(_Given(graph, Nesting(graph), sizes, labels), None)


class _Given:
    """What is laid out."""

    def __init__(self, graph: Graph, nesting: Nesting, sizes: Sequence[Size], labels: Mapping[int, Size]) -> None:
        self.graph, self.nesting, self.sizes, self.labels = graph, nesting, sizes, labels


def _inside(given: _Given, box: int | None) -> Picture:
    """The picture of what is in a box."""
    graph, nesting = given.graph, given.nesting
    members = nesting.members[box]
    inner = {vertex: _inside(given, place) for vertex, place in enumerate(members) if nesting.is_box(place, within=box)}
    vertices = [
        Vertex(inner[vertex].size)
        if vertex in inner
        else Vertex(given.sizes[place], pointed=graph.nodes[place].shape is Shape.BRANCH)
        for vertex, place in enumerate(members)
    ]
    wiring = _Wiring(given, box, vertices, inner)
    for number in nesting.links.get(box, ()):
        wiring.add(number, graph.links[number])
    placed = layered(wiring.vertices, wiring.wires)
    return put_together(Level(placed, members, inner, wiring.wires, wiring.links, wiring.ends, wiring.ways))


class _Wiring:
    """The wires of a box. Where one leads through the edge of the box, a vertex of no size stands for the place."""

    def __init__(self, given: _Given, box: int | None, vertices: list[Vertex], inner: Mapping[int, Picture]) -> None:
        self._given, self._box, self._inner = given, box, inner
        self._places = {place: vertex for vertex, place in enumerate(given.nesting.members[box])}
        self._same: dict[tuple[object, ...], int] = {}
        self.vertices = vertices
        self.ways: dict[Way, int] = {}
        self.wires: list[Wire] = []
        self.links: list[int] = []
        self.ends: list[tuple[Way | None, Way | None]] = []

    def add(self, number: int, link: Link) -> None:
        """The wire for a link, as far as it concerns this box; links that come out of a box in one place share it."""
        source, out = self._given.nesting.vertex(link, link.source, self._box, self._places)
        target, into = self._given.nesting.vertex(link, link.target, self._box, self._places)
        if source is not None and source == target:
            return
        begins_here = source is not None and out is None
        arrives = target is not None and into is None
        source = self._edge(link, Pin.TOP) if source is None else source
        target = self._edge(link, Pin.BOTTOM) if target is None else target
        wire = Wire(
            source,
            target,
            label=self._given.labels.get(number) if begins_here else None,
            rail=(target, link.line, into),
            line=link.line,
            arrow=arrives,
            taken=link.taken,
            live=link.reachable,
            source_offset=self._offset(source, out),
            target_offset=self._offset(target, into),
        )
        key = (number,) if begins_here else (source, target, link.line, out, into)
        same = self._same.setdefault(key, len(self.wires))
        if same < len(self.wires):
            known = self.wires[same]
            self.wires[same] = replace(known, taken=known.taken or wire.taken, live=known.live or wire.live)
            return
        self.wires.append(wire)
        self.links.append(number)
        self.ends.append((out, into))

    def _edge(self, link: Link, pin: Pin) -> int:
        vertex = self.ways.setdefault((link.target, link.line, pin is Pin.TOP), len(self.vertices))
        if vertex == len(self.vertices):
            self.vertices.append(Vertex(Size(0, 0), pin))
        return vertex

    def _offset(self, vertex: int, way: Way | None) -> float | None:
        """Where a way leads through the edge of an inner box, from its middle."""
        return self._inner[vertex].ways[way].x - self._inner[vertex].size.width / 2 if way else None
