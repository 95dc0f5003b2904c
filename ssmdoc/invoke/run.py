"""A Command document run from Python."""

from collections.abc import Mapping
from threading import Event

from ssmdoc.analysis.examine import examine
from ssmdoc.invoke.command import prepare
from ssmdoc.invoke.refused import Refused, RefusedError
from ssmdoc.model.document import Document
from ssmdoc.running.command import run_command
from ssmdoc.running.events import OnEvent
from ssmdoc.running.identifiers import new_command_id
from ssmdoc.running.result import CommandResult
from ssmdoc.running.sandbox.protocol import INSTANCE_ID, Limits, NodeIdentity
from ssmdoc.running.sandbox.select import SandboxChoice, SandboxName, open_sandbox
from ssmdoc.running.surroundings import NOTHING_AROUND, Surroundings
from ssmdoc.source.values import JsonValue

REGION = "us-east-1"


def run(
    document: Document,
    parameters: Mapping[str, JsonValue] | None = None,
    *,
    sandbox: SandboxName = "auto",
    image: str | None = None,
    surroundings: Surroundings = NOTHING_AROUND,
    on_event: OnEvent = lambda _event: None,
) -> CommandResult:
    """Run a Command document on a fresh node and give what came of it.

    Args:
        document: as `ssmdoc.load` gives it.
        parameters: values by name, as SendCommand takes them (lists of texts) or typed.
        sandbox: where it runs; `auto` is Docker where an engine answers, else Linux namespaces.
        image: the container image of the node, for Docker.
        surroundings: the documents and files that aws:runDocument and aws:downloadContent find, and Parameter Store.
        on_event: called with each event while it runs, see `ssmdoc.running.events`.

    Raises:
        RefusedError: AWS would not take the document or the values.
        NotRunnableError: it is no Command document.
        SandboxError: there is no node to run it on.
    """
    prepared = prepare(examine(document.source), parameters or {}, surroundings.store)
    if isinstance(prepared, Refused):
        raise RefusedError(prepared)
    identity = NodeIdentity(INSTANCE_ID, REGION, new_command_id())
    opened = open_sandbox(SandboxChoice(sandbox, image), lambda _notice: None)
    try:
        node = opened.start(identity, Limits())
        try:
            return run_command(prepared, node, identity, on_event=on_event, cancel=Event(), surroundings=surroundings)
        finally:
            node.stop()
    finally:
        opened.close()
