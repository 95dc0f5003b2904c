"""Runs a program of the node that the agent finds by its PATH.

Source: amazon-ssm-agent executers.go ExecuteCommand, updateutil.go ExeCommandOutput; Go os/exec LookPath.
"""

from collections.abc import Sequence

from ssmdoc.running.plugins.call import PluginCall
from ssmdoc.running.sandbox.protocol import OnOutput, Outcome, Script
from ssmdoc.running.sandbox.shell_text import WORK

_LOOK = f"{WORK}/look.sh"
_START = f"{WORK}/program.sh"
_LOOK_SECONDS = 60


def look_path(call: PluginCall, program: str) -> str | None:
    """Where the node has a program; None if it has none of that name."""
    content = f'path=$(command -v {program}) && [ -x "$path" ] && printf %s "$path"\n'
    look = Script(_LOOK, content.encode(), ("sh", _LOOK), ("/",), _LOOK_SECONDS)
    outcome = call.node.run(look, silent, call.cancel)
    return outcome.stdout.data.decode(errors="replace") if outcome.exit_code == 0 else None


def not_found(program: str) -> str:
    """Go's words for a program that is not there."""
    return f'exec: "{program}": executable file not found in $PATH'


def run_program(call: PluginCall, argv: Sequence[str], directory: str, timeout: float, on_output: OnOutput) -> Outcome:
    """Run a program to its end; its path must be absolute, as `look_path` gives it."""
    return call.node.run(Script(_START, b"", tuple(argv), (directory,), timeout), on_output, call.cancel)


def silent(_stream: str, _data: bytes) -> None:
    """Output that nobody is to see."""
