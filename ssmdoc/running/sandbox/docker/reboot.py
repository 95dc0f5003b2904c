"""Restarting a node inside its container.

Not by the engine: a container that removes itself at its end is sometimes removed in the middle of the engine's own
restart, when the engine looks too late at whether it was to be removed (seen with 20.10, under load).
"""

from ssmdoc.running.sandbox.channel import Channel
from ssmdoc.running.sandbox.protocol import SandboxError
from ssmdoc.running.sandbox.restarted import BECOME_NEW_SHELL, wait_for_new_shell
from ssmdoc.running.sandbox.shell_text import WORK

END_SECONDS = 10.0
"""How long the processes of a node may take to end."""

REBOOT = f"""
while :; do
  kill -s KILL -- -1
  jobs >/dev/null
  set -- /proc/[0-9]*
  [ $# -gt 1 ] || break
done
cd /
rm -rf {WORK}/* /dev/shm/* /dev/shm/.[!.]*
{BECOME_NEW_SHELL}""".encode()
"""Every process but the first ends, and what is in memory goes; then the first becomes a new shell."""


def reboot(channel: Channel) -> None:
    """End all processes of the node; a new shell then waits for commands on the channel.

    Raises:
        SandboxError: the node is gone, or does not get so far.
    """
    try:
        channel.send(REBOOT)
    except OSError as error:
        raise SandboxError(f"the node is gone: {error}") from error
    wait_for_new_shell(channel, END_SECONDS)
