"""Times of steps, when somebody sets the machine's clock."""

from datetime import UTC, datetime, timedelta

import pytest

from ssmdoc.running import clock


def test_a_clock_that_is_set_back_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = [datetime(2026, 1, 2, tzinfo=UTC)]
    ticks = iter((100.0, 100.5, 7300.0))

    class Machine(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return machine[0]

    monkeypatch.setattr(clock, "datetime", Machine)
    monkeypatch.setattr("time.monotonic", lambda: next(ticks))
    steady = clock.steady_clock()
    machine[0] -= timedelta(days=400)
    assert steady() == datetime(2026, 1, 2, 0, 0, 0, 500_000, tzinfo=UTC)
    machine[0] += timedelta(days=4000)
    assert steady() == datetime(2026, 1, 2, 2, 0, 0, tzinfo=UTC)
