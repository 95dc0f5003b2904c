"""Looks at a node when the document has run."""

from collections.abc import Iterator
from threading import Event

from ssmdoc.running.sandbox.protocol import Node
from ssmdoc.spec.compare.part import Part
from ssmdoc.spec.compare.text import differences_of_text
from ssmdoc.spec.executing.files import differences_of_file
from ssmdoc.spec.executing.processes import differences_of_ports, differences_of_processes
from ssmdoc.spec.executing.shell import look
from ssmdoc.spec.expected.node import CommandExpectation, NodeExpectation
from ssmdoc.spec.outcome import Difference


def observe(
    node: Node, expected: NodeExpectation | None, cancel: Event, where: tuple[str | int, ...] = ()
) -> Iterator[Difference]:
    """What is not as expected on a node; `where` leads to what the spec says of it.

    Raises:
        SandboxError: the node is gone.
    """
    if expected is None:
        return
    for file in expected.files:
        yield from differences_of_file(node, file, (*where, "files", file.path), cancel)
    yield from differences_of_processes(node, expected.processes, (*where, "processes"), cancel)
    yield from differences_of_ports(node, expected.ports, (*where, "ports"), cancel)
    for place, command in enumerate(expected.commands):
        yield from _of_command(node, command, (*where, "commands", place), cancel)


def _of_command(
    node: Node, expected: CommandExpectation, where: tuple[str | int, ...], cancel: Event
) -> Iterator[Difference]:
    said = look(node, expected.run, cancel)
    name = f"command {expected.run.strip().partition(chr(10))[0]}"
    if said.code != expected.code:
        ended = f"exit code {said.code}" if said.code is not None else "it did not end"
        wrote = "\n".join(text.rstrip() for text in (said.stdout, said.stderr) if text.strip())
        actual = f"{ended}\n{wrote}" if wrote else ended
        yield Part(None, name, (*where, "code")).differs("is", f"exit code {expected.code}", actual)
    for key, text, wanted in (("stdout", said.stdout, expected.stdout), ("stderr", said.stderr, expected.stderr)):
        yield from differences_of_text(Part(None, f"{key} of {name}", (*where, key)), text, wanted)
