"""Keys of a step that the agent ignores."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import Kind
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Scalar

_IGNORED = {
    "onFailure": 'the agent reads it in "inputs", where "exit" and "successAndExit" are known',
    "timeoutSeconds": 'the agent reads it in "inputs"',
    "maxAttempts": "a Command document has no retries",
}
"""Keys that the agent takes and never reads. Source: agent-semantics 1.2 and 11.1, AGENT contracts/model.go."""


@rule("ignored-step-key", Severity.WARNING, kinds=(Kind.COMMAND_2,), keys=tuple(_IGNORED))
def ignored_step_key(document: Document) -> Iterator[Finding]:
    """A step has a key that is known but has no effect there.

    In an Automation document `onFailure`, `timeoutSeconds` and `maxAttempts` are keys of the step. In a Command
    document the agent reads the first two inside `inputs`, and there are no retries.

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runShellScript
        name: wait
        timeoutSeconds: 60  # error: "timeoutSeconds" has no effect on a step: the agent reads it in "inputs"
        inputs: {runCommand: [sleep 600]}
    ```

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runShellScript
        name: wait
        inputs: {runCommand: [sleep 600], timeoutSeconds: "60", onFailure: exit}
    ```
    """
    for step in document.steps:
        for key, value in step.node.named():
            remedy = _IGNORED.get(key.text)
            if remedy and not (isinstance(value, Scalar) and value.text in ("", "0", "null", "~")):
                yield Finding(key.span, f'"{key.text}" has no effect on a step: {remedy}')
