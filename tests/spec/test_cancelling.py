"""The cancel of a case: its own, or that of the whole run."""

from threading import Event, Timer

import pytest

from ssmdoc.spec.executing.cancelling import CaseCancel


@pytest.mark.parametrize("whose", ["case", "run"])
def test_both_set_it(whose: str) -> None:
    run = Event()
    case = CaseCancel(run)
    assert not case.is_set()
    assert not case.wait(0.01)
    (case if whose == "case" else run).set()
    assert case.is_set()
    assert case.wait()
    assert run.is_set() == (whose == "run")


@pytest.mark.parametrize("whose", ["case", "run"])
def test_whoever_waits_is_woken(whose: str) -> None:
    run = Event()
    case = CaseCancel(run)
    timer = Timer(0.05, (case if whose == "case" else run).set)
    timer.start()
    assert case.wait(60)
    timer.join()
