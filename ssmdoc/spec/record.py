"""What came of each case the last time it was run, and how long it took: a file in `.ssmdoc/`."""

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from ssmdoc.spec.outcome import CaseOutcome, Verdict
from ssmdoc.spec.pool import Job

FOLDER = Path(".ssmdoc")
FILE = FOLDER / "test.json"
_VERDICTS = {verdict.value: verdict for verdict in Verdict}


class Recorded(NamedTuple):
    """A case as it was."""

    seconds: float
    verdict: Verdict


class RecordError(Exception):
    """A file holds no record; the text names it."""


def key(job: Job) -> str:
    """What a case is called in the record: its spec as seen from here, and its name."""
    return case_key(job.suite.spec.source.path, job.case.name)


def case_key(spec: str, name: str) -> str:
    """As `key`."""
    path = os.path.relpath(spec) if Path(spec).is_absolute() else os.path.normpath(spec)
    return f"{Path(path).as_posix()}::{name}"


def read_record(path: Path) -> dict[str, Recorded]:
    """A record by key.

    Raises:
        RecordError: the file cannot be read, or is none.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: Recorded(float(case["seconds"]), _VERDICTS[case["verdict"]])
            for name, case in content["cases"].items()
        }
    except OSError as error:
        raise RecordError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise RecordError(
            f"{path}: not a record of ssmdoc test; remove it, and run the tests to have a new one"
        ) from error


def last_record() -> dict[str, Recorded]:
    """The record of this folder; empty when there is none that can be read."""
    with contextlib.suppress(RecordError):
        return read_record(FILE)
    return {}


def write_record(before: Mapping[str, Recorded], outcomes: Iterable[CaseOutcome]) -> None:
    """Add outcomes to the record of this folder; where it cannot be written there is none."""
    cases = dict(before)
    for outcome in outcomes:
        name = case_key(outcome.spec.source.path, outcome.case.name)
        cases[name] = Recorded(round(outcome.seconds, 3), outcome.verdict)
    content = {
        "version": 1,
        "cases": {
            name: {"seconds": case.seconds, "verdict": case.verdict.value} for name, case in sorted(cases.items())
        },
    }
    # a folder that cannot be written to is no reason to fail: only --rerun-failed and --shard would have read it
    with contextlib.suppress(OSError):
        FOLDER.mkdir(exist_ok=True)
        if not (FOLDER / ".gitignore").exists():
            (FOLDER / ".gitignore").write_text("*\n", encoding="ascii")
        fresh = FILE.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        fresh.replace(FILE)
