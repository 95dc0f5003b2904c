"""Handlers of PowerShell scripts."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Mapping, Scalar


@rule("ignored-handler", Severity.WARNING, keys=("handler",))
def ignored_handler(document: Document) -> Iterator[Finding]:
    """A step of `aws:executeScript` has a `Handler` and a PowerShell runtime.

    `Handler` is the function that is called in a Python script. A PowerShell script runs from its first line on and
    reads its input from `$env:InputPayload`.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: count
        action: aws:executeScript
        inputs:
          Runtime: PowerShell 7.4
          Handler: Get-Count  # error: a PowerShell script has no handler, it runs from its first line on
          Script: |
            @{count = 1}
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: count
        action: aws:executeScript
        inputs:
          Runtime: PowerShell 7.4
          Script: |
            @{count = 1}
    ```
    """
    for step in document.steps:
        if not step.runs("aws:executeScript") or not isinstance(step.inputs, Mapping):
            continue
        runtime, handler = step.input("Runtime"), step.inputs.entry("Handler")
        if handler is None or not isinstance(runtime, Scalar) or not runtime.text.startswith("PowerShell"):
            continue
        if not isinstance(handler.value, Scalar) or handler.value.text.strip():
            label = Label(runtime.span, "the runtime")
            message = "a PowerShell script has no handler, it runs from its first line on"
            yield Finding(handler.key.span, message, (label,))
