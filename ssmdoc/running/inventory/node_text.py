"""All that a small script on the node prints."""

from threading import Event

from ssmdoc.running.sandbox.protocol import Node, Script, Stream
from ssmdoc.running.sandbox.shell_text import WORK

_PATH = f"{WORK}/inventory.sh"
_SECONDS = 300.0
_MOST_BYTES = 16 * 1024**2


def node_text(node: Node, script: str) -> str:
    """What a script prints, at most 16 MiB.

    Raises:
        SandboxError: the node is gone.
    """
    printed = bytearray()

    def keep(stream: Stream, data: bytes) -> None:
        if stream == "stdout" and len(printed) < _MOST_BYTES:
            printed.extend(data)

    node.run(Script(_PATH, script.encode(errors="surrogateescape"), ("sh", _PATH), ("/",), _SECONDS), keep, Event())
    return printed.decode(errors="replace")
