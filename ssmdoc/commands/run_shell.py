"""What becomes of a node after its run: a shell in it (`--shell`), or the node itself left up (`--keep`)."""

import argparse
import os
import sys
from threading import Event

from ssmdoc.commands.notices import notice
from ssmdoc.commands.run_inputs import InputError
from ssmdoc.running.sandbox.protocol import OpenNode, SandboxError
from ssmdoc.running.sandbox.starting import StartingNode


def check_options(options: argparse.Namespace, sandbox: str) -> None:
    """Refuse what cannot be done, before anything runs.

    Raises:
        InputError: there is no terminal, or no sandbox that can do it.
    """
    if options.shell and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError("--shell needs a terminal: standard input and output must be one")
    if options.keep and sandbox == "namespace":
        raise InputError(
            "--keep needs Docker: a node of the namespace sandbox ends with ssmdoc; --shell opens it before"
        )


def leave_node(options: argparse.Namespace, starting: StartingNode, cancel: Event, *, failed: bool) -> None:
    """Open a shell in the node if that is wanted, and leave the node up if it is to be kept.

    A node that is not there yet, because `cancel` was set before, is not waited for.
    """
    if not (options.shell or (options.keep and failed)):
        return
    try:
        node = starting.wait(cancel)
        if not isinstance(node, OpenNode):
            raise SandboxError("this sandbox has no way into its nodes")
        if options.shell:
            notice("a shell in the node; it is removed when the shell ends")
            open_shell(node.shell_argv())
        if options.keep and failed:
            kept = node.keep()
            notice(f"the node is kept; enter it with: {kept.enter}\nremove it with: {kept.remove}")
    except SandboxError as error:
        notice(f"the node cannot be kept or entered: {error}")


def open_shell(argv: list[str]) -> None:
    """Run a program on a terminal of its own, which is shown on ours: what is left in the node cannot reach ours."""
    import fcntl
    import pty
    import struct
    import termios

    shown = None

    def read(terminal: int) -> bytes:
        nonlocal shown
        size = os.get_terminal_size()
        if size != shown:
            fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", size.lines, size.columns, 0, 0))
            shown = size
        return os.read(terminal, 64 * 1024)

    pty.spawn(argv, read)
