"""Small shell scripts on the node for what a plugin looks up and keeps there; none of them shows in a step's output."""

from threading import Event

from ssmdoc.running.node_files import silent
from ssmdoc.running.sandbox.protocol import Node, Script
from ssmdoc.running.sandbox.shell_text import WORK

_PATH = f"{WORK}/plugin.sh"
_SECONDS = 300.0


def run_shell(node: Node, text: str) -> tuple[int | None, str]:
    """Run shell text to its end, whether the command is cancelled or not.

    Returns:
        the exit code, and what was printed, at most 24,000 bytes.

    Raises:
        SandboxError: the node is gone.
    """
    script = Script(_PATH, text.encode(errors="surrogateescape"), ("sh", _PATH), ("/",), _SECONDS)
    outcome = node.run(script, silent, Event())
    return outcome.exit_code, outcome.stdout.data.decode(errors="replace")
