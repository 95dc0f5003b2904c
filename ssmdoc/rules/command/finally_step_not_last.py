"""Final steps that other steps follow."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import Kind
from ssmdoc.model.steps import is_true
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes


@rule("finally-step-not-last", Severity.WARNING, kinds=(Kind.COMMAND_2,), keys=("finallyStep",))
def finally_step_not_last(document: Document) -> Iterator[Finding]:
    """A step says `finallyStep: true` and is not the last one.

    The agent honours it on the last step alone: that step runs even when an earlier one has ended the document with
    `onFailure: exit`, `onSuccess: exit` or the exit codes 168 and 169. Anywhere else it has no effect.

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runShellScript
        name: cleanUp
        inputs:
          runCommand: [rm -rf /tmp/work]
          finallyStep: true  # error: finallyStep has no effect here, only the last step can be one
      - action: aws:runShellScript
        name: report
        inputs: {runCommand: [uptime]}
    ```

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runShellScript
        name: report
        inputs: {runCommand: [uptime], onFailure: exit}
      - action: aws:runShellScript
        name: cleanUp
        inputs: {runCommand: [rm -rf /tmp/work], finallyStep: true}
    ```
    """
    for step in document.steps[:-1]:
        for inputs in step.input_maps():
            entry = inputs.entry("finallyStep")
            if entry and is_true(entry.value):
                last = document.steps[-1]
                name = f" {in_quotes(last.name.text)}" if last.name else ""
                label = Label((last.name or last.node).span, f"the last step{name}")
                yield Finding(entry.key.span, "finallyStep has no effect here, only the last step can be one", (label,))
