"""The clock of an automation: real, or virtual, which time passes on without waiting."""

import time
from datetime import UTC, datetime, timedelta
from threading import TIMEOUT_MAX, Event
from typing import Protocol

LATEST = datetime(9999, 12, 1, tzinfo=UTC)
"""Time does not get further: no date of Python does."""


def later(moment: datetime, seconds: float) -> datetime:
    """The time so many seconds after another one, but not after `LATEST`."""
    left = max(0.0, (LATEST - moment).total_seconds())
    return moment + timedelta(seconds=min(seconds, left))


class Clock(Protocol):
    """Tells the time and lets it pass."""

    def now(self) -> datetime:
        """The time, in UTC."""
        ...

    def sleep(self, seconds: float, cancel: Event) -> bool:
        """Let time pass; False when `cancel` was set before it was over."""
        ...


class RealClock:
    """The time of the machine, counted on from the start, so that a clock that is set does not disturb it."""

    def __init__(self) -> None:
        self._start, self._began = datetime.now(UTC), time.monotonic()

    def now(self) -> datetime:
        """The time, in UTC."""
        return self._start + timedelta(seconds=time.monotonic() - self._began)

    def sleep(self, seconds: float, cancel: Event) -> bool:
        """Wait."""
        return not cancel.wait(min(max(0.0, seconds), TIMEOUT_MAX))


class VirtualClock:
    """Real time, and on top of it the time that was slept: nobody waits, and timestamps say as if."""

    def __init__(self, start: datetime | None = None) -> None:
        self._real = RealClock() if start is None else None
        self._start = start
        self._slept = timedelta()

    def now(self) -> datetime:
        """The time, in UTC; with a start of its own only what was slept passes."""
        base = self._real.now() if self._real else self._start
        if base is None:
            raise AssertionError("a clock has a start or is real")
        return base + self._slept

    def sleep(self, seconds: float, cancel: Event) -> bool:
        """Let time pass at once."""
        if cancel.is_set():
            return False
        now = self.now()
        self._slept += later(now, max(0.0, seconds)) - now
        return True
