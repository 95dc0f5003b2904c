"""A node as a container, and the sandbox that makes them."""

import contextlib
from collections.abc import Callable
from threading import Event, Thread

import docker
from docker.errors import DockerException, ImageNotFound
from docker.types import Healthcheck, LogConfig, Ulimit
from requests.exceptions import RequestException

from ssmdoc.run.sandbox.docker.attach import AttachedChannel
from ssmdoc.run.sandbox.docker.engine import connect, engine_errors, pull
from ssmdoc.run.sandbox.docker.sweep import sweep
from ssmdoc.run.sandbox.owner import NODE_LABEL, OWNER_LABEL, this_process
from ssmdoc.run.sandbox.protocol import Limits, NodeIdentity, OnOutput, Outcome, SandboxError, Script
from ssmdoc.run.sandbox.session import ShellSession, size
from ssmdoc.run.sandbox.shell_text import WORK, supervisor_argv

CAPABILITIES = (
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "NET_BIND_SERVICE",
    "SETFCAP",
    "SETGID",
    "SETUID",
    "SYS_CHROOT",
)
"""What installing packages and switching users needs; all others are dropped."""

DISK_CHECK_EVERY = 3
"""Monitor calls, a second apart, between two looks at the disk: measuring it costs the engine a walk over the files."""


class DockerSandbox:
    """Makes nodes of one image on one engine."""

    name = "docker"

    def __init__(self, image: str, network: str = "none", notice: Callable[[str], None] = lambda _: None) -> None:
        self._image = image
        self.description = f"docker, {image}"
        self._network = network
        self._notice = notice
        self._client = connect()
        self._sweeper: Thread | None = None

    def start(self, identity: NodeIdentity, limits: Limits) -> "DockerNode":
        """As `Sandbox.start`."""
        container = self._create(identity, limits)
        node = DockerNode(self._client, container, limits)
        try:
            node.open()
        except BaseException:
            node.stop()
            raise
        if self._sweeper is None:
            self._sweeper = Thread(target=self._sweep, daemon=True)
            self._sweeper.start()
        return node

    def close(self) -> None:
        """As `Sandbox.close`."""
        if self._sweeper is not None:
            self._sweeper.join()
        self._client.close()

    def _create(self, identity: NodeIdentity, limits: Limits) -> str:
        with engine_errors(f'make a container of the image "{self._image}"'):
            try:
                return self._create_container(identity, limits)
            except ImageNotFound:
                self._notice(f'pulling the image "{self._image}"')
                pull(self._client, self._image)
                return self._create_container(identity, limits)

    def _create_container(self, identity: NodeIdentity, limits: Limits) -> str:
        created = self._client.create_container(
            image=self._image,
            entrypoint=supervisor_argv(identity),
            user="0:0",
            working_dir="/",
            stdin_open=True,
            healthcheck=Healthcheck(test=["NONE"]),
            labels={NODE_LABEL: identity.instance_id, OWNER_LABEL: this_process()},
            host_config=self._client.create_host_config(
                auto_remove=True,
                network_mode=self._network,
                log_config=LogConfig(type="none"),
                cap_drop=["ALL"],
                cap_add=list(CAPABILITIES),
                security_opt=["no-new-privileges"],
                mem_limit=limits.memory_bytes,
                memswap_limit=limits.memory_bytes,
                pids_limit=limits.processes,
                ulimits=[
                    Ulimit(name="core", soft=0, hard=0),
                    Ulimit(name="fsize", soft=limits.disk_bytes, hard=limits.disk_bytes),
                ],
                tmpfs={WORK: "rw,noexec,nosuid,nodev,mode=0700,size=16m"},
            ),
        )
        return str(created["Id"])

    def _sweep(self) -> None:
        # A sweep that fails must not fail the run: the next one sweeps again.
        with contextlib.suppress(DockerException, RequestException, OSError):
            sweep(self._client)


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

    def open(self) -> None:
        """Start the container and its supervisor."""
        with engine_errors("start the container"):
            channel = self._attach()
            try:
                self._client.start(self._container)
            except BaseException:
                channel.close()
                raise
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
        except (DockerException, RequestException, OSError):
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
        if self._session is not None:
            self._session.close()
            self._session = None
        with contextlib.suppress(DockerException, RequestException, OSError):
            self._client.remove_container(self._container, force=True, v=True)
