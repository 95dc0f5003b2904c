"""The sandbox that makes nodes as containers."""

import contextlib
from collections.abc import Callable
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING

from ssmdoc.run.sandbox.docker.address import engine_address
from ssmdoc.run.sandbox.docker.early import make_container, remove_container, start_container
from ssmdoc.run.sandbox.docker.settings import container_settings
from ssmdoc.run.sandbox.protocol import Limits, NodeIdentity

if TYPE_CHECKING:
    from ssmdoc.run.sandbox.docker.engine import Engine
    from ssmdoc.run.sandbox.docker.node import DockerNode


class DockerSandbox:
    """Makes nodes of one image on one engine. Making one is no work: the engine is asked for the first node."""

    name = "docker"

    def __init__(self, image: str, network: str = "none", notice: Callable[[str], None] = lambda _: None) -> None:
        self.description = f"docker, {image}"
        self._image = image
        self._network = network
        self._notice = notice
        self._address = engine_address()
        self._engine: Engine | None = None

    def start(self, identity: NodeIdentity, limits: Limits) -> "DockerNode":
        """As `Sandbox.start`."""
        settings = container_settings(self._image, self._network, identity, limits)
        # The engine works in another process while this one imports.
        importing = Thread(target=import_sdk, daemon=True)
        importing.start()
        container = make_container(self._address, settings)
        started = container is not None and start_container(self._address, container)
        importing.join()
        try:
            engine = self._connect()
        except BaseException:
            if container is not None:
                remove_container(self._address, container)
            raise
        node = engine.node(container or engine.make_container(settings, self._notice), limits)
        try:
            node.open(started=started)
        except BaseException:
            node.stop()
            raise
        engine.sweep_once()
        return node

    def _connect(self) -> "Engine":
        if self._engine is None:
            from ssmdoc.run.sandbox.docker.engine import Engine

            self._engine = Engine(self._address)
        return self._engine

    def close(self) -> None:
        """As `Sandbox.close`."""
        if self._engine is not None:
            self._engine.close()


def import_sdk() -> None:
    """Import what needs the SDK; where that fails, it fails again, and visibly, where it is used."""
    with contextlib.suppress(ImportError):
        import_module("ssmdoc.run.sandbox.docker.engine")
