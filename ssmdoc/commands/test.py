"""`ssmdoc test`: runs the cases of specs and says which documents do not do what is expected of them."""

import argparse
import time
from itertools import groupby
from pathlib import Path
from threading import Event

from ssmdoc.analysis.discover import PathError
from ssmdoc.commands.exit_codes import FAILED, GOOD, USAGE
from ssmdoc.commands.notices import notice
from ssmdoc.commands.signals import cancelled_by_signals
from ssmdoc.config import ConfigurationError, load_configuration
from ssmdoc.report.junit import junit
from ssmdoc.report.lint_concise import headline
from ssmdoc.report.spec_text import case_lines, summary
from ssmdoc.report.visible import visible
from ssmdoc.spec.discover import discover
from ssmdoc.spec.execute import Executor, Options
from ssmdoc.spec.outcome import CaseOutcome, Verdict
from ssmdoc.spec.read import Suite, read_suite
from ssmdoc.spec.runner import run_cases


class SpecError(Exception):
    """The specs cannot be run as they are; the text says where and why."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ssmdoc test`."""
    parser.add_argument(
        "paths", nargs="*", default=["."], metavar="PATH", help="specs, or folders of them (default: .)"
    )
    parser.add_argument("--sandbox", choices=("auto", "docker", "namespace"), help="where the documents run")
    parser.add_argument("--image", help="container image of the nodes (Docker sandbox)")
    parser.add_argument("--junit", metavar="FILE", help="also write the results as JUnit XML")


def main(options: argparse.Namespace) -> int:
    """Run the specs; 0 all as expected, 1 something is not, 2 a spec or the machine does not allow to run it."""
    cancel = Event()
    try:
        configuration = load_configuration(Path.cwd())
        suites = read_suites([Path(path) for path in options.paths])
    except (SpecError, ConfigurationError) as error:
        notice(str(error))
        return USAGE
    begin = time.monotonic()
    with cancelled_by_signals(cancel, notice):
        executor = Executor(Options(options.sandbox, options.image), configuration, cancel, notice)
        try:
            outcomes = report_cases(suites, executor, cancel)
        finally:
            executor.close()
    not_run = sum(len(suite.spec.cases) for suite in suites) - len(outcomes)
    print(summary(outcomes, time.monotonic() - begin, not_run))
    if options.junit and not written(Path(options.junit), junit(outcomes)):
        return USAGE
    return FAILED if not_run else exit_code(outcomes)


def read_suites(paths: list[Path]) -> list[Suite]:
    """All specs under the paths, with their documents.

    Raises:
        SpecError: a path or a document cannot be read, there is no spec, or one has mistakes.
    """
    try:
        files = discover(paths)
    except FileNotFoundError as error:
        raise SpecError(f"{error}: no such file or folder") from error
    if not files:
        raise SpecError(f"no specs (*.ssmtest.yaml) in {', '.join(map(str, paths))}")
    suites, mistakes = [], []
    for path in files:
        try:
            source, suite, diagnostics = read_suite(path)
        except PathError as error:
            mistakes.append(str(error))
            continue
        mistakes += [headline(source, found) for found in diagnostics]
        suites += [suite] if suite is not None else []
    if mistakes:
        count = "1 mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
        raise SpecError("\n".join([*map(visible, mistakes), f"{count} in the specs, nothing was run"]))
    return suites


def report_cases(suites: list[Suite], executor: Executor, cancel: Event) -> list[CaseOutcome]:
    """Run the cases and print each as it ends; the case that Ctrl-C ends is not counted."""
    outcomes: list[CaseOutcome] = []
    running = iter(run_cases(suites, executor))
    where = ""
    for path, group in groupby(running, key=lambda outcome: outcome.spec.source.path):
        print(visible(path))
        for outcome in group:
            if cancel.is_set():
                return outcomes
            outcomes.append(outcome)
            if outcome.sandbox not in ("", where):
                where = outcome.sandbox
                print(f"  in {visible(where)}:")
            print(*case_lines(outcome), sep="\n", flush=True)
    return outcomes


def written(path: Path, text: str) -> bool:
    """Write a report; a path that cannot be written to is the user's to mend."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        notice(f"{path}: {(error.strerror or str(error)).lower()}")
        return False
    return True


def exit_code(outcomes: list[CaseOutcome]) -> int:
    """What failed counts more than what could not be run."""
    verdicts = {outcome.verdict for outcome in outcomes}
    if Verdict.FAILED in verdicts:
        return FAILED
    return USAGE if Verdict.ERROR in verdicts else GOOD
