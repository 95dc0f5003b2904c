"""Steps of aws:runDocument that can only fail."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import Kind
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Mapping, Scalar

_UPDATE = "AWS-UpdateSSMAgent"


@rule("unusable-run-document", Severity.WARNING, kinds=(Kind.COMMAND_2,))
def unusable_run_document(document: Document) -> Iterator[Finding]:
    """A step that runs `aws:runDocument` has `settings`, or runs the document that updates the agent, and fails.

    The agent keeps in `settings` how deeply documents are nested, and fails a step in which it finds something else:
    `error obtaining the depth of execution`. And `AWS-UpdateSSMAgent` cannot be run by another document.

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runDocument
        name: nested
        settings: {level: "1"}  # error: aws:runDocument fails when its step has settings
        inputs: {documentType: SSMDocument, documentPath: AWS-RunShellScript}
      - action: aws:runDocument
        name: update
        inputs:
          documentType: SSMDocument
          documentPath: AWS-UpdateSSMAgent  # error: aws:runDocument cannot run AWS-UpdateSSMAgent
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
        if not step.runs("aws:runDocument"):
            continue
        if isinstance(step.settings, Mapping) and step.settings.entries:
            entry = step.node.entry("settings")
            span = entry.key.span if entry else step.settings.span
            yield Finding(span, "aws:runDocument fails when its step has settings")
        for inputs in step.input_maps():
            path, kind = inputs.get_ignoring_case("documentPath"), inputs.get_ignoring_case("documentType")
            if not isinstance(path, Scalar) or not isinstance(kind, Scalar) or kind.text != "SSMDocument":
                continue
            if path.text.rpartition("/")[2].partition(":")[0] == _UPDATE:
                yield Finding(path.span, f"aws:runDocument cannot run {_UPDATE}")
