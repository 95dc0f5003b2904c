"""What did not pass as annotations of GitHub Actions: lines on standard output that the runner takes for commands.

Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ssmdoc.report.spec_places import findings
from ssmdoc.spec.outcome import CaseOutcome, Verdict


def annotations(outcomes: Sequence[CaseOutcome], workspace: Path) -> Iterator[str]:
    """A line for each place; paths are seen from the workspace, as GitHub needs them."""
    for outcome in outcomes:
        if outcome.verdict not in (Verdict.FAILED, Verdict.ERROR):
            continue
        for finding in findings(outcome):
            properties = {
                "file": Path(os.path.relpath(finding.path, workspace)).as_posix(),
                "line": str(finding.line),
                "col": str(finding.column),
                "title": outcome.case.name,
            }
            yield f"::error {_properties(properties)}::{_escaped(finding.text)}"


def _properties(values: Mapping[str, str]) -> str:
    return ",".join(
        f"{name}={_escaped(value).replace(':', '%3A').replace(',', '%2C')}" for name, value in values.items()
    )


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
