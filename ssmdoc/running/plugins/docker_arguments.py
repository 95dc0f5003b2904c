"""The checks of aws:runDockerAction and the command line it makes (plg-008).

Source: amazon-ssm-agent agent/plugins/dockercontainer/dockercontainer.go validateInputs, runCommands.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ssmdoc.running.plugins.script_inputs import InvalidInputsError


@dataclass(frozen=True, slots=True)
class DockerInputs:
    """The inputs that end up on the command line; what is not given is empty."""

    action: str
    container: str = ""
    cmd: str = ""
    image: str = ""
    memory: str = ""
    cpu_shares: str = ""
    volume: tuple[str, ...] = ()
    env: str = ""
    user: str = ""
    publish: str = ""

    @property
    def mounts(self) -> tuple[str, ...]:
        """The volumes; none count if the first is empty."""
        return self.volume if self.volume and self.volume[0] else ()


_CONTAINER = r"[a-zA-Z0-9_\-\\/]*"
_IMAGE = r"[a-zA-Z0-9.:_\-\\/]*"
_USER = r"[a-zA-Z0-9_-]*"
_VOLUME = r'[a-zA-Z0-9\\/_:\-."()^ ]*'
_CPU_SHARES = r"/?[a-zA-Z0-9_-]*"
_MEMORY = r"[0-9]*[bkmg]?"
_PUBLISH = r"[0-9a-zA-Z:\-/.]*"
_SHELL_SYNTAX = "[;,&|]"


def check_characters(inputs: DockerInputs) -> None:
    """Refuse values with characters that the agent does not let through.

    Raises:
        InvalidInputsError: with the agent's message for the first of them.
    """
    for pattern, value, message in (
        (_CONTAINER, inputs.container, r"Invalid container name, only [a-zA-Z0-9_-\/] are allowed"),
        (_IMAGE, inputs.image, r"Invalid image value, only [a-zA-Z0-9.:_-\/] are allowed"),
        (_USER, inputs.user, "Invalid user value"),
        *((_VOLUME, volume, "Invalid volume") for volume in inputs.volume),
        (_CPU_SHARES, inputs.cpu_shares, "Invalid CpuShares value, only integars are allowed"),
        (_MEMORY, inputs.memory, "Invalid Memory value"),
        (_PUBLISH, inputs.publish, "Invalid Publish value"),
    ):
        if not re.fullmatch(pattern, value):
            raise InvalidInputsError(f"Validation error, {message}")
    if re.search(_SHELL_SYNTAX, inputs.env):
        raise InvalidInputsError("Validation error, Invalid environment variable value")
    if re.search(_SHELL_SYNTAX, inputs.cmd):
        raise InvalidInputsError("Validation error, Invalid command value")


def command_line(inputs: DockerInputs) -> list[str]:
    """The arguments that docker gets.

    As the agent makes them: one --volume before all volumes, an empty command as an empty argument, a command with
    arguments as one argument, both the container and the image of Inspect even when one is empty.

    Raises:
        InvalidInputsError: a parameter that the action needs is missing, or there is no such action.
    """
    build = _ACTIONS.get(inputs.action)
    if build is None:
        raise InvalidInputsError(f"Docker Action is set to unsupported value: {inputs.action}")
    return build(inputs)


def _created(*first: str) -> Callable[[DockerInputs], list[str]]:
    def build(inputs: DockerInputs) -> list[str]:
        _need(inputs, "image", inputs.image)
        volumes = ("--volume", *inputs.mounts) if inputs.mounts else ()
        options = (
            ("--name", inputs.container),
            ("--memory", inputs.memory),
            ("--cpu-shares", inputs.cpu_shares),
            ("--publish", inputs.publish),
            ("--env", inputs.env),
            ("--user", inputs.user),
        )
        given = [word for option in options if option[1] for word in option]
        return [*first, *volumes, *given, inputs.image, inputs.cmd]

    return build


def _of_container(verb: str) -> Callable[[DockerInputs], list[str]]:
    def build(inputs: DockerInputs) -> list[str]:
        _need(inputs, "container", inputs.container)
        return [verb, inputs.container]

    return build


def _of_image(verb: str) -> Callable[[DockerInputs], list[str]]:
    def build(inputs: DockerInputs) -> list[str]:
        _need(inputs, "image", inputs.image)
        return [verb, inputs.image]

    return build


def _exec(inputs: DockerInputs) -> list[str]:
    _need(inputs, "container", inputs.container)
    _need(inputs, "cmd", inputs.cmd)
    user = ["--user", inputs.user] if inputs.user else []
    return ["exec", *user, inputs.container, inputs.cmd]


def _inspect(inputs: DockerInputs) -> list[str]:
    _need(inputs, "container or image", inputs.container or inputs.image)
    return ["inspect", inputs.container, inputs.image]


def _stats(inputs: DockerInputs) -> list[str]:
    return ["stats", "--no-stream", *([inputs.container] if inputs.container else [])]


def _need(inputs: DockerInputs, parameter: str, value: str) -> None:
    if not value:
        raise InvalidInputsError(f"Action {inputs.action} requires parameter {parameter}")


_ACTIONS: Mapping[str, Callable[[DockerInputs], list[str]]] = {
    "Create": _created("create"),
    "Run": _created("run", "-d"),
    "Start": _of_container("start"),
    "Rm": _of_container("rm"),
    "Stop": _of_container("stop"),
    "Exec": _exec,
    "Inspect": _inspect,
    "Stats": _stats,
    "Logs": _of_container("logs"),
    "Pull": _of_image("pull"),
    "Images": lambda _inputs: ["images"],
    "Rmi": _of_image("rmi"),
    "Ps": lambda _inputs: ["ps", "--all"],
}
