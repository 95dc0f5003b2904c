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
        "program": shlex.quote(program_words(script)),
        "directories": shlex.quote(shlex.join(script.directories)),
    }
    assignments = " ".join(f"{name}={value}" for name, value in quoted.items())
    return f"{assignments}\nrun_script\n"


def hand_over_command(pipe: str, data: bytes) -> str:
    """The shell text that makes the supervisor write to a pipe of the running script."""
    return f"content={printf_format(data)}\nhand_over {shlex.quote(pipe)}\ncontent=\n"


def printf_format(content: bytes) -> str:
    """`content` as a single-quoted format for printf, which unlike a shell word can say NUL."""
    text = content.decode(errors="surrogateescape")
    text = text.replace("\\", "\\\\").replace("%", "%%").replace("\0", "\\000")
    return shlex.quote(text)


def program_words(script: Script) -> str:
    """The program as shell words; its own variables are set by env, so that none of them changes the supervisor."""
    variables = [f"{name}={value}" for name, value in own_variables(script.environment).items()]
    if script.command_id:
        variables.append(f"SSM_COMMAND_ID={script.command_id}")
    if not variables:
        return shlex.join(script.argv)
    program, *arguments = script.argv
    # The agent finds the shell by its own PATH, whatever the step's environment makes of it.
    found = '"$shell"' if program == "sh" and "PATH" in script.environment else shlex.quote(program)
    return f"env {shlex.join(variables)} {found} {shlex.join(arguments)}"


def own_variables(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables of a step that the agent lets through."""
    return {
        name: value.replace("\0", "")
        for name, value in environment.items()
        if name not in RESERVED_VARIABLES and name and "=" not in name and "\0" not in name
    }
