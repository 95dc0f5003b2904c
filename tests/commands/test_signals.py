"""Which signals cancel a run, and what becomes of them after it."""

import os
import signal
from collections.abc import Iterator
from threading import Event

import pytest

from ssmdoc.commands.signals import cancelled_by_signals


@pytest.fixture
def ignored_hangup() -> Iterator[None]:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.usefixtures("ignored_hangup")
def test_what_was_ignored_stays_ignored() -> None:
    """As a shell's nohup has it."""
    cancel, said = Event(), list[str]()
    with cancelled_by_signals(cancel, said.append):
        os.kill(os.getpid(), signal.SIGHUP)
        assert (cancel.is_set(), said) == (False, [])
        os.kill(os.getpid(), signal.SIGTERM)
        assert (cancel.is_set(), said) == (True, ["cancelling; once more to stop at once"])
    assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN


def test_a_second_signal_interrupts_and_a_third_would_kill() -> None:
    before = signal.getsignal(signal.SIGTERM)
    cancel = Event()
    with cancelled_by_signals(cancel, lambda _text: None):
        os.kill(os.getpid(), signal.SIGTERM)
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_notice_that_cannot_be_written_now_is_left_out() -> None:
    """A stream refuses a write in the middle of another one, and the signal may come just then."""

    def refuse(_text: str) -> None:
        raise RuntimeError("reentrant call")

    cancel = Event()
    with cancelled_by_signals(cancel, refuse):
        os.kill(os.getpid(), signal.SIGTERM)
    assert cancel.is_set()
