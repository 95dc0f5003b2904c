"""Constraints that no value can meet."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.declarations import count
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Sequence


@rule("impossible-constraint", Severity.WARNING, keys=("minChars", "minItems", "allowedValues"))
def impossible_constraint(document: Document) -> Iterator[Finding]:
    """No value can meet what the declaration of a parameter asks for.

    The least number of characters or items is greater than the greatest, or the list of allowed values is empty.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Name:
        type: String
        minChars: 20  # error: minChars 20 of "Name" is greater than maxChars 10
        maxChars: 10
      Stage:
        type: String
        allowedValues: []  # error: allowedValues of "Stage" is empty, so no value is allowed
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["echo {{ Name }} {{ Stage }}"]}}
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Name: {type: String, minChars: 10, maxChars: 20}
      Stage: {type: String, allowedValues: [test, prod]}
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["echo {{ Name }} {{ Stage }}"]}}
    ```
    """
    if not any(map(document.parameters_with, ("minChars", "minItems", "allowedValues"))):
        return
    for parameter in document.parameters:
        name = in_quotes(parameter.name.text)
        for unit in ("Chars", "Items"):
            least, most = parameter.get(f"min{unit}"), parameter.get(f"max{unit}")
            low, high = count(least), count(most)
            if least is not None and most is not None and low is not None and high is not None and low > high:
                message = f"min{unit} {low:,} of {name} is greater than max{unit} {high:,}"
                yield Finding(least.span, message, (Label(most.span, f"max{unit}"),))
        allowed = parameter.get("allowedValues")
        if isinstance(allowed, Sequence) and not allowed.items:
            yield Finding(allowed.span, f"allowedValues of {name} is empty, so no value is allowed")
