"""The time of a command: right at its beginning, and from then on by a clock that nobody can set."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]


def steady_clock() -> Clock:
    """A clock that starts with the present time, UTC, and never jumps, whatever becomes of the machine's own."""
    begun, at = datetime.now(UTC), time.monotonic()
    return lambda: begun + timedelta(seconds=time.monotonic() - at)
