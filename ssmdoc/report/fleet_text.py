"""A fleet for people: where each node is while it runs, and at the end a table with what failed and why."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from shutil import get_terminal_size
from time import monotonic
from typing import TextIO

from ssmdoc.report.run_text import last_words
from ssmdoc.report.terminal import coloured, wants_colour
from ssmdoc.report.visible import shortened, visible, width
from ssmdoc.running.fleet.details import UNDER_WAY, Details, Tally, completed, errors
from ssmdoc.running.fleet.events import CommandChanged, FleetEvent, NodeChanged, NodeStep
from ssmdoc.running.fleet.nodes import FleetNode
from ssmdoc.running.result import CommandResult, Status, StepResult

REDRAW_SECONDS = 0.1
SHOWN_LINES, SHOWN_COLUMNS = 3, 160
"""Of what a failed step said."""
_BAD = (Status.FAILED, Status.TIMED_OUT, Status.CANCELLED)
_COLOURS = {
    Details.SUCCESS: "Success",
    Details.CANCELLED: "Cancelled",
    Details.CANCELLING: "Cancelled",
    Details.TERMINATED: "Cancelled",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """What is kept of a node that has ended: little, whatever it wrote."""

    details: Details
    step: str = ""
    code: int | None = None
    why: tuple[str, ...] = ()


def summary(details: Details, result: CommandResult | None) -> Summary:
    """The summary of a node: its first step that failed, and the first lines of what that said."""
    if result is None:
        return Summary(details)
    failed = next((step for step in result.steps if step.status in _BAD), None)
    if failed is None:
        return Summary(details, why=_lines(result.trace))
    return Summary(details, failed.name, failed.code, _lines(result.trace or _said(failed)))


def _said(step: StepResult) -> str:
    """The first lines of standard error, which has the agent's own words at its end."""
    return step.stderr.strip() or last_words(step)


def _lines(text: str) -> tuple[str, ...]:
    lines = [visible(line) for line in text.strip()[: SHOWN_COLUMNS * 20].splitlines()]
    shown = tuple(line if len(line) <= SHOWN_COLUMNS else f"{line[:SHOWN_COLUMNS]}…" for line in lines[:SHOWN_LINES])
    more = len(lines) - len(shown)
    return (*shown, f"… {more} more") if more > 0 else shown


class FleetText:
    """Shows a fleet while it runs: on a terminal as a table that changes, else as a line for each node that ends."""

    def __init__(self, target: TextIO, nodes: Sequence[FleetNode]) -> None:
        self._target = target
        self._live = wants_colour(target)
        self._names = [visible(node.name or node.instance_id) for node in nodes]
        self._steps: dict[int, NodeStep | None] = {}
        self._command = Details.PENDING
        self._tally: Tally = {Details.PENDING: len(nodes)}
        self._details = [Details.PENDING] * len(nodes)
        self._drawn: list[str] = []
        self._said: deque[str] = deque()
        self._next = 0.0
        self._began = monotonic()

    def __call__(self, event: FleetEvent) -> None:
        """Show an event."""
        match event:
            case NodeChanged(node, details, result):
                self._change(node, details, result)
            case NodeStep(node):
                self._steps[node] = event
            case CommandChanged(details, _):
                self._command = details
        if self._live and (self._said or monotonic() >= self._next):
            self._next = monotonic() + REDRAW_SECONDS
            self._redraw()

    def say(self, line: str) -> None:
        """Show a line that is not about the fleet, above the table; from any thread, and in a signal's handler."""
        if self._live:
            self._said.append(line)
            return
        self._target.write(f"{line}\n")
        self._target.flush()

    def _change(self, node: int, details: Details, result: CommandResult | None) -> None:
        counts = dict(self._tally)
        counts[self._details[node]] -= 1
        counts[details] = counts.get(details, 0) + 1
        self._tally, self._details[node] = counts, details
        if details in UNDER_WAY:
            if details is not Details.PENDING:
                self._steps.setdefault(node, None)
            return
        self._steps.pop(node, None)
        if not self._live:
            found = summary(details, result)
            step = f", step {visible(found.step)}, code {found.code}" if found.step else ""
            self._target.write(f"{self._progress()}  {self._names[node]}: {details.value}{step}\n")
            self._target.flush()

    def _progress(self) -> str:
        total = str(len(self._details))
        return f"{completed(self._tally):>{len(total)}}/{total}"

    def _redraw(self) -> None:
        size = get_terminal_size()
        rows = max(1, size.lines - 4)
        failed = f", {errors(self._tally)} failed" if errors(self._tally) else ""
        elapsed = f", {monotonic() - self._began:.0f} s"
        lines = [f"{self._command.value}: {self._progress()} nodes{failed}{elapsed}"]
        for node, step in list(self._steps.items())[:rows]:
            at = f"step {step.number}/{step.total} {visible(step.name)}" if step else ""
            lines.append(f"  {self._names[node]}  {self._details[node].value}  {at}")
        if len(self._steps) > rows:
            lines.append(f"  … {len(self._steps) - rows} more")
        cut = [shortened(line, size.columns - 1).rstrip() for line in lines]
        said = self._take_said()
        if said or cut != self._drawn:
            self._target.write(self._erasing() + said + "".join(f"{line}\n" for line in cut))
            self._target.flush()
            self._drawn = cut

    def _take_said(self) -> str:
        lines = []
        while self._said:
            lines.append(f"{self._said.popleft()}\n")
        return "".join(lines)

    def _erasing(self) -> str:
        """What moves a terminal to the first line of the table and clears what is below."""
        return f"\x1b[{len(self._drawn)}F\x1b[J" if self._drawn else ""

    def finish(self) -> None:
        """Take the table off the terminal."""
        self._target.write(self._erasing() + self._take_said())
        self._target.flush()
        self._drawn = []


def write_table(target: TextIO, nodes: Sequence[FleetNode], summaries: Sequence[Summary]) -> None:
    """Print a line for each node, and below it why it failed."""
    colour = wants_colour(target)
    names = [visible(node.name) for node in nodes]
    name_width = max(map(width, names), default=0)
    id_width = max((len(node.instance_id) for node in nodes), default=0)
    longest = max((len(found.details.value) for found in summaries), default=0)
    for node, name, found in zip(nodes, names, summaries, strict=True):
        padded = f"{name}{' ' * (name_width - width(name))}  " if name_width else ""
        status = coloured(f"{found.details.value:<{longest}}", _COLOURS.get(found.details, "Failed"), colour=colour)
        step = f"  step {visible(found.step)}, code {found.code}" if found.step else ""
        target.write(f"  {padded}{node.instance_id:<{id_width}}  {status}{step}".rstrip() + "\n")
        target.write("".join(f"      {line}\n" for line in found.why))


def write_command(target: TextIO, details: Details, tally: Tally, *, where: str, elapsed: float) -> None:
    """Print the status of the command and how many nodes have which."""
    colour = wants_colour(target)
    status = coloured(details.value, _COLOURS.get(details, "Failed"), colour=colour)
    counts = ", ".join(f"{count} {found.value}" for found, count in sorted(tally.items()) if count)
    total = sum(tally.values())
    nodes = "1 node" if total == 1 else f"{total} nodes"
    parts = [nodes + (f" ({counts})" if counts else ""), where, f"{elapsed:.2f} s"]
    target.write(f"{status}: {', '.join(part for part in parts if part)}\n")
