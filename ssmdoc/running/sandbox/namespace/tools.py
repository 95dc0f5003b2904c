"""The programs that can make the namespaces of a node."""

import shutil
from collections.abc import Callable
from typing import NamedTuple

from ssmdoc.running.sandbox.namespace import bubblewrap, unshare
from ssmdoc.running.sandbox.namespace.launch import Launch, Plan


class Tool(NamedTuple):
    """A program and how to use it."""

    name: str
    program: str
    launch: Callable[[Plan], Launch]


TOOLS = (Tool("bubblewrap", "bwrap", bubblewrap.launch), Tool("unshare", "unshare", unshare.launch))
"""The best first: bubblewrap is made for this; unshare is part of every Linux, and needs a script of ours."""


def installed(name: str | None) -> list[Tool]:
    """The tools that are on PATH, only the one of that name if one is given."""
    return [tool for tool in TOOLS if name in {None, tool.name} and shutil.which(tool.program)]
