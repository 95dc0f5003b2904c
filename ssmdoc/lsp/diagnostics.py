"""Findings as LSP has them."""

from collections.abc import Iterable, Iterator

from lsprotocol.types import (
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    DiagnosticTag,
    Location,
)

from ssmdoc import diagnostic
from ssmdoc.diagnostic import Severity
from ssmdoc.lsp.texts import OpenText

_SEVERITIES = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.INFO: DiagnosticSeverity.Information,
}
_UNNECESSARY = frozenset({"unreachable-step", "unused-parameter"})
"""Rules whose findings editors fade."""


def converted(text: OpenText, findings: Iterable[diagnostic.Diagnostic]) -> Iterator[Diagnostic]:
    """The findings in a text, with positions as its client counts them; labels become related information."""
    positions = text.positions
    for found in findings:
        related = [
            DiagnosticRelatedInformation(Location(text.uri, positions.range(label.span)), label.message)
            for label in found.labels
        ]
        yield Diagnostic(
            range=positions.range(found.span),
            message=found.message,
            severity=_SEVERITIES[found.severity],
            code=found.rule,
            source="ssmdoc",
            tags=[DiagnosticTag.Unnecessary] if found.rule in _UNNECESSARY else None,
            related_information=related or None,
        )
