"""Where the Docker engine is, found as the docker command finds it, without importing anything large."""

import json
import os
from pathlib import Path
from typing import Any

from ssmdoc.running.sandbox.protocol import EngineMissingError

DEFAULT_SOCKET = "unix:///var/run/docker.sock"


def engine_address() -> str:
    """The address that DOCKER_HOST or the current Docker context names, else the default socket.

    Raises:
        EngineMissingError: there is no such context.
    """
    if host := os.environ.get("DOCKER_HOST"):
        return host
    return context_address() or DEFAULT_SOCKET


def context_address() -> str | None:
    """The address of the current context (`docker context use`); None for the default one."""
    folder = Path(os.environ.get("DOCKER_CONFIG") or Path.home() / ".docker")
    name = os.environ.get("DOCKER_CONTEXT") or read(folder / "config.json").get("currentContext")
    if not name or name == "default":
        return None
    # The folder of a context is named by the hash of its name (source: docker/cli, cli/context/store).
    from hashlib import sha256

    meta = read(folder / "contexts" / "meta" / sha256(str(name).encode()).hexdigest() / "meta.json")
    match meta:
        case {"Endpoints": {"docker": {"Host": str(host)}}}:
            return host
    raise EngineMissingError(f'there is no Docker context "{name}"', "see `docker context ls`, or set DOCKER_HOST")


def read(path: Path) -> dict[str, Any]:
    """A JSON object of a file; empty when there is none."""
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
