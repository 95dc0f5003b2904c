"""Which cases are run: those of the filter, those that failed, those of a share."""

import argparse
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ssmdoc.commands.test.suites import SpecError
from ssmdoc.spec.filter import CaseWords, FilterError, parse_filter
from ssmdoc.spec.outcome import Verdict
from ssmdoc.spec.pool import Job
from ssmdoc.spec.read import Suite
from ssmdoc.spec.record import Recorded, RecordError, key, read_record
from ssmdoc.spec.shard import Shard, members, parse_shard


def select_jobs(options: argparse.Namespace, suites: Iterable[Suite], record: Mapping[str, Recorded]) -> list[Job]:
    """The cases that the options name, in the order of the specs.

    Raises:
        SpecError: an option cannot be used, or no case is named.
    """
    jobs = [Job(suite, case) for suite in suites for case in suite.spec.cases]
    shard = _shard(options)
    if options.filter is not None:
        jobs = _filtered(jobs, options.filter)
    if options.rerun_failed:
        jobs = _failed(jobs, record)
    if shard is None:
        return jobs
    durations = {name: case.seconds for name, case in _durations(options.durations).items()}
    mine = members([key(job) for job in jobs], shard, durations)
    return [job for job in jobs if key(job) in mine]


def _shard(options: argparse.Namespace) -> Shard | None:
    if options.shard is None:
        if options.durations:
            raise SpecError("--durations is for --shard: name the share, such as --shard 1/4")
        return None
    try:
        return parse_shard(options.shard)
    except ValueError as error:
        raise SpecError(f"--shard: {error}") from error


def _filtered(jobs: Sequence[Job], expression: str) -> list[Job]:
    try:
        keep = parse_filter(expression)
    except FilterError as error:
        raise SpecError(f"--filter: {error}") from error
    chosen = [job for job in jobs if keep(CaseWords(job.case.name, job.case.tags, _spec(job)))]
    if not chosen:
        raise SpecError(f'--filter: none of the {len(jobs)} cases is meant by "{expression}"')
    return chosen


def _spec(job: Job) -> str:
    return Path(job.suite.spec.source.path).as_posix()


def _failed(jobs: Sequence[Job], record: Mapping[str, Recorded]) -> list[Job]:
    """What did not pass the last time; all, when no case of these was run before."""
    if not any(key(job) in record for job in jobs):
        return list(jobs)
    bad = (Verdict.FAILED, Verdict.ERROR)
    return [job for job in jobs if (last := record.get(key(job))) is None or last.verdict in bad]


def _durations(files: Sequence[str]) -> dict[str, Recorded]:
    found: dict[str, Recorded] = {}
    for file in files:
        try:
            found |= read_record(Path(file))
        except RecordError as error:
            raise SpecError(f"--durations: {error}") from error
    return found
