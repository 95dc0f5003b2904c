"""Finished pictures, and how those of boxes are put into the picture around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ssmdoc.graph.layout.nesting import Way
from ssmdoc.graph.layout.values import Placed, Point, Size, Stroke, Wire

PADDING = 16.0
"""Between the edge of a picture and what is in it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Where all stands: the middles of nodes, those of labels (by the place of the link), boxes, lines."""

    size: Size
    nodes: dict[int, Point]
    labels: dict[int, Point]
    boxes: dict[int, tuple[Point, Size]]
    """Upper left corners and sizes, by the head of the loop, the outer ones first."""
    strokes: tuple[Stroke, ...]
    ways: dict[Way, Point]
    """Where ways lead through its edge."""


@dataclass(frozen=True, slots=True)
class Level:
    """What is known of a box once its own vertices are placed; the numbers are those of vertices and wires."""

    placed: Placed
    members: Sequence[int]
    inner: Mapping[int, Picture]
    """The pictures of the boxes in it, by their vertices."""
    wires: Sequence[Wire]
    links: Sequence[int]
    """The link of each wire."""
    ends: Sequence[tuple[Way | None, Way | None]]
    """The ways through the edges of inner boxes at the ends of each wire."""
    ways: Mapping[Way, int]


def put_together(level: Level) -> Picture:
    """The picture of a box, with the pictures of the boxes in it in their places."""
    placed = level.placed
    size = Size(placed.size.width + 2 * PADDING, placed.size.height + 2 * PADDING)
    middles = [_moved(point, PADDING, PADDING) for point in placed.vertices]
    picture = Picture(
        size,
        nodes={place: middles[vertex] for vertex, place in enumerate(level.members) if vertex not in level.inner},
        labels={level.links[wire]: _moved(point, PADDING, PADDING) for wire, point in placed.labels.items()},
        boxes={},
        strokes=(),
        ways={way: middles[vertex] for way, vertex in level.ways.items()},
    )
    strokes = [_shifted(stroke, PADDING, PADDING) for stroke in placed.strokes]
    for vertex, inside in level.inner.items():
        x, y = middles[vertex].x - inside.size.width / 2, middles[vertex].y - inside.size.height / 2
        picture.boxes[level.members[vertex]] = (Point(x, y), inside.size)
        picture.nodes.update((key, _moved(point, x, y)) for key, point in inside.nodes.items())
        picture.labels.update((key, _moved(point, x, y)) for key, point in inside.labels.items())
        picture.boxes.update((key, (_moved(corner, x, y), extent)) for key, (corner, extent) in inside.boxes.items())
        strokes += [_shifted(stroke, x, y) for stroke in inside.strokes]
    for wire, (out, into) in zip(level.wires, level.ends, strict=True):
        if out is not None:
            strokes.append(_through_edge(level.inner[wire.source], middles[wire.source], out, wire))
        if into is not None:
            strokes.append(_through_edge(level.inner[wire.target], middles[wire.target], into, wire))
    return Picture(picture.size, picture.nodes, picture.labels, picture.boxes, tuple(strokes), picture.ways)


def _through_edge(inside: Picture, middle: Point, way: Way, wire: Wire) -> Stroke:
    """The piece of a line between the edge of a box and where the way goes on inside of it."""
    x = middle.x - inside.size.width / 2 + inside.ways[way].x
    top = middle.y - inside.size.height / 2
    goes_on = Point(x, top + inside.ways[way].y)
    leads_in = way[-1]
    points = (Point(x, top), goes_on) if leads_in else (goes_on, Point(x, top + inside.size.height))
    return Stroke(points, wire.line, arrow=False, taken=wire.taken, live=wire.live)


def _moved(point: Point, x: float, y: float) -> Point:
    return Point(point.x + x, point.y + y)


def _shifted(stroke: Stroke, x: float, y: float) -> Stroke:
    return stroke._replace(points=tuple(_moved(point, x, y) for point in stroke.points))
