"""What did not pass as GitLab's code quality report, which merge requests show beside the lines they change.

Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

import json
import posixpath
from collections.abc import Sequence
from hashlib import sha256

from ssmdoc.report.spec_places import Finding, findings
from ssmdoc.spec.outcome import CaseOutcome, Verdict

SEVERITIES = {Verdict.FAILED: "major", Verdict.ERROR: "critical"}


def gitlab(outcomes: Sequence[CaseOutcome]) -> str:
    """A list of findings."""
    found = [
        _finding(outcome, finding)
        for outcome in outcomes
        if outcome.verdict in SEVERITIES
        for finding in findings(outcome)
    ]
    return json.dumps(found, indent=2) + "\n"


def _finding(outcome: CaseOutcome, finding: Finding) -> dict[str, object]:
    # the same failure keeps its fingerprint when lines above it are added
    same = "\0".join((outcome.spec.source.path, outcome.case.name, finding.path, finding.text))
    return {
        "description": f"{outcome.case.name}: {finding.text}",
        "check_name": "ssmdoc-test",
        "fingerprint": sha256(same.encode(errors="surrogateescape")).hexdigest(),
        "severity": SEVERITIES[outcome.verdict],
        "location": {"path": posixpath.normpath(finding.path), "lines": {"begin": finding.line}},
    }
