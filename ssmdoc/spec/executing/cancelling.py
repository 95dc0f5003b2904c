"""A cancel of one case, which a cancel of the whole run sets too."""

from threading import Event

_TICK_SECONDS = 0.1


class CaseCancel(Event):
    """Is set by itself, or when the run is cancelled."""

    def __init__(self, run: Event) -> None:
        super().__init__()
        self._run = run

    def is_set(self) -> bool:
        """Whether the case is to end."""
        return super().is_set() or self._run.is_set()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until it is set."""
        left = timeout
        while not self.is_set() and (left is None or left > 0):
            tick = _TICK_SECONDS if left is None else min(_TICK_SECONDS, left)
            super().wait(tick)
            left = None if left is None else left - tick
        return self.is_set()
