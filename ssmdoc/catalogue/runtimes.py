"""The runtimes of aws:executeScript, with their platform and the dates from which they do not run any more.

Source: UG23 and UG25 automation-action-executeScript.md; python3.6 to python3.9 were removed from 2025-09-10 on.
"""

from typing import NamedTuple


class Runtime(NamedTuple):
    """A runtime; dates as year-month-day, None where there is none or it is not known."""

    name: str
    language: str
    platform: str
    """What runs the script: Python, PowerShell Core or PowerShell."""
    version: str
    upstream_end_of_life: str
    """When its makers stop mending it. Source: devguide.python.org, Microsoft's PowerShell lifecycle."""
    removed: str | None = None
    """From when the service does not run it any more."""
    offered: bool = True
    """Whether the present guide names it."""


PYTHON = "Python"
POWERSHELL = "PowerShell"

_REMOVED = "2025-09-10"

_TABLE = (
    Runtime("python3.6", PYTHON, PYTHON, "3.6", "2021-12-23", _REMOVED, offered=False),
    Runtime("python3.7", PYTHON, PYTHON, "3.7", "2023-06-27", _REMOVED, offered=False),
    Runtime("python3.8", PYTHON, PYTHON, "3.8", "2024-10-07", _REMOVED, offered=False),
    Runtime("python3.9", PYTHON, PYTHON, "3.9", "2025-10-31", _REMOVED, offered=False),
    Runtime("python3.10", PYTHON, PYTHON, "3.10", "2026-10-31"),
    Runtime("python3.11", PYTHON, PYTHON, "3.11", "2027-10-31"),
    Runtime("PowerShell Core 6.0", POWERSHELL, "PowerShell Core", "6.0", "2019-02-13", offered=False),
    Runtime("PowerShell 7.0", POWERSHELL, POWERSHELL, "7.0", "2022-12-03", offered=False),
    Runtime("PowerShell 7.4", POWERSHELL, POWERSHELL, "7.4", "2026-11-10"),
)

RUNTIMES = {runtime.name: runtime for runtime in _TABLE}
"""Runtimes by name, those of earlier guides too."""

OFFERED_RUNTIMES = tuple(runtime.name for runtime in _TABLE if runtime.offered)
"""The names that the present guide offers."""

RUNTIME_SHAPE = r"^(python3\.[0-9]+|PowerShell( Core)? [0-9]+\.[0-9]+)$"
"""Regular expression of names that may be runtimes newer than this table."""
