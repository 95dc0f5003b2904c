"""Parameter types that documents of another kind have."""

from collections.abc import Iterator

from ssmdoc.catalogue.parameter_types import RESOURCES, TYPES
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import Kind
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Scalar

_TYPES = {
    Kind.COMMAND_1: ("String", "StringList"),
    Kind.COMMAND_2: ("String", "StringList", "StringMap"),
    Kind.SESSION: ("String", "StringList", "Boolean"),
}
_NAMES = {
    Kind.COMMAND_1: "a Command document of schema version 1.2",
    Kind.COMMAND_2: "a Command document",
    Kind.SESSION: "a Session document",
}
_DROPPED = {
    "Integer": ", a String does for digits",
    "Boolean": ', a String does for "true" and "false"',
    "MapList": "",
}
"""Source: agent-semantics 1.6 and 11.10, AGENT docparser.go ParseParameters."""


@rule("parameter-type-of-other-kind", Severity.WARNING, kinds=tuple(_TYPES))
def parameter_type_of_other_kind(document: Document) -> Iterator[Finding]:
    """A parameter has a type that is described for other kinds of document.

    All types exist in Automation documents. Command documents have String, StringList and StringMap (the last since
    schema version 2.0), Session documents String, StringList and Boolean. AWS takes Integer, Boolean and MapList in
    Command documents too, but an association drops values that are given for them, so that the default is used
    without a word; that is an info. AWS-specific types such as `AWS::EC2::Instance::Id` belong to Automation documents
    alone.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Role:
        type: AWS::IAM::Role::Arn  # error: a Command document has no AWS::IAM::Role::Arn, String is the type for it
      Count:
        type: Integer  # error: an association drops values of type Integer, a String does for digits
        default: 3
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["echo {{ Role }} {{ Count }}"]}}
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Role: {type: String}
      Count: {type: String, default: "3", allowedPattern: "^[0-9]+$"}
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["echo {{ Role }} {{ Count }}"]}}
    ```
    """
    if document.kind not in _TYPES:
        return
    for parameter in document.parameters:
        declared = parameter.get("type")
        if not isinstance(declared, Scalar) or declared.text in _TYPES[document.kind]:
            continue
        if declared.text in _DROPPED and document.kind is not Kind.SESSION:
            message = f"an association drops values of type {declared.text}{_DROPPED[declared.text]}"
            yield Finding(declared.span, message, severity=Severity.INFO)
        elif declared.text in TYPES:
            yield Finding(declared.span, f"{_NAMES[document.kind]} has no {declared.text} parameters")
        elif declared.text in RESOURCES:
            instead = RESOURCES[declared.text].base
            yield Finding(
                declared.span, f"{_NAMES[document.kind]} has no {declared.text}, {instead} is the type for it"
            )
