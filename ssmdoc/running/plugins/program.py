"""Runs a program of the node that the agent finds by its PATH.

Source: amazon-ssm-agent executers.go ExecuteCommand, updateutil.go ExeCommandOutput; Go os/exec LookPath.
"""

from collections.abc import Sequence

from ssmdoc.running.plugins.call import PluginCall
from ssmdoc.running.plugins.node_shell import run_shell
from ssmdoc.running.sandbox.protocol import Node, OnOutput, Outcome, Script
from ssmdoc.running.sandbox.shell_text import WORK

_START = f"{WORK}/program.sh"


def look_path(node: Node, program: str) -> str | None:
    """Where the node has a program; None if it has none of that name."""
    code, path = run_shell(node, f'path=$(command -v {program}) && [ -x "$path" ] && printf %s "$path"\n')
    return path if code == 0 else None


def not_found(program: str) -> str:
    """Go's words for a program that is not there."""
    return f'exec: "{program}": executable file not found in $PATH'


def run_program(call: PluginCall, argv: Sequence[str], directory: str, timeout: float, on_output: OnOutput) -> Outcome:
    """Run a program to its end; its path must be absolute, as `look_path` gives it."""
    return call.node.run(Script(_START, b"", tuple(argv), (directory,), timeout), on_output, call.cancel)
