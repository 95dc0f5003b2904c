"""Two steps with one name."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document, Step
from ssmdoc.rules.registry import Finding, rule


@rule("duplicate-step-name", Severity.ERROR)
def duplicate_step_name(document: Document) -> Iterator[Finding]:
    """Two steps have the same name.

    Names of steps are unique in a document. Where two share one, the agent keeps one result for both: their output
    is mixed and the status of the last one wins, so that a failure of the first is lost. Letter case counts.

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
    first: dict[str, Step] = {}
    for step in document.steps:
        if step.name is None or not step.name.text:
            continue
        earlier = first.setdefault(step.name.text, step).name
        if earlier and earlier is not step.name:
            label = Label(earlier.span, "first used here")
            yield Finding(step.name.span, f'step name "{step.name.text}" is used twice', (label,))
