"""How much the AWS calls of one run may be: waits and scripts can call without end, and every call is kept."""

from threading import Lock

from ssmdoc.aws.call import DoorError
from ssmdoc.source.values import JsonValue

MOST_CALLS = 50_000
"""A wait looks every five seconds: three days of waiting, and as long as the service lets it wait by itself."""
MOST_BYTES = 256 * 1024 * 1024
"""Of the requests, and of the answers that are not declared, roughly."""


class Budget:
    """Counts calls. Threads may share it."""

    def __init__(self, most_calls: int = MOST_CALLS, most_bytes: int = MOST_BYTES) -> None:
        self._calls, self._most_calls = 0, most_calls
        self._bytes, self._most_bytes = 0, most_bytes
        self._lock = Lock()

    def take_call(self) -> None:
        """A call is to be made.

        Raises:
            DoorError: there were too many.
        """
        with self._lock:
            self._calls += 1
            if self._calls > self._most_calls:
                raise DoorError(f"ssmdoc stopped after {self._most_calls:,} AWS calls in one run")

    def take(self, value: JsonValue) -> None:
        """A request, or an answer, is to be kept.

        Raises:
            DoorError: they are too large together.
        """
        size = _size(value)
        with self._lock:
            self._bytes += size
            if self._bytes > self._most_bytes:
                most = self._most_bytes // 1024**2
                raise DoorError(f"ssmdoc stopped at more than {most:,} MiB of AWS calls in one run")


def _size(value: JsonValue) -> int:
    """About as many bytes as it takes in memory."""
    size = 0
    waiting = [value]
    while waiting:
        size += 64
        match waiting.pop():
            case str() as text:
                size += len(text)
            case list() as items:
                waiting += items
            case dict() as members:
                size += sum(map(len, members))
                waiting += members.values()
    return size
