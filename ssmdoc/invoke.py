"""What comes between a document and its run: the checks that the service makes, the plan, the setup of the node."""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Event
from typing import TypeAlias

from ssmdoc.analysis import examine
from ssmdoc.diagnostic import Diagnostic, Severity
from ssmdoc.model.kind import COMMAND_KINDS, Kind
from ssmdoc.plan.command_plan import CommandPlan, DocumentFailure, plan_command
from ssmdoc.plan.parameter_store import ParameterStore
from ssmdoc.plan.service import refuse
from ssmdoc.running.sandbox.protocol import Node, Script
from ssmdoc.running.sandbox.shell_text import WORK
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from ssmdoc.source.values import JsonValue, to_value

SETUP_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Refused:
    """The service does not take the command: its error code, why, and the findings in the document if it is those."""

    code: str
    message: str
    diagnostics: tuple[Diagnostic, ...] = ()


Prepared: TypeAlias = CommandPlan | DocumentFailure | Refused


class NotRunnableError(Exception):
    """The document is of a kind that cannot be run."""


class SetupError(Exception):
    """The setup script failed; the text has its last output."""


def prepare(
    source: Source, values: Mapping[str, JsonValue], store: ParameterStore, *, agent_only: bool = False
) -> Prepared:
    """Plan a document, unless SendCommand would refuse it; `agent_only` leaves the service's checks out.

    Raises:
        NotRunnableError: it is no Command document.
    """
    examination = examine(source)
    errors = tuple(found for found in examination.diagnostics if found.severity is Severity.ERROR)
    root = read(source).root
    if root is None or (errors and not agent_only):
        count = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
        return Refused("InvalidDocumentContent", f"the document has {count}", errors)
    if not agent_only and examination.kind not in COMMAND_KINDS:
        raise NotRunnableError(not_runnable(source, examination.kind))
    document = to_value(root)
    if not agent_only and (refusal := refuse(document, values)):
        return Refused(refusal.code, refusal.message)
    return plan_command(document, values, store)


def not_runnable(source: Source, kind: Kind | None) -> str:
    """Why a text that reads well cannot be run."""
    what = "not an SSM document" if kind is None else f"a document of the kind {kind.value}"
    return f"{source.path}: this is {what}; ssmdoc can run Command documents (schemaVersion 2.2, 2.0 or 1.2)"


def run_setup(node: Node, text: str) -> None:
    """Run a setup script on a node, before the document.

    Raises:
        SetupError: it ended with another exit code than 0.
    """
    said = bytearray()

    def keep(_stream: str, data: bytes) -> None:
        said.extend(data)
        del said[:-2000]

    path = f"{WORK}/setup.sh"
    outcome = node.run(Script(path, text.encode(), ("sh", path), ("/",), SETUP_SECONDS), keep, Event())
    if outcome.exit_code != 0 or outcome.timed_out:
        ending = "took too long" if outcome.timed_out else f"ended with exit code {outcome.exit_code}"
        raise SetupError(f"the setup script {ending}\n{said.decode(errors='replace')}".rstrip())
