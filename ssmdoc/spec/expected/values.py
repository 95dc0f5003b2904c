"""What must come out of a case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ssmdoc.aws.matchers import Matcher, Members
from ssmdoc.aws.mocks import Times
from ssmdoc.schema.places import find
from ssmdoc.source import tree
from ssmdoc.source.text import Span
from ssmdoc.spec.expected.node import NodeExpectation, Unchanged
from ssmdoc.spec.expected.text import TextExpectation

ANY_REQUEST = Members(())
AT_LEAST_ONCE = Times(1)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long a step may take, in seconds on the clock of the run."""

    least: float = 0.0
    most: float | None = None

    def __str__(self) -> str:
        if self.most is None:
            return f"at least {self.least:g} s"
        return f"from {self.least:g} s to {self.most:g} s" if self.least else f"at most {self.most:g} s"


@dataclass(frozen=True, slots=True)
class StepExpectation:
    """What must come out of one step; None is not looked at."""

    name: str
    """Of a step in a loop perhaps with the iteration: `loop[2].step`."""
    span: Span
    """The step's name in the spec."""
    status: str | None = None
    code: int | None = None
    stdout: TextExpectation | None = None
    stderr: TextExpectation | None = None
    output: TextExpectation | None = None
    attempts: Matcher | None = None
    duration: Bounds | None = None
    outputs: tuple[tuple[str, Matcher], ...] = ()
    failure: TextExpectation | None = None


@dataclass(frozen=True, slots=True)
class RefusalExpectation:
    """The service must refuse to run the document, with this error code and message."""

    code: str | None = None
    message: TextExpectation | None = None


@dataclass(frozen=True, slots=True)
class CallExpectation:
    """Calls of an API that must be made."""

    service: str
    operation: str
    parameters: Members = ANY_REQUEST
    times: Times = AT_LEAST_ONCE


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What came of a case when the snapshot was last written."""

    path: Path
    stored: str | None = None
    """None when there is none yet."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must come out of a case."""

    status: str | None = "Success"
    """None when it is `refused` that is expected."""
    error: TextExpectation | None = None
    steps: tuple[StepExpectation, ...] = ()
    refused: RefusalExpectation | None = None
    failure: TextExpectation | None = None
    """The failure message of an automation."""
    path: Matcher | None = None
    """The steps in the order in which they ran."""
    outputs: tuple[tuple[str, Matcher], ...] = ()
    variables: tuple[tuple[str, Matcher], ...] = ()
    calls: tuple[CallExpectation, ...] = ()
    no_other_calls: bool = False
    node: NodeExpectation | None = None
    """Of the node that a Command document runs on."""
    nodes: Mapping[str, NodeExpectation] = field(default_factory=dict)
    """Of the nodes of an automation, by instance id."""
    unchanged: Unchanged | None = None
    """What a second run must not change; None when there is none."""
    snapshot: Snapshot | None = None
    written: tree.Mapping | None = field(default=None, compare=False, repr=False)
    """Where the spec says all this."""

    def place(self, where: tuple[str | int, ...]) -> int | None:
        """The offset in the spec of an expectation, as far as its keys are written; None when none is."""
        if self.written is None or not where:
            return None
        found: int | None = None
        node: tree.Node = self.written
        for step in where:
            match node, step:
                case tree.Mapping(), str() if (entry := find(node, step)) is not None:
                    found, node = entry.key.start, entry.value
                case tree.Sequence(items=items), int() if step < len(items):
                    found, node = items[step].start, items[step]
                case _:
                    return found
        return found


SUCCEEDS = Expectation()
"""What is expected where nothing is said."""
