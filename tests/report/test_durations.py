"""Times for people."""

import pytest

from ssmdoc.report.durations import duration


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0.00 s"),
        (59.994, "59.99 s"),
        (60, "1 min"),
        (125.4, "2 min 5 s"),
        (7_200, "2 h"),
        (86_399.7, "1 d"),
        (604_820, "7 d 20 s"),
        (2_592_000, "30 d"),
    ],
)
def test_duration(seconds: float, text: str) -> None:
    assert duration(seconds) == text
