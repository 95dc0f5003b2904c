"""Defaults that break the pattern of their parameter."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.common.default_not_allowed import default_values
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Scalar


@rule("default-not-matching-pattern", Severity.ERROR)
def default_not_matching_pattern(document: Document) -> Iterator[Finding]:
    """The default of a parameter does not match its allowedPattern.

    The document cannot run with its own default: the agent looks for the pattern in every value, also in defaults,
    and fails the document. An empty default is not reported. The pattern is a Java regular expression for the
    service and a Go one for the agent; what the two could read differently is not judged.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      InstanceId:
        type: String
        allowedPattern: "^i-[a-z0-9]+$"
        default: web-1  # error: default "web-1" does not match allowedPattern "^i-[a-z0-9]+$"
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["echo {{ InstanceId }}"]}}
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      InstanceId:
        type: String
        allowedPattern: "^i-[a-z0-9]+$"
        default: i-0123456789abcdef0
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["echo {{ InstanceId }}"]}}
    ```
    """
    for parameter in document.parameters:
        allowed, default = parameter.get("allowedPattern"), parameter.get("default")
        if not isinstance(allowed, Scalar) or default is None or parameter.type not in ("String", "StringList"):
            continue
        from ssmdoc.patterns.java import certainly_refuses  # most documents have no pattern

        for value in default_values(default):
            if certainly_refuses(allowed.text, value.text):
                message = f"default {in_quotes(value.text)} does not match allowedPattern {in_quotes(allowed.text)}"
                yield Finding(value.span, message, (Label(allowed.span, "the pattern"),))
