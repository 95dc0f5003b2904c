"""Findings as JSON; lines and columns count from 1, offsets from 0, columns and offsets in code points."""

import json
from collections.abc import Sequence
from typing import TypeAlias

from ssmdoc.diagnostic import Diagnostic, Fix
from ssmdoc.report.lint_result import FileFindings, Summary
from ssmdoc.source.text import Source, Span

Object: TypeAlias = dict[str, object]


def as_json(found: Sequence[FileFindings], summary: Summary) -> str:
    """The whole report of a run."""
    diagnostics = [diagnostic_json(file.source, diagnostic) for file in found for diagnostic in file.diagnostics]
    counts: Object = summary._asdict()
    del counts["left_alone"]
    counts["unchecked"] = sum(summary.left_alone.values())
    return json.dumps({"diagnostics": diagnostics, "summary": counts}, indent=2)


def diagnostic_json(source: Source, diagnostic: Diagnostic) -> Object:
    """One finding."""
    return {
        "path": source.path,
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        **_range(source, diagnostic.span),
        "labels": [{"message": label.message, **_range(source, label.span)} for label in diagnostic.labels],
        "fix": diagnostic.fix and _fix(source, diagnostic.fix),
    }


def _fix(source: Source, fix: Fix) -> Object:
    edits = [{"text": edit.text, **_range(source, edit.span)} for edit in fix.edits]
    return {"message": fix.message, "safe": fix.safe, "edits": edits}


def _range(source: Source, span: Span) -> Object:
    return {"start": _position(source, span.start), "end": _position(source, span.end)}


def _position(source: Source, offset: int) -> Object:
    line, column = source.position(offset)
    return {"line": line, "column": column, "offset": offset}
