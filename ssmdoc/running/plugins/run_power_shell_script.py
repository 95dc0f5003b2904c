"""aws:runPowerShellScript on Linux: `pwsh -f <file>`, the file with a byte order mark (plg-004, plg-005).

Source: amazon-ssm-agent agent/appconfig/constants_unix.go: /usr/bin/powershell if there is one, else /usr/bin/pwsh.
"""

from dataclasses import dataclass

from ssmdoc.running.plugins.call import PluginCall, PluginOutcome, failed
from ssmdoc.running.plugins.node_shell import run_shell
from ssmdoc.running.plugins.run_script import Interpreter, run_script
from ssmdoc.running.plugins.script_inputs import InvalidInputsError, read_inputs

_OLD, _NEW = "/usr/bin/powershell", "/usr/bin/pwsh"
_PROBE = f"[ -e {_OLD} ] && exit 10; [ -e {_NEW} ] && exit 11; exit 12\n"


@dataclass(frozen=True, slots=True)
class _Found:
    """What the node has: the path that the agent takes, and whether there is anything at that path."""

    path: str
    exists: bool


def run_power_shell_script(call: PluginCall) -> PluginOutcome:
    """Run the step's commands in PowerShell."""
    try:
        read_inputs(call.inputs)
    except InvalidInputsError as error:
        return failed(str(error))
    found = _find(call)
    if not found.exists:
        return failed(f"failed to run commands: fork/exec {found.path}: no such file or directory")
    return run_script(
        call,
        Interpreter(
            program=found.path,
            argv=(found.path, "-f"),
            file_name="_script.ps1",
            byte_order_mark=b"\xef\xbb\xbf",
            environment={"HOME": "/"},
        ),
    )


def _find(call: PluginCall) -> _Found:
    code, _printed = run_shell(call.node, _PROBE)
    return _Found(_OLD if code == 10 else _NEW, exists=code != 12)
