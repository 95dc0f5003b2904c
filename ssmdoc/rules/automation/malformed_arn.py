"""Texts that should be an ARN and are none."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Mapping, Scalar, Sequence
from ssmdoc.source.values import scalar_kind

_SERVICES = {
    ("aws:approve", "NotificationArn"): "sns",
    ("aws:copyImage", "KmsKeyId"): "kms",
    ("aws:createStack", "NotificationARNs"): "sns",
    ("aws:createStack", "RoleARN"): "iam",
    ("aws:deleteStack", "RoleARN"): "iam",
    ("aws:executeStateMachine", "stateMachineArn"): "states",
    ("aws:runCommand", "ServiceRoleArn"): "iam",
    ("aws:runInstances", "IamInstanceProfileArn"): "iam",
}
"""The service that the ARN in an input is of. Source: UG25 automation-action-*.md."""

_OPEN = ("{", "}", "<", ">", "$", "%", "*")
"""Signs of a text that is not final: references, and placeholders of template engines."""


@rule("malformed-arn", Severity.WARNING)
def malformed_arn(document: Document) -> Iterator[Finding]:
    """A text stands where an ARN is wanted and does not have the form of one, or is the ARN of another service.

    An ARN has six parts: `arn:partition:service:region:account:resource`; those of IAM have no region.

    ```yaml
    schemaVersion: "0.3"
    assumeRole: AutomationRole  # error: "AutomationRole" is no ARN, expected "arn:aws:iam::ACCOUNT:role/NAME"
    mainSteps:
      - name: order
        action: aws:executeStateMachine
        inputs:
          stateMachineArn: arn:aws:sns:eu-west-1:111122223333:a  # error: this is an ARN of "sns", not of "states"
    ```

    ```yaml
    schemaVersion: "0.3"
    assumeRole: arn:aws:iam::111122223333:role/AutomationRole
    mainSteps:
      - name: order
        action: aws:executeStateMachine
        inputs:
          stateMachineArn: arn:aws:states:eu-west-1:111122223333:stateMachine:order
    ```
    """
    role = document.get("assumeRole")
    if isinstance(role, Scalar):
        yield from _check(role, "iam")
    for step in document.steps:
        action = step.action.text if step.action else ""
        for key, value in step.inputs.named() if isinstance(step.inputs, Mapping) else ():
            service = _SERVICES.get((action, key.text))
            if service is None:
                continue
            for text in value.items if isinstance(value, Sequence) else (value,):
                if isinstance(text, Scalar):
                    yield from _check(text, service)


def _check(text: Scalar, service: str) -> Iterator[Finding]:
    if scalar_kind(text) != "string" or not text.text.strip() or any(sign in text.text for sign in _OPEN):
        return
    parts = text.text.strip().split(":", 5)
    if len(parts) < 6 or parts[0] != "arn" or not parts[1].startswith("aws") or not parts[5]:
        form = "arn:aws:iam::ACCOUNT:role/NAME" if service == "iam" else f"arn:aws:{service}:REGION:ACCOUNT:…"
        yield Finding(text.span, f'{in_quotes(text.text)} is no ARN, expected "{form}"')
    elif parts[2] != service:
        yield Finding(text.span, f'this is an ARN of {in_quotes(parts[2])}, not of "{service}"')
