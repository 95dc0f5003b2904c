"""An Automation document becomes a runbook with the values that it starts with."""

from collections.abc import Mapping
from dataclasses import dataclass

from ssmdoc.analysis.examine import Examination
from ssmdoc.invoke.refused import NotRunnableError, Refused, not_runnable, refusal_of
from ssmdoc.model.document import build
from ssmdoc.model.kind import AUTOMATION_KINDS, LEFT_ALONE
from ssmdoc.model.script_lines import document_line
from ssmdoc.plan.agent_document import DocumentError
from ssmdoc.plan.angles import with_braces
from ssmdoc.plan.automation.read import RunbookError, read_runbook
from ssmdoc.plan.automation.runbook import Runbook
from ssmdoc.plan.automation.start import CODE, StartRefusal, typed_values
from ssmdoc.plan.parameter_store import ParameterStore, resolve
from ssmdoc.source.values import JsonValue, to_value

START = "StartAutomationExecution"


@dataclass(frozen=True, slots=True)
class PreparedAutomation:
    """A runbook that can start."""

    runbook: Runbook
    parameters: Mapping[str, JsonValue]
    """A value for each declared parameter."""


def prepare_automation(
    examination: Examination, values: Mapping[str, JsonValue], store: ParameterStore
) -> PreparedAutomation | Refused:
    """Plan a document, unless AWS would refuse it or the values.

    Raises:
        NotRunnableError: it is no Automation document.
    """
    if examination.kind in LEFT_ALONE:
        raise NotRunnableError(not_runnable(examination))
    refused = refusal_of(examination)
    if refused is not None:
        return refused
    root = examination.root
    if root is None or examination.kind not in AUTOMATION_KINDS:
        raise NotRunnableError(not_runnable(examination))

    def line_of(step: str, line: int) -> int | None:
        return document_line(build(examination.source, root), step, line)

    try:
        runbook = read_runbook(with_braces(to_value(root)), line_of)
    except RunbookError as error:
        return Refused("InvalidDocumentContent", str(error), "CreateDocument")
    return start(runbook, values, store)


def start(runbook: Runbook, values: Mapping[str, JsonValue], store: ParameterStore) -> PreparedAutomation | Refused:
    """The runbook with its values, unless StartAutomationExecution would refuse them."""
    try:
        stored = resolve({name: value for name, value in runbook.defaults.items() if name not in values}, store)
    except DocumentError as error:
        return Refused(CODE, str(error), START)
    given = {**(stored if isinstance(stored, dict) else {}), **values}
    typed = typed_values(runbook, given)
    if isinstance(typed, StartRefusal):
        return Refused(typed.code, typed.message, START)
    return PreparedAutomation(runbook, typed)
