"""The byte streams of a node's supervisor: one in, two out."""

from collections.abc import Callable
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Protocol

from ssmdoc.running.sandbox.protocol import Stream

Chunk = tuple[Stream, bytes]

CHUNK_BYTES = 64 * 1024
SEND_SECONDS = 30
"""How long a supervisor may take nothing of what it is sent: a script can stop it (ptrace), and must not stop us."""
QUEUED_CHUNKS = 32
"""Chunks kept for a slow consumer before the reader stops reading; memory stays flat however much a script writes."""


TAKES_NOTHING = (BlockingIOError, TimeoutError)


class Channel(Protocol):
    """A connection to a supervisor."""

    def send(self, data: bytes) -> None:
        """Write to its stdin; an OSError means it is gone, or takes nothing any more (`TAKES_NOTHING`)."""
        ...

    def receive(self, timeout: float) -> Chunk | None:
        """The next piece of its output; None when none came within `timeout` seconds.

        Raises:
            EOFError: the streams have ended; nothing more will come.
        """
        ...

    def close(self) -> None:
        """End the connection. Calling it again does nothing."""
        ...


class ChunkQueue:
    """Pieces of output from reader threads, in the order of each stream."""

    def __init__(self) -> None:
        self._queue: Queue[Chunk] = Queue(QUEUED_CHUNKS)
        self._open_readers = 0
        self._closed = Event()

    def read_in_background(self, read: Callable[[], Chunk | None]) -> None:
        """Start a thread that calls `read` until it gives None or fails, and queues what it gives."""
        self._open_readers += 1
        Thread(target=self._pump, args=(read,), daemon=True).start()

    def _pump(self, read: Callable[[], Chunk | None]) -> None:
        try:
            while not self._closed.is_set() and (chunk := read()) is not None:
                self._put(chunk)
        except (OSError, ValueError):
            pass  # the stream was closed under the reader: that is its end
        finally:
            self._put(("stdout", b""))

    def _put(self, chunk: Chunk) -> None:
        while not self._closed.is_set():
            try:
                self._queue.put(chunk, timeout=1)
            except Full:
                continue
            return

    def get(self, timeout: float) -> Chunk | None:
        """As `Channel.receive`."""
        while self._open_readers:
            try:
                chunk = self._queue.get(timeout=timeout)
            except Empty:
                return None
            if chunk[1]:
                return chunk
            self._open_readers -= 1
        raise EOFError

    def close(self) -> None:
        """Let the readers end."""
        self._closed.set()
