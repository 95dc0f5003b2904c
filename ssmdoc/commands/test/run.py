"""Cases from options to exit code."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
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
    record = last_record()
    try:
        configuration = load_configuration(Path.cwd())
        jobs = select_jobs(options, read_suites([Path(path) for path in options.paths]), record)
    except (SpecError, ConfigurationError) as error:
        notice(str(error))
        return USAGE
    if not jobs:
        what = f"share {options.shard} has no case" if options.shard else "no case failed the last time"
        notice(f"{what}: nothing is run")
    begin, coverage = time.monotonic(), Coverage(options)
    with cancelled_by_signals(cancel, notice):
        chosen = Options(options.sandbox, options.image, options.keep, coverage.tracer_of)
        executor = Executor(chosen, configuration, cancel, notice)
        try:
            outcomes = run_and_show(options, jobs, executor, cancel)
        finally:
            executor.close()
        write_record(record, outcomes)
    ran = Ran(outcomes, time.monotonic() - begin, len(jobs) - len(outcomes))
    are_written = write_reports(options, ran)
    is_covered = coverage.report(outcomes)
    if not (are_written and is_covered.is_written):
        return USAGE
    return FAILED if ran.not_run or not is_covered.is_enough else exit_code(outcomes)


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
    workers = options.jobs or cores()
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
