"""What an automation finds outside of itself, put together in one way for whoever runs one."""

from collections.abc import Callable, Mapping
from pathlib import Path

from ssmdoc.automation.clock import Clock
from ssmdoc.automation.decisions import Decisions
from ssmdoc.automation.scope import Identity
from ssmdoc.automation.world import Disturb, Nodes, World, new_id, undisturbed
from ssmdoc.aws.chain import DoorChain
from ssmdoc.invoke.library import first_error
from ssmdoc.plan.automation.runbook import Runbook
from ssmdoc.running.surroundings import Surroundings


class AttachmentError(Exception):
    """A file that the document declares is not there."""


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


def find_attachments(runbook: Runbook, folder: Path | None) -> Mapping[str, Path]:
    """The files of a folder that a runbook declares under `files`, by name.

    Raises:
        AttachmentError: there is no such folder, or a declared file is not in it.
    """
    if folder is None:
        return {}
    if not folder.is_dir():
        raise AttachmentError("no such folder")
    found = {name: folder / Path(name).name for name in runbook.files or {}}
    for name, path in found.items():
        if not path.is_file():
            raise AttachmentError(f'there is no file "{path.name}", which the document declares as "{name}"')
    return found
