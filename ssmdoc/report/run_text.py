"""`ssmdoc run` for people: each step with its output while it runs, and a summary at the end."""

from codecs import getincrementaldecoder
from typing import TextIO

from ssmdoc.report.terminal import coloured, wants_colour
from ssmdoc.report.visible import visible
from ssmdoc.running.events import Event, Rebooting, StepEnded, StepOutput, StepStarted
from ssmdoc.running.result import CommandResult, Status, StepResult
from ssmdoc.running.sandbox.protocol import Stream

SHOWN_BYTES = 1024**2
"""How much of one stream of one step is shown; the result holds what AWS would keep in any case."""

PREFIX: dict[Stream, str] = {"stdout": "  | ", "stderr": "  ! "}


class LinePrinter:
    """Prints one stream of a step, line by line, each with a prefix."""

    def __init__(self, stream: Stream, target: TextIO) -> None:
        self._prefix = PREFIX[stream]
        self._target = target
        self._decoder = getincrementaldecoder("utf-8")(errors="replace")
        self._line = ""
        self._shown = 0

    def add(self, data: bytes) -> None:
        """Print the lines that `data` completes."""
        if self._shown > SHOWN_BYTES:
            return
        self._shown += len(data)
        text = (self._line + self._decoder.decode(data)).replace("\r\n", "\n").replace("\r", "\n")
        *lines, self._line = text.split("\n")
        for line in lines:
            self._print(line)
        if self._shown > SHOWN_BYTES:
            self.finish()
            self._print("[the rest of the output is not shown]")

    def finish(self) -> None:
        """Print a last line that has no line break, or that ends in the middle of a character."""
        line = self._line + self._decoder.decode(b"", final=True)
        if line:
            self._print(line)
            self._line = ""

    def _print(self, line: str) -> None:
        shown = "\t".join(map(visible, line.split("\t")))
        self._target.write(f"{self._prefix}{shown}\n")


class LiveText:
    """Prints the events of a command as they come; call it with each."""

    def __init__(self, target: TextIO, steps: int) -> None:
        """The document has so many steps."""
        self._target, self._steps = target, steps
        self._ended = 0
        self._colour = wants_colour(target)
        self._printers: dict[Stream, LinePrinter] = {}
        self._running = False

    def __call__(self, event: Event) -> None:
        """Print an event."""
        match event:
            case StepStarted(name, action, number):
                self._ended = number - 1
                self._name(name, action)
                self._printers = {stream: LinePrinter(stream, self._target) for stream in PREFIX}
                self._running = True
            case StepOutput(_, stream, data):
                self._printers[stream].add(data)
            case StepEnded(result):
                self._end(result)
            case Rebooting(_, restart):
                self._finish_lines()
                self._ended -= 1
                self._target.write(f"  the step asks for a reboot (exit code 194): restart {restart} of the node\n")
        self._target.flush()

    def _finish_lines(self) -> None:
        for printer in self._printers.values():
            printer.finish()
        self._printers = {}

    def _name(self, name: str, action: str) -> None:
        number = f"{self._ended + 1}/{self._steps}"
        self._target.write(f"step {number} {visible(name)} ({visible(action)})\n")

    def _end(self, result: StepResult) -> None:
        self._finish_lines()
        if not self._running:
            self._name(result.name, result.action)
        self._running = False
        self._ended += 1
        self._target.write(f"  {coloured(describe(result), result.status, colour=self._colour)}\n")


def describe(result: StepResult) -> str:
    """How a step ended, in a line."""
    match result.status:
        case Status.SKIPPED:
            return visible(f"Skipped: {result.output}")
        case Status.SUCCESS | Status.SUCCESS_AND_REBOOT if result.code == 0:
            ending = str(result.status)
        case _:
            ending = f"{result.status}, code {result.code}"
    reason = last_words(result)
    return visible(f"{ending} after {seconds(result):.2f} s" + (f": {reason}" if reason else ""))


def last_words(result: StepResult) -> str:
    """Why a step failed, as the agent says it; nothing when its output has said it already."""
    if result.status is not Status.FAILED:
        return ""
    if not result.stdout and not result.stderr:
        return result.output
    _, marker, reason = result.stderr.rpartition("failed to run commands: ")
    if marker:
        return (marker + reason).split("\n")[0]
    first, *more = result.stderr.strip().splitlines() or [""]
    # the agent says what is wrong with inputs in two lines, the second of which is the one that helps
    return f"{first.rstrip()} {more[0]}" if more and more[0].startswith("error ") else first


def seconds(result: StepResult) -> float:
    """How long a step took."""
    return (result.ended - result.started).total_seconds()


def write_summary(target: TextIO, result: CommandResult, *, where: str, elapsed: float) -> None:
    """Print the table of the steps and the status of the command."""
    colour = wants_colour(target)
    if result.trace:
        target.write("".join(f"{visible(line)}\n" for line in result.trace.splitlines()))
    if len(result.steps) > 1:
        target.write("\n")
        width = max(len(visible(step.name)) for step in result.steps)
        for step in result.steps:
            status = coloured(f"{step.status:<9}", step.status, colour=colour)
            target.write(f"  {visible(step.name):<{width}}  {status}  {step.code:>4}  {seconds(step):8.2f} s\n")
    count = f"{len(result.steps)} step{'' if len(result.steps) == 1 else 's'}"
    status = coloured(str(result.status), result.status, colour=colour)
    target.write(f"{status}: {count}, {where}, {elapsed:.2f} s\n")
