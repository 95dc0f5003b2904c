"""What comes between a document and its run: the checks that the service makes, the plan, the setup of the node."""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Event
from typing import TypeAlias
from uuid import uuid4

from ssmdoc.analysis.examine import Examination, examine, not_a_document
from ssmdoc.diagnostic import Diagnostic, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import COMMAND_KINDS, LEFT_ALONE
from ssmdoc.plan.angles import with_braces
from ssmdoc.plan.command_plan import CommandPlan, DocumentFailure, plan_command
from ssmdoc.plan.parameter_store import ParameterStore
from ssmdoc.plan.parameter_text import normalized
from ssmdoc.plan.service import refuse
from ssmdoc.running.command import run_command
from ssmdoc.running.events import OnEvent
from ssmdoc.running.result import CommandResult
from ssmdoc.running.sandbox.protocol import INSTANCE_ID, Limits, Node, NodeIdentity, Script
from ssmdoc.running.sandbox.select import SandboxChoice, SandboxName, open_sandbox
from ssmdoc.running.sandbox.shell_text import WORK
from ssmdoc.running.surroundings import NOTHING_AROUND, Surroundings
from ssmdoc.source.values import JsonValue, to_value

REGION = "us-east-1"
SETUP_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Refused:
    """The service does not take the document or the command: its error code, why, and what is wrong in the document."""

    code: str
    message: str
    operation: str = "SendCommand"
    diagnostics: tuple[Diagnostic, ...] = ()


Prepared: TypeAlias = CommandPlan | DocumentFailure | Refused


class NotRunnableError(Exception):
    """The document is of a kind that cannot be run."""


class RefusedError(Exception):
    """The service would refuse the document or the values given for its parameters."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(f"{refused.code}: {refused.message}")
        self.refused = refused


class SetupError(Exception):
    """The setup script failed; the text has its last output."""


def prepare(
    examination: Examination,
    values: Mapping[str, JsonValue],
    store: ParameterStore,
    *,
    agent_only: bool = False,
) -> Prepared:
    """Plan a document, unless AWS would refuse it.

    With `agent_only` the service's checks are left out, and the agent is the recorded one, which is older than ENV_VAR.

    Raises:
        NotRunnableError: it is no Command document.
    """
    root = examination.root
    if examination.kind in LEFT_ALONE:
        raise NotRunnableError(not_runnable(examination))
    errors = tuple(found for found in examination.diagnostics if found.severity is Severity.ERROR)
    if root is None and not errors:
        errors = (not_a_document(examination.source, root),)
    if root is None or (errors and not agent_only):
        return refused_document(errors)
    if not agent_only and examination.kind not in COMMAND_KINDS:
        raise NotRunnableError(not_runnable(examination))
    document = to_value(root)
    if agent_only:
        return plan_command(document, values, store)
    values = normalized(document, values)
    content_bytes = len(examination.source.text.encode(errors="replace"))
    if refusal := refuse(document, values, content_bytes=content_bytes):
        return Refused(refusal.code, refusal.message)
    return plan_command(with_braces(document), values, store, env_vars=True)


def refused_document(errors: tuple[Diagnostic, ...]) -> Refused:
    """What CreateDocument says of a document with these errors."""
    for error in errors:
        if error.rule == "document-too-large":
            return Refused("MaxDocumentSizeExceeded", error.message, "CreateDocument", (error,))
    count = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
    return Refused("InvalidDocumentContent", f"the document has {count}", "CreateDocument", errors)


def not_runnable(examination: Examination) -> str:
    """Why a text that reads well cannot be run."""
    kind = examination.kind
    what = "not an SSM document" if kind is None else f"a document of the kind {kind.value}"
    return (
        f"{examination.source.path}: this is {what}; ssmdoc can run Command documents (schemaVersion 2.2, 2.0 or 1.2)"
    )


def run_setup(node: Node, text: str, cancel: Event) -> None:
    """Run a setup script on a node, before the document.

    Raises:
        SetupError: it ended with another exit code than 0, or was cancelled.
    """
    said = bytearray()

    def keep(_stream: str, data: bytes) -> None:
        said.extend(data)
        del said[:-2000]

    path = f"{WORK}/setup.sh"
    outcome = node.run(Script(path, text.encode(), ("sh", path), ("/",), SETUP_SECONDS), keep, cancel)
    if outcome.cancelled:
        raise SetupError("the setup script was cancelled")
    if outcome.exit_code != 0 or outcome.timed_out or outcome.exceeded:
        ending = f"ended with exit code {outcome.exit_code}"
        if outcome.timed_out:
            ending = f"took longer than {SETUP_SECONDS:.0f} seconds"
        if outcome.exceeded:
            ending = f"went over the limit of {outcome.exceeded}"
        raise SetupError(f"the setup script {ending}\n{said.decode(errors='replace')}".rstrip())


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
    identity = NodeIdentity(INSTANCE_ID, REGION, str(uuid4()))
    opened = open_sandbox(SandboxChoice(sandbox, image), lambda _notice: None)
    try:
        node = opened.start(identity, Limits())
        try:
            return run_command(prepared, node, identity, on_event=on_event, cancel=Event(), surroundings=surroundings)
        finally:
            node.stop()
    finally:
        opened.close()
