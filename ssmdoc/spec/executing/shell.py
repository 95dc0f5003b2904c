"""A few lines of shell on the node of a case, to look at it."""

from threading import Event
from typing import NamedTuple

from ssmdoc.running.sandbox.protocol import Node, Script, Stream
from ssmdoc.running.sandbox.shell_text import WORK

LOOK = f"{WORK}/look.sh"
SECONDS = 600.0
_MOST_BYTES = 4 * 1024**2


class Said(NamedTuple):
    """What came of it."""

    code: int | None
    """None when it was ended."""
    stdout: str
    stderr: str


def look(node: Node, text: str, cancel: Event) -> Said:
    """Run lines of shell on a node.

    Raises:
        SandboxError: the node is gone.
    """
    kept: dict[Stream, bytearray] = {"stdout": bytearray(), "stderr": bytearray()}

    def keep(stream: Stream, data: bytes) -> None:
        if len(kept[stream]) < _MOST_BYTES:
            kept[stream].extend(data)

    outcome = node.run(Script(LOOK, text.encode(errors="replace"), ("sh", LOOK), ("/",), SECONDS), keep, cancel)
    said = (bytes(kept[stream]).decode(errors="replace") for stream in ("stdout", "stderr"))
    return Said(None if outcome.timed_out or outcome.cancelled else outcome.exit_code, *said)
