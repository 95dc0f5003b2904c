"""Runs a script on the node and judges it, for aws:runShellScript and aws:runPowerShellScript alike.

Source: amazon-ssm-agent runscript.go runCommands, executers.go ExecuteCommand, pluginutil_unix.go GetStatus.
"""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from ssmdoc.running.output import MAXIMUM_STREAM_BYTES, Streams
from ssmdoc.running.paths import build_path
from ssmdoc.running.plugins.call import PluginCall, PluginOutcome, failed
from ssmdoc.running.plugins.script_inputs import InvalidInputsError, ScriptInputs, read_inputs
from ssmdoc.running.result import Status
from ssmdoc.running.sandbox.protocol import Outcome, Script

AGENT_DIRECTORY = "/usr/bin"
"""Where scripts run by default: the agent's own working directory (source: its systemd unit; wd-001)."""
NOT_EXITED = -1
"""The code where there is no exit code: a signal ended the script, or it never ended."""
_REBOOT, _KILLED = 194, 137
_SIGNALS = {
    1: "hangup",
    2: "interrupt",
    3: "quit",
    4: "illegal instruction",
    5: "trace/breakpoint trap",
    6: "aborted",
    7: "bus error",
    8: "floating point exception",
    9: "killed",
    10: "user defined signal 1",
    11: "segmentation fault",
    12: "user defined signal 2",
    13: "broken pipe",
    14: "alarm clock",
    15: "terminated",
}
"""As Go names them (source: Go syscall, linux)."""


@dataclass(frozen=True, slots=True)
class Interpreter:
    """How a plugin runs its script file."""

    program: str
    """The path of the program, for the message when it cannot be started."""
    argv: tuple[str, ...]
    """Without the script's path, which comes last."""
    file_name: str
    byte_order_mark: bytes = b""
    environment: Mapping[str, str] = field(default_factory=dict)
    """Wins over the step's own; the variables of the agent are the node's."""
    is_shell: bool = False


def run_script(call: PluginCall, interpreter: Interpreter) -> PluginOutcome:
    """Write the commands into one file, run it and turn its end into a status."""
    try:
        inputs = read_inputs(call.inputs)
    except InvalidInputsError as error:
        return failed(str(error))
    script, tracer = _script(call, inputs, interpreter), call.surroundings.tracer
    if tracer is None or call.nesting.level or not interpreter.is_shell:
        outcome = call.node.run(script, call.on_output, call.cancel)
    else:
        outcome = tracer.run_shell(call.step, inputs.commands, script, call.node, call.on_output, call.cancel)
    return judge(outcome, interpreter.program, cancelled=call.cancel.is_set())


def _script(call: PluginCall, inputs: ScriptInputs, interpreter: Interpreter) -> Script:
    path = posixpath.join(build_path(call.directory, inputs.id), interpreter.file_name)
    content = "".join(f"{command}\n" for command in inputs.commands or ("",))
    return Script(
        path=path,
        content=interpreter.byte_order_mark + content.encode(),
        argv=(*interpreter.argv, path),
        directories=_working_directories(call, inputs.working_directory),
        timeout=inputs.timeout,
        environment={**(call.environment or {}), **inputs.environment, **interpreter.environment},
    )


def _working_directories(call: PluginCall, wanted: str) -> tuple[str, ...]:
    """An absolute directory as it is; else one under the command's downloads, or without it the agent's (wd-004)."""
    if wanted.startswith("/"):
        return (wanted,)
    return posixpath.normpath(posixpath.join(call.downloads, wanted)), AGENT_DIRECTORY


def judge(outcome: Outcome, program: str, *, cancelled: bool) -> PluginOutcome:
    """Status and code of a script's end, and the line the agent adds to stderr directly after the script's own."""
    output = Streams(outcome.stdout.data, outcome.stderr.data)
    if outcome.exceeded:
        return _stopped_by_sandbox(output, outcome.exceeded)
    code, reason = exit_of(outcome, program, cancelled=cancelled)
    status = _status(code, cancelled=cancelled or outcome.cancelled)
    if status is Status.FAILED and len(output.stderr) < MAXIMUM_STREAM_BYTES:
        output = output.followed_by(Streams(stderr=f"failed to run commands: {reason}".encode()))
    return PluginOutcome(status, code, output)


def exit_of(outcome: Outcome, program: str, *, cancelled: bool) -> tuple[int, str]:
    """The exit code as the agent sees it, and Go's words for it."""
    if outcome.start_error is not None:
        return 1, f"fork/exec {program}: {outcome.start_error}"
    if outcome.group_gone:
        return 1, "no such process"
    if outcome.timed_out or outcome.cancelled:
        return _KILLED, ""
    if outcome.exit_code is not None:
        return outcome.exit_code, f"exit status {outcome.exit_code}"
    number = outcome.signal or 0
    return (_KILLED if cancelled else NOT_EXITED), f"signal: {_SIGNALS.get(number, f'signal {number}')}"


def _status(code: int, *, cancelled: bool) -> Status:
    if code == 0:
        return Status.SUCCESS
    if code == _REBOOT:
        return Status.SUCCESS_AND_REBOOT
    if code == _KILLED:
        # also a script that says `exit 137` itself, or whose last command was killed (run-008)
        return Status.CANCELLED if cancelled else Status.TIMED_OUT
    return Status.FAILED


def _stopped_by_sandbox(output: Streams, limit: str) -> PluginOutcome:
    # before the script's own output, so that the cut at 24,000 bytes cannot take it away
    notice = f"ssmdoc killed the script: it exceeded the limit of {limit}\n".encode()
    return PluginOutcome(Status.FAILED, NOT_EXITED, Streams(output.stdout, notice + output.stderr))
