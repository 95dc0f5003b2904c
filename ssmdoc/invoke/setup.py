"""The setup script, which runs on a node before the document."""

from threading import Event

from ssmdoc.running.sandbox.protocol import Node, Script
from ssmdoc.running.sandbox.shell_text import WORK

SETUP_SECONDS = 600.0


class SetupError(Exception):
    """The setup script failed; the text has its last output."""


def run_setup(node: Node, text: str, cancel: Event, *, name: str = "setup") -> None:
    """Run a setup script on a node, before the document; or another one that messages call `name`.

    Raises:
        SetupError: it ended with another exit code than 0, or was cancelled.
    """
    said = bytearray()

    def keep(_stream: str, data: bytes) -> None:
        said.extend(data)
        del said[:-2000]

    path = f"{WORK}/{name}.sh"
    outcome = node.run(Script(path, text.encode(), ("sh", path), ("/",), SETUP_SECONDS), keep, cancel)
    if outcome.cancelled:
        raise SetupError(f"the {name} script was cancelled")
    if outcome.exit_code != 0 or outcome.timed_out or outcome.exceeded:
        ending = f"ended with exit code {outcome.exit_code}"
        if outcome.signal is not None:
            ending = f"was ended by signal {outcome.signal}"
        if outcome.start_error is not None:
            ending = f"could not be started: {outcome.start_error}"
        if outcome.timed_out:
            ending = f"took longer than {SETUP_SECONDS:.0f} seconds"
        if outcome.exceeded:
            ending = f"went over the limit of {outcome.exceeded}"
        raise SetupError(f"the {name} script {ending}\n{said.decode(errors='replace')}".rstrip())
