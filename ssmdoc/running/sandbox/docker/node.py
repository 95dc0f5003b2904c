"""A node as a running container with a supervisor in it."""

import contextlib
from collections.abc import Callable
from threading import Event

from ssmdoc.running.sandbox.docker.attach import AttachedChannel
from ssmdoc.running.sandbox.docker.engine import Engine
from ssmdoc.running.sandbox.docker.reboot import reboot
from ssmdoc.running.sandbox.protocol import Kept, Limits, OnOutput, Outcome, SandboxError, Script
from ssmdoc.running.sandbox.session import ShellSession
from ssmdoc.running.sandbox.sizes import size

END_SECONDS = 5.0
"""How long a container may take to end by itself."""

DISK_CHECK_EVERY = 3
"""Monitor calls, a second apart, between two looks at the disk: measuring it costs the engine a walk over the files."""


class DockerNode:
    """A container that has been made."""

    platform_name = ""
    platform_version = ""

    def __init__(self, engine: Engine, container: str, limits: Limits) -> None:
        self.container = container
        self._engine = engine
        self._limits = limits
        self._session: ShellSession | None = None
        self._channel: AttachedChannel | None = None
        self._monitor_calls = 0
        self._is_kept = False
        self._is_removed = False

    @property
    def is_gone(self) -> bool:
        """Whether it has been removed, or is no concern of ours any more."""
        return self._is_removed or self._is_kept

    def open(self) -> None:
        """Start the container and its supervisor.

        Raises:
            SandboxError: it does not start, or not with a shell.
        """
        try:
            self._channel = AttachedChannel(self._engine.attach(self.container))
            try:
                self._begin(self._channel, lambda: self._engine.start(self.container))
            except SandboxError:
                self._channel.close()
                raise
        except SandboxError as error:
            needed = "; the image needs sh and env" if "executable file not found" in str(error) else ""
            raise SandboxError(f"cannot start a node: {error}{needed}") from error

    def _begin(self, channel: AttachedChannel, start_shell: Callable[[], None] = lambda: None) -> None:
        self._session = ShellSession(channel, self._limits, self._monitor, start_shell)
        self.platform_name = self._session.platform_name
        self.platform_version = self._session.platform_version

    def _monitor(self) -> str | None:
        self._monitor_calls += 1
        if self._monitor_calls % DISK_CHECK_EVERY:
            return None
        try:
            used = self._engine.written_bytes(self.container)
        except SandboxError:
            return None  # an engine that is too busy to measure is asked again later
        # Less than nothing is what an engine says of a file system that it cannot walk.
        return f"{size(self._limits.disk_bytes)} of disk" if not 0 <= used <= self._limits.disk_bytes else None

    def run(self, script: Script, on_output: OnOutput, cancel: Event) -> Outcome:
        """As `Node.run`."""
        if self._session is None:
            raise SandboxError("the node has been stopped")
        try:
            return self._session.run(script, on_output, cancel)
        except SandboxError as error:
            raise SandboxError(f"{error}: {self._why_it_ended()}") from error

    def hand_over(self, pipe: str, data: bytes) -> None:
        """As `AnsweringNode.hand_over`."""
        if self._session is None:
            raise SandboxError("the node has been stopped")
        self._session.hand_over(pipe, data)

    def _why_it_ended(self) -> str:
        try:
            state = self._engine.state(self.container)
        except SandboxError:
            return "the container was removed, or the engine stopped"
        if state.get("OOMKilled"):
            return f"it needed more than its {size(self._limits.memory_bytes)} of memory"
        if state.get("Running"):
            return "a script has disturbed the supervisor of the node"
        return f"the container is {state.get('Status')} with exit code {state.get('ExitCode')}"

    def restart(self) -> None:
        """As `Node.restart`."""
        if self._session is None or self._channel is None:
            raise SandboxError("the node has been stopped")
        try:
            reboot(self._channel)
            self._begin(self._channel)
        except SandboxError as error:
            raise SandboxError(f"{error}: {self._why_it_ended()}") from error

    def shell_argv(self) -> list[str]:
        """As `OpenNode.shell_argv`; the program of Docker finds the same engine as we do."""
        import shutil  # few runs need it, and every start pays for an import

        if shutil.which("docker") is None:
            raise SandboxError("a shell in a container needs the program docker, which is not on PATH")
        return self._exec()

    def _exec(self) -> list[str]:
        return ["docker", "exec", "--interactive", "--tty", self.container[:12], "sh"]

    def keep(self) -> Kept:
        """As `OpenNode.keep`."""
        if self._session is None:
            raise SandboxError("the node has been stopped")
        try:
            self._session.keep()
        except SandboxError as error:
            raise SandboxError(f"{error}: {self._why_it_ended()}") from error
        self._session.close()
        self._session = None
        self._is_kept = True
        return Kept(" ".join(self._exec()), f"docker rm --force {self.container[:12]}")

    def stop(self) -> None:
        """As `Node.stop`."""
        if self._is_kept or self._is_removed:
            return
        # The session is closed after it, not before: of a connection that has ended nobody knows when the node is gone.
        with contextlib.suppress(SandboxError):
            self._remove()
            self._is_removed = True
        if self._session is not None:
            self._session.close()
            self._session = None

    def _remove(self) -> None:
        if self._session is not None:
            # A container that ends by itself is gone a sixth sooner than one that the engine has to kill.
            with contextlib.suppress(SandboxError):
                self._session.end()
                self._engine.wait_until_removed(self.container, END_SECONDS)
                return
        self._engine.remove(self.container)
