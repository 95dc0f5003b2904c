"""Runs the document of a case on a node of its own, in the sandbox that options, case or configuration name."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Lock
from typing import Literal
from uuid import uuid4

from ssmdoc.analysis.examine import Examination
from ssmdoc.config import Configuration
from ssmdoc.invoke.command import prepare
from ssmdoc.invoke.refused import Refused
from ssmdoc.running.command import run_command
from ssmdoc.running.library import Library
from ssmdoc.running.packages.library import PackageLibrary
from ssmdoc.running.sandbox.images import image_address
from ssmdoc.running.sandbox.protocol import INSTANCE_ID, NodeIdentity, Sandbox
from ssmdoc.running.sandbox.select import SandboxChoice, open_sandbox
from ssmdoc.running.sandbox.starting import StartingNode
from ssmdoc.running.sources import Source, Sources
from ssmdoc.running.surroundings import Surroundings
from ssmdoc.spec.runner import Executed
from ssmdoc.spec.values import Case


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says; it wins over the spec, and that over the configuration."""

    sandbox: Literal["auto", "docker", "namespace"] | None = None
    image: str | None = None


class Executor:
    """Runs cases, in any thread; each sandbox is opened once, and `close` closes them all."""

    def __init__(
        self, options: Options, configuration: Configuration, cancel: Event, notice: Callable[[str], None]
    ) -> None:
        self._options = options
        self._configuration = configuration
        self._cancel = cancel
        self._notice = notice
        self._sandboxes: dict[SandboxChoice, Sandbox] = {}
        self._lock = Lock()

    def __call__(self, document: Examination, case: Case) -> Executed:
        """As `runner.Execute`."""
        prepared = prepare(document, case.parameters, case.ssm_parameters)
        if isinstance(prepared, Refused):
            return Executed(prepared, "")
        sandbox = self._sandbox(self.choice(case))
        identity = NodeIdentity(INSTANCE_ID, self._configuration.region, str(uuid4()))
        starting = StartingNode(sandbox, identity, self._configuration.limits)
        try:
            node = starting.wait(self._cancel)
            result = run_command(
                prepared,
                node,
                identity,
                on_event=lambda _event: None,
                cancel=self._cancel,
                surroundings=self.surroundings(case),
            )
        finally:
            starting.discard()
        return Executed(result, sandbox.description)

    def choice(self, case: Case) -> SandboxChoice:
        """The sandbox that a case runs in."""
        image = self._options.image or case.image or self._configuration.image
        return SandboxChoice(
            self._options.sandbox or case.sandbox or self._configuration.sandbox or "auto",
            image_address(image, self._configuration.images) if image else None,
            self._configuration.network or "none",
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

    def close(self) -> None:
        """Close the sandboxes."""
        for sandbox in self._sandboxes.values():
            sandbox.close()
        self._sandboxes.clear()

    def _sandbox(self, choice: SandboxChoice) -> Sandbox:
        with self._lock:
            if choice not in self._sandboxes:
                self._sandboxes[choice] = open_sandbox(choice, self._notice)
            return self._sandboxes[choice]
