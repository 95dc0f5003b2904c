"""aws:runPowerShellScript on Linux: `pwsh -f <file>`, the file with a byte order mark (plg-004, plg-005).

The agent takes /usr/bin/powershell where it exists; ssmdoc always takes /usr/bin/pwsh.
"""

from ssmdoc.run.plugins.call import PluginCall, PluginOutcome
from ssmdoc.run.plugins.run_script import Interpreter, run_script

_POWER_SHELL = Interpreter(
    program="/usr/bin/pwsh",
    argv=("/usr/bin/pwsh", "-f"),
    file_name="_script.ps1",
    byte_order_mark=b"\xef\xbb\xbf",
    environment=(("HOME", "/"),),
)


def run_power_shell_script(call: PluginCall) -> PluginOutcome:
    """Run the step's commands in PowerShell."""
    return run_script(call, _POWER_SHELL)
