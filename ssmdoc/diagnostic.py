"""A diagnostic: the one kind of finding that reader, schema and rules all give."""

from enum import Enum
from typing import NamedTuple

from ssmdoc.source.problem import Problem
from ssmdoc.source.text import Span

MAX_FINDINGS = 1_000
"""As many findings of one document are reported; aliases can make a hundred times more of a short text."""


class Severity(Enum):
    """ERROR: AWS refuses it, or it cannot work. WARNING: it probably misbehaves. INFO: worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Label(NamedTuple):
    """A second place that explains the first."""

    span: Span
    message: str


class Edit(NamedTuple):
    """Replace the text of a span."""

    span: Span
    text: str


class Fix(NamedTuple):
    """Edits that mend a finding; a fix is safe when the meaning of the document cannot change otherwise."""

    message: str
    edits: tuple[Edit, ...]
    safe: bool


class Diagnostic(NamedTuple):
    """One finding at one place."""

    rule: str
    severity: Severity
    message: str
    span: Span
    labels: tuple[Label, ...] = ()
    fix: Fix | None = None


def from_problem(problem: Problem, severity: Severity = Severity.ERROR) -> Diagnostic:
    """The diagnostic of what a reader has to say; its notes become labels."""
    labels = tuple(Label(span, note) for span, note in problem.notes)
    return Diagnostic(problem.rule, severity, problem.message, problem.span, labels)
