"""`ssmdoc test`: runs the cases of specs and says which documents do not do what is expected of them."""

import argparse
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from threading import Event

from ssmdoc.config import ConfigurationError, load_configuration
from ssmdoc.diagnostic import Diagnostic, Severity
from ssmdoc.report.junit import junit
from ssmdoc.report.lint_concise import headline
from ssmdoc.report.spec_text import case_lines, summary
from ssmdoc.source.decode import decode
from ssmdoc.source.text import Source
from ssmdoc.spec.discover import discover
from ssmdoc.spec.execute import Executor, Options
from ssmdoc.spec.load import load_spec
from ssmdoc.spec.outcome import CaseOutcome, Verdict
from ssmdoc.spec.runner import run_cases
from ssmdoc.spec.values import Spec

GOOD, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130


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
    try:
        specs = read_specs([Path(path) for path in options.paths])
        configuration = load_configuration(Path.cwd())
    except (SpecError, ConfigurationError) as error:
        for line in str(error).splitlines():
            notice(line)
        return USAGE
    begin = time.monotonic()
    with interruptible() as cancel:
        executor = Executor(Options(options.sandbox, options.image), configuration, cancel, notice)
        try:
            outcomes = report_cases(specs, executor, cancel)
        finally:
            executor.close()
    not_run = sum(len(spec.cases) for spec in specs) - len(outcomes)
    print(summary(outcomes, time.monotonic() - begin, not_run))
    if options.junit and not written(Path(options.junit), junit(outcomes)):
        return USAGE
    return INTERRUPTED if cancel.is_set() else exit_code(outcomes)


def read_specs(paths: list[Path]) -> list[Spec]:
    """All specs under the paths.

    Raises:
        SpecError: a path or a document does not exist, there is no spec, or one has mistakes.
    """
    try:
        files = discover(paths)
    except FileNotFoundError as error:
        raise SpecError(f"{error}: no such file or folder") from error
    if not files:
        raise SpecError(f"no specs (*.ssmtest.yaml) in {', '.join(map(str, paths))}")
    specs, mistakes = [], []
    for path in files:
        source = Source(str(path), decode(path.read_bytes())[0])
        spec, diagnostics = load_spec(source)
        if spec is not None and not spec.document.is_file():
            message = f"there is no file {spec.document}"
            diagnostics = (Diagnostic("spec", Severity.ERROR, message, spec.document_span),)
        mistakes += [headline(source, found) for found in diagnostics]
        specs += [spec] if spec is not None else []
    if mistakes:
        count = "1 mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
        raise SpecError("\n".join([*mistakes, f"{count} in the specs, nothing was run"]))
    return specs


def report_cases(specs: list[Spec], executor: Executor, cancel: Event) -> list[CaseOutcome]:
    """Run the cases and print each as it ends; the case that Ctrl-C ends is not counted."""
    outcomes: list[CaseOutcome] = []
    running = iter(run_cases(specs, executor))
    where = ""
    for path, group in groupby(running, key=lambda outcome: outcome.spec.source.path):
        print(path)
        for outcome in group:
            if cancel.is_set():
                return outcomes
            outcomes.append(outcome)
            if outcome.sandbox not in ("", where):
                where = outcome.sandbox
                print(f"  in {where}:")
            print(*case_lines(outcome), sep="\n", flush=True)
    return outcomes


def written(path: Path, text: str) -> bool:
    """Write a report; a path that cannot be written to is the user's to mend."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        notice(f"{path}: {error.strerror}")
        return False
    return True


def exit_code(outcomes: list[CaseOutcome]) -> int:
    """What failed counts more than what could not be run."""
    verdicts = {outcome.verdict for outcome in outcomes}
    if Verdict.FAILED in verdicts:
        return FAILED
    return USAGE if Verdict.ERROR in verdicts else GOOD


def notice(text: str) -> None:
    """Tell the user what is going on, beside the results."""
    print(f"ssmdoc: {text}", file=sys.stderr)


@contextmanager
def interruptible() -> Iterator[Event]:
    """An event that Ctrl-C sets, once; a second Ctrl-C ends the program as usual."""
    event = Event()
    before = signal.getsignal(signal.SIGINT)

    def interrupt(_number: int, _frame: object) -> None:
        event.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, interrupt)
    try:
        yield event
    finally:
        signal.signal(signal.SIGINT, before)
