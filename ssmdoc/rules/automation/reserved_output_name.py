"""Outputs with a name that the action has already."""

from collections.abc import Iterator

from ssmdoc.catalogue.actions import ACTIONS
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_literal
from ssmdoc.model.outputs import once_for_outputs
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes

_REFUSED = frozenset({"aws:invokeLambdaFunction"})
"""Actions for which AWS was seen to refuse it. Source: ISSUE cdklabs/cdk-ssm-documents#55."""

_DECLARED = frozenset({"aws:executeAwsApi", "aws:executeScript"})
"""Actions whose outputs are the author's own; `Payload` with the selector `$.Payload` is a habit there."""


@rule("reserved-output-name", Severity.ERROR, keys=("outputs",))
def reserved_output_name(document: Document) -> Iterator[Finding]:
    """A step declares an output that its action has without being declared.

    AWS refuses it for `aws:invokeLambdaFunction`, whose outputs are `StatusCode`, `FunctionError`, `LogResult` and
    `Payload`: `In step X, name: LogResult is conflicting with one of the following reserved output names: [...]`.
    For other actions it is a warning.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: call
        action: aws:invokeLambdaFunction
        inputs: {FunctionName: rotate}
        outputs:
          - Name: LogResult  # error: aws:invokeLambdaFunction has an output "LogResult" without declaring it
            Selector: $.LogResult
            Type: String
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: call
        action: aws:invokeLambdaFunction
        inputs: {FunctionName: rotate}
    outputs:
      - call.LogResult
    ```
    """
    for step in once_for_outputs(document.steps):
        action = ACTIONS.get(step.action.text) if step.action else None
        if action is None or not action.outputs or action.name in _DECLARED:
            continue
        reserved = {output.name for output in action.outputs}
        severity = None if action.name in _REFUSED else Severity.WARNING
        for output in step.outputs:
            if output.name and output.name.text in reserved and is_literal(output.name):
                message = f"{action.name} has an output {in_quotes(output.name.text)} without declaring it"
                yield Finding(output.name.span, message, severity=severity)
