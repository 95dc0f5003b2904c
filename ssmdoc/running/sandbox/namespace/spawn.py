"""Starting the process that becomes a node, so that it cannot outlive us nor use our keys."""

import ctypes
import os
import shutil
import subprocess
from pathlib import Path
from queue import Queue
from threading import Thread

from ssmdoc.running.sandbox.namespace.launch import Launch
from ssmdoc.running.sandbox.protocol import SandboxError

NOBODY = 65534
"""User and group that root becomes first: as root of the machine, the node's root could read what only root may."""

KEYCTL = {"x86_64": 250, "aarch64": 219, "riscv64": 219, "ppc64le": 271, "s390x": 280}
"""The number of the system call keyctl, which the C library does not have."""

JOIN_SESSION_KEYRING = 1


def spawn(launch: Launch) -> subprocess.Popen[bytes]:
    """Start the process, in a session of its own: the terminal's Ctrl-C is not for it.

    It is told to die with the thread that started it (PR_SET_PDEATHSIG of prctl(2) is about threads), so that thread
    stays as long as the process does. However ssmdoc ends, its threads end, and with them the node.

    Raises:
        SandboxError: it cannot be started.
    """
    answer: Queue[subprocess.Popen[bytes] | SandboxError] = Queue()
    Thread(target=_keep, args=(launch, answer), daemon=True).start()
    match answer.get():
        case SandboxError() as error:
            raise error
        case process:
            return process


def _keep(launch: Launch, answer: "Queue[subprocess.Popen[bytes] | SandboxError]") -> None:
    _leave_keys_behind()
    try:
        process = _start(launch)
    except (OSError, subprocess.SubprocessError) as error:
        answer.put(SandboxError(f"{launch.argv[0]} cannot be started: {error}"))
        return
    answer.put(process)
    process.wait()


def _start(launch: Launch) -> subprocess.Popen[bytes]:
    user = NOBODY if becomes_nobody() else None
    return subprocess.Popen(  # noqa: S603 (tools that are on PATH)
        launch.argv,
        executable=shutil.which(launch.argv[0]),
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd="/",
        env=launch.environment,
        start_new_session=True,
        user=user,
        group=user,
        extra_groups=None if user is None else [],
    )


def _leave_keys_behind() -> None:
    """Give this thread, and what it starts, a new and empty session keyring (source: keyctl(2)).

    Kernels without keyrings refuse the call; there are no keys then either.
    """
    if number := KEYCTL.get(os.uname().machine):
        ctypes.CDLL(None).syscall(number, JOIN_SESSION_KEYRING, None)


def becomes_nobody() -> bool:
    """Whether nodes run as nobody: root's do, all others as who starts them."""
    return os.geteuid() == 0 and is_known(NOBODY)


def is_known(number: int) -> bool:
    """Whether this process may become that user and group: not so if it is already root of only a user namespace.

    Source: user_namespaces(7), /proc/pid/uid_map: first number inside, first number outside, how many.
    """
    maps = (Path(f"/proc/self/{kind}_map").read_text(encoding="ascii") for kind in ("uid", "gid"))
    return all(any(0 <= number - int(first) < int(count) for first, _, count in _rows(text)) for text in maps)


def _rows(text: str) -> list[list[str]]:
    """The words of each line."""
    return [line.split() for line in text.splitlines()]
