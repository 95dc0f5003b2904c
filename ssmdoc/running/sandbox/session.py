"""Running scripts on a node, one after the other, through its supervisor."""

from collections.abc import Callable
from threading import Event

from ssmdoc.running.sandbox.channel import Channel
from ssmdoc.running.sandbox.protocol import Limits, OnOutput, Outcome, Script
from ssmdoc.running.sandbox.script_run import ScriptRun
from ssmdoc.running.sandbox.shell_text import hand_over_command
from ssmdoc.running.sandbox.sizes import size
from ssmdoc.running.sandbox.supervisor import Supervisor

Monitor = Callable[[], str | None]
"""Called each second while a script runs: the limit it exceeds, in words, or None."""


class ShellSession:
    """A node's supervisor with the limits of the node."""

    def __init__(
        self,
        channel: Channel,
        limits: Limits,
        monitor: Monitor = lambda: None,
        start_shell: Callable[[], None] = lambda: None,
    ) -> None:
        """Start the supervisor; `start_shell` starts the shell at the other end of the channel, if it does not run yet.

        Raises:
            SandboxError: the node has no shell, or it does not answer.
        """
        self._limits = limits
        self._monitor = monitor
        self._supervisor = Supervisor(channel, start_shell)
        self._scripts = 0
        self._refused_forks = 0
        self.platform_name = self._supervisor.platform_name
        self.platform_version = self._supervisor.platform_version

    def run(self, script: Script, on_output: OnOutput, cancel: Event) -> Outcome:
        """As `Node.run`."""
        self._scripts += 1
        return ScriptRun(self, self._supervisor, self._scripts, script, on_output, cancel).watch()

    def hand_over(self, pipe: str, data: bytes) -> None:
        """As `AnsweringNode.hand_over`."""
        self._supervisor.send_while_receiving(hand_over_command(pipe, data))

    def exceeded_by_output(self, written: int) -> str | None:
        """The limit that a script exceeds which has written so many bytes."""
        return f"{size(self._limits.output_bytes)} of output" if written > self._limits.output_bytes else None

    def exceeded_by_node(self) -> str | None:
        """What the monitor says; also asks the node how many forks it refused."""
        # The monitor first: a check collects processes that have ended, and until then they count.
        exceeded = self._monitor()
        self._supervisor.send("check\n")
        return exceeded

    def exceeded_by_forks(self, refused: int) -> str | None:
        """The limit of processes, when the node's count of refused forks has grown."""
        grown = refused > self._refused_forks
        self._refused_forks = refused
        return f"{self._limits.processes} processes" if grown else None

    def keep(self) -> None:
        """Let the supervisor, and with it the node, go on when the connection ends.

        Raises:
            SandboxError: it has ended, or does not answer.
        """
        self._supervisor.keep()

    def end(self) -> None:
        """Tell the supervisor to end, and with it the node.

        Raises:
            SandboxError: it has ended.
        """
        self._supervisor.send("exit\n")

    def close(self) -> None:
        """End the connection, and with it the supervisor and the node."""
        self._supervisor.close()
