"""What is done on each node of a fleet beside the document."""

from threading import Event

from ssmdoc.invoke.setup import SetupError, run_setup
from ssmdoc.running.result import CommandResult, Status
from ssmdoc.running.sandbox.protocol import Node


def set_up(node: Node, script: str | None, cancel: Event) -> CommandResult | None:
    """Run the setup script on a node; a result when it failed."""
    if script is None:
        return None
    try:
        run_setup(node, script, cancel)
    except SetupError as error:
        return CommandResult(Status.CANCELLED if cancel.is_set() else Status.FAILED, str(error))
    return None
