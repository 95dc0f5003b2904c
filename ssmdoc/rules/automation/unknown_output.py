"""References to outputs that a step does not have."""

from collections.abc import Iterator

from ssmdoc.catalogue.nearest import did_you_mean
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.outputs import output_types
from ssmdoc.model.scope import Unresolved
from ssmdoc.model.steps import Step
from ssmdoc.rules.places import labelled, reference_span
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.rules.words import enumerated

_MOST = 8
"""So many outputs are named in a message."""


@rule("unknown-output", Severity.WARNING)
def unknown_output(document: Document) -> Iterator[Finding]:
    """A reference names an output that the step does not have.

    A step has the outputs that it declares in `outputs`, and those that its action gives: `ImageId` of
    `aws:createImage`, `Payload` of `aws:executeScript`, and `OutputPayload`, the whole response, of every action. Of
    a call to an API there are only declared ones. AWS takes the document; it is the run that has no value there.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: get
        action: aws:executeAwsApi
        inputs: {Service: ec2, Api: DescribeInstances}
        outputs:
          - {Name: InstanceId, Selector: "$.Reservations[0].Instances[0].InstanceId", Type: String}
      - name: image
        action: aws:createImage
        inputs:
          InstanceId: "{{ get.InstanceID }}"  # error: step "get" has no output "InstanceID", did you mean "InstanceId"?
          ImageName: nightly
      - name: tag
        action: aws:createTags
        inputs:
          ResourceIds:
            - "{{ image.Arn }}"  # error: step "image" has no output "Arn", it has ImageId, ImageState and OutputPayload
          Tags: [{Key: Backup, Value: nightly}]
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: get
        action: aws:executeAwsApi
        inputs: {Service: ec2, Api: DescribeInstances}
        outputs:
          - {Name: InstanceId, Selector: "$.Reservations[0].Instances[0].InstanceId", Type: String}
      - name: image
        action: aws:createImage
        inputs: {InstanceId: "{{ get.InstanceId }}", ImageName: nightly}
      - name: tag
        action: aws:createTags
        inputs:
          ResourceIds: ["{{ image.ImageId }}"]
          Tags: [{Key: Backup, Value: nightly}]
    ```
    """
    if document.flow and document.flow.equal_names:
        return  # which of the steps is meant is not known
    for use in document.unresolved:
        if use.meaning is Unresolved.UNKNOWN_OUTPUT:
            name, output = use.reference.names
            step = document.steps_by_name[name]
            span = reference_span(document, use.scalar, use.reference)
            labels = labelled(step.name, "the step")
            yield Finding(span, f'step "{name}" has no output "{output}"{_advice(step, output)}', labels)


def _advice(step: Step, output: str) -> str:
    names = list(output_types(step) or ())
    hint = did_you_mean(output, names)
    if hint:
        return hint
    shown = names if len(names) <= _MOST else [*names[: _MOST - 1], f"{len(names) - _MOST + 1} more"]
    return f", it has {'' if len(shown) > 1 else 'only '}{enumerated(shown)}"
