"""A bounded number of nodes at a time: each thread starts one, lends it out, removes it, and takes the next."""

from collections.abc import Callable, Sequence
from threading import Event, Lock, Thread
from time import monotonic
from typing import TypeAlias

from ssmdoc.running.sandbox.protocol import Node, Proceed

MOST_AT_ONCE = 64
"""Nodes of one machine at a time, however many a command asks for."""
PATIENCE_SECONDS = 5.0
"""How long `abandon` waits for nodes to be removed; what is left then ends with this process."""

Start: TypeAlias = Callable[[int, Proceed], Node]
"""Starts the node of this number."""
Job: TypeAlias = Callable[[int, Node | BaseException], None]
"""What is done with a node, or with the reason why there is none."""


class NodePool:
    """Begins to start nodes at once; `serve` says what for, `abandon` that it was for nothing."""

    def __init__(self, numbers: Sequence[int], at_once: int, start: Start) -> None:
        self._waiting = list(reversed(numbers))
        self._lock = Lock()
        self._start = start
        self._job: Job | None = None
        self._decided = Event()
        self._given_up = Event()
        self._abandoned = Event()
        count = min(len(numbers), at_once, MOST_AT_ONCE)
        self._threads = [Thread(target=self._work, daemon=True) for _ in range(count)]
        for thread in self._threads:
            thread.start()

    def serve(self, job: Job) -> None:
        """Do this with each node; the job is called in the thread of the node."""
        self._job = job
        self._decided.set()

    def drop(self, numbers: Sequence[int]) -> None:
        """Start none of these that has not been started."""
        with self._lock:
            unwanted = frozenset(numbers)
            self._waiting = [number for number in self._waiting if number not in unwanted]

    def give_up(self) -> None:
        """Let nothing go on that takes long to start, such as pulling an image; what has started stays."""
        self._given_up.set()

    def join(self) -> None:
        """Wait until the last node has been removed."""
        for thread in self._threads:
            thread.join()

    def abandon(self) -> None:
        """Remove all nodes and start no more; jobs that run must have been told to end. Calling it again is fine."""
        self._abandoned.set()
        self._decided.set()
        deadline = monotonic() + PATIENCE_SECONDS
        for thread in self._threads:
            thread.join(max(0.0, deadline - monotonic()))

    def _work(self) -> None:
        while (number := self._take()) is not None:
            started = self._try_to_start(number)
            try:
                self._decided.wait()
                if self._job is not None and not self._abandoned.is_set():
                    self._job(number, started)
            finally:
                if not isinstance(started, BaseException):
                    started.stop()

    def _take(self) -> int | None:
        with self._lock:
            return self._waiting.pop() if self._waiting and not self._abandoned.is_set() else None

    def _try_to_start(self, number: int) -> Node | BaseException:
        try:
            return self._start(number, self._proceed)
        except BaseException as error:
            return error

    def _proceed(self) -> bool:
        self._decided.wait()
        return not (self._abandoned.is_set() or self._given_up.is_set())
