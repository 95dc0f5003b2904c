"""One script on a node, from the line that starts it to the line that ends it."""

import re
import signal
import time
from dataclasses import dataclass
from threading import Event
from typing import Protocol

from ssmdoc.running.sandbox.markers import CaptureBuffer
from ssmdoc.running.sandbox.protocol import OnOutput, Outcome, SandboxError, Script, Stream
from ssmdoc.running.sandbox.shell_text import start_command
from ssmdoc.running.sandbox.supervisor import Received, Supervisor

START_SECONDS = 30.0
CHECK_SECONDS = 1.0
GRACE_SECONDS = 0.3
"""After the kill, before the output is cut off from processes that have left the group."""
ANSWER_SECONDS = 10.0

NUMBER = re.compile("[0-9]{1,9}")
STARTED = re.compile("[0-9]{1,9} [0-9]{1,9} [0-9]{1,9}")
ENDED = re.compile("(?:exit|signal) [0-9]{1,3}|error [a-z,: -]+")
"""What the supervisor says; anything else is a script that plays it."""


class LimitsOfNode(Protocol):
    """What tells whether a script goes too far; each answer is the limit in words, or None."""

    def exceeded_by_output(self, written: int) -> str | None:
        """By what it has written."""
        ...

    def exceeded_by_node(self) -> str | None:
        """By what the node uses."""
        ...

    def exceeded_by_forks(self, refused: int) -> str | None:
        """By the processes it wanted to start."""
        ...


@dataclass(frozen=True, slots=True)
class Kill:
    """Why and when a script was killed: for a limit, because it was cancelled, or else because its time was up."""

    at: float
    exceeded: str | None = None
    cancelled: bool = False

    @property
    def timed_out(self) -> bool:
        """Whether its time was up."""
        return not self.exceeded and not self.cancelled


class ScriptRun:
    """Starts a script, passes its output on, and ends it when it goes too far."""

    def __init__(
        self,
        limits: LimitsOfNode,
        supervisor: Supervisor,
        number: int,
        script: Script,
        on_output: OnOutput,
        cancel: Event,
    ) -> None:
        self._limits = limits
        self._supervisor = supervisor
        self._number = str(number)
        self._script = script
        self._on_output = on_output
        self._cancel = cancel
        self._captured: dict[Stream, CaptureBuffer] = {"stdout": CaptureBuffer(), "stderr": CaptureBuffer()}
        self._ended: dict[Stream, list[str]] = {}
        self._processes: list[str] = []
        self._exceeded: str | None = None
        self._kill: Kill | None = None
        self._told = False
        self._group_gone = False
        self._cut = False

    def watch(self) -> Outcome:
        """Start the script and stay with it to its end.

        Raises:
            SandboxError: the node is gone or does not answer.
        """
        started = time.monotonic()
        next_check = started + CHECK_SECONDS
        self._supervisor.send(start_command(self._script))
        while len(self._ended) < len(self._captured):
            if received := self._supervisor.receive():
                self._take(received)
            now = time.monotonic()
            if not self._processes and not self._ended and now - started > START_SECONDS:
                raise SandboxError(f"the node did not start the script within {START_SECONDS:.0f} seconds")
            if self._kill:
                self._follow(self._kill, now)
                continue
            if now >= next_check:
                next_check = now + CHECK_SECONDS
                self._exceeded = self._exceeded or self._limits.exceeded_by_node()
            self._kill_if_needed(now, timed_out=now - started >= self._script.timeout)
        return self._outcome(time.monotonic() - started)

    def _take(self, received: Received) -> None:
        if received.output:
            self._captured[received.stream].add(received.output)
            if not self._kill:
                self._on_output(received.stream, received.output)
        for line in received.lines:
            self._take_line(received.stream, line)

    def _take_line(self, stream: Stream, line: str) -> None:
        match line.split(" ", 2):
            case ["started", self._number, processes] if STARTED.fullmatch(processes):
                self._processes = processes.split()
            case ["ended", self._number, ending] if ENDED.fullmatch(ending):
                self._ended.setdefault(stream, ending.split(" ", 1))
            case ["gone", self._number]:
                self._group_gone = True
            case ["limit", refused] if NUMBER.fullmatch(refused):
                self._exceeded = self._exceeded or self._limits.exceeded_by_forks(int(refused))
            case ["started" | "ended" | "gone", number, *_] if number != self._number:
                pass  # an answer that came late
            case _:
                raise SandboxError("the node sent what no supervisor sends; a script has meddled with it")

    def _kill_if_needed(self, now: float, *, timed_out: bool) -> None:
        written = sum(capture.total_bytes for capture in self._captured.values())
        exceeded = self._exceeded or self._limits.exceeded_by_output(written)
        cancelled = self._cancel.is_set()
        if exceeded or cancelled or timed_out:
            self._kill = Kill(now, exceeded, cancelled)

    def _follow(self, kill: Kill, now: float) -> None:
        """End the script, which may only just be starting, and then what holds its output open.

        That are processes that left its group: the agent does not wait for them, nor do we.
        """
        if self._processes and not self._told:
            self._told = True
            self._supervisor.send(f"kill_script {self._processes[0]}\n")
        elif self._told and not self._cut and (self._group_gone or now - kill.at > GRACE_SECONDS):
            self._cut = True
            self._supervisor.send(f"cut_output {' '.join(self._processes[1:])}\n")
        elif now - kill.at > ANSWER_SECONDS:
            raise SandboxError(f"the node did not end the script within {ANSWER_SECONDS:.0f} seconds of being told to")

    def _outcome(self, elapsed: float) -> Outcome:
        kind, value = self._ended["stdout"]
        kill = self._kill
        killed = kill is not None and not self._group_gone
        return Outcome(
            stdout=self._captured["stdout"].capture(),
            stderr=self._captured["stderr"].capture(),
            exit_code=int(value) if kind == "exit" else None,
            signal=int(value) if kind == "signal" else int(signal.SIGKILL) if killed else None,
            timed_out=kill is not None and kill.timed_out,
            group_gone=kill is not None and kill.timed_out and self._group_gone,
            cancelled=kill is not None and kill.cancelled and not kill.exceeded,
            exceeded=kill.exceeded if kill else None,
            start_error=value if kind == "error" else None,
            elapsed_seconds=elapsed,
        )
