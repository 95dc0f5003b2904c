"""Learns which lines of scripts run while a case runs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from threading import Event, Lock
from uuid import uuid4

from ssmdoc.coverage.points import Mark, What
from ssmdoc.coverage.python_lines import python_statements, statement_of
from ssmdoc.coverage.shell.marked import marked
from ssmdoc.coverage.templates import Language, Template, aligned, templates
from ssmdoc.model.document import Document
from ssmdoc.running.node_files import NodeFileError, read_file
from ssmdoc.running.sandbox.protocol import Node, OnOutput, Outcome, SandboxError, Script
from ssmdoc.running.sandbox.shell_text import WORK
from ssmdoc.running.tracing import Tracer

_LARGEST_BYTES = 1024 * 1024


class LineTracer:
    """Counts the lines of one document; as `Tracer`, for any number of runs in any number of threads."""

    def __init__(self, document: Document) -> None:
        self.counts: Counter[Mark] = Counter()
        self._templates = {name: templates(document, step) for name, step in document.steps_by_name.items()}
        self._python = {
            name: python_statements(found[0].text) or {}
            for name, found in self._templates.items()
            if found and found[0].language is Language.PYTHON
        }
        self._lock = Lock()
        for step in document.steps:
            if step.name is None and step.action is not None:
                self._templates.setdefault(step.action.text, templates(document, step))

    def run_shell(
        self, step: str, commands: Sequence[str], script: Script, node: Node, on_output: OnOutput, cancel: Event
    ) -> Outcome:
        """Run a copy of the script that says which of its lines run, where it is a script of the document."""
        template = _nearest(self._templates.get(step, ()), commands)
        file = f"{WORK}/lines-{uuid4().hex}"
        copy = marked(script.content.decode(errors="surrogateescape"), file) if template is not None else None
        if template is None or copy is None:
            return node.run(script, on_output, cancel)
        content = copy.encode(errors="surrogateescape")
        outcome = node.run(replace(script, content=content), on_output, cancel)
        numbers = aligned(template, commands)
        ran = {numbers[line - 1] for line in _read(node, file) if 0 < line <= len(numbers)}
        self._count(step, ran)
        return outcome

    def of_command(self, step: str) -> Tracer:
        """For a command that a step of an automation sends."""
        return _OfCommand(self, step)

    def ran(self, step: str, line: int) -> None:
        """A line of a Python script runs; of a statement on several lines the first counts, if it is told of."""
        start = statement_of(self._python.get(step, {}), line)
        if start == line or (start is not None and not self.counts[Mark(What.LINE, step, start)]):
            self._count(step, [start])

    def _count(self, step: str, numbers: Iterable[int | None]) -> None:
        with self._lock:
            self.counts.update(Mark(What.LINE, step, number) for number in numbers if number is not None)


class _OfCommand:
    """Counts the lines of the command that a step sends."""

    def __init__(self, tracer: LineTracer, step: str) -> None:
        self._tracer, self._step = tracer, step

    def run_shell(
        self,
        step: str,  # noqa: ARG002 (of the document that the command runs)
        commands: Sequence[str],
        script: Script,
        node: Node,
        on_output: OnOutput,
        cancel: Event,
    ) -> Outcome:
        """As `LineTracer.run_shell`."""
        return self._tracer.run_shell(self._step, commands, script, node, on_output, cancel)

    def of_command(self, step: str) -> Tracer:  # noqa: ARG002
        """A command sends none."""
        return self

    def ran(self, step: str, line: int) -> None:
        """Scripts of commands are not Python."""


def _nearest(found: Sequence[Template], commands: Sequence[str]) -> Template | None:
    """The script that the commands were written as: of this length, and with the most of them."""
    shells = [each for each in found if each.language is Language.SHELL]

    def equal(template: Template) -> tuple[bool, int]:
        texts = {"\n".join(line.text for line in item) for item in template.items}
        return len(template.items) == len(commands), sum(command.removesuffix("\n") in texts for command in commands)

    return max(shells, key=equal, default=None)


def _read(node: Node, file: str) -> list[int]:
    """The lines that ran; none when the node is gone, which whoever uses it next will say."""
    try:
        said = read_file(node, file, _LARGEST_BYTES)
    except (NodeFileError, SandboxError):
        return []
    return [int(word) for word in said.split() if word.isdigit()]
