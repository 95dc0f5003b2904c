"""What scripts print, said line by line as it comes."""

from collections.abc import Callable

from ssmdoc.running.events import Event, StepEnded, StepOutput


class LiveLines:
    """Takes the events of a node; says each line of its output when it is whole."""

    def __init__(self, say: Callable[[str], None], prefix: str) -> None:
        self._say, self._prefix = say, prefix
        self._waiting: dict[str, bytes] = {}

    def __call__(self, event: Event) -> None:
        """Take an event."""
        if isinstance(event, StepOutput):
            waiting = self._waiting.get(event.stream, b"")
            *whole, self._waiting[event.stream] = (waiting + event.data).split(b"\n")
            for line in whole:
                self._say_line(line)
        elif isinstance(event, StepEnded):
            self.finish()

    def finish(self) -> None:
        """Say the last line of a step, if it has no end."""
        for line in self._waiting.values():
            if line:
                self._say_line(line)
        self._waiting = {}

    def _say_line(self, line: bytes) -> None:
        self._say(f"{self._prefix}{line.decode(errors='replace')}")
