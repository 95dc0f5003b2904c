"""Two outputs of a step with one name."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_literal
from ssmdoc.model.outputs import once_for_outputs
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Scalar


@rule("duplicate-output", Severity.WARNING, keys=("outputs",))
def duplicate_output(document: Document) -> Iterator[Finding]:
    """A step declares two outputs with the same name.

    Later steps read an output by its name, `{{ step.Name }}`, and only one of both can stand for it.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: look
        action: aws:executeAwsApi
        inputs: {Service: ec2, Api: DescribeInstances}
        outputs:
          - {Name: Id, Selector: "$.Reservations[0].Instances[0].InstanceId", Type: String}
          - Name: Id  # error: the step has two outputs "Id"
            Selector: $.Reservations[0].Instances[0].ImageId
            Type: String
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: look
        action: aws:executeAwsApi
        inputs: {Service: ec2, Api: DescribeInstances}
        outputs:
          - {Name: Id, Selector: "$.Reservations[0].Instances[0].InstanceId", Type: String}
          - {Name: ImageId, Selector: "$.Reservations[0].Instances[0].ImageId", Type: String}
    ```
    """
    for step in once_for_outputs(document.steps):
        first: dict[str, Scalar] = {}
        for output in step.outputs:
            name = output.name
            if not isinstance(name, Scalar) or not is_literal(name):
                continue
            earlier = first.setdefault(name.text, name)
            if earlier is not name:
                label = Label(earlier.span, "the first one")
                yield Finding(name.span, f"the step has two outputs {in_quotes(name.text)}", (label,))
