"""The tables of a trial."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.trial.trial import REFUSED, Trial

_CHANGING = re.compile(r"\"[^\"]*\"|'[^']*'|\{.*|\[.*|[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
_WIDEST = 110


def tables(trials: Sequence[Trial], root: Path, *, with_failures: bool) -> Iterator[str]:
    """How the runbooks ended, and what ssmdoc lacks, with an example of each."""
    yield "| ended | runbooks |"
    yield "|---|---|"
    for status, count in Counter(trial.status for trial in trials).most_common():
        yield f"| {status} | {count} |"
    yield f"\n{_share(trials)} without an internal error or an unsupported feature"
    yield f"{_share([trial for trial in trials if trial.status != REFUSED])} of those that were not refused"
    yield from _grouped("what is not supported", ((trial.lacks, trial) for trial in trials if trial.lacks), root)
    refused = ((trial.reason, trial) for trial in trials if trial.status == REFUSED)
    yield from _grouped("why refused", refused, root)
    if with_failures:
        yield from _grouped("why steps failed", ((why, trial) for trial in trials for why in trial.failed), root)


def _share(trials: Sequence[Trial]) -> str:
    good = sum(not trial.lacks for trial in trials)
    return f"{good} of {len(trials)} ({100 * good / len(trials) if trials else 100:.1f} %)"


def _grouped(title: str, found: Iterable[tuple[str, Trial]], root: Path) -> Iterator[str]:
    """Reasons that differ in names and numbers alone are one."""
    groups: dict[str, list[tuple[str, Trial]]] = defaultdict(list)
    for reason, trial in found:
        groups[_CHANGING.sub("…", reason.partition("\n")[0])].append((reason, trial))
    if not groups:
        return
    yield f"\n| {title} | times | example |"
    yield "|---|---|---|"
    for items in sorted(groups.values(), key=len, reverse=True):
        reason, trial = items[0]
        yield f"| {_cell(reason)} | {len(items)} | {Path(trial.path).relative_to(root)} |"


def _cell(text: str) -> str:
    line = " ".join(text.split()).replace("|", "\\|")
    return line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1]}…"
