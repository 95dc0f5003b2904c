"""What is drawn: the steps of a document, how each leads to others, and what a run made of them."""

from dataclasses import dataclass
from enum import Enum


class Shape(Enum):
    """What a node looks like."""

    START = "start"
    END = "end"
    STEP = "step"
    BRANCH = "branch"
    LOOP = "loop"
    """The head of a loop; its steps stand in a box with it."""
    WAIT = "wait"
    """Somebody decides: approve, pause."""
    SLEEP = "sleep"
    ELSEWHERE = "elsewhere"
    """A name in place of a line that would be too long; only where lines are laid out."""
    MISSING = "missing"
    """A name that a step leads to, and that no step has."""


class Line(Enum):
    """How a link is drawn."""

    FLOW = "flow"
    FAILURE = "failure"
    CANCEL = "cancel"


class Tone(Enum):
    """How a status is coloured."""

    GOOD = "good"
    BAD = "bad"
    STOPPED = "stopped"
    ACTIVE = "active"
    IDLE = "idle"
    """Nothing happened to it."""


@dataclass(frozen=True, slots=True)
class Node:
    """A box of the picture; `loop` is the place of the head of the loop around it."""

    shape: Shape
    name: str
    action: str = ""
    notes: tuple[str, ...] = ()
    loop: int | None = None
    reachable: bool = True
    status: str = ""
    """What a run made of it; empty without a run."""
    tone: Tone | None = None
    """None without a run."""


@dataclass(frozen=True, slots=True)
class Link:
    """A way from one node to another, both named by their places."""

    source: int
    target: int
    line: Line = Line.FLOW
    labels: tuple[str, ...] = ()
    reachable: bool = True
    taken: bool = False
    """Whether a run went this way."""


@dataclass(frozen=True, slots=True)
class Graph:
    """All nodes and links; the steps come first, in document order, then start, end and names that are missing."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    start: int
    """The place of the start."""

    @property
    def end(self) -> int:
        """The place of the end."""
        return self.start + 1

    @property
    def has_run(self) -> bool:
        """Whether the result of a run is shown."""
        return any(node.tone for node in self.nodes)
