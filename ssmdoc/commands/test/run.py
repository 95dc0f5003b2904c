"""Cases from options to exit code."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event

from ssmdoc.commands.exit_codes import FAILED, GOOD, USAGE
from ssmdoc.commands.notices import notice, notices_go_to
from ssmdoc.commands.signals import cancelled_by_signals
from ssmdoc.commands.test.coverage import Coverage
from ssmdoc.commands.test.reports import Ran, write_reports
from ssmdoc.commands.test.select import select_jobs
from ssmdoc.commands.test.suites import SpecError, read_suites
from ssmdoc.config import ConfigurationError, load_configuration
from ssmdoc.report.spec_live import SpecLive
from ssmdoc.spec.execute import Executor, Options
from ssmdoc.spec.outcome import CaseOutcome, Verdict
from ssmdoc.spec.pool import Job, run_jobs
from ssmdoc.spec.record import last_record, write_record


def main(options: argparse.Namespace) -> int:
    """Run the specs that the options name, and report."""
    cancel = Event()
    if options.engine and options.sandbox == "namespace":
        notice("--engine names Docker engines, and --sandbox namespace uses none")
        return USAGE
    with cancelled_by_signals(cancel, notice):
        if options.watch:
            from ssmdoc.commands.test.watch import watch

            return watch(options, cancel)
        return run_specs(options, [Path(path) for path in options.paths], cancel)


def run_specs(options: argparse.Namespace, paths: Sequence[Path], cancel: Event) -> int:
    """Run specs, or those of folders, once."""
    record = last_record()
    try:
        configuration = load_configuration(Path.cwd())
        jobs = select_jobs(options, read_suites(paths), record)
    except (SpecError, ConfigurationError) as error:
        notice(str(error))
        return USAGE
    if not jobs:
        what = f"share {options.shard} has no case" if options.shard else "no case failed the last time"
        notice(f"{what}: nothing is run")
    begin, coverage = time.monotonic(), Coverage(options)
    chosen = Options(options.sandbox, options.image, options.keep, coverage.tracer_of, tuple(options.engine))
    executor = Executor(chosen, configuration, cancel, notice)
    try:
        outcomes = run_and_show(options, jobs, executor, cancel)
    finally:
        executor.close()
    are_written = True
    if options.update:
        outcomes, are_written = updated(outcomes)
    write_record(record, outcomes)
    ran = Ran(outcomes, time.monotonic() - begin, len(jobs) - len(outcomes))
    are_written = write_reports(options, ran) and are_written
    is_covered = coverage.report(outcomes)
    if not (are_written and is_covered.is_written):
        return USAGE
    return FAILED if ran.not_run or not is_covered.is_enough else exit_code(outcomes)


def updated(outcomes: Sequence[CaseOutcome]) -> tuple[list[CaseOutcome], bool]:
    """The outcomes without what differed from the snapshots, which are now written anew; whether they could be."""
    from ssmdoc.spec.snapshot import update_snapshots

    try:
        for path in update_snapshots(outcomes):
            notice(f"{path} is written anew")
    except OSError as error:
        notice(f"{error.filename}: {(error.strerror or str(error)).lower()}")
        return list(outcomes), False
    return [
        replace(outcome, differences=tuple(found for found in outcome.differences if found.part != "snapshot"))
        for outcome in outcomes
    ], True


def run_and_show(
    options: argparse.Namespace, jobs: Sequence[Job], executor: Executor, cancel: Event
) -> list[CaseOutcome]:
    """Run the cases and show each; gives the outcomes in the order of the specs, without those that Ctrl-C ended."""
    bad = (Verdict.FAILED, Verdict.ERROR)
    shown = {
        "text": lambda _outcome: True,
        "concise": lambda outcome: outcome.verdict in bad,
        "json": lambda _outcome: False,
    }
    live = SpecLive(jobs, sys.stdout, sys.stderr, shown=shown[options.format])
    workers = options.jobs or cores() * max(1, len(options.engine))
    with notices_go_to(live.say):
        try:
            executor.expect(((job.suite.document, job.case) for job in jobs), workers)
            run_jobs(jobs, executor, workers, live, cancel, settle=executor.settle, fail_fast=options.fail_fast)
        finally:
            outcomes = live.finish()
    return outcomes


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def exit_code(outcomes: Sequence[CaseOutcome]) -> int:
    """What failed counts more than what could not be run."""
    verdicts = {outcome.verdict for outcome in outcomes}
    if Verdict.FAILED in verdicts:
        return FAILED
    return USAGE if Verdict.ERROR in verdicts else GOOD
