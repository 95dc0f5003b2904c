"""Who wants to know which lines of scripts run: nobody, unless coverage is asked for."""

from collections.abc import Sequence
from threading import Event
from typing import Protocol

from ssmdoc.running.sandbox.protocol import Node, OnOutput, Outcome, Script


class Tracer(Protocol):
    """Runs shell scripts so that it learns which of their lines run, and is told of lines by who knows them."""

    def run_shell(
        self, step: str, commands: Sequence[str], script: Script, node: Node, on_output: OnOutput, cancel: Event
    ) -> Outcome:
        """As `Node.run`; the commands of the step are the lines of the script."""
        ...

    def of_command(self, step: str) -> "Tracer":
        """For the steps of the command that a step of an automation sends."""
        ...

    def ran(self, step: str, line: int) -> None:
        """A line of the script of a step runs, counted from 1."""
        ...
