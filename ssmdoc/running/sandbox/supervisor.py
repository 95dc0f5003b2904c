"""The supervisor of a node, a shell kept open in it (see supervisor.sh), at the other end of a channel.

A new `docker exec` for each step costs 70 ms and more; a line to an open shell costs the few forks it makes.
"""

import os
import shlex
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from ssmdoc.running.sandbox.channel import SEND_SECONDS, TAKES_NOTHING, Channel, Chunk
from ssmdoc.running.sandbox.markers import StreamParser
from ssmdoc.running.sandbox.protocol import SandboxError, Stream
from ssmdoc.running.sandbox.shell_text import WORK

START_SECONDS = 60.0
KEEP_SECONDS = 10.0
TICK_SECONDS = 0.05
PAUSE_SECONDS = 0.001
MOST_WAITING = 4096
"""Chunks, of 64 KiB at most, that are kept while something is sent."""


class Received(NamedTuple):
    """A piece of one stream: what the script wrote, and what the supervisor said."""

    stream: Stream
    output: bytes
    lines: list[str]


class Supervisor:
    """Starts the supervisor's program in a shell that waits for commands, and speaks with it."""

    def __init__(self, channel: Channel, start_shell: Callable[[], None] = lambda: None) -> None:
        """Start it; `start_shell` starts the shell, which then has its program without waiting for it.

        Raises:
            SandboxError: the shell does not answer.
        """
        mark = f"\x1e{os.urandom(8).hex()} "
        self._channel = channel
        self._waiting: deque[Chunk] = deque()
        self._parsers: dict[Stream, StreamParser] = {
            "stdout": StreamParser(mark.encode()),
            "stderr": StreamParser(mark.encode()),
        }
        program = Path(__file__).with_name("supervisor.sh").read_text(encoding="utf-8")
        self.send(f"MARK='{mark}' WORK={WORK}\n{program}")
        start_shell()
        self.platform_name, self.platform_version = self._wait_until_ready()
        platform = f"AWS_SSM_PLATFORM_NAME={shlex.quote(self.platform_name)}"
        version = f"AWS_SSM_PLATFORM_VERSION={shlex.quote(self.platform_version)}"
        # What the first script needs starts while the document is still being read.
        self.send(f"export {platform} {version}\nstart_ahead\n")

    def _wait_until_ready(self) -> tuple[str, str]:
        deadline = time.monotonic() + START_SECONDS
        said = b""
        while time.monotonic() < deadline:
            try:
                received = self.receive()
            except SandboxError:
                text = said.decode(errors="replace").strip() or "no reason given"
                raise SandboxError(f"the node's shell ended at once: {text}") from None
            if received is None:
                continue
            said = (said + received.output)[-1000:]
            for line in received.lines:
                if line.startswith("ready "):
                    name, _, version = line.removeprefix("ready ").partition("\t")
                    return name, version
        raise SandboxError(f"the node's shell did not answer within {START_SECONDS:.0f} seconds")

    def send(self, text: str) -> None:
        """Send commands.

        Raises:
            SandboxError: the node is gone.
        """
        try:
            self._channel.send(text.encode(errors="surrogateescape"))
        except TAKES_NOTHING as error:
            raise SandboxError(f"the node has taken nothing for {SEND_SECONDS} seconds") from error
        except OSError as error:
            raise SandboxError(f"the node is gone: {error}") from error

    def send_while_receiving(self, text: str) -> None:
        """Send while a script runs: a node that cannot write its output does not read on, so some is taken meanwhile.

        Raises:
            SandboxError: the node is gone, or the script writes more than can be kept.
        """
        failures: list[SandboxError] = []

        def send() -> None:
            try:
                self.send(text)
            except SandboxError as error:
                failures.append(error)

        sender = Thread(target=send, daemon=True)
        sender.start()
        sender.join(TICK_SECONDS)
        while sender.is_alive():
            self._take_what_waits()
            sender.join(PAUSE_SECONDS)
        if failures:
            raise failures[0]

    def _take_what_waits(self) -> None:
        try:
            while chunk := self._channel.receive(0):
                self._waiting.append(chunk)
                if len(self._waiting) > MOST_WAITING:
                    raise SandboxError("the script writes so much that it cannot be answered")
        except EOFError:
            raise SandboxError("the node ended while a script ran") from None

    def receive(self) -> Received | None:
        """What comes next; None when nothing came for a moment.

        Raises:
            SandboxError: the node has ended.
        """
        if self._waiting:
            return self._split(self._waiting.popleft())
        try:
            chunk = self._channel.receive(TICK_SECONDS)
        except EOFError:
            raise SandboxError("the node ended while a script ran") from None
        return None if chunk is None else self._split(chunk)

    def _split(self, chunk: Chunk) -> Received:
        stream, data = chunk
        output, lines = self._parsers[stream].feed(data)
        return Received(stream, output, [line.decode(errors="replace") for line in lines])

    def keep(self) -> None:
        """Let it wait for nothing when the connection ends, instead of ending.

        Raises:
            SandboxError: it has ended, or does not answer.
        """
        self.send("keep\n")
        deadline = time.monotonic() + KEEP_SECONDS
        while time.monotonic() < deadline:
            received = self.receive()
            if received is not None and "kept" in received.lines:
                return
        raise SandboxError(f"the node's shell did not answer within {KEEP_SECONDS:.0f} seconds")

    def close(self) -> None:
        """End the supervisor: it ends with its standard input, and its node with it."""
        self._channel.close()
