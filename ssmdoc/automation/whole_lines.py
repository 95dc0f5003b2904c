"""What scripts print, said line by line as it comes."""

from collections.abc import Callable


class WholeLines:
    """Takes pieces of streams; says each line when it is whole."""

    def __init__(self, say: Callable[[str], None], prefix: str = "") -> None:
        self._say, self._prefix = say, prefix
        self._waiting: dict[str, bytes] = {}

    def take(self, stream: str, data: bytes) -> None:
        """The next piece of a stream."""
        *whole, self._waiting[stream] = (self._waiting.get(stream, b"") + data).split(b"\n")
        for line in whole:
            self._say_line(line)

    def finish(self) -> None:
        """Say what has no end of line."""
        for line in self._waiting.values():
            if line:
                self._say_line(line)
        self._waiting = {}

    def _say_line(self, line: bytes) -> None:
        self._say(f"{self._prefix}{line.decode(errors='replace')}")
