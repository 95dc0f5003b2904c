"""A node as a running container with a supervisor in it."""

import contextlib
from http import HTTPStatus
from threading import Event

import docker
from docker.errors import APIError

from ssmdoc.run.sandbox.docker.attach import AttachedChannel
from ssmdoc.run.sandbox.docker.errors import ENGINE_FAILURES, engine_errors
from ssmdoc.run.sandbox.protocol import Limits, OnOutput, Outcome, SandboxError, Script
from ssmdoc.run.sandbox.session import ShellSession, size

DISK_CHECK_EVERY = 3
"""Monitor calls, a second apart, between two looks at the disk: measuring it costs the engine a walk over the files."""

REMOVAL_SECONDS = 20


class DockerNode:
    """A running container with a supervisor in it."""

    platform_name = ""
    platform_version = ""

    def __init__(self, client: docker.APIClient, container: str, limits: Limits) -> None:
        self._client = client
        self._container = container
        self._limits = limits
        self._session: ShellSession | None = None
        self._monitor_calls = 0

    def open(self, *, started: bool) -> None:
        """Start the container, unless it was started already, and its supervisor."""
        with engine_errors("start the container"):
            if not started:
                self._client.start(self._container)
            channel = self._attach()
        self._begin(channel)

    def _attach(self) -> AttachedChannel:
        streams = {"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1}
        return AttachedChannel(self._client.attach_socket(self._container, params=streams))

    def _begin(self, channel: AttachedChannel) -> None:
        try:
            self._session = ShellSession(channel, self._limits, self._monitor)
        except SandboxError as error:
            channel.close()
            raise SandboxError(f"{error}; the image needs sh and env") from error
        self.platform_name = self._session.platform_name
        self.platform_version = self._session.platform_version

    def _monitor(self) -> str | None:
        self._monitor_calls += 1
        if self._monitor_calls % DISK_CHECK_EVERY:
            return None
        with engine_errors("look at the container"):
            found = self._client.containers(filters={"id": self._container}, size=True)
        used = sum(container.get("SizeRw") or 0 for container in found)
        return f"{size(self._limits.disk_bytes)} of disk" if used > self._limits.disk_bytes else None

    def run(self, script: Script, on_output: OnOutput, cancel: Event) -> Outcome:
        """As `Node.run`."""
        if self._session is None:
            raise SandboxError("the node has been stopped")
        try:
            return self._session.run(script, on_output, cancel)
        except SandboxError as error:
            raise SandboxError(f"{error}{self._why_it_ended()}") from error

    def _why_it_ended(self) -> str:
        try:
            state = self._client.inspect_container(self._container)["State"]
        except ENGINE_FAILURES:
            return ": the container was removed, or the engine stopped"
        if state.get("OOMKilled"):
            return f": it needed more than its {size(self._limits.memory_bytes)} of memory"
        return f": the container is {state.get('Status')} with exit code {state.get('ExitCode')}"

    def restart(self) -> None:
        """As `Node.restart`."""
        with engine_errors("restart the container"):
            # The old session is closed after it, not before: a container that ends by itself is removed.
            self._client.restart(self._container, timeout=0)
            if self._session is not None:
                self._session.close()
            channel = self._attach()
        self._begin(channel)

    def stop(self) -> None:
        """As `Node.stop`."""
        # The session is closed after it, not before: a container that ends by itself is removed by the engine, at
        # some moment that nobody waits for.
        with contextlib.suppress(*ENGINE_FAILURES):
            try:
                self._client.remove_container(self._container, force=True, v=True)
            except APIError as error:
                if error.status_code == HTTPStatus.CONFLICT:
                    self._client.wait(self._container, condition="removed", timeout=REMOVAL_SECONDS)
        if self._session is not None:
            self._session.close()
            self._session = None
