"""What came out of cases: the differences from what was expected, and the verdict."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Literal, TypeAlias

from ssmdoc.analysis.examine import Examination
from ssmdoc.spec.result import Result
from ssmdoc.spec.values import Case, Spec

Relation: TypeAlias = Literal["is", "contains", "matches", "not", "one of"]
"""What an actual value should have had to do with the expected one."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One expectation that did not come true."""

    step: str | None
    """None: the document as a whole."""
    part: str
    """`status`, `code`, `stdout`, …; `step` when there is no such step."""
    relation: Relation
    expected: str
    actual: str
    where: tuple[str | int, ...] = field(default=(), compare=False)
    """The keys and places that lead to the expectation, from `expect` on; empty where none is written."""


class Verdict(Enum):
    """PASSED and FAILED are about the document; ERROR: the case could not be run; SKIPPED: it was not to be."""

    PASSED = "ok"
    FAILED = "FAILED"
    ERROR = "ERROR"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """A case that was run, or could not be."""

    spec: Spec
    document: Examination
    case: Case
    sandbox: str
    """Where it ran, in words: `docker, debian:12`; empty when it needed no node."""
    seconds: float
    result: Result | None = None
    differences: tuple[Difference, ...] = ()
    error: str | None = None
    """Why it could not be run."""

    @property
    def verdict(self) -> Verdict:
        """Whether the case passed."""
        if self.case.skip is not None:
            return Verdict.SKIPPED
        if self.error is not None:
            return Verdict.ERROR
        return Verdict.FAILED if self.differences else Verdict.PASSED
