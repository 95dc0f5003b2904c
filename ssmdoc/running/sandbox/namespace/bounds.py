"""The limits of a node as the kernel keeps them: resource limits of processes and sizes of file systems in memory."""

import os
import resource

from ssmdoc.running.sandbox.protocol import Limits

WORK_BYTES = 16 * 1024**2
"""Size of the supervisor's own folder."""

RESERVED_PROCESSES = 64
"""What the supervisor may start beyond the limit, so that it can still act when a script has used it up."""


def disk_bytes(limits: Limits) -> int:
    """How much a node can write: its disk is in memory, so also bounded by that, and by half of this machine's."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return min(limits.disk_bytes, limits.memory_bytes, memory // 2)


def limited(argv: list[str], limits: Limits) -> list[str]:
    """A program and its arguments under the resource limits of the supervisor.

    The limit of memory is on private writable memory (RLIMIT_DATA) and not on the address space: runtimes such as
    Java, Go and Node reserve far more address space than they ever use.
    """
    return [
        "prlimit",
        f"--nproc={at_most(limits.processes + RESERVED_PROCESSES, resource.RLIMIT_NPROC)}",
        f"--fsize={at_most(limits.disk_bytes, resource.RLIMIT_FSIZE)}",
        f"--data={at_most(limits.memory_bytes, resource.RLIMIT_DATA)}",
        "--core=0",
        *argv,
    ]


def script_limits(limits: Limits) -> str:
    """Shell commands for a script's own process.

    Without the reserve (Dash has -p for what Bash calls -u), and the first to go when the machine's memory is used up.
    """
    processes = at_most(limits.processes, resource.RLIMIT_NPROC)
    limit = f"ulimit -u {processes} 2>/dev/null || ulimit -p {processes} 2>/dev/null"
    return f"{limit}; echo 1000 2>/dev/null >/proc/self/oom_score_adj"


def at_most(value: int, kind: int) -> int:
    """`value`, or the hard limit that this process itself is under: nobody may go beyond that."""
    hard = resource.getrlimit(kind)[1]
    return value if hard == resource.RLIM_INFINITY else min(value, hard)
