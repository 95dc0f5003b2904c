"""Findings as JSON, in the shape of the contract."""

import json

from ssmdoc.diagnostic import Diagnostic, Edit, Fix, Label, Severity
from ssmdoc.report.lint_json import as_json
from ssmdoc.report.lint_result import FileFindings, summarize
from ssmdoc.source.text import Source, Span


def test_shape() -> None:
    source = Source("a.yaml", "é: 1\nb: 2\n")
    fixed = Diagnostic(
        "some-rule",
        Severity.ERROR,
        "wrong",
        Span(5, 6),
        (Label(Span(0, 1), "here"),),
        Fix("write c", (Edit(Span(5, 6), "c"),), safe=False),
    )
    bare = Diagnostic("other-rule", Severity.INFO, "worth knowing", Span(8, 9))
    found = [FileFindings(source, [fixed, bare])]
    assert json.loads(as_json(found, summarize(found, 4, 3, {"Automation 0.3": 2}))) == {
        "diagnostics": [
            {
                "path": "a.yaml",
                "rule": "some-rule",
                "severity": "error",
                "message": "wrong",
                "start": {"line": 2, "column": 1, "offset": 5},
                "end": {"line": 2, "column": 2, "offset": 6},
                "labels": [
                    {
                        "message": "here",
                        "start": {"line": 1, "column": 1, "offset": 0},
                        "end": {"line": 1, "column": 2, "offset": 1},
                    }
                ],
                "fix": {
                    "message": "write c",
                    "safe": False,
                    "edits": [
                        {
                            "text": "c",
                            "start": {"line": 2, "column": 1, "offset": 5},
                            "end": {"line": 2, "column": 2, "offset": 6},
                        }
                    ],
                },
            },
            {
                "path": "a.yaml",
                "rule": "other-rule",
                "severity": "info",
                "message": "worth knowing",
                "start": {"line": 2, "column": 4, "offset": 8},
                "end": {"line": 2, "column": 5, "offset": 9},
                "labels": [],
                "fix": None,
            },
        ],
        "summary": {"files": 4, "documents": 3, "errors": 1, "warnings": 0, "infos": 1, "unchecked": 2},
    }
