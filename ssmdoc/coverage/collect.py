"""What the cases of a run came to, by document."""

from collections import Counter
from collections.abc import Iterable, Sequence
from os.path import normpath
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from ssmdoc.automation.execution import Execution
from ssmdoc.coverage.marks import automation_marks, command_marks
from ssmdoc.coverage.points import BRANCHES, Mark, Note, Point, What, points
from ssmdoc.coverage.tracer import LineTracer
from ssmdoc.graph.run_result import Visit
from ssmdoc.graph.words import plain
from ssmdoc.model.document import Document, build
from ssmdoc.running.result import CommandResult
from ssmdoc.source.text import Source
from ssmdoc.source.tree import Node


class Share(NamedTuple):
    """How many there are, and how many of them were come to."""

    covered: int
    total: int

    @property
    def percent(self) -> float:
        """Of nothing, all is covered."""
        return 100.0 * self.covered / self.total if self.total else 100.0

    def __add__(self, other: object) -> "Share":
        if not isinstance(other, Share):
            return NotImplemented
        return Share(self.covered + other.covered, self.total + other.total)


NOTHING = Share(0, 0)


class DocumentCoverage(NamedTuple):
    """What of one document was come to, over all cases that ran it."""

    document: Document
    points: tuple[Point, ...]
    notes: tuple[Note, ...]
    counts: Counter[Mark]
    ways: tuple[tuple[Visit, ...], ...]
    """The ways that runs took, each once."""

    @property
    def path(self) -> str:
        """Of the document, seen from the working directory."""
        return normpath(self.document.source.path)

    @property
    def steps(self) -> Share:
        """Of steps."""
        return self._share({What.STEP})

    @property
    def branches(self) -> Share:
        """Of the ways that steps can go."""
        return self._share(BRANCHES)

    @property
    def lines(self) -> Share:
        """Of the lines of scripts."""
        return self._share({What.LINE})

    @property
    def all(self) -> Share:
        """Of all three."""
        return self._share(set(What))

    @property
    def missing(self) -> list[Point]:
        """What no case came to."""
        return [point for point in self.points if not self.counts[point.mark]]

    def _share(self, kinds: Iterable[What]) -> Share:
        mine = [point for point in self.points if point.mark.what in kinds]
        return Share(sum(1 for point in mine if self.counts[point.mark]), len(mine))


class Collector:
    """Gathers over cases and specs; `tracer` may be asked for from any thread."""

    def __init__(self) -> None:
        self._found: dict[Path, _Gathered] = {}
        self._lock = Lock()

    def tracer(self, source: Source, root: Node | None) -> LineTracer:
        """Who learns which lines of the scripts of a document run."""
        return self._of(source, root).tracer

    def add(self, source: Source, root: Node | None, result: CommandResult | Execution | None) -> None:
        """What came of a case; None where the document was not run, which counts as a case that came to nothing."""
        found = self._of(source, root)
        match result:
            case CommandResult(steps=steps):
                found.counts += command_marks(result)
                found.ways[tuple(Visit(plain(step.name), step.status) for step in steps)] = None
            case Execution(records=records):
                found.counts += automation_marks(records)
                found.ways[tuple(Visit(plain(record.step.name), record.status.value) for record in records)] = None

    def documents(self) -> Sequence[DocumentCoverage]:
        """All that there were, by path."""
        return [found.coverage() for _, found in sorted(self._found.items())]

    def _of(self, source: Source, root: Node | None) -> "_Gathered":
        path = Path(source.path).resolve()
        with self._lock:
            if path not in self._found:
                self._found[path] = _Gathered(build(source, root))
            return self._found[path]


class _Gathered:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.tracer = LineTracer(document)
        self.counts: Counter[Mark] = Counter()
        self.ways: dict[tuple[Visit, ...], None] = {}

    def coverage(self) -> DocumentCoverage:
        found, notes = points(self.document)
        counts = self.counts + self.tracer.counts
        return DocumentCoverage(self.document, found, notes, counts, tuple(self.ways))


def total(documents: Iterable[DocumentCoverage]) -> Share:
    """Of all documents together."""
    return sum((document.all for document in documents), NOTHING)
