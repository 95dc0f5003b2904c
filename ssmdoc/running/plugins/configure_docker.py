"""aws:configureDocker: installs or removes docker with yum where the agent takes the node for Amazon Linux or Red Hat.

Source: amazon-ssm-agent linuxcontainerutil.go, updateutil.go ExeCommandOutput; plg-010.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ssmdoc.catalogue.limits import MAX_TIMEOUT_SECONDS
from ssmdoc.plan.go_json import Struct, Text
from ssmdoc.running.node_files import silent
from ssmdoc.running.output import Streams
from ssmdoc.running.plugins.agent_platform import AMAZON_LINUX, RED_HAT, UBUNTU, agent_platform
from ssmdoc.running.plugins.call import PluginCall, PluginOutcome, failed
from ssmdoc.running.plugins.inputs import read_fields, text
from ssmdoc.running.plugins.program import look_path, not_found, run_program
from ssmdoc.running.plugins.run_script import AGENT_DIRECTORY, exit_of
from ssmdoc.running.plugins.script_inputs import InvalidInputsError
from ssmdoc.running.result import Status

_INPUTS = Struct("configurecontainers.ConfigureContainerPluginInput", dict.fromkeys(("Action", "ID"), Text()))
_REPOSITORY = "https://download.docker.com/linux/centos/docker-ce.repo"


class _Command(NamedTuple):
    """A command, what the agent says before it, and what about it when it fails."""

    said: str
    argv: tuple[str, ...]
    problem: str


_REMOVING = "Removing docker through yum"
_INSTALL: Mapping[str, Sequence[_Command]] = {
    AMAZON_LINUX: (
        _Command("Installing docker through yum", ("yum", "install", "-y", "docker"), "yum install"),
        _Command("Updating docker through yum", ("yum", "update", "-y", "docker"), "yum update"),
        # the agent's own spelling
        _Command("Starting docker service", ("service", "docker", "start"), "ervice docker start"),
    ),
    RED_HAT: (
        _Command("Installing yum-utils", ("yum", "install", "-y", "yum-utils"), "yum install"),
        _Command("Add docker repo", ("yum-config-manager", "--add-repo", _REPOSITORY), "yum-config-manager"),
        _Command("Installation docker through yum", ("yum", "install", "-y", "docker-ce"), "yum install"),
        _Command("Starting docker service", ("systemctl", "start", "docker"), "systemctl docker start"),
    ),
}
_UNINSTALL: Mapping[str, Sequence[_Command]] = {
    AMAZON_LINUX: (_Command(_REMOVING, ("yum", "remove", "-y", "docker"), "yum remove"),),
    RED_HAT: (_Command(_REMOVING, ("yum", "remove", "-y", "docker-engine"), "yum remove"),),
}


def configure_docker(call: PluginCall) -> PluginOutcome:
    """Run the commands of the agent for the node's platform, to the first that fails."""
    try:
        action = text(read_fields(call.inputs, _INPUTS), "Action")
    except InvalidInputsError as error:
        return failed(str(error))
    if action not in ("Install", "Uninstall"):
        return failed(f"configure Action is set to unsupported value: {action}")
    platform = agent_platform(call.node.platform_name)
    if platform is None:
        return failed(f"Error determining Linux variant: {not_found('lsb_release')}")
    installs = action == "Install"
    commands = (_INSTALL if installs else _UNINSTALL).get(platform)
    if commands is None:
        return failed(_refusal(platform, installs=installs))
    return _run(call, commands, "Installation complete" if installs else "Uninstall complete")


def _refusal(platform: str, *, installs: bool) -> str:
    # when it uninstalls, the agent prints an error that is not there in the place of the platform
    if platform == UBUNTU:
        return "Ubuntu platform is not currently supported" + ("" if installs else ": <nil>")
    return f"Unsupported Linux variant: {platform if installs else '<nil>'}"


def _run(call: PluginCall, commands: Sequence[_Command], done: str) -> PluginOutcome:
    said: list[str] = []
    for command in commands:
        said.append(command.said)
        call.on_output("stdout", f"{command.said}\n".encode())
        problem = _problem(call, command)
        if call.cancel.is_set():
            return PluginOutcome(Status.CANCELLED, 1, _stdout(said))
        if problem:
            error = f"Error running {command.problem}: {problem}".encode()
            return PluginOutcome(Status.FAILED, 1, Streams(_stdout(said).stdout, error))
    return PluginOutcome(Status.SUCCESS, 0, _stdout([*said, done]))


def _problem(call: PluginCall, command: _Command) -> str:
    """Why a command failed, in the agent's words; its output is not reported."""
    program, *arguments = command.argv
    path = look_path(call.node, program)
    if path is None:
        return not_found(program)
    outcome = run_program(call, [path, *arguments], AGENT_DIRECTORY, MAX_TIMEOUT_SECONDS, silent)
    code, reason = exit_of(outcome, path, cancelled=False)
    return (outcome.exceeded or reason) if code or outcome.exceeded else ""


def _stdout(lines: Sequence[str]) -> Streams:
    return Streams("".join(lines).encode())
