"""The line of a terminal that says what is going on and for how long, below all that has been printed."""

from collections.abc import Callable
from shutil import get_terminal_size
from threading import Event, Lock, Thread
from time import monotonic
from typing import TextIO

from ssmdoc.report.durations import whole_duration
from ssmdoc.report.visible import shortened

_TICK_SECONDS = 0.5


class PendingLine:
    """Prints lines; on a terminal one that changes stands below them. Threads may share it.

    The cursor waits at the beginning of that line, so that what others print goes over it.
    """

    def __init__(self, target: TextIO, *, live: bool, clock: Callable[[], float] = monotonic) -> None:
        self._target, self._live, self._clock = target, live, clock
        self._lock, self._over = Lock(), Event()
        self._what, self._since, self._drawn = "", 0.0, False
        self._thread: Thread | None = None

    def start(self) -> None:
        """Let a thread draw it every now and then, to the end."""
        if self._live:
            self._thread = Thread(target=self._run, daemon=True)
            self._thread.start()

    def write(self, text: str) -> None:
        """Print whole lines above it."""
        with self._lock:
            self._erase()
            self._target.write(text)
            self._target.flush()

    def begin(self, what: str) -> None:
        """Something begins that takes time; an empty text: nothing goes on any more."""
        with self._lock:
            self._erase()
            self._what, self._since = what, self._clock()

    def tick(self) -> None:
        """Draw it, if something has been going on for a second."""
        with self._lock:
            seconds = int(self._clock() - self._since)
            if self._live and self._what and seconds:
                line = shortened(f"{self._what} {whole_duration(seconds)}", get_terminal_size().columns - 1)
                self._target.write(f"\r{line}\x1b[K\r")
                self._target.flush()
                self._drawn = True

    def close(self) -> None:
        """Take it away."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()
        self.begin("")

    def _run(self) -> None:
        while not self._over.wait(_TICK_SECONDS):
            self.tick()

    def _erase(self) -> None:
        if self._drawn:
            self._target.write("\r\x1b[K")
            self._target.flush()
            self._drawn = False
