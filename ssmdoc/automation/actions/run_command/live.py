"""What scripts print, said line by line as it comes."""

from collections.abc import Callable

from ssmdoc.automation.whole_lines import WholeLines
from ssmdoc.running.events import Event, StepEnded, StepOutput


class LiveLines:
    """Takes the events of a node; says each line of its output when it is whole."""

    def __init__(self, say: Callable[[str], None], prefix: str) -> None:
        self._lines = WholeLines(say, prefix)

    def __call__(self, event: Event) -> None:
        """Take an event."""
        if isinstance(event, StepOutput):
            self._lines.take(event.stream, event.data)
        elif isinstance(event, StepEnded):
            self.finish()

    def finish(self) -> None:
        """Say the last line of a step, if it has no end."""
        self._lines.finish()
