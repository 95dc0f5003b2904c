"""The files that results are written to."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from ssmdoc.commands.notices import notice
from ssmdoc.report.junit import junit
from ssmdoc.spec.outcome import CaseOutcome


def write_reports(options: argparse.Namespace, outcomes: Sequence[CaseOutcome]) -> bool:
    """Write the reports that the options name; whether all could be."""
    return not options.junit or written(Path(options.junit), junit(outcomes))


def written(path: Path, text: str) -> bool:
    """Write a report; a path that cannot be written to is the user's to mend."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        notice(f"{path}: {(error.strerror or str(error)).lower()}")
        return False
    return True
