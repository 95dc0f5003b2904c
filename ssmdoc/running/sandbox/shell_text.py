"""The shell text that a supervisor is sent, with everything of a document safely quoted."""

import shlex
from collections.abc import Mapping

from ssmdoc.running.sandbox.protocol import NodeIdentity, Script

WORK = "/run/.ssmdoc"
"""Folder of the supervisor on the node, in memory: its pipes work when the disk is full."""

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def agent_environment(identity: NodeIdentity) -> dict[str, str]:
    """The environment the agent gives every script, but for the platform's name and version.

    Source: agent-observed, "Environment of a step" (agent/executers/executers.go).
    """
    return {
        "PATH": PATH,
        "LANG": "C.UTF-8",
        "AWS_SSM_INSTANCE_ID": identity.instance_id,
        "AWS_SSM_REGION_NAME": identity.region,
        "SSM_COMMAND_ID": identity.command_id,
    }


RESERVED_VARIABLES = frozenset(
    {
        "AWS_SSM_INSTANCE_ID",
        "AWS_SSM_REGION_NAME",
        "AWS_SSM_PLATFORM_NAME",
        "AWS_SSM_PLATFORM_VERSION",
        "SSM_COMMAND_ID",
    }
)
"""What a step's own environment cannot override. Source: agent-observed, sh-001."""


def supervisor_argv(identity: NodeIdentity) -> list[str]:
    """The program of a node: a shell with the agent's environment and nothing of the image's."""
    variables = [f"{name}={value}" for name, value in agent_environment(identity).items()]
    return ["env", "-i", *variables, "sh"]


def start_command(script: Script) -> str:
    """The shell text that makes the supervisor run a script."""
    quoted = {
        "path": shlex.quote(script.path),
        "content": printf_format(script.content),
        "environment": shlex.quote(environment_commands(script.environment)),
        "program": shlex.quote(program_words(script)),
    }
    assignments = " ".join(f"{name}={value}" for name, value in quoted.items())
    return f"{assignments}\nrun_script {shlex.join(script.directories)}\n"


def printf_format(content: bytes) -> str:
    """`content` as a single-quoted format for printf, which unlike a shell word can say NUL."""
    text = content.decode(errors="surrogateescape")
    text = text.replace("\\", "\\\\").replace("%", "%%").replace("\0", "\\000")
    return shlex.quote(text)


def environment_commands(environment: Mapping[str, str]) -> str:
    """Shell commands that export what can be exported by name."""
    return "; ".join(
        f"export {name}={shlex.quote(value)}"
        for name, value in own_variables(environment).items()
        if is_shell_name(name)
    )


def program_words(script: Script) -> str:
    """The program as shell words; variables whose names a shell cannot say are set by env."""
    odd = [f"{name}={value}" for name, value in own_variables(script.environment).items() if not is_shell_name(name)]
    return shlex.join(["env", *odd, *script.argv] if odd else script.argv)


def own_variables(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables of a step that the agent lets through."""
    return {
        name: value.replace("\0", "")
        for name, value in environment.items()
        if name not in RESERVED_VARIABLES and name and "=" not in name and "\0" not in name
    }


def is_shell_name(name: str) -> bool:
    """Whether a shell can export a variable of this name."""
    return name.isascii() and name.isidentifier()
