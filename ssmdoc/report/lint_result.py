"""What lint hands to its reports: the findings of each file, and the counts of a whole run."""

from collections.abc import Sequence
from typing import NamedTuple

from ssmdoc.diagnostic import Diagnostic, Severity
from ssmdoc.source.text import Source


class FileFindings(NamedTuple):
    """A file with what was found in it."""

    source: Source
    diagnostics: Sequence[Diagnostic]


class Summary(NamedTuple):
    """The counts of a run."""

    files: int
    """Files that were looked into."""
    documents: int
    """SSM documents among them, of all kinds."""
    errors: int
    warnings: int
    infos: int
    left_alone: dict[str, int]
    """Documents of kinds in which there is nothing to check, counted by what the kind is called."""


def summarize(found: Sequence[FileFindings], files: int, documents: int, left_alone: dict[str, int]) -> Summary:
    """The counts of a run."""
    severities = [diagnostic.severity for file in found for diagnostic in file.diagnostics]
    errors, warnings, infos = (severities.count(severity) for severity in Severity)
    return Summary(files, documents, errors, warnings, infos, left_alone)


def left_alone_notice(left_alone: dict[str, int]) -> str:
    """Which documents there is nothing to check in, as a part of a sentence; empty when there are none."""
    if not left_alone:
        return ""
    return ", ".join(f"{number} {name}" for name, number in sorted(left_alone.items())) + " left alone"


def summary_line(summary: Summary) -> str:
    """How a run went, in one line."""
    counts = [
        _count(summary.errors, "error"),
        _count(summary.warnings, "warning"),
        _count(summary.infos, "info", "infos"),
    ]
    findings = ", ".join(count for count in counts if not count.startswith("0 ")) or "no findings"
    notice = left_alone_notice(summary.left_alone)
    return f"{findings} in {_count(summary.documents, 'document')}" + (f"; {notice}" if notice else "")


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
