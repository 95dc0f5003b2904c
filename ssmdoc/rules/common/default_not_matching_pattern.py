"""Defaults that break the pattern of their parameter."""

from collections.abc import Iterator
from itertools import islice

from ssmdoc.catalogue.parameter_types import TEXT_TYPES, type_proper
from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import COMMAND_KINDS
from ssmdoc.model.literals import is_open
from ssmdoc.rules.declarations import MOST_MATCHED, default_values, is_filled_in_by_hand
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Scalar


@rule("default-not-matching-pattern", Severity.ERROR, keys=("allowedPattern",))
def default_not_matching_pattern(document: Document) -> Iterator[Finding]:
    """The default of a parameter does not match its allowedPattern.

    A Command document cannot run with its own default: the agent looks for the pattern in every value, also in
    defaults, and fails the document. In an Automation or Session document this is a warning: AWS has runbooks whose
    defaults only show the form of a value. Of a StringList each item must match. An empty default is not reported, nor
    is one that a build fills in, such as `${Id}`. The pattern is a Java regular expression for the service and a Go one
    for the agent; what the two could read differently is not judged.

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
    left = MOST_MATCHED
    for parameter in document.parameters_with("allowedPattern"):
        allowed, default = parameter.get("allowedPattern"), parameter.get("default")
        kind = type_proper(parameter.type)
        if not isinstance(allowed, Scalar) or default is None or kind is None or kind.name not in TEXT_TYPES:
            continue
        if is_open(allowed.text):
            continue
        from ssmdoc.patterns.java import certainly_refuses  # most documents have no pattern

        for value in islice(default_values(default), left):
            left -= 1
            if certainly_refuses(allowed.text, value.text):
                message = f"default {in_quotes(value.text)} does not match allowedPattern {in_quotes(allowed.text)}"
                is_certain = document.kind in COMMAND_KINDS and not is_filled_in_by_hand(value.text)
                severity = None if is_certain else Severity.WARNING
                yield Finding(value.span, message, (Label(allowed.span, "the pattern"),), severity=severity)
