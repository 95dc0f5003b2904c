"""What scripts print, said line by line as it comes."""

from collections.abc import Callable

from ssmdoc.running.events import Event, StepOutput


class LiveLines:
    """Takes the events of a node; says each line of its output when it is whole."""

    def __init__(self, say: Callable[[str], None], prefix: str) -> None:
        self._say, self._prefix = say, prefix
        self._waiting = b""

    def __call__(self, event: Event) -> None:
        """Take an event."""
        if isinstance(event, StepOutput):
            *whole, self._waiting = (self._waiting + event.data).split(b"\n")
            for line in whole:
                self._say_line(line)

    def finish(self) -> None:
        """Say the last line, which has no end."""
        if self._waiting:
            self._say_line(self._waiting)
            self._waiting = b""

    def _say_line(self, line: bytes) -> None:
        self._say(f"{self._prefix}{line.decode(errors='replace')}")
