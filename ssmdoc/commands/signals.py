"""Ctrl-C and its kin: the first one asks for an orderly end, the second ends ssmdoc at once."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event
from types import FrameType

NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


@contextmanager
def cancelled_by_signals(cancel: Event, notice: Callable[[str], None]) -> Iterator[None]:
    """In the block, the first signal sets `cancel`; the second raises KeyboardInterrupt; the third kills.

    A signal that ssmdoc was started to ignore, as by nohup, stays ignored.
    """

    def on_signal(number: int, _frame: FrameType | None) -> None:
        if cancel.is_set():
            signal.signal(number, signal.SIG_DFL)
            raise KeyboardInterrupt
        cancel.set()
        # the signal may come in the middle of another write to the same stream, which is then not allowed
        with suppress(RuntimeError):
            notice("cancelling; once more to stop at once")

    numbers = [number for name in NAMES if (number := getattr(signal, name, None))]
    before = {number: handler for number in numbers if (handler := signal.getsignal(number)) != signal.SIG_IGN}
    try:
        for number in before:
            signal.signal(number, on_signal)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
