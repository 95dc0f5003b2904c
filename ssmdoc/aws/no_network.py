"""Keeps the network, other programs, the Docker engine and files from code of others that runs in this process.

It is for code that means no harm and is told to do some: against one that wants to get out it is no wall.
"""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from weakref import WeakSet

from ssmdoc.aws.own_files import may_open

_REFUSED = frozenset(
    {
        *("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"),
        *("socket.sendto", "socket.sendmsg", "socket.bind"),
        *("subprocess.Popen", "os.posix_spawn", "os.system", "os.exec", "os.fork", "os.forkpty"),
    }
)
"""Audit events of Python: connections of every kind, sockets of the machine included."""
_OPEN = "open"

_state = threading.local()
_threads: "WeakSet[threading.Thread]" = WeakSet()
"""Threads that were started without the network."""


class NetworkRefusedError(OSError):
    """Something wanted to leave the process."""


class FileRefusedError(PermissionError):
    """Something wanted to open a file of the machine."""


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


def _hook(event: str, values: tuple[object, ...]) -> None:
    if event in _REFUSED and _is_off():
        raise NetworkRefusedError(f"the network is off ({event})")
    if event == _OPEN and _is_off():
        path, _, flags = values
        if not may_open(path, flags if isinstance(flags, int) else 0):
            raise FileRefusedError(f"files of this machine are not opened ({path})")


def _is_off() -> bool:
    return getattr(_state, "off", False) or threading.current_thread() in _threads
