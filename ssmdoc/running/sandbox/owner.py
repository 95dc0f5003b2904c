"""Who made a container: written on it as a label, so that what a killed run left can be told from what is in use."""

import os
from pathlib import Path

OWNER_LABEL = "dev.ssmdoc.owner"
NODE_LABEL = "dev.ssmdoc.node"


def this_process() -> str:
    """`BOOT/PID/START` of this process: unique on this machine, and to this run of it."""
    return describe(os.getpid()) or f"{boot_id()}/{os.getpid()}/0"


def is_alive(owner: str) -> bool | None:
    """Whether the process of a label still runs; None when it belongs to another machine."""
    boot, _, rest = owner.partition("/")
    process, _, _ = rest.partition("/")
    if boot != boot_id() or not process.isdigit():
        return None
    return describe(int(process)) == owner


def boot_id() -> str:
    """What tells this machine, and its last start, from all others."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return os.uname().nodename if hasattr(os, "uname") else "unknown"


def describe(process: int) -> str | None:
    """The label of a running process; None when there is none."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return f"{boot_id()}/{process}/{fields[19]}"
