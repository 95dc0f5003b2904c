"""References that only Automation documents have."""

from collections.abc import Iterator

from ssmdoc.catalogue.system_variables import SYSTEM_VARIABLES
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import COMMAND_KINDS, Kind
from ssmdoc.model.references import Form, Reference
from ssmdoc.rules.places import reference_span
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes


@rule("automation-reference", Severity.WARNING, kinds=(*COMMAND_KINDS, Kind.SESSION))
def automation_reference(document: Document) -> Iterator[Finding]:
    """A reference names a system variable or the output of a step, which only Automation documents have.

    In a Command or Session document nothing is replaced there: the script receives the braces.

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runShellScript
        name: where
        inputs:
          runCommand:
            - echo "{{ global:REGION }}"  # error: a Command document does not know "{{ global:REGION }}"
      - action: aws:runShellScript
        name: again
        inputs:
          runCommand:
            - echo "{{ where.Output }}"  # error: a Command document does not know "{{ where.Output }}"
    ```

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runShellScript
        name: where
        inputs: {runCommand: ['echo "$AWS_SSM_REGION_NAME" | tee /tmp/region']}
      - action: aws:runShellScript
        name: again
        inputs: {runCommand: [cat /tmp/region]}
    ```
    """
    for scalar, references in document.sites:
        for reference in references:
            if _is_of_automation(document, reference):
                text = scalar.text[reference.start : reference.end]
                span = reference_span(document, scalar, reference)
                kind = "Session" if document.kind is Kind.SESSION else "Command"
                yield Finding(span, f"a {kind} document does not know {in_quotes(text)}")


def _is_of_automation(document: Document, reference: Reference) -> bool:
    if reference.form in (Form.GLOBAL, Form.AUTOMATION):
        return f"{reference.form.value}:{reference.names[0]}" in SYSTEM_VARIABLES
    return reference.form is Form.OUTPUT and reference.names[0] in document.steps_by_name
