"""What the service would have against a document of the library."""

from collections.abc import Iterable

from ssmdoc.analysis.examine import examine
from ssmdoc.diagnostic import Severity
from ssmdoc.source.problem import Problem
from ssmdoc.source.text import Source


def first_error(source: Source, decoding: Iterable[Problem] = ()) -> str:
    """The first error of a document, with its place; empty when CreateDocument takes it."""
    for found in examine(source, decoding).diagnostics:
        if found.severity is Severity.ERROR:
            line, column = source.position(found.span.start)
            return f"{source.path}:{line}:{column}: {found.message}"
    return ""
