"""A Docker engine, reached through its SDK."""

import contextlib
import os
from collections.abc import Callable
from threading import Thread

import docker
from docker.errors import ImageNotFound
from docker.utils import kwargs_from_env

from ssmdoc.run.sandbox.docker.errors import ENGINE_FAILURES, engine_errors, missing_image, unreachable
from ssmdoc.run.sandbox.docker.node import DockerNode
from ssmdoc.run.sandbox.docker.sweep import sweep
from ssmdoc.run.sandbox.protocol import Limits
from ssmdoc.source.values import JsonValue

CALL_SECONDS = 120


class Engine:
    """A connection to an engine, shared by the nodes that are made on it."""

    def __init__(self, address: str) -> None:
        """Connect.

        Raises:
            EngineMissingError: no engine answers there.
        """
        # From the environment come the certificates of an engine behind TLS too.
        settings = kwargs_from_env() if os.environ.get("DOCKER_HOST") else {"base_url": address}
        try:
            self._client = docker.APIClient(**settings, version="auto", timeout=CALL_SECONDS)
        except (*ENGINE_FAILURES, ValueError) as error:
            raise unreachable(address, error) from error
        self._sweeper: Thread | None = None

    def make_container(self, settings: dict[str, JsonValue], notice: Callable[[str], None]) -> str:
        """Make a container, pulling its image if it is not there; its id.

        Raises:
            SandboxError: the engine refuses, or the image cannot be had.
        """
        image = str(settings["Image"])
        with engine_errors(f'make a container of the image "{image}"'):
            try:
                return self._create(settings)
            except ImageNotFound:
                notice(f'pulling the image "{image}"')
                self._pull(image)
                return self._create(settings)

    def _create(self, settings: dict[str, JsonValue]) -> str:
        created = self._client.create_container_from_config(settings)  # type: ignore[no-untyped-call]
        return str(created["Id"])

    def _pull(self, image: str) -> None:
        try:
            for line in self._client.pull(image, stream=True, decode=True):
                if "error" in line:
                    raise missing_image(image, line["error"])
        except ENGINE_FAILURES as error:
            raise missing_image(image, str(getattr(error, "explanation", None) or error)) from error

    def node(self, container: str, limits: Limits) -> DockerNode:
        """A container as a node that is not open yet."""
        return DockerNode(self._client, container, limits)

    def sweep_once(self) -> None:
        """Remove what killed runs left, in the background, the first time this is called."""
        if self._sweeper is None:
            self._sweeper = Thread(target=self._sweep, daemon=True)
            self._sweeper.start()

    def _sweep(self) -> None:
        # A sweep that fails must not fail the run: the next one sweeps again.
        with contextlib.suppress(*ENGINE_FAILURES):
            sweep(self._client)

    def close(self) -> None:
        """Close the connection."""
        if self._sweeper is not None:
            self._sweeper.join()
        self._client.close()
