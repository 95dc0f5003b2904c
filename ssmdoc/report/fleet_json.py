"""`ssmdoc run --format json` for a fleet: what nodes answer is put on disk as it comes and written at the end.

So the memory that a run needs does not grow with the number of its nodes.
"""

import json
from collections.abc import Iterator, Sequence
from tempfile import TemporaryFile
from textwrap import indent
from typing import TextIO

from ssmdoc.running.aws_invocations import command_invocation, invocations, steps
from ssmdoc.running.command_request import CommandRequest, NodeResult
from ssmdoc.source.values import JsonValue

SECTIONS = ("CommandInvocations", "Invocations", "Steps")


class FleetJson:
    """Collects the results of nodes; `close` forgets them."""

    def __init__(self, request: CommandRequest, nodes: int) -> None:
        # without a name in the file system: however ssmdoc ends, nothing is left of it
        self._spool = TemporaryFile()  # noqa: SIM115 (closed by close)
        self._request = request
        self._places: list[dict[str, list[tuple[int, int]]]] = [{} for _ in range(nodes)]

    def add(self, number: int, node: NodeResult) -> None:
        """Keep what came of a node."""
        self._places[number] = {
            "CommandInvocations": [self._keep(command_invocation(self._request, node))],
            "Invocations": [self._keep(found) for found in invocations(self._request, node)],
            "Steps": [self._keep(found) for found in steps(node)],
        }

    def _keep(self, value: JsonValue) -> tuple[int, int]:
        start = self._spool.seek(0, 2)
        return start, self._spool.write(json.dumps(value, indent=2).encode())

    def write(self, target: TextIO, command: JsonValue) -> None:
        """Write the whole: the command, and what came of its nodes in their order."""
        target.write(f'{{\n  "Command": {indent(json.dumps(command, indent=2), "  ").lstrip()}')
        for section in SECTIONS:
            places = [place for node in self._places for place in node.get(section, ())]
            target.write(f',\n  "{section}": [')
            for text in self._texts(places):
                target.write(text)
            target.write("\n  ]" if places else "]")
        target.write("\n}\n")

    def _texts(self, places: Sequence[tuple[int, int]]) -> Iterator[str]:
        for number, (start, length) in enumerate(places):
            self._spool.seek(start)
            yield ("," if number else "") + "\n" + indent(self._spool.read(length).decode(), "    ")

    def close(self) -> None:
        """Forget all of it."""
        self._spool.close()
