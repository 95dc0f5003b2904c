"""What an automation finds outside of itself, put together in one way for whoever runs one."""

from collections.abc import Callable, Mapping
from pathlib import Path

from ssmdoc.automation.clock import Clock
from ssmdoc.automation.decisions import Decisions
from ssmdoc.automation.scope import Identity
from ssmdoc.automation.world import Disturb, Nodes, World, new_id, undisturbed
from ssmdoc.aws.chain import DoorChain
from ssmdoc.invoke.library import first_error
from ssmdoc.running.surroundings import Surroundings


def make_world(
    identity: Identity,
    clock: Clock,
    doors: DoorChain,
    nodes: Nodes,
    decisions: Decisions,
    around: Surroundings,
    attachments: Mapping[str, Path],
    *,
    deliver: Path | None = None,
    disturb: Disturb = undisturbed,
    make_id: Callable[[], str] = new_id,
) -> World:
    """The world of an automation, in which the documents of the library are checked before they run."""
    return World(
        identity,
        clock,
        doors,
        nodes,
        decisions,
        around.library,
        around.store,
        attachments,
        sources=around.sources,
        packages=around.packages,
        deliver=deliver,
        check=first_error,
        disturb=disturb,
        new_id=make_id,
        tracer=around.tracer,
    )
