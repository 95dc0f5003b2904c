"""Removing what killed runs left on an engine."""

import time

from ssmdoc.running.sandbox.docker.engine import Container, Engine, EngineError
from ssmdoc.running.sandbox.owner import KEEP_LABEL, NODE_LABEL, OWNER_LABEL, is_alive

FOREIGN_SECONDS = 3600
"""A container of another machine's run is removed only when it has not been running for this long."""


def sweep(engine: Engine) -> list[str]:
    """Remove the containers of runs that are gone; gives their ids."""
    removed = []
    for container in engine.labelled(NODE_LABEL):
        if is_left(container):
            try:
                engine.remove(container.identifier)
            except EngineError:
                continue  # another sweep was faster
            removed.append(container.identifier)
    return removed


def is_left(container: Container) -> bool:
    """Whether nobody will remove a container any more."""
    if KEEP_LABEL in container.labels and container.state == "running":
        return False  # until somebody removes it: without its run only a kept node goes on
    alive = is_alive(container.labels.get(OWNER_LABEL, ""))
    if alive is None:
        return container.state in {"created", "exited", "dead"} and time.time() - container.created > FOREIGN_SECONDS
    return not alive
