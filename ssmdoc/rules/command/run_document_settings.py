"""Settings that break a step."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import Kind
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Mapping


@rule("run-document-settings", Severity.WARNING, kinds=(Kind.COMMAND_2,))
def run_document_settings(document: Document) -> Iterator[Finding]:
    """A step that runs `aws:runDocument` has `settings`, and fails because of them.

    The agent keeps in `settings` how deeply documents are nested, and fails a step in which it finds something else:
    `error obtaining the depth of execution`.

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runDocument
        name: nested
        settings: {level: "1"}  # error: aws:runDocument fails when its step has settings
        inputs: {documentType: SSMDocument, documentPath: AWS-RunShellScript}
    ```

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runDocument
        name: nested
        inputs: {documentType: SSMDocument, documentPath: AWS-RunShellScript}
    ```
    """
    for step in document.steps:
        if step.runs("aws:runDocument") and isinstance(step.settings, Mapping) and step.settings.entries:
            entry = step.node.entry("settings")
            span = entry.key.span if entry else step.settings.span
            yield Finding(span, "aws:runDocument fails when its step has settings")
