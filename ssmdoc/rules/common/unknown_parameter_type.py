"""Parameter types that do not exist."""

from collections.abc import Iterator

from ssmdoc.catalogue.nearest import did_you_mean, offer
from ssmdoc.catalogue.parameter_types import PARAMETER_TYPES, RESOURCE_TYPES
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_open
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.rules.words import enumerated
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Scalar

_ALIASES = {
    "array": "StringList",
    "bool": "Boolean",
    "commadelimitedlist": "StringList",
    "dict": "StringMap",
    "int": "Integer",
    "list": "StringList",
    "list<string>": "StringList",
    "map": "StringMap",
    "number": "Integer",
    "object": "StringMap",
    "str": "String",
}
"""What other languages call the types, CloudFormation among them."""


@rule("unknown-parameter-type", Severity.ERROR)
def unknown_parameter_type(document: Document) -> Iterator[Finding]:
    """A parameter has a type that does not exist.

    AWS refuses the document: `Parameter type: string is invalid.` Types are case-sensitive. CloudFormation's `Number`
    and `CommaDelimitedList` are none of them, nor is `SecureString`, which Parameter Store has.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Path: {type: string}  # error: unknown parameter type "string", did you mean "String"?
    mainSteps:
      - {action: aws:runShellScript, name: list, inputs: {runCommand: ["ls {{ Path }}"]}}
    ```

    The types are String, StringList, StringMap, Integer, Boolean and MapList, and in Automation documents some of AWS's
    resources, such as `AWS::EC2::Instance::Id`:

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Path: {type: String}
    mainSteps:
      - {action: aws:runShellScript, name: list, inputs: {runCommand: ["ls {{ Path }}"]}}
    ```
    """
    for parameter in document.parameters:
        declared = parameter.get("type")
        if not isinstance(declared, Scalar) or declared.text in PARAMETER_TYPES or declared.text in RESOURCE_TYPES:
            continue
        if is_open(declared.text):
            continue
        alias = _ALIASES.get(declared.text.lower())
        hint = offer(alias) if alias else did_you_mean(declared.text, (*PARAMETER_TYPES, *RESOURCE_TYPES))
        expected = "" if hint else f", expected {enumerated(PARAMETER_TYPES, 'or')}"
        yield Finding(declared.span, f"unknown parameter type {in_quotes(declared.text)}{hint}{expected}")
