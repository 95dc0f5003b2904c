"""What came out of cases: the differences from what was expected, and the verdict."""

from dataclasses import dataclass
from enum import Enum
from typing import Literal, NamedTuple

from ssmdoc.analysis.examine import Examination
from ssmdoc.invoke.refused import Refused
from ssmdoc.running.result import CommandResult
from ssmdoc.spec.values import Case, Spec


class Difference(NamedTuple):
    """One expectation that did not come true."""

    step: str | None
    """None: the document as a whole."""
    part: str
    """`status`, `code`, `stdout`, …; `step` when there is no such step."""
    relation: Literal["is", "contains", "matches"]
    """What the actual text should have had to do with the expected one."""
    expected: str
    actual: str


class Verdict(Enum):
    """PASSED and FAILED are about the document; ERROR: the case could not be run."""

    PASSED = "ok"
    FAILED = "FAILED"
    ERROR = "ERROR"


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """A case that was run, or could not be."""

    spec: Spec
    document: Examination
    case: Case
    sandbox: str
    """Where it ran, in words: `docker, debian:12`; empty when it needed no node."""
    seconds: float
    result: CommandResult | Refused | None = None
    differences: tuple[Difference, ...] = ()
    error: str | None = None
    """Why it could not be run."""

    @property
    def verdict(self) -> Verdict:
        """Whether the case passed."""
        if self.error is not None:
            return Verdict.ERROR
        return Verdict.FAILED if self.differences else Verdict.PASSED
