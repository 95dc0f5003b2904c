"""Who made a container: written on it as a label, so that what a killed run left can be told from what is in use."""

import os
from pathlib import Path

OWNER_LABEL = "dev.ssmdoc.owner"
NODE_LABEL = "dev.ssmdoc.node"
KEEP_LABEL = "dev.ssmdoc.keep"
"""On nodes that may be left running for somebody to look into; labels cannot be added later."""

UNKNOWN = "unknown"
"""The machine of a process where there is no /proc to ask."""


def this_process() -> str:
    """`MACHINE/PID/START` of this process: unique on this machine, and to this run of it."""
    return describe(os.getpid()) or f"{UNKNOWN}/{os.getpid()}/0"


def is_alive(owner: str) -> bool | None:
    """Whether the process of a label still runs; None when that cannot be told from here."""
    machine, _, rest = owner.partition("/")
    process, _, _ = rest.partition("/")
    if machine in ("", UNKNOWN) or machine != this_machine() or not process.isdigit():
        return None
    return describe(int(process)) == owner


def this_machine() -> str:
    """What tells this machine since its last start, and what this process sees of it, from all others.

    Process numbers mean something only in their namespace: two containers that share an engine have two of them.
    """
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot}.{Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return UNKNOWN


def describe(process: int) -> str | None:
    """The label of a running process; None when there is none, or no way to see it."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return f"{this_machine()}/{process}/{fields[19]}"
