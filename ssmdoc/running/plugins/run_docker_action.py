"""aws:runDockerAction: one call of the node's docker (plg-008).

Source: amazon-ssm-agent agent/plugins/dockercontainer/dockercontainer.go.
"""

import posixpath
from dataclasses import replace

from ssmdoc.plan.go_json import Anything, List, Struct, Text
from ssmdoc.running.output import Streams
from ssmdoc.running.plugins.call import PluginCall, PluginOutcome, failed
from ssmdoc.running.plugins.docker_arguments import DockerInputs, check_characters, command_line
from ssmdoc.running.plugins.inputs import read_fields, text, texts
from ssmdoc.running.plugins.program import look_path, not_found, run_program
from ssmdoc.running.plugins.run_script import AGENT_DIRECTORY, judge
from ssmdoc.running.plugins.script_inputs import InvalidInputsError, execution_timeout

_TEXTS = {
    "Action": "action",
    "Container": "container",
    "Cmd": "cmd",
    "Image": "image",
    "Memory": "memory",
    "CpuShares": "cpu_shares",
    "Env": "env",
    "User": "user",
    "Publish": "publish",
}
_INPUTS = Struct(
    "dockercontainer.DockerContainerPluginInput",
    {
        **dict.fromkeys((*_TEXTS, "ID", "WorkingDirectory"), Text()),
        "Volume": List(Text()),
        "TimeoutSeconds": Anything(),
    },
)


def run_docker_action(call: PluginCall) -> PluginOutcome:
    """Check the inputs, run docker and judge its end as that of a script."""
    try:
        fields = read_fields(call.inputs, _INPUTS)
        inputs = DockerInputs(
            **{name: text(fields, key) for key, name in _TEXTS.items()}, volume=texts(fields, "Volume")
        )
        check_characters(inputs)
        arguments = command_line(inputs)
    except InvalidInputsError as error:
        return failed(str(error))
    # the agent says how many volumes there are, and docker's own output follows without a line break
    said = Streams(_volume_notice(inputs))
    docker = look_path(call.node, "docker")
    if docker is None:
        refused = failed(f"failed to run commands: {not_found('docker')}")
        return replace(refused, output=said.followed_by(refused.output))
    # unlike a script's, a relative directory is one below the agent's own
    wanted = text(fields, "WorkingDirectory")
    directory = posixpath.join(AGENT_DIRECTORY, wanted) if wanted else AGENT_DIRECTORY
    timeout = execution_timeout(fields["TimeoutSeconds"])
    ended = run_program(call, [docker, *arguments], directory, timeout, call.on_output)
    outcome = judge(ended, docker, cancelled=call.cancel.is_set())
    return replace(outcome, output=said.followed_by(outcome.output))


def _volume_notice(inputs: DockerInputs) -> bytes:
    if inputs.action not in ("Create", "Run") or not inputs.mounts:
        return b""
    return f"pluginInput.Volume:{len(inputs.volume)}".encode()
