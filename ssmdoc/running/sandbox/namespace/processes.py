"""The processes of a node, counted from outside: what control groups would say if every user might make them."""

import os
from pathlib import Path
from typing import NamedTuple

from ssmdoc.running.sandbox.protocol import Limits, SandboxError
from ssmdoc.running.sandbox.sizes import size

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")

READ_BYTES = 4096
"""More than the files that are read here have."""

NEAR_LIMIT = 1 / 16
"""Where forks fail at the limit, the count swings just below it: a count this near to it has reached it."""


class Process(NamedTuple):
    """What is counted of a process; its number is the node's."""

    number: int
    threads: int
    resident_bytes: int


class ProcessTable:
    """The node's own /proc, held open: it lists its processes and no others, also while they fork and die."""

    def __init__(self, first: int) -> None:
        """Open it by the node's first process, as this machine numbers it."""
        try:
            self._folder = os.open(f"/proc/{first}/root/proc", os.O_RDONLY | os.O_DIRECTORY)
        except OSError as error:
            raise SandboxError(f"the processes of the node cannot be watched: {error.strerror}") from error

    def close(self) -> None:
        """Let go of it. Calling it again does nothing."""
        if self._folder >= 0:
            os.close(self._folder)
        self._folder = -1

    def processes(self) -> list[Process]:
        """All processes, with those that have ended and were not collected yet."""
        if self._folder < 0:
            return []
        numbers = [int(name) for name in os.listdir(self._folder) if name.isdigit()]  # noqa: PTH208 (a descriptor)
        return [process for number in numbers if (process := self._process(number)) is not None]

    def _process(self, number: int) -> Process | None:
        # Source of the fields: proc(5), /proc/pid/stat; the name before them may hold anything.
        text = self._read(f"{number}/stat")
        fields = text.rpartition(b")")[2].split()
        return Process(number, int(fields[17]), int(fields[21]) * PAGE_BYTES) if fields else None

    def _read(self, name: str) -> bytes:
        try:
            file = os.open(name, os.O_RDONLY, dir_fd=self._folder)
        except OSError:
            return b""  # it is gone
        try:
            return os.read(file, READ_BYTES)
        except OSError:
            return b""
        finally:
            os.close(file)

    def exceeded(self, limits: Limits) -> str | None:
        """The limit that the node exceeds, in words; None when there is none."""
        processes = self.processes()
        if sum(process.threads for process in processes) >= limits.processes * (1 - NEAR_LIMIT):
            return f"{limits.processes} processes"
        if sum(process.resident_bytes for process in processes) <= limits.memory_bytes:
            return None
        # Memory that processes share was counted for each of them. Looking closer takes time, so only now.
        if sum(self._proportional_bytes(process) for process in processes) > limits.memory_bytes:
            return f"{size(limits.memory_bytes)} of memory"
        return None

    def _proportional_bytes(self, process: Process) -> int:
        """The memory of a process, with what it shares divided among those who share it."""
        lines = self._read(f"{process.number}/smaps_rollup").splitlines()
        sizes = [int(line.split()[1]) * 1024 for line in lines if line.startswith(b"Pss:")]
        return sizes[0] if sizes else process.resident_bytes


def children(parent: int) -> list[int]:
    """The processes that a process of this machine has started."""
    try:
        return [int(number) for number in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    except FileNotFoundError:
        numbers = (int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit())
        return [number for number in numbers if parent_of(number) == parent]


def parent_of(number: int) -> int | None:
    """The parent of a process; None when it is gone."""
    try:
        return int(Path(f"/proc/{number}/stat").read_bytes().rpartition(b")")[2].split()[1])
    except OSError:
        return None
