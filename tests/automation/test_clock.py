"""Clocks: time that is asked for passes, but never further than there are dates."""

from datetime import timedelta
from threading import Event

import pytest

from ssmdoc.automation.clock import LATEST, VirtualClock, later
from tests.automation.driving import START


@pytest.mark.parametrize(
    ("seconds", "passed"),
    [(0, 0), (1.5, 1.5), (-5, 0), (float("nan"), 0), (1e308, None), (float("inf"), None), (10**400, None)],
)
def test_a_virtual_clock_passes_on(seconds: float, passed: float | None) -> None:
    clock = VirtualClock(START)
    assert clock.sleep(seconds, Event())
    assert clock.now() == (LATEST if passed is None else START + timedelta(seconds=passed))


def test_time_does_not_go_back() -> None:
    moment = LATEST + timedelta(days=1)
    assert later(moment, 1e9) == moment
