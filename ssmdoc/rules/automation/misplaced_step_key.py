"""Keys of a step inside the inputs of an API call."""

from collections.abc import Iterator

from ssmdoc.catalogue.actions import ACTIONS
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Entry, Mapping, Node, Scalar, Sequence
from ssmdoc.source.values import scalar_kind

_KEYS = ("maxAttempts", "onFailure")
"""Keys that no known API has as a member; nextStep, isEnd, isCritical and onCancel are found by the JSON Schema."""


@rule("misplaced-step-key", Severity.WARNING)
def misplaced_step_key(document: Document) -> Iterator[Finding]:
    """A key that belongs to a step stands in the inputs of an API call.

    What is in the `inputs` of `aws:executeAwsApi`, `aws:assertAwsResourceProperty` and
    `aws:waitForAwsResourceProperty` goes to the API, which refuses what it does not know. A second `inputs` inside
    `inputs`, and the `outputs` of the step, are an error; other keys are a warning.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: look
        action: aws:executeAwsApi
        inputs:
          Service: ec2
          Api: DescribeInstances
          maxAttempts: 3  # error: "maxAttempts" belongs into the step, beside "inputs"
          outputs:  # error: "outputs" belongs into the step, beside "inputs"
            - {Name: Id, Selector: "$.Reservations[0].Instances[0].InstanceId", Type: String}
      - name: lookAgain
        action: aws:executeAwsApi
        inputs:
          inputs:  # error: "inputs" inside "inputs"
            Service: ec2
          Service: ec2
          Api: DescribeInstances
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: look
        action: aws:executeAwsApi
        maxAttempts: 3
        inputs:
          Service: ec2
          Api: DescribeInstances
        outputs:
          - {Name: Id, Selector: "$.Reservations[0].Instances[0].InstanceId", Type: String}
    ```
    """
    for step in document.steps:
        action = ACTIONS.get(step.action.text) if step.action else None
        if action is None or not action.takes_api_inputs or not isinstance(step.inputs, Mapping):
            continue
        nested, outputs = step.inputs.entry("inputs"), step.inputs.entry("outputs")
        if nested is not None and _is_nested(nested.value):
            yield Finding(nested.key.span, '"inputs" inside "inputs"', severity=Severity.ERROR)
        if outputs is not None and _are_outputs(outputs.value):
            yield _misplaced(outputs, Severity.ERROR)
        for key in _KEYS:
            entry = step.inputs.entry(key)
            if entry is not None and isinstance(entry.value, Scalar):
                yield _misplaced(entry, None)


def _misplaced(entry: Entry, severity: Severity | None) -> Finding:
    key = entry.key.text if isinstance(entry.key, Scalar) else ""
    return Finding(entry.key.span, f'"{key}" belongs into the step, beside "inputs"', severity=severity)


def _is_nested(value: Node) -> bool:
    """Whether the value is empty, or the inputs of a step; some API may have a member of this name."""
    if isinstance(value, Scalar):
        return scalar_kind(value) == "null"
    return isinstance(value, Mapping) and (value.get("Service") is not None or value.get("Api") is not None)


def _are_outputs(value: Node) -> bool:
    items = value.items if isinstance(value, Sequence) else []
    return any(isinstance(item, Mapping) and item.get("Selector") is not None for item in items)
