"""What a layout is made of, and what it gives. Lengths are in pixels, y grows downwards."""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from ssmdoc.graph.graph import Line


class Point(NamedTuple):
    """A place."""

    x: float
    y: float


class Size(NamedTuple):
    """Width and height."""

    width: float
    height: float


class Pin(Enum):
    """Where a vertex has to be: ways into a box and out of it stand at its edges."""

    FREE = 0
    TOP = 1
    BOTTOM = 2


class Vertex(NamedTuple):
    """Something with a size that is to be placed."""

    size: Size
    pin: Pin = Pin.FREE
    pointed: bool = False
    """Whether it is a diamond: then lines meet it on its slopes."""


@dataclass(frozen=True, slots=True)
class Wire:
    """A line from one vertex to another, which are named by their places."""

    source: int
    target: int
    label: Size | None = None
    rail: Hashable = None
    """Long wires of one rail run together where they can."""
    line: Line = Line.FLOW
    arrow: bool = True
    taken: bool = False
    live: bool = True
    source_offset: float | None = None
    """Where it leaves the source, from its middle; None leaves that to the layout."""
    target_offset: float | None = None

    @property
    def weight(self) -> int:
        """How much it matters that it is straight."""
        return 4 if self.line is Line.FLOW else 1


class Stroke(NamedTuple):
    """A line that is drawn: from point to point, straight where they are below each other, else curved."""

    points: tuple[Point, ...]
    line: Line
    arrow: bool
    taken: bool
    live: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A finished layout: the middles of the vertices and of the labels (by wire), the strokes, and the whole size."""

    size: Size
    vertices: tuple[Point, ...]
    labels: dict[int, Point]
    strokes: tuple[Stroke, ...]
