"""Two steps with one name."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes


@rule("duplicate-step-name", Severity.ERROR)
def duplicate_step_name(document: Document) -> Iterator[Finding]:
    """Two steps have the same name.

    Names of steps are unique in a document, the steps inside loops included. Letter case counts. Where two steps of a
    Command document share one, the agent keeps one result for both: their output is mixed and the status of the last
    one wins, so that a failure of the first is lost. An Automation document is refused:
    `Duplicate step names found in mainSteps of the document.`

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - {action: aws:runShellScript, name: install, inputs: {runCommand: [yum install -y jq]}}
      - action: aws:runShellScript
        name: install  # error: step name "install" is used twice
        inputs: {runCommand: [jq --version]}
    ```

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - {action: aws:runShellScript, name: install, inputs: {runCommand: [yum install -y jq]}}
      - {action: aws:runShellScript, name: check, inputs: {runCommand: [jq --version]}}
    ```
    """
    first = {step.name.text: step.name for step in reversed(document.steps) if step.name}
    for step in document.steps:
        name = step.name
        if name is None or not name.text:
            continue
        earlier = first[name.text]
        if earlier is not name:
            label = Label(earlier.span, "first used here")
            yield Finding(name.span, f"step name {in_quotes(name.text)} is used twice", (label,))
