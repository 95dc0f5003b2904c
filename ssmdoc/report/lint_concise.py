"""Findings one per line: `path:line:column: severity: message [rule]`."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Diagnostic
from ssmdoc.report.lint_result import FileFindings
from ssmdoc.report.visible import visible
from ssmdoc.source.text import Source


def concise(found: FileFindings) -> Iterator[str]:
    """The findings of a file, a line each."""
    return (headline(found.source, diagnostic) for diagnostic in found.diagnostics)


def headline(source: Source, diagnostic: Diagnostic) -> str:
    """The line that says where a finding is and what."""
    line, column = source.position(diagnostic.span.start)
    severity, message = diagnostic.severity.value, visible(diagnostic.message)
    return f"{visible(source.path)}:{line}:{column}: {severity}: {message} [{diagnostic.rule}]"
