"""Runs the document of a case on a node of its own, in the sandbox that options, case or configuration name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from threading import Event, Lock
from typing import Literal

from ssmdoc.analysis.examine import Examination
from ssmdoc.config import Configuration
from ssmdoc.invoke.automation import prepare_automation
from ssmdoc.invoke.command import prepare
from ssmdoc.invoke.refused import Refused
from ssmdoc.model.kind import AUTOMATION_KINDS, COMMAND_KINDS
from ssmdoc.running.library import Library
from ssmdoc.running.packages.library import PackageLibrary
from ssmdoc.running.sandbox.images import image_address
from ssmdoc.running.sandbox.protocol import Sandbox, SandboxError
from ssmdoc.running.sandbox.select import SandboxChoice, open_sandbox
from ssmdoc.running.sources import Source, Sources
from ssmdoc.running.surroundings import Surroundings
from ssmdoc.running.tracing import Tracer
from ssmdoc.spec.executing.automation import Setting, run_case_of_automation
from ssmdoc.spec.executing.command import run_case_on_node
from ssmdoc.spec.nodes import CaseNodes, Wanted
from ssmdoc.spec.outcome import CaseOutcome, Verdict
from ssmdoc.spec.runner import Executed
from ssmdoc.spec.values import Case


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says; it wins over the spec, and that over the configuration."""

    sandbox: Literal["auto", "docker", "namespace"] | None = None
    image: str | None = None
    keep: bool = False
    """Whether the node of a case that did not pass is left up."""
    tracer_of: Callable[[Examination], Tracer] | None = None
    """Who learns which lines of the scripts of a document run."""
    engines: tuple[str, ...] = ()
    """Addresses of the Docker engines that share the cases."""


class Executor:
    """Runs cases, in any thread; each sandbox is opened once, and `close` closes them all.

    A node stays until `settle` is called in the thread of its case, until the next case of that thread, or `close`.
    """

    def __init__(
        self, options: Options, configuration: Configuration, cancel: Event, notice: Callable[[str], None]
    ) -> None:
        self._options = options
        self._configuration = configuration
        self._cancel = cancel
        self._notice = notice
        self._sandboxes: dict[SandboxChoice, Sandbox] = {}
        self._lock = Lock()
        self._said: set[str] = set()
        self._nodes = CaseNodes(self._sandbox, configuration.region)

    def __call__(self, document: Examination, case: Case) -> Executed:
        """As `runner.Execute`."""
        if document.kind in AUTOMATION_KINDS:
            return self._automation(document, case)
        prepared = prepare(document, case.parameters, case.ssm_parameters)
        if isinstance(prepared, Refused):
            return Executed(prepared, "")
        lent = self._nodes.take(self.wanted(document, case))
        node, around = lent.wait(self._cancel), self._around(document, case)
        result, found = run_case_on_node(prepared, case, node, lent.identity, around, self._cancel)
        return Executed(result, self._sandbox(lent.wanted.choice).description, found)

    def _automation(self, document: Examination, case: Case) -> Executed:
        prepared = prepare_automation(document, case.parameters, case.ssm_parameters)
        if isinstance(prepared, Refused):
            return Executed(prepared, "")
        configuration, choice = self._configuration, self.choice(case)

        def open_for(image: str | None) -> Sandbox:
            own = choice if image is None else replace(choice, image=image_address(image, configuration.images))
            return self._sandbox(own)

        limits = replace(configuration.limits, **case.limits)
        around = self._around(document, case)
        setting = Setting(open_for, limits, configuration.region, configuration.runtimes, around, self._say_once)
        return run_case_of_automation(prepared, case, setting, self._cancel)

    def expect(self, jobs: Iterable[tuple[Examination, Case]], workers: int) -> None:
        """Say which cases will run, so that their nodes can start ahead."""
        with_node = (
            self.wanted(document, case)
            for document, case in jobs
            if document.kind in COMMAND_KINDS and case.skip is None and case.expect.refused is None
        )
        self._nodes.expect(with_node, workers)

    def settle(self, outcome: CaseOutcome) -> None:
        """Decide, in the thread of a case, what becomes of its node now that the verdict is known."""
        passed = outcome.verdict is Verdict.PASSED
        try:
            kept = self._nodes.settle(passed=passed, keep=self._options.keep and not passed)
        except SandboxError as error:
            self._notice(f"the node cannot be kept: {error}")
            return
        if kept is not None:
            name = f'the node of "{outcome.case.name}" is kept'
            self._notice(f"{name}; enter it with: {kept.enter}\nremove it with: {kept.remove}")

    def wanted(self, document: Examination, case: Case) -> Wanted:
        """The node that a case runs on."""
        group = document.source.path if case.isolation == "shared" else ""
        return Wanted(self.choice(case), replace(self._configuration.limits, **case.limits), group)

    def choice(self, case: Case) -> SandboxChoice:
        """The sandbox that a case runs in."""
        image = self._options.image or case.image or self._configuration.image
        return SandboxChoice(
            self._options.sandbox or case.sandbox or self._configuration.sandbox or "auto",
            image_address(image, self._configuration.images) if image else None,
            self._configuration.network or "none",
            keep=self._options.keep,
            engines=self._options.engines,
        )

    def surroundings(self, case: Case) -> Surroundings:
        """What a case finds outside of its node."""
        folders = (*(folder.path for folder in case.library), *self._configuration.library)
        sources = (Source(address, located.path) for address, located in case.sources)
        packages = (*(folder.path for folder in case.packages), *self._configuration.packages)
        return Surroundings(
            Library(folders),
            Sources((*sources, *self._configuration.sources)),
            case.ssm_parameters,
            PackageLibrary(packages),
        )

    def _around(self, document: Examination, case: Case) -> Surroundings:
        around, tracer_of = self.surroundings(case), self._options.tracer_of
        return around if tracer_of is None else around._replace(tracer=tracer_of(document))

    def _say_once(self, text: str) -> None:
        """What holds for many cases is said of the first."""
        with self._lock:
            if text in self._said:
                return
            self._said.add(text)
        self._notice(text)

    def close(self) -> None:
        """Remove the nodes and close the sandboxes."""
        self._nodes.close()
        for sandbox in self._sandboxes.values():
            sandbox.close()
        self._sandboxes.clear()

    def _sandbox(self, choice: SandboxChoice) -> Sandbox:
        with self._lock:
            if choice not in self._sandboxes:
                self._sandboxes[choice] = open_sandbox(choice, self._notice)
            return self._sandboxes[choice]
