"""The line below all others that says what is going on, on a terminal and elsewhere."""

from io import StringIO

import pytest

from ssmdoc.report.pending_line import PendingLine


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "21")


def shown(*, live: bool) -> str:
    target, clock = StringIO(), Clock()
    below = PendingLine(target, live=live, clock=clock)
    below.begin("InProgress")
    below.tick()
    clock.now += 2.7
    below.tick()
    below.write("a line\n")
    clock.now += 3_600
    below.tick()
    below.begin("")
    below.tick()
    below.close()
    return target.getvalue()


def test_nothing_but_lines_in_files() -> None:
    assert shown(live=False) == "a line\n"


def test_the_line_changes_and_makes_room() -> None:
    first, second = "InProgress 2 s", "InProgress 1 h 2 s"
    assert shown(live=True) == f"\r{first}\x1b[K\r\r\x1b[Ka line\n\r{second}\x1b[K\r\r\x1b[K"


def test_it_never_takes_two_lines() -> None:
    target, clock = StringIO(), Clock()
    below = PendingLine(target, live=True, clock=clock)
    below.begin("a" * 30)
    clock.now += 1
    below.tick()
    assert target.getvalue() == f"\r{'a' * 20}\x1b[K\r"


def test_its_thread_ends_with_it() -> None:
    target, clock = StringIO(), Clock()
    below = PendingLine(target, live=True, clock=clock)
    below.start()
    below.begin("InProgress")
    below.write("a line\n")
    below.close()
    assert target.getvalue() == "a line\n"
