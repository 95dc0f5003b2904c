"""CloudFormation templates that are too large for a step."""

from collections.abc import Iterator

from ssmdoc.catalogue.limits import MAX_TEMPLATE_BYTES
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import AUTOMATION_KINDS
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Scalar

_CREATE_STACK = "aws:createStack"


@rule("template-body-too-large", Severity.ERROR, kinds=AUTOMATION_KINDS, keys=("templateBody",))
def template_body_too_large(document: Document) -> Iterator[Finding]:
    """The `TemplateBody` of an `aws:createStack` step is larger than CloudFormation takes.

    A template in a request has at most 51,200 bytes. One in Amazon S3, which `TemplateURL` names, may have 460,800.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: create
        action: aws:createStack
        inputs:
          StackName: web
          TemplateBody: "«70,000 characters»"  # error: TemplateBody has 70,000 bytes, no more than 51,200 are taken
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: create
        action: aws:createStack
        inputs:
          StackName: web
          TemplateURL: https://s3.amazonaws.com/amzn-s3-demo-bucket/web.yaml
    ```
    """
    for step in document.steps:
        body = step.input("TemplateBody") if step.runs(_CREATE_STACK) else None
        if isinstance(body, Scalar) and len(body.text) * 4 > MAX_TEMPLATE_BYTES:
            size = len(body.text.encode(errors="replace"))
            if size > MAX_TEMPLATE_BYTES:
                taken = f"no more than {MAX_TEMPLATE_BYTES:,} are taken"
                yield Finding(body.span, f"TemplateBody has {size:,} bytes, {taken}")
