"""Running scripts through the supervisor, a shell kept open in the node (see supervisor.sh).

A new `docker exec` for each step costs 70 ms and more; a line to an open shell costs the few forks it makes.
"""

import os
import shlex
import signal
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

from ssmdoc.running.sandbox.channel import Channel
from ssmdoc.running.sandbox.markers import CaptureBuffer, StreamParser
from ssmdoc.running.sandbox.protocol import Limits, OnOutput, Outcome, SandboxError, Script, Stream
from ssmdoc.running.sandbox.shell_text import WORK, start_command

START_SECONDS = 60.0
TICK_SECONDS = 0.05
CHECK_SECONDS = 1.0
GRACE_SECONDS = 0.3
"""After the kill, before the output is cut off from processes that have left the group."""
ANSWER_SECONDS = 10.0

Monitor = Callable[[], str | None]
"""Called each second while a script runs: the limit it exceeds, in words, or None."""


class ShellSession:
    """A supervisor at the other end of a channel."""

    def __init__(self, channel: Channel, limits: Limits, monitor: Monitor = lambda: None) -> None:
        mark = f"\x1e{os.urandom(8).hex()} "
        self._channel = channel
        self._limits = limits
        self._monitor = monitor
        self._parsers: dict[Stream, StreamParser] = {
            "stdout": StreamParser(mark.encode()),
            "stderr": StreamParser(mark.encode()),
        }
        self._process_limit_hits = 0
        self._scripts = 0
        text = Path(__file__).with_name("supervisor.sh").read_text(encoding="utf-8")
        self._send(f"MARK='{mark}' WORK={WORK}\n{text}")
        self.platform_name, self.platform_version = self._wait_until_ready()

    def _send(self, text: str) -> None:
        try:
            self._channel.send(text.encode(errors="surrogateescape"))
        except OSError as error:
            raise SandboxError(f"the node is gone: {error}") from error

    def _wait_until_ready(self) -> tuple[str, str]:
        deadline = time.monotonic() + START_SECONDS
        said = b""
        while time.monotonic() < deadline:
            try:
                chunk = self._channel.receive(TICK_SECONDS)
            except EOFError:
                text = said.decode(errors="replace").strip() or "no reason given"
                raise SandboxError(f"the node's shell ended at once: {text}") from None
            if chunk is None:
                continue
            output, lines = self._parsers[chunk[0]].feed(chunk[1])
            said = (said + output)[-1000:]
            for line in lines:
                if line.startswith(b"ready "):
                    name, _, version = line[6:].decode(errors="replace").partition("\t")
                    quoted = (
                        f"AWS_SSM_PLATFORM_NAME={shlex.quote(name)} AWS_SSM_PLATFORM_VERSION={shlex.quote(version)}"
                    )
                    self._send(f"export {quoted}\n")
                    return name, version
        raise SandboxError(f"the node's shell did not answer within {START_SECONDS:.0f} seconds")

    def run(self, script: Script, on_output: OnOutput, cancel: Event) -> Outcome:
        """As `Node.run`."""
        self._scripts += 1
        return _ScriptRun(self, self._scripts, script, on_output, cancel).watch()

    def close(self) -> None:
        """End the supervisor: it ends with its standard input, and its node with it."""
        self._channel.close()

    # What follows is for _ScriptRun.

    def send(self, text: str) -> None:
        """Send commands to the supervisor."""
        self._send(text)

    def receive(self) -> tuple[Stream, bytes, list[bytes]] | None:
        """The next output of the script and the marker lines in it; None when nothing came for a moment."""
        try:
            chunk = self._channel.receive(TICK_SECONDS)
        except EOFError:
            raise SandboxError("the node ended while a script ran") from None
        if chunk is None:
            return None
        stream, data = chunk
        return stream, *self._parsers[stream].feed(data)

    def note_process_limit(self, hits: int) -> bool:
        """Take the node's count of refused forks; True when there are new ones."""
        new = hits > self._process_limit_hits
        self._process_limit_hits = hits
        return new

    def exceeded(self, written: int) -> str | None:
        """The limit that is exceeded, as far as it can be seen from here."""
        if written > self._limits.output_bytes:
            return f"{size(self._limits.output_bytes)} of output"
        return None

    def checked(self) -> str | None:
        """What the monitor says; also asks the node for its count of refused forks."""
        # The monitor first: a check collects processes that have ended, and until then they count.
        exceeded = self._monitor()
        self._send("check\n")
        return exceeded

    @property
    def process_limit(self) -> str:
        """The limit of processes, in words."""
        return f"{self._limits.processes} processes"


class _ScriptRun:
    """One script, from the line that starts it to the line that ends it."""

    def __init__(self, session: ShellSession, number: int, script: Script, on_output: OnOutput, cancel: Event) -> None:
        self._session = session
        self._number = str(number)
        self._script = script
        self._on_output = on_output
        self._cancel = cancel
        self._captured: dict[Stream, CaptureBuffer] = {"stdout": CaptureBuffer(), "stderr": CaptureBuffer()}
        self._ended: dict[Stream, list[str]] = {}
        self._processes: list[str] = []
        self._started = time.monotonic()
        self._next_check = self._started + CHECK_SECONDS
        self._killed = 0.0
        self._cut = False
        self._timed_out = self._cancelled = self._gone = False
        self._exceeded: str | None = None

    def watch(self) -> Outcome:
        """Start the script and stay with it."""
        self._session.send(start_command(self._script))
        while len(self._ended) < 2:
            self._take(self._session.receive())
            self._keep_limits(time.monotonic())
        return self._outcome()

    def _take(self, received: tuple[Stream, bytes, list[bytes]] | None) -> None:
        if received is None:
            return
        stream, output, lines = received
        if output:
            self._captured[stream].add(output)
            if not self._killed:
                self._on_output(stream, output)
        for line in lines:
            self._take_marker(stream, line.decode(errors="replace"))

    def _take_marker(self, stream: Stream, line: str) -> None:
        match line.split(" ", 2):
            case ["started", self._number, processes]:
                self._processes = processes.split()
            case ["ended", self._number, ending]:
                self._ended.setdefault(stream, ending.split(" ", 1))
            case ["gone", self._number]:
                self._gone = True
            case ["limit", hits] if self._session.note_process_limit(int(hits)) and not self._killed:
                self._exceeded = self._session.process_limit

    def _keep_limits(self, now: float) -> None:
        if self._killed:
            self._follow_kill(now)
            return
        written = sum(capture.total_bytes for capture in self._captured.values())
        self._exceeded = self._exceeded or self._session.exceeded(written)
        if now >= self._next_check:
            self._next_check = now + CHECK_SECONDS
            self._exceeded = self._exceeded or self._session.checked()
        self._cancelled = self._cancel.is_set()
        self._timed_out = now - self._started >= self._script.timeout
        if (self._exceeded or self._cancelled or self._timed_out) and self._processes:
            self._killed = now
            self._session.send(f"kill_script {self._processes[0]}\n")

    def _follow_kill(self, now: float) -> None:
        """Processes that left the group may hold the output open: the agent does not wait for them, nor do we."""
        if not self._cut and (self._gone or now - self._killed > GRACE_SECONDS):
            self._cut = True
            self._session.send(f"cut_output {' '.join(self._processes[1:])}\n")
        elif now - self._killed > ANSWER_SECONDS:
            raise SandboxError(f"the node did not end the script within {ANSWER_SECONDS:.0f} seconds of being told to")

    def _outcome(self) -> Outcome:
        kind, value = self._ended["stdout"]
        return Outcome(
            stdout=self._captured["stdout"].capture(),
            stderr=self._captured["stderr"].capture(),
            exit_code=int(value) if kind == "exit" else None,
            signal=int(value) if kind == "signal" else signal.SIGKILL if self._killed and not self._gone else None,
            timed_out=bool(self._killed) and self._timed_out and not self._exceeded and not self._cancelled,
            group_gone=self._gone and self._timed_out and not self._cancelled,
            cancelled=bool(self._killed) and self._cancelled and not self._exceeded,
            exceeded=self._exceeded if self._killed else None,
            start_error=value if kind == "error" else None,
            elapsed_seconds=time.monotonic() - self._started,
        )


def size(count: int) -> str:
    """A number of bytes in words: `512 MiB`, `1 GiB`."""
    for unit, bytes_of_unit in (("GiB", 1024**3), ("MiB", 1024**2), ("KiB", 1024)):
        if count >= bytes_of_unit and count % bytes_of_unit == 0:
            return f"{count // bytes_of_unit} {unit}"
    return f"{count} bytes"
