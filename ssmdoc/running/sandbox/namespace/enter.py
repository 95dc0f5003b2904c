"""Getting into the namespaces of a node from outside, for a person who wants to look around."""

import shutil

from ssmdoc.running.sandbox.namespace.spawn import becomes_nobody
from ssmdoc.running.sandbox.protocol import SandboxError
from ssmdoc.running.sandbox.shell_text import PATH

_NAMESPACES = ("--user", "--mount", "--pid", "--net", "--ipc", "--uts")
_WITHOUT_RIGHTS = ("--no-new-privs", "--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all")


def enter_argv(process: int) -> list[str]:
    """A shell in the namespaces of a process, with no more rights than the node's own scripts have.

    Raises:
        SandboxError: a program for it is missing.
    """
    missing = [program for program in ("nsenter", "setpriv") if shutil.which(program) is None]
    if missing:
        raise SandboxError(f"a shell in namespaces needs {' and '.join(missing)} of util-linux on PATH")
    # a user who is not root already has the node's own user and group, and may not set any
    keep_user = () if becomes_nobody() else ("--preserve-credentials",)
    variables = (f"PATH={PATH}", "HOME=/root", "LANG=C.UTF-8", "TERM=xterm")
    return [
        *("nsenter", "--target", str(process), *_NAMESPACES, *keep_user),
        *("setpriv", *_WITHOUT_RIGHTS, "env", "-i", *variables, "sh"),
    ]
