"""Coverage seen from the lines of a document, as reports for other programs and the page have it."""

from collections.abc import Mapping
from enum import Enum
from itertools import groupby
from typing import NamedTuple

from ssmdoc.coverage.collect import DocumentCoverage
from ssmdoc.coverage.points import BRANCHES, Mark, Point, What


class State(Enum):
    """How much of a line was come to."""

    COVERED = "covered"
    PARTLY = "partly"
    MISSED = "missed"


class Counted(NamedTuple):
    """A point with how often it was come to."""

    point: Point
    times: int

    @property
    def is_branch(self) -> bool:
        """Whether it is a way that a step can go."""
        return self.point.mark.what in BRANCHES


class LineCoverage(NamedTuple):
    """A line of a document on which something can be covered."""

    line: int
    points: tuple[Counted, ...]
    hits: int
    """How often the line was come to, whatever came of it."""

    @property
    def state(self) -> State:
        """Of all its points together."""
        covered = [counted.times > 0 for counted in self.points]
        if all(covered):
            return State.COVERED
        return State.PARTLY if any(covered) else State.MISSED

    @property
    def branches(self) -> tuple[Counted, ...]:
        """The ways that begin here."""
        return tuple(counted for counted in self.points if counted.is_branch)


def by_line(coverage: DocumentCoverage) -> list[LineCoverage]:
    """The lines on which something can be covered, in order."""
    return [
        _line(line, [Counted(point, coverage.counts[point.mark]) for point in members], coverage.counts)
        for line, members in groupby(coverage.points, key=lambda point: point.line)
    ]


def _line(line: int, points: list[Counted], counts: Mapping[Mark, int]) -> LineCoverage:
    ran = [counts.get(Mark(What.STEP, counted.point.mark.step), 0) for counted in points if counted.is_branch]
    return LineCoverage(line, tuple(points), max([counted.times for counted in points] + ran))
