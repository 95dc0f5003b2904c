"""Defaults that cannot name a resource of the type that the parameter asks for."""

from collections.abc import Iterator
from re import fullmatch

from ssmdoc.catalogue.parameter_types import RESOURCES
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.declarations import default_values
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes


@rule("default-not-a-resource", Severity.WARNING, keys=("default",))
def default_not_a_resource(document: Document) -> Iterator[Finding]:
    """The default of a parameter does not have the form that values of its AWS-specific type have.

    Parameters of types such as `AWS::EC2::Instance::Id` let the console offer a list of resources, and their values
    are checked: the id of an instance, the name of a bucket, the ARN of a role. An empty default is not reported, nor
    is a reference.

    ```yaml
    schemaVersion: "0.3"
    parameters:
      Instance:
        type: AWS::EC2::Instance::Id
        default: web-1  # error: default "web-1" is not the id of an instance, such as i-0123456789abcdef0
    mainSteps:
      - name: stop
        action: aws:changeInstanceState
        inputs: {InstanceIds: ["{{ Instance }}"], DesiredState: stopped}
    ```

    ```yaml
    schemaVersion: "0.3"
    parameters:
      Instance:
        type: AWS::EC2::Instance::Id
        default: i-0123456789abcdef0
    mainSteps:
      - name: stop
        action: aws:changeInstanceState
        inputs: {InstanceIds: ["{{ Instance }}"], DesiredState: stopped}
    ```
    """
    for parameter in document.parameters_with("default"):
        resource, default = RESOURCES.get(parameter.type or ""), parameter.get("default")
        if resource is None or default is None:
            continue
        for value in default_values(default):
            if not fullmatch(resource.pattern.strip("^$"), value.text):
                yield Finding(value.span, f"default {in_quotes(value.text)} is not {resource.words}")
