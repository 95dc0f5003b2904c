"""What a container of ours is made of, as the engine's API takes it."""

from ssmdoc.running.sandbox.owner import KEEP_LABEL, NODE_LABEL, OWNER_LABEL, this_process
from ssmdoc.running.sandbox.protocol import Limits, NodeIdentity
from ssmdoc.running.sandbox.shell_text import WORK, supervisor_argv
from ssmdoc.source.values import JsonValue

CAPABILITIES = (
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "NET_BIND_SERVICE",
    "SETFCAP",
    "SETGID",
    "SETUID",
    "SYS_CHROOT",
)
"""What installing packages and switching users needs; all others are dropped."""


def container_settings(
    image: str, network: str, identity: NodeIdentity, limits: Limits, *, keep: bool = False
) -> dict[str, JsonValue]:
    """The body of ContainerCreate (source: Docker Engine API v1.41)."""
    labels: dict[str, JsonValue] = {NODE_LABEL: identity.instance_id, OWNER_LABEL: this_process()}
    return {
        "Image": image,
        "Entrypoint": [*supervisor_argv(identity)],
        "Cmd": [],
        "User": "0:0",
        "WorkingDir": "/",
        "OpenStdin": True,
        # The end of the connection is the end of the supervisor's input, and so of the container.
        "StdinOnce": True,
        "AttachStdin": True,
        "AttachStdout": True,
        "AttachStderr": True,
        "Healthcheck": {"Test": ["NONE"]},
        "Labels": {**labels, KEEP_LABEL: "true"} if keep else labels,
        "HostConfig": {
            "AutoRemove": True,
            "NetworkMode": network,
            "LogConfig": {"Type": "none"},
            "CapDrop": ["ALL"],
            "CapAdd": [*CAPABILITIES],
            "SecurityOpt": ["no-new-privileges"],
            "Memory": limits.memory_bytes,
            "MemorySwap": limits.memory_bytes,
            "PidsLimit": limits.processes,
            "Ulimits": [
                {"Name": "core", "Soft": 0, "Hard": 0},
                {"Name": "fsize", "Soft": limits.disk_bytes, "Hard": limits.disk_bytes},
            ],
            "Tmpfs": {WORK: "rw,noexec,nosuid,nodev,mode=0700,size=16m"},
        },
    }
