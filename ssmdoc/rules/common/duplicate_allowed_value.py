"""Allowed values that are listed twice."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Scalar, Sequence

if TYPE_CHECKING:
    from ssmdoc.source.text import Span


@rule("duplicate-allowed-value", Severity.WARNING, keys=("allowedValues",))
def duplicate_allowed_value(document: Document) -> Iterator[Finding]:
    """A value stands twice in `allowedValues`.

    It has no effect; most often another value was meant.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Stage:
        type: String
        allowedValues:
          - test
          - prod
          - test  # error: allowedValues of "Stage" has "test" twice
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["echo {{ Stage }}"]}}
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Stage: {type: String, allowedValues: [test, prod, stage]}
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["echo {{ Stage }}"]}}
    ```
    """
    for parameter in document.parameters_with("allowedValues"):
        allowed = parameter.get("allowedValues")
        if not isinstance(allowed, Sequence):
            continue
        first: dict[str, Span] = {}
        for value in allowed.items:
            if not isinstance(value, Scalar):
                continue
            earlier = first.setdefault(value.text, value.span)
            if earlier != value.span:
                message = f"allowedValues of {in_quotes(parameter.name.text)} has {in_quotes(value.text)} twice"
                yield Finding(value.span, message, (Label(earlier, "first here"),))
