"""Cases in the order of their specs, whichever ends first; on a terminal, below them, which are running."""

from collections import deque
from collections.abc import Callable, Sequence
from shutil import get_terminal_size
from time import monotonic
from typing import TextIO

from ssmdoc.report.spec_text import case_lines
from ssmdoc.report.terminal import coloured, wants_colour
from ssmdoc.report.visible import cells, visible
from ssmdoc.spec.outcome import CaseOutcome, Verdict
from ssmdoc.spec.pool import CaseEnded, CaseEvent, CaseStarted, Job

COLOURS = {
    Verdict.PASSED: "Success",
    Verdict.FAILED: "Failed",
    Verdict.ERROR: "Failed",
    Verdict.SKIPPED: "Skipped",
}
Shown = Callable[[CaseOutcome], bool]


class SpecLive:
    """Takes what happens to cases and shows it."""

    def __init__(
        self, jobs: Sequence[Job], out: TextIO, progress: TextIO, *, shown: Shown = lambda _outcome: True
    ) -> None:
        """Take the streams for results and for progress; cases that are not `shown` leave no line."""
        self._jobs, self._out, self._progress, self._shown = jobs, out, progress, shown
        self._colour = wants_colour(out)
        self._live = wants_colour(progress)
        self._ended: dict[int, CaseOutcome] = {}
        self._running: dict[int, None] = {}
        self._next = 0
        self._failed = 0
        self._spec = self._sandbox = ""
        self._line = ""
        self._said: deque[str] = deque()
        self._began = monotonic()

    def __call__(self, event: CaseEvent) -> None:
        """Take an event."""
        match event:
            case CaseStarted(number):
                self._running[number] = None
            case CaseEnded(number, outcome):
                self._running.pop(number, None)
                self._ended[number] = outcome
                self._failed += outcome.verdict in (Verdict.FAILED, Verdict.ERROR)
                self._show_ended()
        if self._live:
            self._redraw()

    def say(self, line: str) -> None:
        """Show a line that is not about a case; from any thread, and in a signal's handler."""
        if self._live:
            self._said.append(line)
            return
        print(line, file=self._progress, flush=True)

    def finish(self) -> list[CaseOutcome]:
        """Show what is left, clear the line of progress, and give all outcomes in the order of the specs."""
        for number in sorted(self._ended):
            if number >= self._next:
                self._show(self._ended[number])
        self._next = len(self._jobs)
        self._erase()
        self._live = False
        return [self._ended[number] for number in sorted(self._ended)]

    def _show_ended(self) -> None:
        while self._next in self._ended:
            self._show(self._ended[self._next])
            self._next += 1

    def _show(self, outcome: CaseOutcome) -> None:
        if not self._shown(outcome):
            return
        self._erase()
        lines = []
        if outcome.spec.source.path != self._spec:
            self._spec = outcome.spec.source.path
            lines.append(visible(self._spec))
        if outcome.sandbox not in ("", self._sandbox):
            self._sandbox = outcome.sandbox
            lines.append(f"  in {visible(self._sandbox)}:")
        first, *others = case_lines(outcome)
        word = outcome.verdict.value
        shown = first.replace(word, coloured(word, COLOURS[outcome.verdict], colour=self._colour), 1)
        print(*lines, shown, *others, sep="\n", file=self._out, flush=True)

    def _redraw(self) -> None:
        while self._said:
            self._erase()
            print(self._said.popleft(), file=self._progress, flush=True)
        failed = f", {self._failed} failed" if self._failed else ""
        names = ", ".join(visible(self._jobs[number].case.name) for number in self._running)
        seconds = monotonic() - self._began
        line = f"{len(self._ended)}/{len(self._jobs)}{failed}, {seconds:.0f} s: {names}" if names else ""
        cut = _cut(line, get_terminal_size().columns - 1)
        if cut != self._line:
            self._erase()
            self._progress.write(cut)
            self._progress.flush()
            self._line = cut

    def _erase(self) -> None:
        while self._said and not self._line:
            print(self._said.popleft(), file=self._progress, flush=True)
        if self._line:
            self._progress.write("\r\x1b[K")
            self._progress.flush()
            self._line = ""


def _cut(text: str, columns: int) -> str:
    """The beginning of a text that fits."""
    shown: list[str] = []
    used = 0
    for character, width in cells(text):
        used += width
        if used > columns:
            return "".join(shown[:-1]) + "…"
        shown.append(character)
    return "".join(shown)
