"""pytest collects `*.ssmtest.yaml`: an item for each case. Nothing of ssmdoc is imported until there is such a file."""

from __future__ import annotations

import os
from threading import Event
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from _pytest._code.code import TerminalRepr, TracebackStyle

    from ssmdoc.spec.execute import Executor
    from ssmdoc.spec.outcome import CaseOutcome
    from ssmdoc.spec.read import Suite
    from ssmdoc.spec.values import Case

SUFFIXES = (".ssmtest.yaml", ".ssmtest.yml")
_EXECUTOR = pytest.StashKey["Executor"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where the documents run, as for `ssmdoc test`."""
    group = parser.getgroup("ssmdoc", "cases of *.ssmtest.yaml (ssmdoc)")
    group.addoption("--ssmdoc-sandbox", choices=("auto", "docker", "namespace"), help="where the documents run")
    group.addoption("--ssmdoc-image", metavar="IMAGE", help="container image of the nodes (Docker sandbox)")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> SpecFile | None:
    """A collector for a spec; other files are not ours."""
    if not file_path.name.endswith(SUFFIXES):
        return None
    found: SpecFile = SpecFile.from_parent(parent, path=file_path)
    return found


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the nodes that are left."""
    executor = config.stash.get(_EXECUTOR, None)
    if executor is not None:
        executor.close()


class SpecFile(pytest.File):
    """A spec."""

    def collect(self) -> Iterator[CaseItem]:
        """Its cases; mistakes in the spec are an error of the collection."""
        from pathlib import Path

        from ssmdoc.analysis.discover import PathError
        from ssmdoc.report.lint_concise import headline
        from ssmdoc.spec.read import read_suite

        try:
            source, suite, diagnostics = read_suite(Path(os.path.relpath(self.path)))
        except PathError as error:
            raise self.CollectError(str(error)) from error
        if suite is None:
            raise self.CollectError("\n".join(headline(source, found) for found in diagnostics))
        for case in suite.spec.cases:
            yield CaseItem.from_parent(self, name=case.name, suite=suite, case=case)


class CaseFailedError(Exception):
    """A case that did not pass."""

    def __init__(self, outcome: CaseOutcome) -> None:
        self.outcome = outcome


class CaseItem(pytest.Item):
    """A case."""

    def __init__(self, name: str, parent: pytest.Collector, *, suite: Suite, case: Case) -> None:
        super().__init__(name, parent)
        self._suite, self._case = suite, case
        self.extra_keyword_matches.update(case.tags)
        if case.skip is not None:
            self.add_marker(pytest.mark.skip(reason=case.skip))

    def runtest(self) -> None:
        """Run the case."""
        from ssmdoc.spec.outcome import Verdict
        from ssmdoc.spec.runner import run_case

        executor = executor_of(self.config)
        outcome = run_case(self._suite, self._case, executor)
        executor.settle(outcome)
        if outcome.verdict is not Verdict.PASSED:
            raise CaseFailedError(outcome)

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: TracebackStyle | None = None
    ) -> str | TerminalRepr:
        """What `ssmdoc test` would say, without a traceback."""
        if isinstance(excinfo.value, CaseFailedError):
            from ssmdoc.report.spec_text import failure_lines

            return "\n".join(failure_lines(excinfo.value.outcome))
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the case stands; pytest counts lines from 0."""
        line, _ = self._suite.spec.source.position(self._case.span.start)
        return self.path, line - 1, self._case.name


def executor_of(config: pytest.Config) -> Executor:
    """What runs the cases of this process."""
    if _EXECUTOR not in config.stash:
        from ssmdoc.config import ConfigurationError, load_configuration
        from ssmdoc.spec.execute import Executor, Options

        try:
            configuration = load_configuration(config.rootpath)
        except ConfigurationError as error:
            raise pytest.UsageError(str(error)) from error
        options = Options(config.option.ssmdoc_sandbox, config.option.ssmdoc_image)
        config.stash[_EXECUTOR] = Executor(options, configuration, Event(), lambda text: print(f"ssmdoc: {text}"))
    return config.stash[_EXECUTOR]
