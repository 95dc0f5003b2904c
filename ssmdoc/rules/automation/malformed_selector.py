"""Selectors that are no JSONPath."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.outputs import once_for_outputs
from ssmdoc.model.selector import problem
from ssmdoc.rules.places import within
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Scalar

_SELECTING = ("aws:assertAwsResourceProperty", "aws:waitForAwsResourceProperty")


@rule("malformed-selector", Severity.ERROR, keys=("Selector", "PropertySelector"))
def malformed_selector(document: Document) -> Iterator[Finding]:
    """The `Selector` of an output, or a `PropertySelector`, is no path into a response.

    A selector is a JSONPath: `$.Reservations[0].Instances[0].InstanceId`, `$..InstanceId`, and filters with one
    comparison, `$.Tags[?(@.Key == 'Name')].Value`. The `$.` at the beginning may be left out. AWS does not look at
    selectors when a document is created; the step fails. What AWS might still read is a warning.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: look
        action: aws:executeAwsApi
        inputs: {Service: ec2, Api: DescribeInstances}
        outputs:
          - Name: First
            Selector: $.Reservations[0.Instances[0].InstanceId  # error: "[" is not closed
            Type: String
          - Name: All
            Selector: $.Reservations[].Instances[0].InstanceId  # error: "[]" selects nothing, all items are "[*]"
            Type: StringList
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: look
        action: aws:executeAwsApi
        inputs: {Service: ec2, Api: DescribeInstances}
        outputs:
          - Name: First
            Selector: $.Reservations[0].Instances[0].InstanceId
            Type: String
          - Name: All
            Selector: $.Reservations[*].Instances[0].InstanceId
            Type: StringList
    ```
    """
    for selector in dict.fromkeys(_selectors(document)):
        found = problem(selector.text) if selector.tag is None else None
        if found:
            whole = found.start >= found.end
            span = selector.span if whole else within(document, selector, found.start, found.end)
            yield Finding(span, found.message, severity=None if found.certain else Severity.WARNING)


def _selectors(document: Document) -> Iterator[Scalar]:
    for step in once_for_outputs(document.steps):
        yield from (output.selector for output in step.outputs if output.selector)
    for step in document.steps:
        if step.action and step.action.text in _SELECTING:
            given = step.input("PropertySelector")
            if isinstance(given, Scalar):
                yield given
