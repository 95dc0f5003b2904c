"""The sandbox that makes nodes as containers."""

import contextlib
from collections.abc import Callable
from threading import Lock, Thread

from ssmdoc.running.sandbox.docker.address import engine_address
from ssmdoc.running.sandbox.docker.engine import Engine, EngineError
from ssmdoc.running.sandbox.docker.local_engine import NOT_FOUND, LocalEngine
from ssmdoc.running.sandbox.docker.node import DockerNode
from ssmdoc.running.sandbox.docker.settings import container_settings
from ssmdoc.running.sandbox.docker.sweep import sweep
from ssmdoc.running.sandbox.protocol import (
    ImageMissingError,
    Limits,
    NodeIdentity,
    NotStartedError,
    Proceed,
    SandboxError,
    always,
)
from ssmdoc.source.values import JsonValue


class DockerSandbox:
    """Makes nodes of one image on one engine."""

    name = "docker"

    def __init__(
        self,
        image: str,
        network: str = "none",
        notice: Callable[[str], None] = lambda _: None,
        *,
        keep: bool = False,
        address: str | None = None,
    ) -> None:
        """With `keep`, nodes may be left running; see `OpenNode.keep`. Without an address, the user's own engine."""
        self.description = f"docker, {image}"
        self._image = image
        self._network = network
        self._notice = notice
        self._keep = keep
        self._address = address
        self._engine: Engine | None = None
        self._sweeper: Thread | None = None
        self._lock = Lock()
        self._pulling = Lock()
        self._missing: ImageMissingError | None = None

    def start(self, identity: NodeIdentity, limits: Limits, proceed: Proceed = always) -> DockerNode:
        """As `Sandbox.start`, from any thread; the engine is looked for when the first node is started."""
        with self._lock:
            engine = self._engine = self._engine or open_engine(self._address)
        settings = container_settings(self._image, self._network, identity, limits, keep=self._keep)
        node = DockerNode(engine, self._make(engine, settings, proceed), limits)
        try:
            node.open()
        except BaseException:
            node.stop()
            raise
        with self._lock:
            if self._sweeper is None:
                self._sweeper = Thread(target=self._sweep, args=(engine,), daemon=True)
                self._sweeper.start()
        return node

    def _make(self, engine: Engine, settings: dict[str, JsonValue], proceed: Proceed) -> str:
        if container := self._made(engine, settings):
            return container
        if not proceed():
            raise NotStartedError
        with self._pulling:
            # another thread may have pulled it, or have found that it cannot be had
            if container := self._made(engine, settings):
                return container
            if self._missing is None:
                self._pull(engine, proceed)
        if self._missing is not None:
            raise self._missing
        try:
            return engine.create(settings)
        except EngineError as error:
            raise self._cannot_make(error) from error

    def _made(self, engine: Engine, settings: dict[str, JsonValue]) -> str | None:
        """A container; None when there is no such image."""
        try:
            return engine.create(settings)
        except EngineError as error:
            if error.status != NOT_FOUND:
                raise self._cannot_make(error) from error
            return None

    def _pull(self, engine: Engine, proceed: Proceed) -> None:
        self._notice(f'pulling the image "{self._image}"')
        try:
            engine.pull(self._image, proceed)
        except ImageMissingError as error:
            self._missing = error

    def _cannot_make(self, error: EngineError) -> SandboxError:
        return SandboxError(f'cannot make a container of the image "{self._image}": {error}')

    def _sweep(self, engine: Engine) -> None:
        # A sweep that fails must not fail the run: the next one sweeps again.
        with contextlib.suppress(SandboxError):
            sweep(engine)

    def close(self) -> None:
        """As `Sandbox.close`."""
        if self._sweeper is not None:
            self._sweeper.join()
        if self._engine is not None:
            self._engine.close()


def open_engine(address: str | None = None) -> Engine:
    """The engine at an address, or the one that the environment or the current Docker context names.

    Raises:
        EngineMissingError: no engine answers there.
    """
    address = address or engine_address()
    if address.startswith("unix://"):
        return LocalEngine(address)
    from ssmdoc.running.sandbox.docker.sdk_engine import SdkEngine

    return SdkEngine(address)
