"""Removing what killed runs left on an engine."""

import time

import docker
from docker.errors import APIError

from ssmdoc.run.sandbox.owner import NODE_LABEL, OWNER_LABEL, is_alive

FOREIGN_SECONDS = 3600
"""A container of another machine's run is removed only when it has not been running for this long."""


def sweep(client: docker.APIClient) -> list[str]:
    """Remove the containers of runs that are gone; gives their ids."""
    removed = []
    for container in client.containers(all=True, filters={"label": NODE_LABEL}):
        if is_left(container["Labels"].get(OWNER_LABEL, ""), container["State"], container["Created"]):
            try:
                client.remove_container(container["Id"], force=True, v=True)
            except APIError:
                continue  # its own end, or another sweep, was faster
            removed.append(container["Id"])
    return removed


def is_left(owner: str, state: str, created: float) -> bool:
    """Whether nobody will remove a container any more."""
    alive = is_alive(owner)
    if alive is None:
        return state in {"created", "exited", "dead"} and time.time() - created > FOREIGN_SECONDS
    return not alive
