"""The coverage of a run of `ssmdoc test`: gathered when it is asked for, shown, written and held against a bound."""

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from ssmdoc.analysis.examine import Examination
from ssmdoc.automation.execution import Execution
from ssmdoc.catalogue.nearest import nearest
from ssmdoc.commands.notices import notice
from ssmdoc.commands.test.reports import written
from ssmdoc.coverage.collect import Collector, DocumentCoverage, total
from ssmdoc.report.coverage_cobertura import cobertura
from ssmdoc.report.coverage_html import pages
from ssmdoc.report.coverage_lcov import lcov
from ssmdoc.report.coverage_text import coverage_lines
from ssmdoc.running.result import CommandResult
from ssmdoc.running.tracing import Tracer
from ssmdoc.spec.outcome import CaseOutcome
from ssmdoc.spec.result import AutomationResult

KINDS = ("cobertura", "lcov", "html")


class CoverageReport(NamedTuple):
    """A report and where it goes: a file, or a folder of pages."""

    kind: str
    path: Path


def coverage_report(text: str) -> CoverageReport:
    """`cobertura=FILE`, `lcov=FILE` or `html=DIR`."""
    kind, _, path = text.partition("=")
    if kind in KINDS and path:
        return CoverageReport(kind, Path(path))
    if kind in KINDS:
        raise argparse.ArgumentTypeError(f'"{text}": {kind} needs a {"folder" if kind == "html" else "file"}')
    near = nearest(kind, KINDS)
    hint = f'did you mean "{near}"?' if near else f"known are {', '.join(KINDS)}"
    raise argparse.ArgumentTypeError(f'there is no coverage report "{kind}", {hint}')


def percentage(text: str) -> float:
    """A number from 0 to 100."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 100:
        raise argparse.ArgumentTypeError(f'"{text}" is no number from 0 to 100')
    return value


def add_coverage_arguments(parser: argparse.ArgumentParser) -> None:
    """The options; each of them asks for coverage."""
    parser.add_argument("--coverage", action="store_true", help="say which steps, branches and lines no case came to")
    parser.add_argument(
        "--coverage-report",
        action="append",
        default=[],
        type=coverage_report,
        metavar="KIND=PATH",
        help="also cobertura=FILE, lcov=FILE or html=DIR; may be repeated",
    )
    parser.add_argument(
        "--fail-under", type=percentage, metavar="PERCENT", help="exit code 1 when less than this is covered"
    )


class Reported(NamedTuple):
    """How that went."""

    is_written: bool = True
    is_enough: bool = True


class Coverage:
    """Gathers, if an option asks for it."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        wanted = options.coverage or options.coverage_report or options.fail_under is not None
        self._collector = Collector() if wanted else None

    @property
    def tracer_of(self) -> Callable[[Examination], Tracer] | None:
        """Who learns which lines run, as the executor wants it."""
        collector = self._collector
        if collector is None:
            return None
        return lambda document: collector.tracer(document.source, document.root)

    def report(self, outcomes: Iterable[CaseOutcome]) -> Reported:
        """Show it and write it."""
        if self._collector is None:
            return Reported()
        for outcome in outcomes:
            self._collector.add(outcome.document.source, outcome.document.root, _ran(outcome))
        documents = self._collector.documents()
        # what stands on standard output is to be JSON alone if that was asked for
        print(*coverage_lines(documents), sep="\n", file=sys.stderr if self._options.format == "json" else None)
        results = [_write(report, documents) for report in self._options.coverage_report]
        return Reported(all(results), self._is_enough(documents))

    def _is_enough(self, documents: Sequence[DocumentCoverage]) -> bool:
        bound, share = self._options.fail_under, total(documents)
        if bound is None or share.percent >= bound:
            return True
        notice(f"coverage is {share.percent:.2f} % ({share.covered} of {share.total}), less than {bound:g} %")
        return False


def _ran(outcome: CaseOutcome) -> CommandResult | Execution | None:
    match outcome.result:
        case AutomationResult(execution=execution):
            return execution
        case CommandResult() as result:
            return result
        case _:
            return None


def _write(report: CoverageReport, documents: Sequence[DocumentCoverage]) -> bool:
    match report.kind:
        case "cobertura":
            return written(report.path, cobertura(documents, Path.cwd(), int(time.time())))
        case "lcov":
            return written(report.path, lcov(documents))
        case _:
            return _write_pages(report.path, pages(documents))


def _write_pages(folder: Path, texts: dict[str, str]) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        notice(f"{folder}: {(error.strerror or str(error)).lower()}")
        return False
    results = [written(folder / name, text) for name, text in texts.items()]
    return all(results)
