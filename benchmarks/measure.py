"""Timing: what is compared runs in turns, so that a busy moment of the machine hits both sides, and medians count."""

import subprocess
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple

Measured = Callable[[], float]
"""Does the work once and gives the seconds it took."""


class Row(NamedTuple):
    """A line of a table."""

    what: str
    value: str
    against: str
    reference: str
    ratio: str
    limit: str


def medians(measured: Sequence[Measured], rounds: int) -> list[float]:
    """The median seconds of each, measured in turns; the first round is not counted."""
    seconds: list[list[float]] = [[] for _ in measured]
    for number in range(rounds + 1):
        for work, collected in zip(measured, seconds, strict=True):
            taken = work()
            if number:
                collected.append(taken)
    return [median(collected) for collected in seconds]


def command(*argv: str) -> Measured:
    """The wall time of a command that must succeed."""

    def run() -> float:
        begin = time.perf_counter()
        subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
        return time.perf_counter() - begin

    return run


def reported(*argv: str) -> Measured:
    """The seconds that a command prints."""

    def run() -> float:
        done = subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=True)
        return float(done.stdout)

    return run


def compared(what: str, seconds: float, against: str, reference: float, limit: float | None) -> Row:
    """A row that says how many times the reference something takes, and how many it may."""
    ratio = f"{seconds / reference:.2f}"
    return Row(what, milliseconds(seconds), against, milliseconds(reference), ratio, f"≤ {limit:g}" if limit else "-")


def milliseconds(seconds: float) -> str:
    """For a table."""
    return f"{seconds * 1000:.1f} ms"


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    head = Row("what", "time", "against", "its time", "ratio", "limit")
    lines = [head, Row(*["---"] * len(head)), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
