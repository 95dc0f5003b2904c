"""A node in namespaces: a child process of ours, and the supervisor below it."""

import contextlib
import os
import signal
import subprocess
import time
from threading import Event

from ssmdoc.running.sandbox.namespace.bounds import script_limits
from ssmdoc.running.sandbox.namespace.enter import enter_argv
from ssmdoc.running.sandbox.namespace.launch import Launch
from ssmdoc.running.sandbox.namespace.pipes import PipeChannel
from ssmdoc.running.sandbox.namespace.processes import ProcessTable, children
from ssmdoc.running.sandbox.namespace.spawn import spawn
from ssmdoc.running.sandbox.protocol import Kept, Limits, OnOutput, Outcome, SandboxError, Script
from ssmdoc.running.sandbox.restarted import BECOME_NEW_SHELL, wait_for_new_shell
from ssmdoc.running.sandbox.session import ShellSession
from ssmdoc.running.sandbox.shell_text import WORK

END_SECONDS = 5.0

REAP = b"jobs >/dev/null\n"
"""A shell collects the ended processes it adopted only when it looks after its jobs."""

KILL_ALL = b"kill -s KILL -- -1\n"
"""Every process of the node but the first."""

RESTART = f"""
rm -rf /run/* /run/.[!.]* {WORK}/* /dev/shm/* /dev/shm/.[!.]*
mkdir -m 1777 /run/lock
{BECOME_NEW_SHELL}""".encode()
"""The first process stays, and with it the namespaces and the files; the shell in it begins anew."""


class NamespaceNode:
    """A running node."""

    def __init__(self, launch: Launch, limits: Limits) -> None:
        """Start the node.

        Raises:
            SandboxError: it cannot be started, in the words of the tool; nothing is left behind.
        """
        self._limits = limits
        self._process = spawn(launch)
        self._channel = PipeChannel(self._process)
        self._table: ProcessTable | None = None
        self._has_exceeded = False
        try:
            self._begin()
        except BaseException:
            self.stop()
            raise

    def _begin(self) -> None:
        self._session = ShellSession(self._channel, self._limits, self._monitor)
        self._send(f"prepare='{script_limits(self._limits)}'\n".encode())
        self.platform_name = self._session.platform_name
        self.platform_version = self._session.platform_version
        if self._table is None:
            # The only child of our child has become the supervisor.
            self._table = ProcessTable(next(iter(children(self._process.pid)), 0))

    def _send(self, data: bytes) -> None:
        try:
            self._channel.send(data)
        except OSError as error:
            raise SandboxError(f"the node is gone: {error}") from error

    def _monitor(self) -> str | None:
        exceeded = self._table.exceeded(self._limits) if self._table is not None else None
        self._has_exceeded = exceeded is not None
        return exceeded

    def run(self, script: Script, on_output: OnOutput, cancel: Event) -> Outcome:
        """As `Node.run`; when the processes of the node exceed a limit, all of them end, as nothing could start."""
        self._has_exceeded = False
        outcome = self._session.run(script, on_output, cancel)
        if self._has_exceeded:
            self._end_processes()
        return outcome

    def hand_over(self, pipe: str, data: bytes) -> None:
        """As `AnsweringNode.hand_over`."""
        self._session.hand_over(pipe, data)

    def _end_processes(self) -> None:
        """End all processes but the first, whatever group they are in, and wait for that."""
        self._send(KILL_ALL)
        deadline = time.monotonic() + END_SECONDS
        while self._table is not None and len(self._table.processes()) > 1:
            if time.monotonic() > deadline:
                raise SandboxError(f"the processes of the node did not end within {END_SECONDS:.0f} seconds")
            self._send(REAP)
            time.sleep(0.002)

    def restart(self) -> None:
        """As `Node.restart`."""
        self._end_processes()
        self._send(RESTART)
        wait_for_new_shell(self._channel, END_SECONDS)
        self._begin()

    def shell_argv(self) -> list[str]:
        """As `OpenNode.shell_argv`."""
        first = next(iter(children(self._process.pid)), None)
        if first is None:
            raise SandboxError("the node is gone")
        return enter_argv(first)

    def keep(self) -> Kept:
        """As `OpenNode.keep`: its processes are told to die with ours, so that a killed run leaves nothing."""
        raise SandboxError("a node of the namespace sandbox ends with ssmdoc; look into it with --shell, or use Docker")

    def stop(self) -> None:
        """As `Node.stop`."""
        self._channel.close()
        if self._process.poll() is None:
            # Our child ends when its child, the node's first process, has, and with that the kernel ends all others.
            for process in children(self._process.pid):
                with contextlib.suppress(OSError):
                    os.kill(process, signal.SIGKILL)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(END_SECONDS)
        self._channel.discard()
        if self._table is not None:
            self._table.close()
