"""The last words of a node's old shell, after which a new one waits for commands on the same channel."""

import time

from ssmdoc.running.sandbox.channel import Channel
from ssmdoc.running.sandbox.protocol import SandboxError

RESTARTED = b"\x1erestarted"

BECOME_NEW_SHELL = f"printf '{RESTARTED.decode()}'; exec sh 2>&4 3>&- 4>&-\n"
"""The end of what the old shell is told. It is one line, because the shell reads ahead: what comes after it must be
for the new shell."""


def wait_for_new_shell(channel: Channel, seconds: float) -> None:
    """Come back when the old shell has said that it ends.

    Raises:
        SandboxError: the node is gone, or takes longer.
    """
    deadline = time.monotonic() + seconds
    said = b""
    while RESTARTED not in said:
        if time.monotonic() > deadline:
            raise SandboxError(f"the node did not restart within {seconds:.0f} seconds")
        try:
            chunk = channel.receive(0.1)
        except EOFError:
            raise SandboxError("the node ended while it restarted") from None
        if chunk is not None and chunk[0] == "stdout":
            said = said[-len(RESTARTED) :] + chunk[1]
