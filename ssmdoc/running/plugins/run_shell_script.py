"""aws:runShellScript: the commands as one file, run by `sh -c <file>`, so that a first line `#!` counts (sh-004)."""

from ssmdoc.running.plugins.call import PluginCall, PluginOutcome
from ssmdoc.running.plugins.run_script import Interpreter, run_script

_SHELL = Interpreter(program="/usr/bin/sh", argv=("sh", "-c"), file_name="_script.sh", is_shell=True)


def run_shell_script(call: PluginCall) -> PluginOutcome:
    """Run the step's commands in the shell."""
    return run_script(call, _SHELL)
