"""From a document that was examined to the draft of its spec."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import NamedTuple

from ssmdoc.analysis.examine import Examination
from ssmdoc.automation.nodes import SandboxNodes
from ssmdoc.init_test.automation import draft_automation, refused_case
from ssmdoc.init_test.command import draft_command
from ssmdoc.init_test.draft import Draft
from ssmdoc.init_test.samples import stored_names
from ssmdoc.init_test.simulate import Setting
from ssmdoc.invoke.attachments import AttachmentError, find_attachments
from ssmdoc.invoke.refused import refusal_of
from ssmdoc.model.kind import AUTOMATION_KINDS, COMMAND_KINDS
from ssmdoc.plan.angles import with_braces
from ssmdoc.plan.automation.read import RunbookError, read_runbook
from ssmdoc.plan.automation.runbook import Runbook
from ssmdoc.plan.parameter_store import StoredParameter
from ssmdoc.running.library import Library
from ssmdoc.running.surroundings import Surroundings
from ssmdoc.source.values import JsonValue, to_value

_HEAD = (
    "A first draft by `ssmdoc init-test`: values and answers are made up, and what is expected is what came of them. "
    "Put in what the document must do.",
)


class NoSpecError(Exception):
    """The text is no document that specs can be about."""


class Beside(NamedTuple):
    """Folders beside the document, by how the spec names them."""

    library: Path | None
    attachments: Path | None


def folders_beside(document: Path) -> Beside:
    """The folders `library` and `attachments` beside a document, where they are there."""
    library, attachments = document.parent / "library", document.parent / "attachments"
    return Beside(library if library.is_dir() else None, attachments if attachments.is_dir() else None)


def draft_of(examination: Examination, beside: Beside, open_nodes: Callable[[], SandboxNodes], cancel: Event) -> Draft:
    """The draft of a spec.

    Raises:
        NoSpecError: the text is no Command or Automation document.
    """
    root, kind = examination.root, examination.kind
    if root is None or kind not in (*COMMAND_KINDS, *AUTOMATION_KINDS):
        raise NoSpecError("specs are about Command and Automation documents, and this is none")
    refused = refusal_of(examination)
    if refused is not None:
        return _headed(Draft({}, (refused_case(refused, {}),)))
    value = with_braces(to_value(root))
    if kind in COMMAND_KINDS:
        return _headed(draft_command(value))
    try:
        runbook = read_runbook(value)
    except RunbookError as error:
        raise NoSpecError(str(error)) from error
    return _headed(_of_runbook(runbook, beside, open_nodes, cancel))


def _of_runbook(runbook: Runbook, beside: Beside, open_nodes: Callable[[], SandboxNodes], cancel: Event) -> Draft:
    keys: dict[str, JsonValue] = {}
    folder = beside.attachments if runbook.files else None
    attachments: Mapping[str, Path] = {}
    if folder is not None:
        try:
            attachments = find_attachments(runbook, folder, lambda _said: None)
            keys["attachments"] = folder.name
        except AttachmentError:
            pass
    runs_others = any("DocumentName" in step.inputs for step in runbook.steps_by_name.values())
    library = beside.library if runs_others else None
    if library is not None:
        keys["library"] = library.name
    store = {name: StoredParameter("example") for name in stored_names(runbook.defaults)}
    around = Surroundings(Library((library,) if library else ()), store=store)
    draft = draft_automation(Setting(runbook, around, attachments, open_nodes, cancel))
    return replace(draft, keys={**keys, **draft.keys})


def _headed(draft: Draft) -> Draft:
    return replace(draft, notes=(*_HEAD, *draft.notes))
