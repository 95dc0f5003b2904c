"""Keeps the network, other programs and the Docker engine from code of others that runs in this process."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from weakref import WeakSet

_REFUSED = frozenset(
    {
        *("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"),
        *("socket.sendto", "socket.sendmsg", "subprocess.Popen", "os.posix_spawn", "os.system", "os.exec"),
    }
)
"""Audit events of Python: connections of every kind, sockets of the machine included."""

_state = threading.local()
_threads: "WeakSet[threading.Thread]" = WeakSet()
"""Threads that were started without the network."""


class NetworkRefusedError(OSError):
    """Something wanted to leave the process."""


@contextmanager
def no_network() -> Iterator[None]:
    """While this lasts, neither this thread nor those that it starts get out; threads stay so for good."""
    _install()
    before = getattr(_state, "off", False)
    _state.off = True
    try:
        yield
    finally:
        _state.off = before


@cache
def _install() -> None:
    """An audit hook cannot be taken away again; without `no_network` neither it nor the other start does anything."""
    sys.addaudithook(_hook)
    start = threading.Thread.start

    def start_as_here(thread: threading.Thread) -> None:
        if _is_off():
            _threads.add(thread)
        start(thread)

    setattr(threading.Thread, "start", start_as_here)  # noqa: B010 - an assignment is not typed


def _hook(event: str, _: tuple[object, ...]) -> None:
    if event in _REFUSED and _is_off():
        raise NetworkRefusedError(f"the network is off ({event})")


def _is_off() -> bool:
    return getattr(_state, "off", False) or threading.current_thread() in _threads
