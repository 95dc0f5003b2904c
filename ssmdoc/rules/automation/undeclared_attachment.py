"""Attachments that the document does not declare."""

from collections.abc import Iterator

from ssmdoc.catalogue.nearest import Hints
from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_literal
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Mapping, Scalar
from ssmdoc.source.values import scalar_kind


@rule("undeclared-attachment", Severity.ERROR, keys=("Attachment",))
def undeclared_attachment(document: Document) -> Iterator[Finding]:
    """A step of `aws:executeScript` names an attachment that `files` does not have.

    The files that are attached to a runbook stand in `files` at the top of the document, by name and with their hash;
    `Attachment` is one of these names. Without any `files` this is a warning.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: clean
        action: aws:executeScript
        inputs:
          Runtime: python3.11
          Handler: clean.handler
          Attachment: cleanup.zip  # error: attachment "cleanup.zip" is not in "files", did you mean "clean-up.zip"?
    files:
      clean-up.zip:
        checksums: {sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef}
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: clean
        action: aws:executeScript
        inputs:
          Runtime: python3.11
          Handler: clean.handler
          Attachment: clean-up.zip
    files:
      clean-up.zip:
        checksums: {sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef}
    ```
    """
    entry = document.entry("files")
    files = entry.value if entry else None
    names: dict[str, None] = {}
    if isinstance(files, Mapping):
        names = dict.fromkeys(key.text for key, _ in files.named())
    elif files is not None and not (isinstance(files, Scalar) and scalar_kind(files) == "null"):
        return
    if "<<" in names:
        return
    hints = Hints(names)
    for step in document.steps:
        given = step.input("Attachment") if step.runs("aws:executeScript") else None
        if not isinstance(given, Scalar) or not is_literal(given) or not given.text.strip() or given.text in names:
            continue
        labels = (Label(entry.key.span, "the files of the document"),) if entry else ()
        message = f'attachment {in_quotes(given.text)} is not in "files"{hints.did_you_mean(given.text)}'
        yield Finding(given.span, message, labels, None, None if names else Severity.WARNING)
