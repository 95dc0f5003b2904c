"""What cannot be run, and what AWS would not take."""

from dataclasses import dataclass

from ssmdoc.analysis.examine import Examination, not_a_document
from ssmdoc.diagnostic import Diagnostic, Severity
from ssmdoc.model.kind import AUTOMATION_KINDS


@dataclass(frozen=True, slots=True)
class Refused:
    """The service does not take the document or the command: its error code, why, and what is wrong in the document."""

    code: str
    message: str
    operation: str = "SendCommand"
    diagnostics: tuple[Diagnostic, ...] = ()


class NotRunnableError(Exception):
    """The document is of a kind that cannot be run."""


class RefusedError(Exception):
    """The service would refuse the document or the values given for its parameters."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(f"{refused.code}: {refused.message}")
        self.refused = refused


def refusal_of(examination: Examination) -> Refused | None:
    """What CreateDocument says of a document that has errors; None of one that it takes."""
    errors = tuple(found for found in examination.diagnostics if found.severity is Severity.ERROR)
    if examination.root is None and not errors:
        errors = (not_a_document(examination.source, examination.root),)
    return refused_document(errors) if errors else None


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
    known = "Command documents (schemaVersion 2.2, 2.0 or 1.2)"
    if kind in AUTOMATION_KINDS:
        return f"{examination.source.path}: this is {what}; only {known} can be run here"
    return f"{examination.source.path}: this is {what}; ssmdoc can run {known} and Automation documents (0.3)"
